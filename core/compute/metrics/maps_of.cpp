// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/metrics/maps_of.h"

#include "core/compute/compute_error.h"
#include "core/compute/methods/reduction.h"

namespace saliscope::compute {

namespace {

class Silence : public MethodReport
{
public:
    void progress(int, int) override {}
    bool isPreviewDue() const override { return false; }
    void preview(const MethodOutput&) override {}
};

at::Tensor completeMap(const Method& method, const MethodInput& input)
{
    Silence silence;
    const MethodOutput output = method.run(input, silence);
    if (!output.isComplete)
        throw ComputeError(ErrorCode::Cancelled, QStringLiteral("Cancelled"));
    return output.map;
}

} // namespace

std::vector<at::Tensor> mapsOf(const ExplainedImage& explained, const at::Tensor& batch)
{
    std::vector<at::Tensor> maps;
    if (const auto* point = dynamic_cast<const PointMethod*>(&explained.method)) {
        const at::Tensor attributions =
            point->attribute(explained.input, batch).detach().to(at::kCPU, at::kDouble);
        for (const at::Tensor& attribution : attributions.unbind(0))
            maps.push_back(reduceChannels(attribution, reductionOf(explained.input.params)));
        return maps;
    }
    for (const at::Tensor& image : batch.split(1)) {
        MethodInput input = explained.input;
        input.image = image;
        maps.push_back(completeMap(explained.method, input));
    }
    return maps;
}

at::Tensor mapOf(const ExplainedImage& explained, Model& model)
{
    const MethodInput& given = explained.input;
    return completeMap(explained.method, {.model = model,
                                          .image = given.image,
                                          .target = given.target,
                                          .params = given.params,
                                          .seed = given.seed,
                                          .cancel = given.cancel,
                                          .framing = given.framing});
}

} // namespace saliscope::compute
