// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QActionGroup>
#include <QList>
#include <QObject>

namespace saliscope {

/// Every command of the window: text with mnemonic, shortcut, tooltip, object name (the member's name). Made
/// once; the controllers connect them.
class Actions : public QObject
{
    Q_OBJECT
public:
    explicit Actions(QObject* parent = nullptr);

    QAction* openImages;
    QAction* openFolder;
    QAction* openModel;
    QAction* openSession;
    QAction* saveSession;
    QAction* saveSessionAs;
    QAction* closeImage;
    QAction* exportFigure;
    QAction* exportMap;
    QAction* saveDrawing;
    QAction* quit;

    QAction* undo = nullptr; ///< Made by the undo stack: addUndoActions().
    QAction* redo = nullptr;
    QAction* copyMap;
    QAction* copyCommandLine;
    QAction* paste;

    QAction* zoomIn;
    QAction* zoomOut;
    QAction* fit;
    QAction* actualSize;
    QAction* fillPanel;
    QAction* linkViews;
    QAction* overlay;
    QAction* showPhoto;
    QAction* noisyInput;
    QActionGroup* aspect; ///< What of the map is drawn. Data: MapAspect as int.
    QAction* fullScreen;
    QActionGroup* appearance; ///< Data: Appearance as int.

    QAction* bundledModel;
    QAction* modelProperties;

    QAction* recompute;
    QAction* measureMap;
    QAction* stop;
    QAction* nextImage;
    QAction* previousImage;
    QAction* followPrediction;
    QList<QAction*> explainRank; ///< Keys 1 to 9.
    QAction* ascentRun;
    QAction* ascentStep;
    QAction* ascentStop;
    QAction* ascentReset;

    QAction* addToBoard;
    QAction* addMethods;
    QAction* addClasses;
    QAction* addModel;
    QAction* addPhotos;
    QAction* addSweep;
    QAction* openInExplain;
    QAction* makeReference;
    QAction* showReference;
    QAction* movePanelBack;
    QAction* movePanelOn;
    QAction* removePanels;
    QAction* stopBoard;
    /// What the board can be filled with.
    QList<QAction*> boardAdditions() const
    {
        return {addToBoard, addMethods, addClasses, addModel, addPhotos, addSweep};
    }

    QActionGroup* workspace; ///< Data: Workspace as int.
    QAction* restoreLayout;

    QAction* shortcuts;
    QAction* about;
    QAction* aboutQt;

    /// Those with a text and a shortcut or a place in a menu.
    QList<QAction*> all() const;

private:
    QAction* make(const QString& name, const QString& text, const QString& help,
                  const QList<QKeySequence>& shortcuts = {}, const QString& icon = {});
    QAction* makeChoice(QActionGroup* group, const QString& name, const QString& text, const QString& help,
                        int data, const QKeySequence& shortcut = {});
    void makeFileActions();
    void makeEditActions();
    void makeViewActions();
    void makeModelActions();
    void makeExplainActions();
    void makeCompareActions();
    void makeWindowActions();
    void makeHelpActions();
};

/// "Explains again (F5)": what the action does and its key.
QString toolTipWithShortcut(const QString& help, const QList<QKeySequence>& shortcuts);

} // namespace saliscope
