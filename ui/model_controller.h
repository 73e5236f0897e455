// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

#include "core/engine/engine.h"
#include "core/session/session_document.h"

namespace saliscope {

class FileDialogs;
class ModelPanel;

/// Keeps the model of the session loaded and its panel up to date; saves cards. GUI thread.
class ModelController : public QObject
{
    Q_OBJECT
public:
    ModelController(Engine& engine, SessionDocument& document, ModelPanel& panel, FileDialogs& dialogs,
                    QObject* parent = nullptr);

    /// Nothing while the engine starts, a model is being read, or it could not be read.
    const std::optional<ModelInfo>& info() const { return m_info; }
    const std::optional<Error>& error() const { return m_error; }
    /// Why there is no info yet; empty when there is, or an error.
    QString waitingText() const;
    /// "EfficientNet-Lite0", also while it is being read.
    QString modelName() const;

    void load();
    /// The session's model is replaced once `source` has been read; what cannot be read only is reported.
    void open(const ModelSource& source);

Q_SIGNALS:
    void changed();
    /// What was to replace the model could not be read; reading it has stopped the explanation.
    void kept();
    void failed(const saliscope::Error& error);
    void noted(const QString& text);

private:
    void saveCard(const ModelCard& card);
    void chooseLabels();
    void take(const ModelInfo& info);
    void fail(const Error& error);

    Engine& m_engine;
    SessionDocument& m_document;
    ModelPanel& m_panel;
    FileDialogs& m_dialogs;
    std::optional<ModelInfo> m_info;
    std::optional<Error> m_error;
    std::optional<ModelSource> m_candidate; ///< Being read, while another model is in use.
    bool m_hasStoppedMap = false;           ///< For the candidate.
    bool m_isReady = false;
};

} // namespace saliscope
