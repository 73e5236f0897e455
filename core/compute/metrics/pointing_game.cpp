// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <QCoreApplication>

#include <cmath>

#include "core/base/strings.h"
#include "core/compute/metrics/metrics.h"
#include "core/compute/metrics/pixel_order.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("PointingGame", source);
}

/// The pointing game (Zhang et al. 2016) for one photo: whether the centre of the map's largest pixel, the
/// first in reading order, lies in the box; without the paper's margin of 15 pixels. Beside it the share of
/// the map's magnitude whose pixels' centres lie in the box.
class PointingGame final : public Metric
{
public:
    MetricInfo info() const override
    {
        return {
            .id = u"pointing-game"_s,
            .name = text(QT_TRANSLATE_NOOP("PointingGame", "Pointing game")),
            .meaning = text(QT_TRANSLATE_NOOP("PointingGame",
                                              "1 when the map's brightest pixel lies in the box around the "
                                              "object, 0 otherwise; the mean over photos.")),
            .better = MetricInfo::Better::Higher,
            .source = u"Zhang et al. 2016, arXiv:1608.00507"_s,
            .needsBox = true,
        };
    }

    MetricResult run(const MetricInput& input) const override
    {
        if (input.box.isEmpty())
            return noValue(
                text(QT_TRANSLATE_NOOP("PointingGame", "No box says where in the photo the object is.")));
        const at::Tensor map = pixelMap(input.explained.output.map);
        const at::Tensor isInside = insideBox(map, input.box);
        if (!isInside.any().item<bool>())
            return noValue(
                text(QT_TRANSLATE_NOOP("PointingGame", "The box holds nothing that the model sees.")));
        MetricResult result;
        const int64_t brightest = at::argsort(map.flatten(), true, 0, true)[0].item<int64_t>();
        result.value = isInside.flatten()[brightest].item<bool>() ? 1 : 0;
        const double whole = map.abs().sum().item<double>();
        if (whole > 0)
            result.details = {{text(QT_TRANSLATE_NOOP("PointingGame", "Share of the map in the box")),
                               (map.abs() * isInside).sum().item<double>() / whole}};
        return result;
    }

private:
    static at::Tensor insideBox(const at::Tensor& map, const QRectF& box)
    {
        const auto between = [](int64_t size, double from, double to) {
            const at::Tensor centres = at::arange(size, at::kDouble) + 0.5;
            return centres.ge(from).logical_and(centres.lt(to));
        };
        return between(map.size(0), box.top(), box.bottom())
            .unsqueeze(1)
            .logical_and(between(map.size(1), box.left(), box.right()));
    }
};

} // namespace

std::unique_ptr<Metric> makePointingGame()
{
    return std::make_unique<PointingGame>();
}

} // namespace saliscope::compute
