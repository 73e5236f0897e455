// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/actions.h"
#include "ui/ascent/ascend_controller.h"
#include "ui/ascent/ascend_page.h"
#include "ui/ascent/ascend_panel.h"
#include "ui/compare/board_adder.h"
#include "ui/compare/compare_controller.h"
#include "ui/compare/compare_page.h"
#include "ui/compute_chooser.h"
#include "ui/drop_overlay.h"
#include "ui/explain/explain_controller.h"
#include "ui/explain/explain_page.h"
#include "ui/exporter.h"
#include "ui/files/opener.h"
#include "ui/files/session_keeper.h"
#include "ui/metrics/measures_controller.h"
#include "ui/model_controller.h"
#include "ui/panels/display_panel.h"
#include "ui/panels/image_list.h"
#include "ui/panels/method_panel.h"
#include "ui/panels/model_panel.h"
#include "ui/panels/prediction_panel.h"
#include "ui/status_readout.h"
#include "ui/theme.h"
#include "ui/views/map_view.h"
#include "ui/views/picture_view.h"
#include "ui/welcome_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/recovery_strip.h"

namespace saliscope {

namespace {
constexpr int layoutVersion = 3;
constexpr int roomForAllPanels = 1080; ///< In a lower window Method and Display share their place.

/// So that the content does not keep the window from being smaller than itself.
QScrollArea* scrollable(QWidget* content)
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}
} // namespace

MainWindow::MainWindow(Engine& engine, SessionDocument& document, Settings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_document(document)
    , m_settings(settings)
    , m_dialogs(settings)
    , m_actions(new Actions(this))
    , m_opener(new Opener(document, settings, this))
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    m_actions->undo = document.undoStack().createUndoAction(m_actions, tr("&Undo"));
    m_actions->redo = document.undoStack().createRedoAction(m_actions, tr("&Redo"));
    m_actions->undo->setObjectName(u"undo"_s);
    m_actions->redo->setObjectName(u"redo"_s);
    m_actions->undo->setShortcut(QKeySequence(u"Ctrl+Z"_s));
    m_actions->redo->setShortcuts({QKeySequence(u"Ctrl+Shift+Z"_s), QKeySequence(u"Ctrl+Y"_s)});
    m_menus = buildMenus(*this, *m_actions);
    makeParts();
    makeCenter();
    makeTopBar();
    makeDocks();

    m_model = new ModelController(engine, document, *m_modelPanel, m_dialogs, this);
    m_explain = new ExplainController(
        engine, document, *m_model, *m_actions,
        {*m_explainPage, *m_predictions, *m_method, *m_display, m_dialogs, settings}, this);
    m_ascend =
        new AscendController(engine, document, *m_model, *m_actions, *m_ascendPage, *m_ascendPanel, this);
    m_compare = new CompareController(engine, document, *m_model, *m_actions,
                                      {*m_comparePage, *m_panelMethod, *m_panelDisplay, m_dialogs}, this);
    m_adder = new BoardAdder(engine, document, *m_model, *m_compare, m_dialogs, *m_actions, this);
    m_exporter =
        new Exporter(document, *m_explain, *m_compare, *m_ascend, m_dialogs, settings, *m_actions, this);
    m_keeper = new SessionKeeper(engine, document, m_dialogs, *m_actions, *m_recovery, this);
    new MeasuresController(engine, document, *m_explain, m_dialogs, *m_actions, this);
    m_status = new StatusReadout(*statusBar(), *m_explainPage, *m_explain, *m_compare, *m_ascend, this);
    const auto* compute = new ComputeChooser(engine, document, *m_device, m_menus, this);
    connect(compute, &ComputeChooser::noted, m_messageBar, &MessageBar::showNote);
    connectFiles();
    connectView();
    connectHelp();
    fillMenus();
    connect(&document, &SessionDocument::changed, this, &MainWindow::showDocument);
    connect(&document.undoStack(), &QUndoStack::cleanChanged, this,
            [this](bool clean) { setWindowModified(!clean); });
    connect(m_model, &ModelController::changed, this, &MainWindow::showModel);
    showDocument();
    showModel();
    restoreLayout();
    m_images->setFocus();
    m_model->load();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeParts()
{
    m_messageBar = new MessageBar;
    m_recovery = new RecoveryStrip;
    m_welcome = new WelcomePage(*m_actions, Opener::samples());
    m_explainPage = new ExplainPage(*m_actions);
    m_comparePage = new ComparePage(*m_actions);
    m_ascendPage = new AscendPage(*m_actions);
    m_images = new ImageList;
    m_predictions = new PredictionPanel;
    m_method = new MethodPanel(m_actions->noisyInput);
    m_display = new DisplayPanel;
    m_panelMethod = new MethodPanel(nullptr);
    m_panelDisplay = new DisplayPanel;
    m_ascendPanel = new AscendPanel;
    m_modelPanel = new ModelPanel;
}

void MainWindow::makeCenter()
{
    m_pages = new QStackedWidget;
    m_scrolledWelcome = scrollable(m_welcome);
    for (QWidget* page : {m_scrolledWelcome, static_cast<QWidget*>(m_explainPage),
                          static_cast<QWidget*>(m_comparePage), static_cast<QWidget*>(m_ascendPage)})
        m_pages->addWidget(page);
    auto* center = new QWidget(this);
    auto* column = new QVBoxLayout(center);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_recovery);
    column->addWidget(m_messageBar);
    column->addWidget(m_pages, 1);
    setCentralWidget(center);
    m_dropOverlay = new DropOverlay(this);
}

void MainWindow::makeTopBar()
{
    m_topBar = addToolBar(tr("Workspaces and model"));
    m_topBar->setObjectName(u"topBar"_s);
    m_topBar->setMovable(false);
    m_topBar->toggleViewAction()->setVisible(false);
    m_topBar->setContextMenuPolicy(Qt::PreventContextMenu);
    for (QAction* action : m_actions->workspace->actions()) {
        m_topBar->addAction(action);
        m_topBar->widgetForAction(action)->setMinimumWidth(space(11));
    }
    auto* room = new QWidget(m_topBar);
    room->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_topBar->addWidget(room);
    m_modelButton = new QPushButton(m_topBar);
    m_modelButton->setObjectName(u"modelButton"_s);
    m_modelButton->setFlat(true);
    m_modelButton->setIcon(m_actions->openModel->icon());
    m_modelButton->setToolTip(tr("The model that is explained: open another, see its properties"));
    auto* menu = new QMenu(m_modelButton);
    menu->addActions({m_actions->openModel, m_actions->bundledModel, m_actions->modelProperties});
    m_modelButton->setMenu(menu);
    m_topBar->addWidget(m_modelButton);
    m_device = new QComboBox(m_topBar);
    m_topBar->addWidget(m_device);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, const QString& menuText,
                                 QWidget* content, Qt::DockWidgetArea area, bool scrolls)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(scrolls ? scrollable(content) : content);
    QAction* toggle = dock->toggleViewAction();
    toggle->setObjectName(u"show."_s + name);
    toggle->setText(menuText);
    toggle->setToolTip(tr("Show or hide the panel %1").arg(title));
    toggle->setStatusTip(toggle->toolTip());
    m_menus.panels->addAction(toggle);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::makeDocks()
{
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_imagesDock =
        addDock(u"imagesDock"_s, tr("Images"), tr("&Images"), m_images, Qt::LeftDockWidgetArea, false);
    m_explainDocks << addDock(u"predictionsDock"_s, tr("Predictions"), tr("&Predictions"), m_predictions,
                              Qt::RightDockWidgetArea);
    m_explainDocks << addDock(u"methodDock"_s, tr("Method"), tr("&Method"), m_method,
                              Qt::RightDockWidgetArea);
    m_explainDocks << addDock(u"displayDock"_s, tr("Display"), tr("&Display"), m_display,
                              Qt::RightDockWidgetArea);
    m_compareDocks << addDock(u"panelMethodDock"_s, tr("Method of the panel"), tr("Method &of the Panel"),
                              m_panelMethod, Qt::RightDockWidgetArea);
    m_compareDocks << addDock(u"panelDisplayDock"_s, tr("Display of the panel"), tr("Displa&y of the Panel"),
                              m_panelDisplay, Qt::RightDockWidgetArea);
    m_ascendDock =
        addDock(u"ascendDock"_s, tr("Ascent"), tr("Asce&nt"), m_ascendPanel, Qt::RightDockWidgetArea);
    m_modelDock = addDock(u"modelDock"_s, tr("Model"), tr("Mode&l"), m_modelPanel, Qt::RightDockWidgetArea);
    connect(m_modelDock, &QDockWidget::visibilityChanged, m_actions->modelProperties, &QAction::setChecked);
    connect(m_actions->modelProperties, &QAction::triggered, m_modelDock, [this](bool on) {
        m_modelDock->setVisible(on);
        if (on)
            m_modelDock->raise();
    });
}

void MainWindow::applyDefaultLayout()
{
    for (QDockWidget* dock : findChildren<QDockWidget*>()) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    addDockWidget(Qt::LeftDockWidgetArea, m_imagesDock);
    m_imagesDock->show();
    for (QDockWidget* dock : m_explainDocks + m_compareDocks)
        addDockWidget(Qt::RightDockWidgetArea, dock);
    addDockWidget(Qt::RightDockWidgetArea, m_ascendDock);
    addDockWidget(Qt::RightDockWidgetArea, m_modelDock);
    if (height() < roomForAllPanels)
        tabifyDockWidget(m_explainDocks.at(1), m_explainDocks.at(2));
    tabifyDockWidget(m_explainDocks.last(), m_modelDock);
    m_modelDock->hide();
    resizeDocks({m_imagesDock, m_explainDocks.first()}, {space(17), space(40)}, Qt::Horizontal);
    resizeDocks(m_explainDocks, {space(34), space(56), space(44)}, Qt::Vertical);
    m_explainPage->splitter()->setSizes({1000, 1000});
    m_shownWorkspace.reset();
    showWorkspace();
    m_explainDocks.at(1)->raise();
}

void MainWindow::restoreLayout()
{
    const QSize room = screen()->availableSize() - QSize(space(2), space(6)); // The frame needs some.
    resize(QSize(1440, 900).expandedTo(room * 0.8).boundedTo(room));
    applyDefaultLayout();
    restoreGeometry(m_settings.value(Setting::WindowGeometry).toByteArray());
    restoreState(m_settings.value(Setting::WindowState).toByteArray(), layoutVersion);
    m_explainPage->splitter()->restoreState(m_settings.value(Setting::ExplainSplitter).toByteArray());
    m_shownWorkspace.reset();
    showWorkspace();
}

void MainWindow::openFiles(const QStringList& files)
{
    const bool isFirstStart = !m_settings.value(Setting::Started).toBool();
    m_settings.setValue(Setting::Started, true);
    m_isStarting = true;
    if (!files.isEmpty())
        return m_opener->open(files);
    if (isFirstStart && !Opener::samples().isEmpty()) {
        m_opener->open({Opener::samples().first()});
        m_messageBar->showNote(
            tr("This is a sample photo. Drop your own photos or your own PyTorch model anywhere in "
               "the window, or try another sample from the File menu."));
    }
}

void MainWindow::showDocument()
{
    const Session& session = m_document.session();
    m_images->setPictures(session.pictures, session.current);
    const OpenPicture* open = session.currentPicture();
    m_actions->closeImage->setEnabled(open);
    m_actions->recompute->setEnabled(open && session.workspace == Workspace::Explain);
    m_actions->nextImage->setEnabled(session.current + 1 < session.pictures.size());
    m_actions->previousImage->setEnabled(session.current > 0);
    showTitle();
    m_settings.setValue(Setting::ColorMap, session.style.colorMap);
    m_settings.setValue(Setting::Device, session.device);
    m_settings.setValue(Setting::Precision, precisionText(session.precision));
    m_settings.setValue(Setting::Threads, session.threads);
    showWorkspace();
}

void MainWindow::showTitle()
{
    QStringList parts;
    if (const OpenPicture* open = m_document.session().currentPicture())
        parts << open->picture.name;
    if (!m_keeper->path().isEmpty())
        parts << QFileInfo(m_keeper->path()).completeBaseName();
    setWindowTitle(parts.isEmpty() ? tr("Saliscope[*]") : tr("%1[*] — Saliscope").arg(parts.join(u" — "_s)));
}

void MainWindow::showWorkspace()
{
    const Session& session = m_document.session();
    const bool explains = session.workspace == Workspace::Explain;
    QWidget* const pages[] = {session.currentPicture() ? m_explainPage : m_scrolledWelcome, m_comparePage,
                              m_ascendPage};
    m_pages->setCurrentWidget(pages[int(session.workspace)]);
    for (QAction* action : m_actions->workspace->actions())
        action->setChecked(action->data().toInt() == int(session.workspace));
    if (m_shownWorkspace == session.workspace)
        return;
    m_shownWorkspace = session.workspace;
    for (QDockWidget* dock : m_explainDocks)
        dock->setVisible(explains);
    for (QDockWidget* dock : m_compareDocks)
        dock->setVisible(session.workspace == Workspace::Compare);
    m_ascendDock->setVisible(session.workspace == Workspace::Ascend);
    for (QAction* action : m_actions->explainRank)
        action->setEnabled(explains);
    m_actions->followPrediction->setEnabled(explains);
}

void MainWindow::showModel()
{
    m_modelButton->setText(m_model->modelName());
    m_modelButton->setAccessibleName(tr("Model: %1").arg(m_model->modelName()));
}

/// While a panel fills the middle, Esc returns from that before it stops anything.
bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_actions->fillPanel->isChecked() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QMainWindow::event(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        m_actions->fillPanel->setChecked(false);
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_keeper->mayClose())
        return event->ignore();
    m_actions->fillPanel->setChecked(false);
    m_settings.setValue(Setting::WindowGeometry, saveGeometry());
    m_document.setWorkspace(Workspace::Explain);
    m_settings.setValue(Setting::WindowState, saveState(layoutVersion));
    m_settings.setValue(Setting::ExplainSplitter, m_explainPage->splitter()->saveState());
    event->accept();
}

} // namespace saliscope
