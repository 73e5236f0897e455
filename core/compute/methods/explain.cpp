// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/explain.h"

#include <ATen/Parallel.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/methods/finite_check.h"
#include "core/compute/methods/method.h"
#include "core/compute/methods/reduction.h"
#include "core/compute/methods/sampling.h"
#include "core/compute/methods/smoothgrad.h"
#include "core/compute/methods/target_score.h"
#include "core/compute/methods/zero_gradient.h"
#include "core/compute/tensors.h"
#include "core/imaging/preprocess.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Explain", source);
}

QMap<QString, ReducedMap> reductionsOf(const MethodOutput& output)
{
    QMap<QString, ReducedMap> reductions;
    if (!output.channels.defined())
        return reductions;
    for (const ParamSpec::Choice& choice : reductionParam({}).choices) {
        const Reduction reduction = reductionOf({{u"reduction"_s, choice.id}});
        const at::Tensor map = reduceChannels(output.channels, reduction);
        ReducedMap reduced{.map = floatMap(map)};
        if (output.covariance.defined()) {
            const at::Tensor error = reducedStandardError(output.channels, output.covariance, reduction);
            reduced.standardError = floatMap(error);
            reduced.relativeError = relativeError(map, error);
        }
        reductions.insert(choice.id, reduced);
    }
    return reductions;
}

/// Why a map is zero everywhere, where the method has not said so.
QStringList zeroWarnings(const MethodOutput& output, const MethodInput& input)
{
    const QString why =
        whyGradientIsZero(input.model, TargetScore(input.model, input.target), input.image, {});
    if (why.isEmpty() && !output.warnings.isEmpty())
        return {};
    const QString zero = text(QT_TRANSLATE_NOOP("Explain", "The map is zero everywhere."));
    const QString rest = text(QT_TRANSLATE_NOOP(
        "Explain", "The score does depend on the photo, but not on what this method changes or multiplies: "
                   "try another layer, baseline or fill."));
    return {zero + u' ' + (why.isEmpty() ? rest : why)};
}

QStringList warningsAbout(const MethodOutput& output, const MethodInput& input)
{
    QStringList warnings = output.warnings;
    if (!output.map.isfinite().all().item<bool>()) {
        const QString where = firstNotFinite(input.model, input.image, {});
        warnings << (where.isEmpty()
                         ? text(QT_TRANSLATE_NOOP("Explain",
                                                  "The map has values that are not numbers, although every "
                                                  "layer's result is finite: a derivative is infinite or "
                                                  "undefined."))
                         : text(QT_TRANSLATE_NOOP("Explain",
                                                  "The map has values that are not numbers; the first "
                                                  "comes from %1."))
                               .arg(where));
    } else if (!output.map.any().item<bool>()) {
        warnings << zeroWarnings(output, input);
    }
    return warnings;
}

/// What is the same in a job's previews and its result.
class Explanation : public MethodReport
{
public:
    Explanation(Model& model, const Recipe& recipe, const Picture& picture, const JobContext& job);

    ExplainedImage result()
    {
        const MethodOutput output = m_method->run(m_input, *this);
        auto attribution = describe(output);
        if (m_input.params.contains(u"reduction"_s))
            attribution->reductions = reductionsOf(output);
        attribution->warnings = m_remarks.warnings + warningsAbout(output, m_input);
        return {.method = *m_method, .input = m_input, .output = output, .attribution = attribution};
    }

    void progress(int done, int total) override { m_job.progress({done, total, elapsedSeconds()}); }
    bool isPreviewDue() const override { return !m_sincePreview.isValid() || m_sincePreview.elapsed() >= 34; }
    void preview(const MethodOutput& output) override
    {
        auto attribution = describe(output);
        attribution->isComplete = false;
        m_job.preview(std::move(attribution));
        m_sincePreview.start();
    }

private:
    double elapsedSeconds() const { return double(m_timer.nsecsElapsed()) * 1e-9; }
    void resolveTarget();
    std::shared_ptr<Attribution> describe(const MethodOutput& output) const;

    const JobContext& m_job;
    QElapsedTimer m_timer;
    QElapsedTimer m_sincePreview;
    const Method* m_method;
    MethodInput m_input;
    Remarks m_remarks;
    Attribution m_common;
};

const Method& requestedMethod(const QString& id)
{
    const Method* const method = findMethod(id);
    if (!method)
        throw ComputeError(ErrorCode::InvalidArgument,
                           u"There is no method \"%1\" that makes a map"_s.arg(id), {},
                           u"\"saliscope methods\" lists them."_s);
    return *method;
}

Explanation::Explanation(Model& model, const Recipe& recipe, const Picture& picture, const JobContext& job)
    : m_job(job)
    , m_method(&requestedMethod(recipe.method))
    , m_input{.model = model, .target = recipe.target, .seed = recipe.seed, .cancel = job.cancel}
{
    m_timer.start();
    m_input.params = completeParams(*m_method, recipe.params);
    m_input.framing = recipe.framing;
    const auto prepared = preprocess(picture, model.info().card.input, recipe.framing);
    if (!prepared)
        throw ComputeError(prepared.error());
    m_input.image = inputTensor(prepared->values, model.tensorOptions());
    m_common.recipe = recipe;
    m_common.recipe.params = m_input.params;
    m_common.geometry = prepared->geometry;
    resolveTarget();
    m_remarks = m_method->remarks(m_input);
    m_common.notes = m_remarks.notes;
}

void Explanation::resolveTarget()
{
    Model& model = m_input.model;
    std::vector<ValueId> keep{model.output()};
    if (m_input.target.kind == Target::Kind::Unit)
        keep.push_back(TargetScore(model, m_input.target).value());
    const auto values = model.engine({keep.back()}).forward(m_input.image, keep, false, m_input.cancel);
    if (!values.front().isfinite().all().item<bool>())
        throw ComputeError(ErrorCode::NotFinite, u"The model's output is not a number"_s,
                           u"The first result that is not finite comes from %1."_s.arg(
                               firstNotFinite(model, m_input.image, m_input.cancel)),
                           u"Check the model's weights, and its input range in the model panel."_s);
    m_input.target = resolvedTarget(m_input.target, model.logits(values.front())[0]);
    m_common.target = TargetScore(model, m_input.target).classScore(values.back());
}

std::shared_ptr<Attribution> Explanation::describe(const MethodOutput& output) const
{
    auto attribution = std::make_shared<Attribution>(m_common);
    attribution->map = floatMap(output.map);
    if (output.standardError.defined()) {
        attribution->standardError = floatMap(output.standardError);
        attribution->relativeError = relativeError(output.map, output.standardError);
    }
    attribution->samples = output.samples;
    attribution->requestedSamples = output.requestedSamples;
    attribution->noiseSigma = output.noiseSigma;
    attribution->noiseLevels = noiseInLevels(output.noiseSigma, m_input.model.info().card.input);
    attribution->seconds = elapsedSeconds();
    attribution->millisecondsPerSample = output.millisecondsPerSample;
    attribution->batchSize = output.batchSize;
    attribution->threads = at::get_num_threads();
    attribution->isComplete = output.isComplete;
    attribution->measures = output.measures;
    return attribution;
}

} // namespace

ExplainedImage explainImage(Model& model, const Recipe& recipe, const Picture& picture, const JobContext& job)
{
    return Explanation(model, recipe, picture, job).result();
}

AttributionPtr explain(Model& model, const Recipe& recipe, const Picture& picture, const JobContext& job)
{
    return explainImage(model, recipe, picture, job).attribution;
}

} // namespace saliscope::compute
