// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/engine/engine.h"
#include "core/session/session_document.h"
#include "ui/ascent/frame_store.h"

namespace saliscope {

class Actions;
class AscendPage;
class AscendPanel;
class ModelController;

/// Starts and steers the ascent, keeps its frames and shows them. Parameters changed while it runs apply to
/// the running picture. GUI thread.
class AscendController : public QObject
{
    Q_OBJECT
public:
    AscendController(Engine& engine, SessionDocument& document, ModelController& model,
                     const Actions& actions, AscendPage& page, AscendPanel& panel, QObject* parent = nullptr);

    const FrameStore& frames() const { return m_frames; }
    /// The frame on screen; null when there is none.
    const AscentFramePtr& shown() const { return m_shown; }

Q_SIGNALS:
    void shownChanged();

private:
    void connectPanel();
    void runOrPause();
    void step();
    void reset();
    void begin(void (Engine::*start)(const Recipe&, const Picture&));
    void takeFrame(const AscentFramePtr& frame);
    void show(int index);
    void fail(const Error& error);
    void showControls();
    void showState();

    Engine& m_engine;
    SessionDocument& m_document;
    ModelController& m_model;
    const Actions& m_actions;
    AscendPage& m_page;
    AscendPanel& m_panel;
    FrameStore m_frames;
    AscentFramePtr m_shown;
    bool m_follow = true; ///< The newest frame is shown as it comes.
};

} // namespace saliscope
