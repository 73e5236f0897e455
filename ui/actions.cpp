// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"

#include "core/base/strings.h"
#include "core/render/confidence.h"
#include "core/session/session.h"
#include "ui/theme.h"
#include "ui/widgets/icons.h"

namespace saliscope {

QString toolTipWithShortcut(const QString& help, const QList<QKeySequence>& shortcuts)
{
    return shortcuts.isEmpty() ? help
                               : u"%1 (%2)"_s.arg(help, shortcuts.first().toString(QKeySequence::NativeText));
}

Actions::Actions(QObject* parent)
    : QObject(parent)
{
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeModelActions();
    makeExplainActions();
    makeCompareActions();
    makeWindowActions();
    makeHelpActions();
}

QList<QAction*> Actions::all() const
{
    return findChildren<QAction*>();
}

QAction* Actions::make(const QString& name, const QString& text, const QString& help,
                       const QList<QKeySequence>& keys, const QString& icon)
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setToolTip(toolTipWithShortcut(help, keys));
    action->setStatusTip(help);
    if (!icon.isEmpty())
        action->setIcon(symbolIcon(icon));
    return action;
}

QAction* Actions::makeChoice(QActionGroup* group, const QString& name, const QString& text,
                             const QString& help, int data, const QKeySequence& shortcut)
{
    QAction* action = make(name, text, help, shortcut.isEmpty() ? QList<QKeySequence>{} : QList{shortcut});
    action->setCheckable(true);
    action->setData(data);
    group->addAction(action);
    return action;
}

void Actions::makeFileActions()
{
    openImages = make(u"openImages"_s, tr("Open &Images …"), tr("Open photos to explain"),
                      {QKeySequence::Open}, u"open-image"_s);
    openFolder = make(u"openFolder"_s, tr("Open &Folder …"), tr("Open all photos in a folder"),
                      {QKeySequence(u"Ctrl+Shift+F"_s)});
    openModel = make(u"openModel"_s, tr("Open &Model …"), tr("Open a PyTorch model (.pt2 or .pt)"),
                     {QKeySequence(u"Ctrl+Shift+O"_s)}, u"open-model"_s);
    openSession = make(u"openSession"_s, tr("&Open Session or Figure …"),
                       tr("Open a saved session, or what an exported figure was made of"),
                       {QKeySequence(u"Ctrl+Alt+O"_s)});
    saveSession =
        make(u"saveSession"_s, tr("S&ave Session"),
             tr("Save what is open and chosen, to go on with it later"), {QKeySequence::Save}, u"save"_s);
    saveSessionAs =
        make(u"saveSessionAs"_s, tr("Sa&ve Session As …"),
             tr("Save what is open and chosen under another name"), {QKeySequence(u"Ctrl+Shift+S"_s)});
    closeImage = make(u"closeImage"_s, tr("&Close Image"), tr("Take the shown photo off the list"),
                      {QKeySequence::Close});
    exportFigure = make(u"exportFigure"_s, tr("&Export Figure …"),
                        tr("Save photo and map with title and colour bar as PNG, SVG, PDF or TIFF"),
                        {QKeySequence(u"Ctrl+Shift+E"_s)}, u"save"_s);
    exportMap = make(u"exportMap"_s, tr("Export &Raw Map …"), tr("Save the numbers of the map as NPY or CSV"),
                     {QKeySequence(u"Ctrl+Alt+E"_s)});
    saveDrawing =
        make(u"saveDrawing"_s, tr("Save Ascent &Picture …"), tr("Save the shown ascent picture as PNG"),
             {QKeySequence(u"Ctrl+Alt+S"_s)}, u"save"_s);
    quit =
        make(u"quit"_s, tr("&Quit"), tr("Close the window and end the program"), {QKeySequence(u"Ctrl+Q"_s)});
}

void Actions::makeEditActions()
{
    copyMap = make(u"copyMap"_s, tr("&Copy Map as Image"), tr("Copy the map as it is shown"),
                   {QKeySequence(u"Ctrl+C"_s)}, u"copy"_s);
    copyCommandLine = make(u"copyCommandLine"_s, tr("Copy as Command &Line"),
                           tr("Copy the command that computes what is shown"),
                           {QKeySequence(u"Ctrl+Shift+C"_s)}, u"command"_s);
    paste = make(u"paste"_s, tr("&Paste Image"), tr("Open the picture or files on the clipboard"),
                 {QKeySequence(u"Ctrl+V"_s)});
}

void Actions::makeViewActions()
{
    zoomIn = make(u"zoomIn"_s, tr("Zoom &In"), tr("Show the photo larger"), {QKeySequence(u"Ctrl++"_s)});
    zoomOut = make(u"zoomOut"_s, tr("Zoom &Out"), tr("Show the photo smaller"), {QKeySequence(u"Ctrl+-"_s)});
    fit = make(u"fit"_s, tr("&Fit"), tr("Show the whole photo"), {QKeySequence(u"Ctrl+0"_s)}, u"fit"_s);
    actualSize =
        make(u"actualSize"_s, tr("A&ctual Size"), tr("One pixel of the photo per pixel of the screen"),
             {QKeySequence(u"Ctrl+1"_s)}, u"actual-size"_s);
    fillPanel =
        make(u"fillPanel"_s, tr("Panel &Alone"),
             tr("Give the panel under the cursor the whole middle; Esc returns"), {QKeySequence(u"F"_s)});
    fillPanel->setCheckable(true);
    linkViews = make(u"linkViews"_s, tr("&Link Views"), tr("Photo and map share zoom, position and cursor"),
                     {QKeySequence(u"L"_s)}, u"link"_s);
    linkViews->setCheckable(true);
    linkViews->setChecked(true);
    overlay = make(u"overlay"_s, tr("Map O&ver Photo"), tr("Lay the map over the photo or show it alone"),
                   {QKeySequence(u"O"_s)}, u"overlay"_s);
    overlay->setCheckable(true);
    showPhoto = make(u"showPhoto"_s, tr("&Photo Instead of Map"),
                     tr("Show the photo in the map's place; hold X to blink"));
    showPhoto->setCheckable(true);
    noisyInput = make(u"noisyInput"_s, tr("Show a &Noisy Input"),
                      tr("Show one of the noisy copies in the photo's place, and what the model makes of it"),
                      {QKeySequence(u"N"_s)});
    noisyInput->setCheckable(true);
    aspect = new QActionGroup(this);
    makeChoice(aspect, u"aspectMap"_s, tr("The &Map"), tr("Draw the map itself"), int(MapAspect::Map),
               QKeySequence(u"M"_s))
        ->setChecked(true);
    makeChoice(aspect, u"aspectStandardError"_s, tr("Its &Standard Error"),
               tr("Draw how far each place may be off after this many samples"),
               int(MapAspect::StandardError), QKeySequence(u"E"_s));
    makeChoice(aspect, u"aspectRelativeError"_s, tr("Its &Relative Error"),
               tr("Draw the standard error as a fraction of the value"), int(MapAspect::RelativeError),
               QKeySequence(u"R"_s));
    fullScreen = make(u"fullScreen"_s, tr("Full &Screen"), tr("Let the window fill the screen"),
                      {QKeySequence(u"F11"_s)});
    fullScreen->setCheckable(true);
    appearance = new QActionGroup(this);
    makeChoice(appearance, u"appearanceSystem"_s, tr("As the &System"), tr("Colours of the desktop"),
               int(Appearance::System));
    makeChoice(appearance, u"appearanceLight"_s, tr("&Light"), tr("Dark text on light ground"),
               int(Appearance::Light));
    makeChoice(appearance, u"appearanceDark"_s, tr("&Dark"), tr("Light text on dark ground"),
               int(Appearance::Dark));
}

void Actions::makeModelActions()
{
    bundledModel = make(u"bundledModel"_s, tr("Use the &Bundled Model"),
                        tr("EfficientNet-Lite0, 1000 everyday classes"));
    modelProperties =
        make(u"modelProperties"_s, tr("&Properties"), tr("What is known about the model, and its card"),
             {QKeySequence(u"Ctrl+Return"_s)});
    modelProperties->setCheckable(true);
}

void Actions::makeExplainActions()
{
    recompute =
        make(u"recompute"_s, tr("&Recompute"), tr("Explain again"), {QKeySequence(u"F5"_s)}, u"reset"_s);
    measureMap = make(u"measureMap"_s, tr("&Measures …"),
                      tr("Judge maps by numbers: deletion, insertion, ROAD, infidelity and more"),
                      {QKeySequence(u"Ctrl+M"_s)});
    stop = make(u"stop"_s, tr("&Stop"), tr("Stop computing and keep what there is"), {QKeySequence(u"Esc"_s)},
                u"stop"_s);
    stop->setEnabled(false);
    nextImage = make(u"nextImage"_s, tr("&Next Image"), tr("Show the next photo of the list"),
                     {QKeySequence(u"Right"_s), QKeySequence(u"Ctrl+PgDown"_s)});
    previousImage = make(u"previousImage"_s, tr("&Previous Image"), tr("Show the photo before this one"),
                         {QKeySequence(u"Left"_s), QKeySequence(u"Ctrl+PgUp"_s)});
    followPrediction = make(u"followPrediction"_s, tr("&Follow the Top Prediction"),
                            tr("Explain for each photo its most probable class"), {QKeySequence(u"0"_s)});
    for (int rank = 1; rank <= 9; ++rank) {
        explainRank << make(u"explainRank%1"_s.arg(rank), tr("Prediction &%1").arg(rank),
                            tr("Explain the class of rank %1").arg(rank),
                            {QKeySequence(QString::number(rank))});
    }
    ascentRun = make(u"ascentRun"_s, tr("Ascent: R&un or Pause"), tr("Start, pause or go on drawing"),
                     {QKeySequence(u"Space"_s)}, u"run"_s);
    ascentStep = make(u"ascentStep"_s, tr("Ascent: S&tep"), tr("One step, then wait"), {QKeySequence(u"."_s)},
                      u"step"_s);
    ascentStop = make(u"ascentStop"_s, tr("Ascent: St&op"), tr("End the drawing and keep its pictures"),
                      {QKeySequence(u"Ctrl+."_s)}, u"stop"_s);
    ascentReset = make(u"ascentReset"_s, tr("Ascent: R&eset"), tr("Back to the start picture"),
                       {QKeySequence(u"Ctrl+R"_s)}, u"reset"_s);
}

void Actions::makeCompareActions()
{
    addToBoard =
        make(u"addToBoard"_s, tr("&Add to Board"), tr("Put the map of the Explain workspace on the board"),
             {QKeySequence(u"Ctrl+B"_s)}, u"board"_s);
    addMethods = make(u"addMethods"_s, tr("Add &Methods …"), tr("The same photo and class by other methods"),
                      {QKeySequence(u"Ctrl+Shift+B"_s)});
    addClasses = make(u"addClasses"_s, tr("Add &Classes …"), tr("Why this class, and why not that one"));
    addModel =
        make(u"addModel"_s, tr("Add Another Mo&del …"), tr("The same photo and method with another model"));
    addPhotos = make(u"addPhotos"_s, tr("Add All Open &Photos"),
                     tr("Every open photo by every method that is on the board"));
    addSweep = make(u"addSweep"_s, tr("Add a &Sweep …"), tr("One or two parameters as columns and rows"));
    openInExplain = make(u"openInExplain"_s, tr("&Open in Explain"),
                         tr("Show photo, method and class of the selected panel in the Explain workspace"));
    makeReference =
        make(u"makeReference"_s, tr("Make &Reference"), tr("Compare every panel with the selected one"));
    makeReference->setCheckable(true);
    showReference = make(u"showReference"_s, tr("Show the Reference &Instead"),
                         tr("Show the reference in the place of every map; hold C to blink"));
    showReference->setCheckable(true);
    movePanelBack = make(u"movePanelBack"_s, tr("Move Panel &Back"), tr("Before the panel on its left"),
                         {QKeySequence(u"Alt+Left"_s)});
    movePanelOn = make(u"movePanelOn"_s, tr("Move Panel O&n"), tr("Behind the panel on its right"),
                       {QKeySequence(u"Alt+Right"_s)});
    removePanels = make(u"removePanels"_s, tr("R&emove from Board"),
                        tr("Take the selected panels off the board"), {QKeySequence::Delete}, u"close"_s);
    stopBoard =
        make(u"stopBoard"_s, tr("S&top the Board"), tr("Stop every map of the board and keep what there is"));
}

void Actions::makeWindowActions()
{
    workspace = new QActionGroup(this);
    makeChoice(workspace, u"workspaceExplain"_s, tr("&Explain"), tr("One photo, one map: why this answer?"),
               int(Workspace::Explain), QKeySequence(u"Alt+1"_s))
        ->setChecked(true);
    makeChoice(workspace, u"workspaceCompare"_s, tr("&Compare"),
               tr("Maps side by side: methods, classes, models, photos, parameters"), int(Workspace::Compare),
               QKeySequence(u"Alt+2"_s));
    makeChoice(workspace, u"workspaceAscend"_s, tr("&Ascend"),
               tr("Draw what a class looks like to the model"), int(Workspace::Ascend),
               QKeySequence(u"Alt+3"_s));
    restoreLayout =
        make(u"restoreLayout"_s, tr("&Restore Default Layout"), tr("All panels back to their places"));
}

void Actions::makeHelpActions()
{
    shortcuts = make(u"shortcuts"_s, tr("&Keyboard Shortcuts"), tr("All commands and their keys"),
                     {QKeySequence(u"F1"_s), QKeySequence(u"?"_s)});
    about = make(u"about"_s, tr("&About Saliscope"), tr("Versions and licence"));
    aboutQt = make(u"aboutQt"_s, tr("About &Qt"), tr("The library the window is made with"));
}

} // namespace saliscope
