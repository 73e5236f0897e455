// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/fill.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include <array>
#include <cmath>

#include "core/base/strings.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Fill", source);
}

at::Tensor uniform(const Model& model, const at::Tensor& images, bool isWhite)
{
    const InputSpec& spec = model.info().card.input;
    at::Tensor result = at::empty_like(images);
    for (int channel = 0; channel < spec.channelCount(); ++channel)
        result.select(1, channel).fill_(isWhite ? spec.highest(channel) : spec.lowest(channel));
    return result;
}

/// 0 1 2 3 -> 2 1 | 0 1 2 3 | 2 1, as often as it takes.
at::Tensor reflectedIndices(int64_t size, int64_t margin)
{
    std::vector<int64_t> indices;
    const int64_t period = std::max<int64_t>(1, 2 * (size - 1));
    for (int64_t i = -margin; i < size + margin; ++i) {
        const int64_t place = ((i % period) + period) % period;
        indices.push_back(std::min(place, period - place));
    }
    return at::tensor(indices, at::kLong);
}

at::Tensor blurredAlong(const at::Tensor& images, int64_t dimension, const at::Tensor& weights)
{
    const int64_t size = images.size(dimension);
    const int64_t margin = weights.size(0) / 2;
    const at::Tensor wide =
        images.index_select(dimension, reflectedIndices(size, margin).to(images.device()));
    at::Tensor sum = at::zeros_like(images);
    for (int64_t i = 0; i < weights.size(0); ++i)
        sum.add_(wide.narrow(dimension, i, size), weights[i].item<double>());
    return sum;
}

} // namespace

QList<ParamSpec::Choice> fillChoices()
{
    return {{u"mean"_s, text(QT_TRANSLATE_NOOP("Fill", "Mean colour"))},
            {u"black"_s, text(QT_TRANSLATE_NOOP("Fill", "Black"))},
            {u"white"_s, text(QT_TRANSLATE_NOOP("Fill", "White"))},
            {u"blur"_s, text(QT_TRANSLATE_NOOP("Fill", "Blurred photo"))}};
}

std::optional<Fill> fillOf(const QString& id)
{
    static const std::array<std::pair<QString, Fill>, 4> ids{{{u"mean"_s, Fill::Mean},
                                                              {u"black"_s, Fill::Black},
                                                              {u"white"_s, Fill::White},
                                                              {u"blur"_s, Fill::Blur}}};
    for (const auto& [name, fill] : ids)
        if (name == id)
            return fill;
    return std::nullopt;
}

at::Tensor filled(const Model& model, const at::Tensor& images, Fill fill)
{
    switch (fill) {
    case Fill::Mean:
        break;
    case Fill::Black:
    case Fill::White:
        return uniform(model, images, fill == Fill::White);
    case Fill::Blur:
        return blurred(images, double(std::min(images.size(2), images.size(3))) / 10);
    }
    return at::zeros_like(images);
}

at::Tensor blurred(const at::Tensor& images, double sigma)
{
    const auto radius = int64_t(std::ceil(4 * sigma));
    const at::Tensor places = at::arange(-radius, radius + 1, at::kDouble);
    const at::Tensor weights = at::exp(-places.square() / (2 * sigma * sigma));
    const at::Tensor kernel = weights / weights.sum();
    return blurredAlong(blurredAlong(images, 2, kernel), 3, kernel);
}

} // namespace saliscope::compute
