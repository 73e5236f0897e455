// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/cam_method.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include "core/base/strings.h"
#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Cam", source);
}

QList<ParamSpec> sharedParams(bool isPositive)
{
    using Kind = ParamSpec::Kind;
    return {
        {.id = u"layer"_s,
         .name = text(QT_TRANSLATE_NOOP("Cam", "Layer")),
         .kind = Kind::Layer,
         .defaultValue = QString(),
         .help =
             text(QT_TRANSLATE_NOOP("Cam", "Whose channels are summed. Late layers know the class and see "
                                           "coarsely, early ones the reverse. Empty: the last before "
                                           "pooling."))},
        {.id = u"counterfactual"_s,
         .name = text(QT_TRANSLATE_NOOP("Cam", "Counterfactual")),
         .kind = Kind::Boolean,
         .defaultValue = false,
         .help = text(QT_TRANSLATE_NOOP("Cam", "What speaks against the class: the map of the score with "
                                               "its sign turned round."))},
        {.id = u"relu"_s,
         .name = text(QT_TRANSLATE_NOOP("Cam", "Only what speaks for it")),
         .kind = Kind::Boolean,
         .defaultValue = isPositive,
         .help = text(QT_TRANSLATE_NOOP("Cam", "Cuts negative values off (ReLU) before the map is "
                                               "enlarged."))},
        {.id = u"upsampling"_s,
         .name = text(QT_TRANSLATE_NOOP("Cam", "Enlarging")),
         .kind = Kind::Choice,
         .defaultValue = u"bilinear"_s,
         .help = text(QT_TRANSLATE_NOOP("Cam", "How the layer's few places become the picture's pixels. It "
                                               "adds no information.")),
         .choices = {{u"bilinear"_s, text(QT_TRANSLATE_NOOP("Cam", "Bilinear"))},
                     {u"bicubic"_s, text(QT_TRANSLATE_NOOP("Cam", "Bicubic"))},
                     {u"nearest"_s, text(QT_TRANSLATE_NOOP("Cam", "Nearest: the layer's own places"))},
                     {u"aligned"_s, text(QT_TRANSLATE_NOOP("Cam", "Bilinear from corner to corner"))}},
         .advanced = true},
        {.id = u"fuse"_s,
         .name = text(QT_TRANSLATE_NOOP("Cam", "Several layers")),
         .kind = Kind::Choice,
         .defaultValue = u"mean"_s,
         .help = text(QT_TRANSLATE_NOOP("Cam", "How the maps of several layers become one; each is first "
                                               "divided by its largest magnitude.")),
         .choices = {{u"mean"_s, text(QT_TRANSLATE_NOOP("Cam", "Mean"))},
                     {u"max"_s, text(QT_TRANSLATE_NOOP("Cam", "Largest"))},
                     {u"tanh"_s, text(QT_TRANSLATE_NOOP("Cam", "Largest tanh(2 m), as in Layer-CAM"))}},
         .advanced = true},
    };
}

/// The layers' values for the batch and, where asked for, the gradients of its scores there.
struct Tapped
{
    std::vector<at::Tensor> values;
    std::vector<at::Tensor> gradients;
};

Tapped tap(const MethodInput& input, const std::vector<CamLayer>& layers, const at::Tensor& batch,
           bool withGradients)
{
    const TargetScore target(input.model, input.target);
    std::vector<ValueId> ids;
    for (const CamLayer& layer : layers)
        ids.push_back(layer.value);
    std::vector<ValueId> kept = ids;
    kept.push_back(target.value());
    GradientEngine& engine = input.model.engine(kept);
    Tapped tapped;
    tapped.values = engine.forward(batch, kept, withGradients, input.cancel);
    const at::Tensor answer = tapped.values.back();
    tapped.values.pop_back();
    if (withGradients) {
        std::vector<at::Tensor> seeds(ids.size());
        seeds.push_back(target.gradient(answer));
        tapped.gradients = engine.backward(seeds, ids, input.cancel);
    }
    return tapped;
}

/// Maps (N, 1, H, W) of several layers as one.
at::Tensor fused(const std::vector<at::Tensor>& maps, const ParamValues& params)
{
    if (maps.size() == 1)
        return maps.front();
    std::vector<at::Tensor> scaled;
    for (const at::Tensor& map : maps) {
        const at::Tensor largest = map.abs().amax(at::IntArrayRef{1, 2, 3}, true);
        scaled.push_back(map / at::where(largest > 0, largest, at::ones_like(largest)));
    }
    const at::Tensor all = at::stack(scaled);
    const QString how = params.value(u"fuse"_s).toString();
    if (how == u"tanh")
        return (2 * all).tanh().amax(0);
    return how == u"max" ? all.amax(0) : all.mean(0);
}

at::Tensor finished(const at::Tensor& map, const MethodInput& input)
{
    return enlarged(input.params.value(u"relu"_s).toBool() ? map.relu() : map, input);
}

} // namespace

MethodInfo CamMethod::info() const
{
    MethodInfo info = ownInfo();
    info.family = MethodInfo::Family::Cam;
    QList<ParamSpec> params = sharedParams(m_sign == Sign::Positive);
    params.insert(1, info.params.size(), {});
    std::copy(info.params.begin(), info.params.end(), params.begin() + 1);
    if (m_reads == Reads::Activations)
        params.removeIf([](const ParamSpec& spec) { return spec.id == u"counterfactual"; });
    info.params = params;
    return info;
}

at::Tensor CamMethod::maps(const MethodInput& input, const at::Tensor& batch, const CamWatch& watch) const
{
    const at::NoGradGuard noGrad;
    const std::vector<CamLayer> layers = camLayers(input.model, input.params.value(u"layer"_s).toString());
    const bool withGradients = m_reads == Reads::Gradients;
    const double sign = input.params.value(u"counterfactual"_s).toBool() ? -1 : 1;
    const Tapped tapped = tap(input, layers, batch, withGradients);
    std::vector<at::Tensor> results;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        CamValues values{.input = input,
                         .layer = layers[i],
                         .batch = batch,
                         .layerValue = tapped.values[i],
                         .activations = layers[i].maps(tapped.values[i]),
                         .gradients = {},
                         .sign = sign,
                         .watch = watch};
        if (withGradients)
            values.gradients = layers[i].maps(tapped.gradients[i]) * sign;
        results.push_back(finished(map(values), input));
    }
    return fused(results, input.params);
}

at::Tensor CamMethod::attribute(const MethodInput& input, const at::Tensor& batch) const
{
    return maps(input, batch, [](int, int, const auto&) {});
}

MethodOutput CamMethod::run(const MethodInput& input, MethodReport& report) const
{
    QElapsedTimer timer;
    timer.start();
    const CamWatch watch = [&](int done, int total, const std::function<at::Tensor()>& mapSoFar) {
        report.progress(done, total);
        if (done < total && report.isPreviewDue())
            report.preview({.map = finished(mapSoFar(), input)[0].to(at::kCPU),
                            .samples = done,
                            .requestedSamples = total,
                            .isComplete = false});
    };
    MethodOutput output{.map = maps(input, input.image, watch)[0].to(at::kCPU)};
    output.millisecondsPerSample = double(timer.nsecsElapsed()) * 1e-6;
    report.progress(1, 1);
    if (input.params.value(u"relu"_s).toBool() && !output.map.any().item<bool>())
        output.warnings +=
            text(QT_TRANSLATE_NOOP("Cam", "No place of the layer speaks for it: every value is "
                                          "negative or zero, and cut off."));
    return output;
}

Remarks CamMethod::remarks(const MethodInput& input) const
{
    QStringList names;
    for (const CamLayer& layer : camLayers(input.model, input.params.value(u"layer"_s).toString()))
        names += layer.text();
    return {.notes = {text(QT_TRANSLATE_NOOP("Cam", "Layer %1")).arg(names.join(u"; "_s))}, .warnings = {}};
}

at::Tensor rowByRow(const CamValues& values, at::Tensor (*rowMap)(const CamValues& row))
{
    std::vector<at::Tensor> maps;
    for (int64_t i = 0; i < values.batch.size(0); ++i) {
        CamValues row = values;
        for (at::Tensor CamValues::*part :
             {&CamValues::batch, &CamValues::layerValue, &CamValues::activations})
            row.*part = (values.*part).narrow(0, i, 1);
        maps.push_back(rowMap(row));
    }
    return at::cat(maps);
}

at::Tensor enlarged(const at::Tensor& maps, const MethodInput& input)
{
    const at::Tensor small = maps.unsqueeze(1);
    const at::IntArrayRef size = input.image.sizes().slice(2);
    const QString how = input.params.value(u"upsampling"_s).toString();
    if (how == u"nearest")
        return at::upsample_nearest2d(small, size);
    if (how == u"bicubic")
        return at::upsample_bicubic2d(small, size, false);
    return at::upsample_bilinear2d(small, size, how == u"aligned");
}

at::Tensor weightedSum(const at::Tensor& weights, const at::Tensor& activations)
{
    if (weights.dim() == 4)
        return (weights * activations).sum(1);
    return at::einsum("nk,nkhw->nhw", {weights, activations});
}

} // namespace saliscope::compute
