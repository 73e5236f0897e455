// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/menus.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenuBar>

#include "ui/actions.h"

namespace saliscope {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Menus", source);
}

QMenu* addMenu(QMenuBar& bar, const char* title, const QList<QAction*>& actions)
{
    QMenu* menu = bar.addMenu(text(title));
    menu->setToolTipsVisible(true);
    for (QAction* action : actions) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    return menu;
}

} // namespace

Menus buildMenus(QMainWindow& window, const Actions& a)
{
    QMenuBar& bar = *window.menuBar();
    Menus menus{};
    QAction* const separator = nullptr;

    QMenu* file = addMenu(bar, "&File", {a.openImages, a.openFolder, a.openModel, a.openSession});
    menus.samples = file->addMenu(text("&Samples"));
    menus.recentImages = file->addMenu(text("Recent Ima&ges"));
    menus.recentModels = file->addMenu(text("Recent Mo&dels"));
    menus.recentSessions = file->addMenu(text("Recent Sessio&ns"));
    file->addSeparator();
    file->addActions({a.saveSession, a.saveSessionAs});
    file->addSeparator();
    file->addActions({a.exportFigure, a.exportMap, a.saveDrawing});
    file->addSeparator();
    file->addActions({a.closeImage, a.quit});

    addMenu(bar, "&Edit", {a.undo, a.redo, separator, a.copyMap, a.copyCommandLine, separator, a.paste});

    QMenu* view = addMenu(bar, "&View",
                          {a.zoomIn, a.zoomOut, a.fit, a.actualSize, separator, a.fillPanel, a.linkViews,
                           a.overlay, a.showPhoto, a.noisyInput, separator});
    view->addMenu(text("&Map or Its Error"))->addActions(a.aspect->actions());
    view->addMenu(text("Colours of the &Window"))->addActions(a.appearance->actions());
    view->addAction(a.fullScreen);

    QMenu* model = addMenu(bar, "&Model", {a.openModel, a.bundledModel, separator, a.modelProperties});
    menus.device = model->addMenu(text("&Device"));
    menus.precision = model->addMenu(text("P&recision"));
    menus.threads = model->addMenu(text("&Threads"));
    for (QMenu* menu : {menus.device, menus.precision, menus.threads})
        menu->setToolTipsVisible(true);

    QMenu* explain = addMenu(bar, "E&xplain",
                             {a.recompute, a.stop, a.measureMap, separator, a.previousImage, a.nextImage,
                              separator, a.followPrediction});
    explain->addMenu(text("E&xplain a Prediction"))->addActions(a.explainRank);
    explain->addSeparator();
    explain->addActions({a.ascentRun, a.ascentStep, a.ascentStop, a.ascentReset});

    addMenu(bar, "&Compare",
            a.boardAdditions() + QList<QAction*>{separator, a.makeReference, a.showReference, separator,
                                                 a.openInExplain, a.movePanelBack, a.movePanelOn,
                                                 a.removePanels, separator, a.stopBoard});

    menus.panels = addMenu(bar, "&Window", {});
    menus.panels->addActions(a.workspace->actions());
    menus.panels->addSeparator();
    menus.panels->addAction(a.restoreLayout);
    menus.panels->addSeparator();

    addMenu(bar, "&Help", {a.shortcuts, separator, a.about, a.aboutQt});
    return menus;
}

} // namespace saliscope
