// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window's commands and drops do; main_window.cpp puts its parts together.
#include "ui/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>

#include "core/base/strings.h"
#include "ui/actions.h"
#include "ui/ascent/ascend_page.h"
#include "ui/compare/board_adder.h"
#include "ui/compare/compare_controller.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/shortcut_dialog.h"
#include "ui/drop_overlay.h"
#include "ui/explain/explain_page.h"
#include "ui/exporter.h"
#include "ui/files/opener.h"
#include "ui/files/session_keeper.h"
#include "ui/key_filter.h"
#include "ui/model_controller.h"
#include "ui/panels/image_list.h"
#include "ui/status_readout.h"
#include "ui/theme.h"
#include "ui/views/map_view.h"
#include "ui/views/picture_view.h"
#include "ui/welcome_page.h"
#include "ui/wheel_filter.h"
#include "ui/widgets/message_bar.h"

namespace saliscope {

namespace {
constexpr int noteMilliseconds = 5000;
}

void MainWindow::connectFiles()
{
    connect(m_actions->openImages, &QAction::triggered, this, [this] {
        m_opener->open(
            m_dialogs.openFiles(this, tr("Open Images"), Opener::pictureFilter(), Setting::ImageFolder));
    });
    connect(m_actions->openFolder, &QAction::triggered, this, [this] {
        const QString folder = m_dialogs.openFolder(this, tr("Open Folder"), Setting::ImageFolder);
        if (!folder.isEmpty())
            m_opener->open({folder});
    });
    connect(m_actions->openModel, &QAction::triggered, this, [this] {
        const QString path =
            m_dialogs.openFile(this, tr("Open Model"), Opener::modelFilter(), Setting::ModelFolder);
        if (!path.isEmpty())
            m_opener->openModel(path);
    });
    connect(m_actions->bundledModel, &QAction::triggered, m_model, [this] { m_model->open({}); });
    connect(m_opener, &Opener::modelChosen, m_model, [this](const QString& path) {
        m_model->open({path, {}});
    });
    connect(m_actions->closeImage, &QAction::triggered, this, [this] {
        m_messageBar->hide();
        m_document.removePicture(m_document.session().current);
    });
    connect(m_actions->paste, &QAction::triggered, this, [this] {
        if (const QMimeData* pasted = QApplication::clipboard()->mimeData())
            m_opener->paste(*pasted);
    });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_welcome, &WelcomePage::openRequested, m_opener,
            [this](const QString& path) { m_opener->open({path}); });
    connect(m_images, &ImageList::pictureChosen, &m_document, &SessionDocument::setCurrentPicture);
    connect(m_opener, &Opener::began, m_messageBar, &QWidget::hide);
    connect(m_opener, &Opener::failed, m_messageBar, &MessageBar::showError);
    connect(m_model, &ModelController::failed, m_messageBar, &MessageBar::showError);
    connect(m_exporter, &Exporter::failed, m_messageBar, &MessageBar::showError);
    const auto note = [this](const QString& text) { statusBar()->showMessage(text, noteMilliseconds); };
    connect(m_model, &ModelController::noted, this, note);
    connect(m_exporter, &Exporter::noted, this, note);
    connect(m_adder, &BoardAdder::noted, this, note);
    connect(&m_engine, &Engine::ascentStateChanged, this, [this, note](AscentState state) {
        if (state == AscentState::Paused && m_document.session().workspace == Workspace::Explain)
            note(tr("The ascent is paused while a map is computed"));
    });
    connect(m_opener, &Opener::storedChosen, m_keeper, &SessionKeeper::open);
    connect(m_keeper, &SessionKeeper::failed, m_messageBar, &MessageBar::showError);
    connect(m_keeper, &SessionKeeper::noted, this, note);
    connect(m_keeper, &SessionKeeper::opened, this, &MainWindow::showStarted);
    connect(m_keeper, &SessionKeeper::pathChanged, this, [this] {
        showTitle();
        if (m_keeper->path().isEmpty())
            return;
        m_opener->recentSessions().add(m_keeper->path());
        Q_EMIT m_opener->recentChanged();
    });
    connect(m_opener, &Opener::recentChanged, this, [this] {
        fillRecent(m_menus.recentImages, m_opener->recentImages());
        fillRecent(m_menus.recentModels, m_opener->recentModels());
        fillRecent(m_menus.recentSessions, m_opener->recentSessions());
        m_welcome->setRecent(m_opener->recentImages().files());
    });
    connect(m_opener, &Opener::loadingChanged, this, [this] {
        if (m_opener->isLoading())
            return statusBar()->showMessage(tr("Opening …"));
        statusBar()->clearMessage();
        showStarted();
    });
}

/// What is open at the start is no change of the person's.
void MainWindow::showStarted()
{
    if (std::exchange(m_isStarting, false))
        m_document.undoStack().clear();
}

void MainWindow::protect(const QString& folder)
{
    m_keeper->protect(folder);
}

void MainWindow::connectView()
{
    const auto views = [this]() -> QList<ZoomView*> {
        if (m_document.session().workspace == Workspace::Ascend)
            return {m_ascendPage->view()};
        if (m_document.session().workspace == Workspace::Compare)
            return m_compare->views();
        if (m_actions->linkViews->isChecked())
            return {m_explainPage->map()};
        return {m_explainPage->photo(), m_explainPage->map()};
    };
    const auto onViews = [this, views](QAction* action, void (ZoomView::*command)()) {
        connect(action, &QAction::triggered, this, [views, command] {
            for (ZoomView* view : views())
                (view->*command)();
        });
    };
    onViews(m_actions->zoomIn, &ZoomView::zoomIn);
    onViews(m_actions->zoomOut, &ZoomView::zoomOut);
    onViews(m_actions->fit, &ZoomView::fit);
    onViews(m_actions->actualSize, &ZoomView::actualSize);
    connect(m_actions->fillPanel, &QAction::toggled, m_explainPage, &ExplainPage::setFilled);
    connect(m_actions->fillPanel, &QAction::toggled, m_compare, &CompareController::setFilled);
    connect(m_compare, &CompareController::enlargeRequested, m_actions->fillPanel, &QAction::toggle);
    connect(m_actions->fillPanel, &QAction::toggled, m_ascendPage, &AscendPage::setFilled);
    connect(m_actions->linkViews, &QAction::toggled, this, [this](bool on) {
        m_explainPage->setLinked(on);
        m_compare->setLinked(on);
        m_status->followLinks();
    });
    connect(m_actions->fullScreen, &QAction::triggered, this,
            [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    connect(m_actions->workspace, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_document.setWorkspace(Workspace(action->data().toInt()));
        m_pages->currentWidget()->setFocus(); // Keys are for the picture, not for a field of before.
    });
    connect(m_actions->restoreLayout, &QAction::triggered, this, &MainWindow::applyDefaultLayout);
    connect(m_actions->appearance, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_settings.setValue(Setting::Appearance, action->data());
        applyAppearance(*qApp, Appearance(action->data().toInt()));
    });
    for (QAction* action : m_actions->appearance->actions())
        action->setChecked(action->data() == m_settings.value(Setting::Appearance));
    qApp->installEventFilter(new WheelFilter(this));
    auto* keys = new KeyFilter(this);
    qApp->installEventFilter(keys);
    connect(keys, &KeyFilter::held, this, [this](Qt::Key key, bool on) {
        QAction* action = key == Qt::Key_X ? m_actions->showPhoto : m_actions->showReference;
        if (!on || (isActiveWindow() && action->isEnabled()))
            action->setChecked(on);
    });
}

void MainWindow::connectHelp()
{
    connect(m_actions->shortcuts, &QAction::triggered, this, [this] {
        auto* dialog = new ShortcutDialog(m_actions->all(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_actions->about, &QAction::triggered, this, [this] {
        auto* dialog = new AboutDialog(m_device->currentText(), m_model->modelName(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_actions->aboutQt, &QAction::triggered, this, [this] { QMessageBox::aboutQt(this); });
}

void MainWindow::fillMenus()
{
    for (const QString& path : Opener::samples()) {
        QAction* action = m_menus.samples->addAction(QFileInfo(path).completeBaseName().replace(u'_', u' '));
        action->setToolTip(tr("Open the sample photo"));
        connect(action, &QAction::triggered, m_opener, [this, path] { m_opener->open({path}); });
    }
    Q_EMIT m_opener->recentChanged();
}

void MainWindow::fillRecent(QMenu* menu, RecentFiles& recent)
{
    menu->clear();
    for (const QString& path : recent.files()) {
        QAction* action = menu->addAction(QFileInfo(path).fileName().replace(u'&', u"&&"_s));
        action->setToolTip(path);
        connect(action, &QAction::triggered, m_opener, [this, path] { m_opener->open({path}); });
    }
    menu->setEnabled(!menu->isEmpty());
    if (menu->isEmpty())
        return;
    menu->addSeparator();
    connect(menu->addAction(tr("&Clear")), &QAction::triggered, this, [this, &recent] {
        recent.clear();
        Q_EMIT m_opener->recentChanged();
    });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const DropOffer offer = Opener::offer(*event->mimeData());
    m_dropOverlay->showOffer(offer);
    event->setDropAction(offer.opens ? event->proposedAction() : Qt::IgnoreAction);
    event->accept();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dropOverlay->hide();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_dropOverlay->hide();
    event->acceptProposedAction();
    m_opener->paste(*event->mimeData());
}

} // namespace saliscope
