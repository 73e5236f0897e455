// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

#include "core/engine/engine.h"
#include "core/session/session_document.h"

class QDialog;
class QWidget;

namespace saliscope {

class Actions;
class CompareController;
class FileDialogs;
class ModelController;

/// Fills the board: with the map of the Explain workspace, or with what differs from a panel in its method,
/// class, model, photo or parameters. That panel is the selected one in the Compare workspace, otherwise what
/// Explain shows. GUI thread.
class BoardAdder : public QObject
{
    Q_OBJECT
public:
    BoardAdder(Engine& engine, SessionDocument& document, ModelController& model,
               const CompareController& compare, FileDialogs& dialogs, const Actions& actions,
               QWidget* window);

Q_SIGNALS:
    void noted(const QString& text);

private:
    void addShown();
    void addMethods();
    void addClasses();
    void addModel();
    void addPhotos();
    void addSweep();
    void add(const QList<BoardPanel>& panels, int columns = 0);
    /// Adds what was chosen and shows the board.
    void open(QDialog* dialog, const std::function<void()>& accepted);
    void updateActions();

    BoardPanel shownPanel() const;
    BoardPanel base() const;
    /// "SmoothGrad of koala.jpg".
    QString baseName() const;
    bool isPredicted(const Recipe& recipe) const;
    const Board& board() const { return m_document.session().board; }

    Engine& m_engine;
    SessionDocument& m_document;
    ModelController& m_model;
    const CompareController& m_compare;
    FileDialogs& m_dialogs;
    const Actions& m_actions;
    QWidget* m_window;
    Prediction m_prediction;
    Recipe m_predicted; ///< What the prediction is of.
};

} // namespace saliscope
