// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ascent/ascend_controller.h"

#include <QSlider>

#include "core/base/strings.h"
#include "ui/actions.h"
#include "ui/ascent/ascend_page.h"
#include "ui/ascent/ascend_panel.h"
#include "ui/ascent/loss_plot.h"
#include "ui/model_controller.h"
#include "ui/panels/method_form.h"
#include "ui/views/picture_view.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/in_place_message.h"

namespace saliscope {

AscendController::AscendController(Engine& engine, SessionDocument& document, ModelController& model,
                                   const Actions& actions, AscendPage& page, AscendPanel& panel,
                                   QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_document(document)
    , m_model(model)
    , m_actions(actions)
    , m_page(page)
    , m_panel(panel)
{
    connect(&engine, &Engine::ready, this, &AscendController::showControls);
    connect(&engine, &Engine::ascentStateChanged, this, &AscendController::showState);
    connect(&engine, &Engine::ascentFrame, this, &AscendController::takeFrame);
    connect(&engine, &Engine::ascentFailed, this, &AscendController::fail);
    connect(&model, &ModelController::changed, this, &AscendController::showControls);
    connect(&document, &SessionDocument::changed, this, [this](SessionDocument::Changes changes) {
        showControls();
        if (changes & (SessionDocument::ModelChanged | SessionDocument::DeviceChanged))
            m_engine.stopAscent();
        else if (changes & (SessionDocument::AscentParamsChanged | SessionDocument::AscentTargetChanged |
                            SessionDocument::AscentSeedChanged | SessionDocument::ThreadsChanged))
            m_engine.changeAscent(m_document.ascentRecipe());
        if (changes & SessionDocument::WorkspaceChanged)
            showState();
    });
    connectPanel();
    connect(m_actions.ascentRun, &QAction::triggered, this, &AscendController::runOrPause);
    connect(m_actions.ascentStep, &QAction::triggered, this, &AscendController::step);
    connect(m_actions.ascentStop, &QAction::triggered, &m_engine, &Engine::stopAscent);
    connect(m_actions.ascentReset, &QAction::triggered, this, &AscendController::reset);
    connect(&page, &AscendPage::frameChosen, this, [this](int index) {
        m_follow = index == m_frames.count() - 1;
        show(index);
    });
    connect(&page, &AscendPage::bestRequested, this, [this] {
        if (m_frames.bestIndex() < 0)
            return;
        m_follow = false;
        show(m_frames.bestIndex());
    });
    m_page.setFrameCount(0, 0);
    showControls();
}

void AscendController::connectPanel()
{
    MethodForm* form = m_panel.form();
    connect(form, &MethodForm::paramEdited, &m_document, &SessionDocument::setAscentParam);
    connect(form, &MethodForm::presetChosen, &m_document, &SessionDocument::applyAscentPreset);
    connect(form, &MethodForm::seedEdited, &m_document, &SessionDocument::setAscentSeed);
    connect(form, &MethodForm::resetRequested, &m_document, &SessionDocument::resetAscentParams);
    connect(form, &MethodForm::gestureEnded, &m_document, &SessionDocument::endGesture);
    connect(&m_panel, &AscendPanel::classChosen, this, [this](int classIndex, const QString& label) {
        m_document.setAscentTarget(Target{.kind = Target::Kind::Class, .index = classIndex}, label);
        m_page.setFocus(); // So that Space draws it.
    });
}

void AscendController::begin(void (Engine::*start)(const Recipe&, const Picture&))
{
    m_frames.clear();
    m_shown.reset();
    m_follow = true;
    m_page.plot()->clear();
    m_page.setFrameCount(0, 0);
    m_page.view()->message()->clear();
    (m_engine.*start)(m_document.ascentRecipe(), {});
    Q_EMIT shownChanged();
}

void AscendController::runOrPause()
{
    m_follow = true;
    if (canPause(m_engine.ascentState()))
        m_engine.pauseAscent();
    else if (canResume(m_engine.ascentState()))
        m_engine.resumeAscent();
    else
        begin(&Engine::startAscent);
}

void AscendController::step()
{
    m_follow = true;
    if (canPause(m_engine.ascentState()))
        m_engine.pauseAscent();
    else if (canStep(m_engine.ascentState()))
        m_engine.stepAscent();
    else {
        begin(&Engine::prepareAscent);
        m_engine.stepAscent();
    }
}

void AscendController::reset()
{
    begin(&Engine::prepareAscent);
}

void AscendController::takeFrame(const AscentFramePtr& frame)
{
    m_frames.add(frame);
    m_page.plot()->add(*frame);
    if (m_follow)
        show(m_frames.count() - 1);
    else
        m_page.setFrameCount(m_frames.count(), m_page.timeline()->value());
}

void AscendController::show(int index)
{
    m_shown = m_frames.at(index);
    m_page.setFrameCount(m_frames.count(), index);
    m_page.view()->message()->clear();
    m_page.showFrame(*m_shown);
    showState();
    Q_EMIT shownChanged();
}

void AscendController::fail(const Error& error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    m_shown.reset();
    m_page.clearFrame(tr("No picture"));
    m_page.view()->message()->showError(error);
    showState();
    Q_EMIT shownChanged();
}

void AscendController::showControls()
{
    if (const MethodInfo* method = m_engine.ascentMethod())
        m_panel.setMethod(*method);
    QStringList labels;
    if (m_model.info()) {
        for (int i = 0; i < m_model.info()->classCount; ++i)
            labels << m_model.info()->label(i);
    }
    m_panel.setLabels(labels);
    m_panel.showWaiting(m_model.waitingText());
    const AscentSettings& ascent = m_document.session().ascent;
    m_panel.setValues(ascent.target.index, ascent.params, ascent.seed);
    showState();
}

void AscendController::showState()
{
    const AscentState state = m_engine.ascentState();
    const bool isHere = m_document.session().workspace == Workspace::Ascend;
    const bool hasModel = m_model.info().has_value();
    m_actions.ascentRun->setEnabled(isHere && hasModel);
    m_actions.ascentRun->setIcon(symbolIcon(canPause(state) ? u"pause"_s : u"run"_s));
    m_actions.ascentStep->setEnabled(isHere && hasModel);
    m_actions.ascentStop->setEnabled(isHere && canStop(state));
    m_actions.ascentReset->setEnabled(isHere && hasModel);
    m_actions.saveDrawing->setEnabled(m_shown != nullptr);
    if (m_shown || state == AscentState::Failed)
        return;
    if (m_model.error())
        return m_page.view()->message()->showError(*m_model.error());
    const QString waiting = m_model.waitingText();
    m_page.clearFrame(tr("Ascent"));
    if (canStop(state))
        return m_page.view()->message()->showText(tr("Drawing the start picture …"));
    if (state == AscentState::Idle)
        m_page.view()->message()->showText(
            waiting.isEmpty() ? tr("Watch the model draw a class") : waiting,
            waiting.isEmpty()
                ? tr("Choose a class on the right, then press Space. The picture is changed step by step "
                     "so that the model believes in the class more and more.")
                : QString());
}

} // namespace saliscope
