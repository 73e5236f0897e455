// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMainWindow;
class QMenu;

namespace saliscope {

class Actions;

/// The menus whose entries change while the program runs; the window fills them.
struct Menus
{
    QMenu* samples;
    QMenu* recentImages;
    QMenu* recentModels;
    QMenu* recentSessions;
    QMenu* device;
    QMenu* precision;
    QMenu* threads;
    QMenu* panels; ///< The Window menu: docks are appended.
};

/// Builds the menu bar; every action is in it.
Menus buildMenus(QMainWindow& window, const Actions& actions);

} // namespace saliscope
