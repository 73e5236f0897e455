// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/rise.h"

#include "core/base/strings.h"
#include "core/compute/methods/philox_noise.h"
#include "core/compute/methods/running_moments.h"
#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

namespace {

/// The map of one image, mask by mask.
class Masking : public SampledMap
{
public:
    Masking(const MethodInput& input, const at::Tensor& image)
        : m_input(input)
        , m_image(image)
        , m_target(input.model, input.target)
        , m_masks{.grid = input.params.value(u"grid"_s).toLongLong(),
                  .probability = input.params.value(u"probability"_s).toDouble(),
                  .seed = input.seed}
        , m_isBySeen(input.params.value(u"normalise"_s).toString() == u"seen")
    {}

    int requested() const override { return m_input.params.value(u"n"_s).toInt(); }
    int done() const override { return m_moments.count(); }

    void add(int count) override
    {
        std::vector<at::Tensor> masks;
        for (int i = 0; i < count; ++i)
            masks.push_back(
                m_masks.mask(uint64_t(done() + i), m_image.size(2), m_image.size(3), m_image.scalar_type()));
        const at::Tensor seen = at::stack(masks).unsqueeze(1);
        const at::Tensor masked =
            (m_image * seen.to(m_image.device())).contiguous(m_image.suggest_memory_format());
        const at::Tensor scores = scoresOf(m_input.model, m_target, masked, m_input.cancel)
                                      .to(at::kCPU, at::kDouble)
                                      .reshape({count, 1, 1, 1});
        m_moments.add(at::cat({scores * seen, seen.to(at::kDouble)}, 1));
    }

    MethodOutput output() const override
    {
        const at::Tensor mean = m_moments.mean();
        const at::Tensor weighted = mean.narrow(0, 0, 1);
        const at::Tensor seen =
            m_isBySeen ? mean.narrow(0, 1, 1) : at::full_like(weighted, m_masks.probability);
        const at::Tensor map = at::where(seen > 0, weighted / seen, 0.0);
        MethodOutput output{.map = map};
        if (done() > 1) {
            const at::Tensor c = m_moments.covariance();
            const at::Tensor variance =
                m_isBySeen ? c[0][0] - 2 * map * c[0][1] + map.square() * c[1][1] : c[0][0].unsqueeze(0);
            const at::Tensor error = (variance.clamp_min(0) / double(done() - 1)).sqrt();
            output.standardError = at::where(seen > 0, error / seen, 0.0);
        }
        return output;
    }

private:
    const MethodInput& m_input;
    at::Tensor m_image;
    TargetScore m_target;
    RiseMasks m_masks;
    bool m_isBySeen;
    RunningMoments m_moments; ///< Of S_i M_i and M_i, as two channels.
};

} // namespace

at::Tensor RiseMasks::mask(uint64_t index, int64_t height, int64_t width, at::ScalarType dtype) const
{
    const at::Tensor numbers = philoxUniforms({grid * grid + 2}, seed, index, 0, 1, at::kDouble)[0];
    const at::Tensor cells =
        (numbers.narrow(0, 0, grid * grid) < probability).to(dtype).reshape({1, 1, grid, grid});
    const int64_t cellHeight = (height + grid - 1) / grid;
    const int64_t cellWidth = (width + grid - 1) / grid;
    const auto shift = [&](int64_t number, int64_t pixels) {
        return int64_t(numbers[grid * grid + number].item<double>() * double(pixels));
    };
    return at::upsample_bilinear2d(cells, {(grid + 1) * cellHeight, (grid + 1) * cellWidth}, false)[0][0]
        .narrow(0, shift(0, cellHeight), height)
        .narrow(1, shift(1, cellWidth), width);
}

std::unique_ptr<SampledMap> Rise::begin(const MethodInput& input, const at::Tensor& image) const
{
    return std::make_unique<Masking>(input, image);
}

} // namespace saliscope::compute
