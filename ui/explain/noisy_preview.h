// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/engine/engine.h"
#include "core/session/session_document.h"

class QAction;

namespace saliscope {

class ExplainPage;

/// Shows, while its action is checked, one of the noisy copies that the method averages over in the place of
/// the photo, with what the model makes of it; each time another copy. GUI thread.
class NoisyPreview : public QObject
{
    Q_OBJECT
public:
    NoisyPreview(Engine& engine, const SessionDocument& document, QAction& action, ExplainPage& page,
                 QObject* parent);

private:
    bool isPossible() const;
    void request();
    void show(const NoisyInput& input);
    void clear();

    Engine& m_engine;
    const SessionDocument& m_document;
    QAction& m_action;
    ExplainPage& m_page;
    int m_sample = 0;
};

} // namespace saliscope
