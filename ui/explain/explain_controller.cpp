// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_controller.h"

#include "core/base/strings.h"
#include "core/imaging/preprocess.h"
#include "core/render/map_renderer.h"
#include "ui/actions.h"
#include "ui/explain/explain_page.h"
#include "ui/explain/map_texts.h"
#include "ui/explain/noisy_preview.h"
#include "ui/explain/rules_hint.h"
#include "ui/files/file_dialogs.h"
#include "ui/files/opener.h"
#include "ui/model_controller.h"
#include "ui/panels/display_panel.h"
#include "ui/panels/method_form.h"
#include "ui/panels/method_panel.h"
#include "ui/panels/prediction_panel.h"
#include "ui/views/color_bar.h"
#include "ui/views/map_view.h"
#include "ui/views/picture_view.h"
#include "ui/widgets/class_search.h"
#include "ui/widgets/framing_bar.h"
#include "ui/widgets/in_place_message.h"
#include "ui/widgets/job_foot.h"

namespace saliscope {

namespace {
constexpr int pauseMilliseconds = 30;
}

ExplainController::ExplainController(Engine& engine, SessionDocument& document, ModelController& model,
                                     const Actions& actions, const ExplainParts& parts, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_document(document)
    , m_model(model)
    , m_actions(actions)
    , m_parts(parts)
    , m_rulesHint(new RulesHint(*parts.page.rulesHint(), parts.predictions, parts.settings, this))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &ExplainController::explain);
    connect(&document, &SessionDocument::changed, this, &ExplainController::takeChange);
    connect(&model, &ModelController::changed, this, &ExplainController::showModel);
    connect(&model, &ModelController::kept, this, &ExplainController::recompute);
    connectEngine();
    connectPage();
    connectPanels();
    showPicture();
    showControls();
    showModel();
    new NoisyPreview(engine, document, *actions.noisyInput, parts.page, this);
}

void ExplainController::connectEngine()
{
    connect(&m_engine, &Engine::ready, this, [this] {
        m_parts.method.setMethods(m_engine.methods());
        showControls();
        showTitle();
    });
    connect(&m_engine, &Engine::moduleFailed, this, &ExplainController::fail);
    connect(&m_engine, &Engine::predicted, this, [this](const Prediction& prediction) {
        if (m_document.session().currentPicture())
            m_parts.predictions.setPrediction(prediction);
    });
    connect(&m_engine, &Engine::predictFailed, this, [this](const Error& error) {
        if (error.code != ErrorCode::Cancelled)
            m_parts.predictions.showError(error);
    });
    connect(&m_engine, &Engine::explainStarted, this, [this] {
        m_parts.page.foot()->start();
        m_actions.stop->setEnabled(true);
    });
    connect(&m_engine, &Engine::progress, m_parts.page.foot(), &JobFoot::showProgress);
    connect(&m_engine, &Engine::previewed, this, &ExplainController::take);
    connect(&m_engine, &Engine::explained, this, [this](const AttributionPtr& attribution) {
        m_finished.keep(attribution);
        take(attribution);
        m_isOwed = !attribution->isComplete && !isLookedAt();
        finish(attributionSummary(*attribution));
    });
    connect(&m_engine, &Engine::explainFailed, this, &ExplainController::fail);
}

void ExplainController::connectPage()
{
    connect(m_parts.page.photo(), &PictureView::cropDragged, this, [this](const QRectF& region) {
        m_document.setFraming({Framing::Fit::Custom, region});
    });
    connect(m_parts.page.photo(), &PictureView::cropDragFinished, &m_document, &SessionDocument::endGesture);
    connect(m_parts.page.framing(), &FramingBar::fitChosen, this, [this](Framing::Fit fit) {
        Framing framing{fit, {}};
        if (fit == Framing::Fit::Custom) {
            const QRectF photo(QPointF(0, 0), QSizeF(m_parts.page.photo()->photoSize()));
            framing.region = m_parts.page.photo()->crop().intersected(photo);
        }
        m_document.endGesture();
        m_document.setFraming(framing);
        m_document.endGesture();
    });
    connect(m_actions.recompute, &QAction::triggered, this, &ExplainController::recompute);
    connect(m_actions.stop, &QAction::triggered, this, &ExplainController::stop);
    connect(m_actions.nextImage, &QAction::triggered, this, [this] { stepImage(1); });
    connect(m_actions.previousImage, &QAction::triggered, this, [this] { stepImage(-1); });
    connect(m_actions.followPrediction, &QAction::triggered, this,
            [this] { m_document.setTarget({}, tr("top prediction")); });
    for (int i = 0; i < m_actions.explainRank.size(); ++i) {
        connect(m_actions.explainRank.at(i), &QAction::triggered, &m_parts.predictions,
                [this, i] { m_parts.predictions.chooseRank(i); });
    }
    connect(m_actions.overlay, &QAction::triggered, this, [this](bool on) {
        if (!isLookedAt())
            return;
        RenderStyle style = m_document.session().style;
        style.overlay = on;
        m_document.setStyle(style, tr("overlay"));
        m_document.endGesture();
    });
    connect(m_actions.aspect, &QActionGroup::triggered, this, [this] {
        render();
        showTitle();
        Q_EMIT attributionChanged();
    });
    connect(m_actions.showPhoto, &QAction::toggled, m_parts.page.map(), &MapView::setBlink);
}

void ExplainController::connectPanels()
{
    connect(&m_parts.predictions, &PredictionPanel::targetChosen, &m_document, &SessionDocument::setTarget);
    connect(&m_parts.method, &MethodPanel::methodChosen, &m_document, &SessionDocument::setMethod);
    MethodForm* form = m_parts.method.form();
    connect(form, &MethodForm::paramEdited, &m_document, &SessionDocument::setParam);
    connect(form, &MethodForm::presetChosen, &m_document, &SessionDocument::applyPreset);
    connect(form, &MethodForm::seedEdited, &m_document, &SessionDocument::setSeed);
    connect(form, &MethodForm::resetRequested, &m_document, &SessionDocument::resetParams);
    connect(form, &MethodForm::browseRequested, this, &ExplainController::choosePath);
    connect(form, &MethodForm::gestureEnded, &m_document, &SessionDocument::endGesture);
    connect(&m_parts.display, &DisplayPanel::styleEdited, &m_document, &SessionDocument::setStyle);
    connect(&m_parts.display, &DisplayPanel::gestureEnded, &m_document, &SessionDocument::endGesture);
}

void ExplainController::takeChange(SessionDocument::Changes changes)
{
    showControls();
    if (changes & SessionDocument::PicturesChanged)
        m_finished.forgetClosed(m_document.session().pictures);
    if (changes & SessionDocument::CurrentChanged)
        showPicture();
    if (changes & (SessionDocument::CurrentChanged | SessionDocument::FramingChanged))
        showCrop();
    if (changes & SessionDocument::StyleChanged)
        render();
    if (changes & SessionDocument::PredictMask)
        predict();
    if (changes & SessionDocument::ExplainMask) {
        m_parts.page.map()->setStale(m_parts.page.map()->hasMap());
        if (!m_pause.isActive())
            m_pause.start();
    } else if ((changes & SessionDocument::WorkspaceChanged) && m_isOwed && isLookedAt()) {
        explain();
    }
}

void ExplainController::showPicture()
{
    const OpenPicture* open = m_document.session().currentPicture();
    const Picture picture = open ? open->picture : Picture();
    m_parts.page.photo()->setPicture(picture);
    m_parts.page.map()->setPhoto(picture);
    m_parts.page.map()->clearMap();
    m_parts.page.map()->message()->clear();
    m_parts.page.link()->setState({});
    m_parts.page.setPhotoTitle(picture.name);
    if (!open && m_model.info())
        awaitPrediction();
    m_attribution.reset();
    render();
    showTitle();
    Q_EMIT attributionChanged();
}

void ExplainController::showCrop()
{
    const OpenPicture* open = m_document.session().currentPicture();
    QRectF crop;
    if (open && m_model.info()) {
        const auto geometry =
            inputGeometry(open->picture.pixels.size(), m_model.info()->card.input, open->framing);
        if (geometry)
            crop = geometry->source;
    }
    m_parts.page.photo()->setCrop(crop);
    m_parts.page.framing()->setFit(open ? open->framing.fit : Framing::Fit::AsTrained);
}

void ExplainController::showControls()
{
    const Session& session = m_document.session();
    m_parts.method.setValues(session.method, session.params.value(session.method), session.seed);
    m_parts.method.setStyle(session.style);
    m_parts.display.setStyle(session.style);
    m_parts.predictions.setTarget(session.target);
    if (isLookedAt())
        m_actions.overlay->setChecked(session.style.overlay);
}

void ExplainController::showModel()
{
    if (m_model.info()) {
        m_parts.predictions.setModel(*m_model.info());
        m_parts.method.form()->setLayers(m_model.info()->layers);
        awaitPrediction();
        showCrop();
    } else if (!m_model.waitingText().isEmpty()) {
        m_parts.predictions.showWaiting(m_model.waitingText());
        m_parts.page.map()->message()->clear();
    } else if (m_model.error()) {
        return fail(*m_model.error());
    }
    showTitle();
}

void ExplainController::awaitPrediction()
{
    m_parts.predictions.showWaiting(m_document.session().currentPicture()
                                        ? tr("Asking the model …")
                                        : tr("Open a photo to see what the model says"));
}

void ExplainController::predict()
{
    if (const OpenPicture* open = m_document.session().currentPicture())
        m_engine.predict(m_document.predictRecipe(), open->picture);
}

void ExplainController::explain()
{
    const OpenPicture* open = m_document.session().currentPicture();
    m_isOwed = open && !isLookedAt();
    if (!open || m_isOwed)
        return;
    if (const AttributionPtr known = m_engine.knownMap(m_document.explainRecipe())) {
        m_engine.dropExplain();
        m_finished.keep(known);
        take(known);
        return finish(attributionSummary(*known));
    }
    compute();
}

void ExplainController::compute()
{
    const OpenPicture* open = m_document.session().currentPicture();
    if (!open)
        return;
    m_engine.explain(m_document.explainRecipe(), open->picture);
    Q_EMIT computingChanged();
}

bool ExplainController::isLookedAt() const
{
    return m_document.session().workspace == Workspace::Explain;
}

void ExplainController::finish(const QString& text)
{
    m_parts.page.foot()->finish(text);
    m_actions.stop->setEnabled(false);
    Q_EMIT computingChanged();
}

void ExplainController::recompute()
{
    m_parts.page.map()->setStale(m_parts.page.map()->hasMap());
    predict();
    compute();
}

void ExplainController::stop()
{
    m_pause.stop();
    m_engine.cancelExplain();
}

bool ExplainController::isComputing() const
{
    return m_pause.isActive() || m_engine.isExplaining();
}

bool ExplainController::isNewest(const Attribution& attribution) const
{
    const Recipe wanted = m_document.explainRecipe();
    const Recipe& has = attribution.recipe;
    const MethodInfo* method = m_engine.method(wanted.method);
    const auto completed = [this](const MethodInfo& info, const ParamValues& params) {
        return withWrapped(info, params, m_engine.methods()).completed(params);
    };
    return method && has.method == wanted.method && has.seed == wanted.seed &&
           has.framing == wanted.framing && has.pictureHash == wanted.pictureHash &&
           completed(*method, has.params) == completed(*method, wanted.params);
}

void ExplainController::take(const AttributionPtr& attribution)
{
    const OpenPicture* open = m_document.session().currentPicture();
    if (!open || attribution->recipe.pictureHash != open->picture.contentHash)
        return;
    m_attribution = attribution;
    m_parts.page.map()->message()->clear();
    m_parts.page.map()->setStale(!isNewest(*attribution));
    m_parts.page.foot()->showAttribution(*attribution);
    m_parts.method.showEffective(*attribution);
    render();
    showTitle();
    Q_EMIT attributionChanged();
}

MapAspect ExplainController::aspect() const
{
    const auto chosen = MapAspect(m_actions.aspect->checkedAction()->data().toInt());
    return m_attribution && m_attribution->standardError.isEmpty() ? MapAspect::Map : chosen;
}

void ExplainController::render()
{
    m_shown = m_attribution ? mapAspect(*m_attribution, aspect()) : FloatMap();
    m_parts.page.setNotes(m_attribution ? mapNotes(*m_attribution, aspect()) : QString());
    m_rulesHint->follow(m_attribution.get(), m_engine.methods());
    m_actions.aspect->setEnabled(m_attribution && !m_attribution->standardError.isEmpty());
    if (!m_attribution) {
        m_parts.display.showMap({}, {});
        return m_parts.page.colorBar()->clear();
    }
    const RenderStyle& style = m_document.session().style;
    const MapRenderer renderer(m_shown, style);
    m_parts.page.colorBar()->setLimits(renderer.limits());
    m_parts.display.showMap(m_shown, renderer.limits());
    if (!renderer.limits().isDrawable()) {
        m_parts.page.map()->clearMap();
        m_parts.page.map()->message()->showText(
            tr("There is nothing to draw"),
            aspect() == MapAspect::Map ? renderer.limits().stateText() : tr("The error is zero everywhere."));
        return;
    }
    m_parts.page.map()->message()->clear();
    m_parts.page.map()->setMap(renderer.image(), m_attribution->geometry, style.overlay ? style.opacity : 1);
}

void ExplainController::showTitle()
{
    if (!m_attribution) {
        const MethodInfo* next = m_engine.method(m_document.session().method);
        const bool hasPicture = m_document.session().currentPicture();
        const QString waiting = m_model.waitingText();
        m_parts.page.setMapTitle(hasPicture && waiting.isEmpty() && next ? next->name : waiting);
        return;
    }
    const MethodInfo* method = m_engine.method(m_attribution->recipe.method);
    m_parts.page.setMapTitle(
        mapTitle(*m_attribution, method ? method->name : m_attribution->recipe.method, aspect()));
}

void ExplainController::fail(const Error& error)
{
    const bool isCancelled = error.code == ErrorCode::Cancelled;
    m_isOwed = isCancelled && !isLookedAt();
    finish(isCancelled ? tr("stopped") : QString());
    if (isCancelled)
        return;
    m_attribution.reset();
    render();
    m_parts.page.map()->clearMap();
    m_parts.page.map()->message()->showError(error);
    if (m_model.error())
        m_parts.predictions.showWaiting(tr("No predictions without a model"));
    m_parts.page.setMapTitle(tr("No map"));
    Q_EMIT attributionChanged();
}

void ExplainController::choosePath(const ParamSpec& spec, bool folder)
{
    const QString path = folder ? m_parts.dialogs.openFolder(&m_parts.page, spec.name, Setting::ImageFolder)
                                : m_parts.dialogs.openFile(&m_parts.page, spec.name, Opener::pictureFilter(),
                                                           Setting::ImageFolder);
    if (!path.isEmpty())
        m_document.setParam(spec, path);
    m_document.endGesture();
}

void ExplainController::stepImage(int step)
{
    m_document.setCurrentPicture(m_document.session().current + step);
}

} // namespace saliscope
