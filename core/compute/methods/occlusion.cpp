// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/occlusion.h"

#include <QCoreApplication>

#include <bit>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/methods/fill.h"
#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Occlusion", source);
}

/// Side of the square and how far it moves, in pixels of the input.
struct Sliding
{
    int64_t window;
    int64_t stride;
};

int64_t chosenWindow(const MethodInput& input)
{
    return input.params.value(u"window"_s).toLongLong();
}

Sliding slidingOf(const MethodInput& input)
{
    const int64_t shorterSide = std::min(input.image.size(2), input.image.size(3));
    const int64_t chosen = chosenWindow(input);
    const int64_t window = std::clamp<int64_t>(chosen > 0 ? chosen : shorterSide / 8, 1, shorterSide);
    const int64_t stride = input.params.value(u"stride"_s).toLongLong();
    if (stride > window)
        throw ComputeError(
            ErrorCode::InvalidArgument,
            u"A stride of %1 leaves gaps between squares of %2 pixels"_s.arg(stride).arg(window), {},
            u"Choose a stride that is not larger than the window, or 0."_s);
    return {window, stride > 0 ? stride : std::max<int64_t>(1, window / 2)};
}

/// A place of the square. `reach` is the side of what it stands for while nothing finer is known.
struct Place
{
    int64_t top;
    int64_t left;
    int64_t reach;
};

int64_t placesAlong(int64_t size, const Sliding& sliding)
{
    return (size - sliding.window + sliding.stride - 1) / sliding.stride + 1;
}

/// All of them, coarse ones first.
std::vector<Place> places(int64_t height, int64_t width, const Sliding& sliding)
{
    const int64_t rows = placesAlong(height, sliding);
    const int64_t columns = placesAlong(width, sliding);
    std::vector<Place> result;
    auto spacing = int64_t(std::bit_ceil(uint64_t(std::max(rows, columns))));
    for (bool isFirst = true; spacing > 0; spacing /= 2, isFirst = false)
        for (int64_t row = 0; row < rows; row += spacing)
            for (int64_t column = 0; column < columns; column += spacing)
                if (isFirst || row % (2 * spacing) != 0 || column % (2 * spacing) != 0)
                    result.push_back(
                        {row * sliding.stride, column * sliding.stride, spacing * sliding.stride});
    return result;
}

/// The map of one image, square by square.
class Covering : public SampledMap
{
public:
    Covering(const MethodInput& input, const at::Tensor& image)
        : m_input(input)
        , m_image(image)
        , m_fill(filled(input.model, image, *fillOf(input.params.value(u"fill"_s).toString())))
        , m_target(input.model, input.target)
        , m_isMean(input.params.value(u"overlap"_s).toString() == u"mean")
        , m_sliding(slidingOf(input))
        , m_places(places(image.size(2), image.size(3), m_sliding))
        , m_sum(at::zeros({image.size(2), image.size(3)}, at::kDouble))
        , m_count(at::zeros_like(m_sum))
        , m_coarse(at::zeros_like(m_sum))
        , m_score(scoresOf(input.model, m_target, image, input.cancel)[0].item<double>())
    {}

    int requested() const override { return int(m_places.size()); }
    int done() const override { return m_done; }

    void add(int count) override
    {
        at::Tensor covered = m_image.expand({count, -1, -1, -1}).clone(m_image.suggest_memory_format());
        for (int i = 0; i < count; ++i)
            square(covered[i], 1, place(i), m_sliding.window)
                .copy_(square(m_fill[0], 1, place(i), m_sliding.window));
        const at::Tensor scores =
            scoresOf(m_input.model, m_target, covered, m_input.cancel).to(at::kCPU, at::kDouble);
        for (int i = 0; i < count; ++i) {
            const double loss = m_score - scores[i].item<double>();
            square(m_sum, 0, place(i), m_sliding.window).add_(loss);
            square(m_count, 0, place(i), m_sliding.window).add_(1);
            square(m_coarse, 0, place(i), place(i).reach).fill_(loss);
        }
        m_done += count;
    }

    MethodOutput output() const override
    {
        const at::Tensor map =
            m_isMean ? at::where(m_count > 0, m_sum / m_count.clamp_min(1), m_coarse) : m_sum.clone();
        return {.map = map.unsqueeze(0)};
    }

private:
    /// Of the next ones, by number.
    const Place& place(int number) const { return m_places[std::size_t(m_done + number)]; }

    /// The part of `tensor` from `place` on that lies inside, rows in `dimension`.
    static at::Tensor square(const at::Tensor& tensor, int64_t dimension, const Place& place, int64_t side)
    {
        const auto inside = [&](int64_t axis, int64_t from) {
            return std::min(side, tensor.size(axis) - from);
        };
        return tensor.narrow(dimension, place.top, inside(dimension, place.top))
            .narrow(dimension + 1, place.left, inside(dimension + 1, place.left));
    }

    const MethodInput& m_input;
    at::Tensor m_image;
    at::Tensor m_fill;
    TargetScore m_target;
    bool m_isMean;
    Sliding m_sliding;
    std::vector<Place> m_places;
    int m_done = 0;
    at::Tensor m_sum;    ///< (H, W): of the losses of the squares that cover a pixel.
    at::Tensor m_count;  ///< Of those squares.
    at::Tensor m_coarse; ///< What stands for a pixel that none has covered yet.
    double m_score;      ///< Of the image itself.
};

} // namespace

std::unique_ptr<SampledMap> Occlusion::begin(const MethodInput& input, const at::Tensor& image) const
{
    return std::make_unique<Covering>(input, image);
}

Remarks Occlusion::remarks(const MethodInput& input) const
{
    const Sliding sliding = slidingOf(input);
    Remarks remarks{.notes = {text(QT_TRANSLATE_NOOP("Occlusion", "Square %1 px, stride %2 px"))
                                  .arg(sliding.window)
                                  .arg(sliding.stride)},
                    .warnings = {}};
    if (const int64_t chosen = chosenWindow(input); chosen > sliding.window)
        remarks.warnings +=
            text(QT_TRANSLATE_NOOP("Occlusion", "A square of %1 pixels is larger than the model's input: its "
                                                "shorter side, %2, is taken."))
                .arg(chosen)
                .arg(sliding.window);
    return remarks;
}

} // namespace saliscope::compute
