// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/engine/engine.h"
#include "core/session/session_document.h"
#include "ui/menus.h"

class QAction;
class QComboBox;

namespace saliscope {

/// "1 thread", "2 threads".
QString threadsText(int threads);

/// What computes: the device in the top bar, device, precision and threads in the Model menu. Fills them once
/// the engine knows the machine and keeps them as the session says. GUI thread.
class ComputeChooser : public QObject
{
    Q_OBJECT
public:
    ComputeChooser(Engine& engine, SessionDocument& document, QComboBox& device, const Menus& menus,
                   QObject* parent = nullptr);

Q_SIGNALS:
    void noted(const QString& text);

private:
    void fillDevices();
    void fillPrecisions();
    void fillThreads();
    void check();
    void show();
    int cores() const;

    Engine& m_engine;
    SessionDocument& m_document;
    QComboBox& m_device;
    Menus m_menus;
};

} // namespace saliscope
