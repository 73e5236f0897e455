// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <QCoreApplication>

#include <algorithm>

#include "core/base/strings.h"
#include "core/compute/methods/batch_sizer.h"
#include "core/compute/methods/philox_noise.h"
#include "core/compute/methods/smoothgrad.h"
#include "core/compute/metrics/maps_of.h"
#include "core/compute/metrics/metrics.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("MaxSensitivity", source);
}

/// Max-sensitivity (Yeh et al. 2019): the largest ||M(x + d) - M(x)|| / ||M(x)|| over random d, every value
/// of which is uniform between -r and r; M the map as it is, reduced, made with the same seed each time.
class MaxSensitivity final : public Metric
{
public:
    MetricInfo info() const override
    {
        return {
            .id = u"max-sensitivity"_s,
            .name = text(QT_TRANSLATE_NOOP("MaxSensitivity", "Max-sensitivity")),
            .meaning = text(QT_TRANSLATE_NOOP("MaxSensitivity",
                                              "How much the map can change, as part of its size, when the "
                                              "photo changes by a noise nobody would see.")),
            .better = MetricInfo::Better::Lower,
            .params = {{.id = u"n"_s,
                        .name = text(QT_TRANSLATE_NOOP("MaxSensitivity", "Changes")),
                        .kind = ParamSpec::Kind::Integer,
                        .defaultValue = 10,
                        .minimum = 1,
                        .maximum = 1000,
                        .logarithmic = true,
                        .help = text(QT_TRANSLATE_NOOP("MaxSensitivity",
                                                       "How many changes are tried; each costs as much as "
                                                       "the map. More find a larger value."))},
                       {.id = u"radius"_s,
                        .name = text(QT_TRANSLATE_NOOP("MaxSensitivity", "Radius")),
                        .kind = ParamSpec::Kind::Real,
                        .defaultValue = 0.01,
                        .minimum = 0,
                        .maximum = 1,
                        .step = 0.01,
                        .isFraction = true,
                        .help = text(QT_TRANSLATE_NOOP(
                            "MaxSensitivity", "How far a value moves at most, as part of the valid range: "
                                              "1 % is captum's .02 for inputs from -1 to 1."))}},
            .source = u"Yeh et al. 2019, arXiv:1901.09392"_s,
            .explainsAgain = true,
        };
    }

    MetricResult run(const MetricInput& input) const override
    {
        const MethodInput& explained = input.explained.input;
        const at::Tensor map = input.explained.output.map;
        const double size = map.norm().item<double>();
        if (size == 0)
            return noValue(text(QT_TRANSLATE_NOOP("MaxSensitivity", "The map is zero everywhere.")));
        const double radius =
            input.params.value(u"radius"_s).toDouble() * validRange(explained.model.info().card.input);
        const int n = input.params.value(u"n"_s).toInt();
        at::Tensor moved = at::empty({n}, at::kDouble);
        inBatches(explained.model, n, explained.cancel, [&](int first, int count) {
            const std::vector<at::Tensor> maps =
                mapsOf(input.explained, changedCopies(explained, radius, first, count));
            for (int i = 0; i < count; ++i)
                moved[first + i] = (maps[std::size_t(i)] - map).norm() / size;
            input.progress(first + count, n);
        });
        MetricResult result;
        result.value = moved.max().item<double>();
        result.details = {{text(QT_TRANSLATE_NOOP("MaxSensitivity", "Mean")), moved.mean().item<double>()}};
        return result;
    }

private:
    static at::Tensor changedCopies(const MethodInput& input, double radius, int first, int count)
    {
        std::vector<at::Tensor> copies;
        for (int i = first; i < first + count; ++i) {
            const at::Tensor change = philoxUniforms(input.image.sizes().slice(1), metricSeed(input),
                                                     uint64_t(i), -radius, radius, at::kDouble);
            copies.push_back(input.image + change.to(input.image.options()));
        }
        return at::cat(copies).contiguous(at::MemoryFormat::ChannelsLast);
    }
};

} // namespace

std::unique_ptr<Metric> makeMaxSensitivity()
{
    return std::make_unique<MaxSensitivity>();
}

} // namespace saliscope::compute
