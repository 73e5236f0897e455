// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/reduction.h"

#include <QCoreApplication>

#include <array>
#include <utility>

#include "core/base/strings.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Reduction", source);
}

/// 1 at the channel of largest magnitude, the first where several are. (argmax over channels is 50 times
/// slower.)
at::Tensor largestChannel(const at::Tensor& map)
{
    const at::Tensor magnitude = map.abs();
    const at::Tensor largest = magnitude.amax(0);
    at::Tensor chosen = at::zeros_like(map);
    at::Tensor isFree = at::ones_like(largest);
    for (int64_t channel = 0; channel < map.size(0); ++channel) {
        const at::Tensor isLargest = (magnitude[channel] == largest).to(map.scalar_type()) * isFree;
        chosen[channel].copy_(isLargest);
        isFree -= isLargest;
    }
    return chosen;
}

/// The derivative of the reduction at `map`, (C, H, W).
at::Tensor weights(const at::Tensor& map, Reduction reduction)
{
    switch (reduction) {
    case Reduction::MaxAbs:
        return largestChannel(map) * map.sign();
    case Reduction::SumAbs:
        return map.sign();
    case Reduction::Mean:
        return at::full_like(map, 1.0 / double(map.size(0)));
    case Reduction::Sum:
    case Reduction::None:
        break;
    }
    return at::ones_like(map);
}

} // namespace

ParamSpec reductionParam(const QString& defaultId)
{
    return {
        .id = u"reduction"_s,
        .name = text(QT_TRANSLATE_NOOP("Reduction", "Channels")),
        .kind = ParamSpec::Kind::Choice,
        .defaultValue = defaultId,
        .help = text(QT_TRANSLATE_NOOP(
            "Reduction", "How red, green and blue become one map. Sums and means keep the sign: where more "
                         "brightness raises or lowers the score. Costs nothing.")),
        .choices = {{u"max-abs"_s, text(QT_TRANSLATE_NOOP("Reduction", "Largest magnitude"))},
                    {u"sum-abs"_s, text(QT_TRANSLATE_NOOP("Reduction", "Sum of magnitudes"))},
                    {u"sum"_s, text(QT_TRANSLATE_NOOP("Reduction", "Sum, signed"))},
                    {u"mean"_s, text(QT_TRANSLATE_NOOP("Reduction", "Mean, signed"))},
                    {u"none"_s, text(QT_TRANSLATE_NOOP("Reduction", "Keep the channels apart"))}}};
}

Reduction reductionOf(const ParamValues& params)
{
    static const std::array<std::pair<QString, Reduction>, 4> ids{{{u"max-abs"_s, Reduction::MaxAbs},
                                                                   {u"sum-abs"_s, Reduction::SumAbs},
                                                                   {u"sum"_s, Reduction::Sum},
                                                                   {u"mean"_s, Reduction::Mean}}};
    const QString id = params.value(u"reduction"_s).toString();
    for (const auto& [name, reduction] : ids)
        if (name == id)
            return reduction;
    return Reduction::None;
}

at::Tensor reduceChannels(const at::Tensor& map, Reduction reduction)
{
    switch (reduction) {
    case Reduction::MaxAbs:
        return map.abs().amax(0, true);
    case Reduction::SumAbs:
        return map.abs().sum(0, true);
    case Reduction::Sum:
        return map.sum(0, true);
    case Reduction::Mean:
        return map.mean(0, true);
    case Reduction::None:
        break;
    }
    return map;
}

at::Tensor reducedStandardError(const at::Tensor& map, const at::Tensor& covariance, Reduction reduction)
{
    if (reduction == Reduction::None)
        return covariance.diagonal(0, 0, 1).permute({2, 0, 1}).clamp_min(0).sqrt();
    const at::Tensor w = weights(map, reduction);
    const at::Tensor variance = (w.unsqueeze(0) * w.unsqueeze(1) * covariance).sum(at::IntArrayRef{0, 1});
    return variance.clamp_min(0).sqrt().unsqueeze(0);
}

} // namespace saliscope::compute
