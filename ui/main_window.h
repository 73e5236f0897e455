// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <optional>

#include "core/engine/engine.h"
#include "core/session/session_document.h"
#include "core/session/settings.h"
#include "ui/files/file_dialogs.h"
#include "ui/menus.h"

class QComboBox;
class QStackedWidget;
class QToolBar;
class QPushButton;

namespace saliscope {

class Actions;
class AscendController;
class AscendPage;
class AscendPanel;
class BoardAdder;
class CompareController;
class ComparePage;
class DisplayPanel;
class DropOverlay;
class ExplainController;
class ExplainPage;
class Exporter;
class ImageList;
class MessageBar;
class MethodPanel;
class ModelController;
class ModelPanel;
class Opener;
class PredictionPanel;
class RecentFiles;
class RecoveryStrip;
class SessionKeeper;
class StatusReadout;
class WelcomePage;

/// Puts the parts of the window together; what they do is theirs. GUI thread; engine, document and settings
/// outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(Engine& engine, SessionDocument& document, Settings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Files of the command line; on the very first start without any, a sample photo.
    void openFiles(const QStringList& files);

    /// Keeps copies of changed sessions in `folder` and offers what an unexpected end left there.
    void protect(const QString& folder);

    FileDialogs& dialogs() { return m_dialogs; }

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeParts();
    void makeCenter();
    void makeTopBar();
    void makeDocks();
    QDockWidget* addDock(const QString& name, const QString& title, const QString& menuText, QWidget* content,
                         Qt::DockWidgetArea area, bool scrolls = true);
    void connectFiles();
    void connectView();
    void connectHelp();
    void fillMenus();
    void fillRecent(QMenu* menu, RecentFiles& recent);
    void showDocument();
    void showTitle();
    void showStarted();
    void showWorkspace();
    void showModel();
    void applyDefaultLayout();
    void restoreLayout();

    Engine& m_engine;
    SessionDocument& m_document;
    Settings& m_settings;
    FileDialogs m_dialogs;
    Actions* m_actions;
    Menus m_menus;
    Opener* m_opener;

    DropOverlay* m_dropOverlay = nullptr;
    MessageBar* m_messageBar = nullptr;
    RecoveryStrip* m_recovery = nullptr;
    QStackedWidget* m_pages = nullptr;
    WelcomePage* m_welcome = nullptr;
    QWidget* m_scrolledWelcome = nullptr;
    ExplainPage* m_explainPage = nullptr;
    ComparePage* m_comparePage = nullptr;
    AscendPage* m_ascendPage = nullptr;
    QToolBar* m_topBar = nullptr;
    QPushButton* m_modelButton = nullptr;
    QComboBox* m_device = nullptr;

    ImageList* m_images = nullptr;
    PredictionPanel* m_predictions = nullptr;
    MethodPanel* m_method = nullptr;
    DisplayPanel* m_display = nullptr;
    MethodPanel* m_panelMethod = nullptr; ///< Of the board's selected panel.
    DisplayPanel* m_panelDisplay = nullptr;
    AscendPanel* m_ascendPanel = nullptr;
    ModelPanel* m_modelPanel = nullptr;
    QDockWidget* m_imagesDock = nullptr;
    QDockWidget* m_modelDock = nullptr;
    QList<QDockWidget*> m_explainDocks;
    QList<QDockWidget*> m_compareDocks;
    QDockWidget* m_ascendDock = nullptr;
    std::optional<Workspace> m_shownWorkspace;
    bool m_isStarting = false; ///< Until the first files are open.

    ModelController* m_model = nullptr;
    ExplainController* m_explain = nullptr;
    CompareController* m_compare = nullptr;
    BoardAdder* m_adder = nullptr;
    AscendController* m_ascend = nullptr;
    Exporter* m_exporter = nullptr;
    SessionKeeper* m_keeper = nullptr;
    StatusReadout* m_status = nullptr;
};

} // namespace saliscope
