// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imaging/preprocess.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/imaging/resample.h"

namespace saliscope {
namespace {

struct Preprocess
{
    Q_DECLARE_TR_FUNCTIONS(Preprocess)
};

/// A resize of the photo's `box` to `size` and the part of that which is the input.
struct Plan
{
    QRectF box;
    QSize size;
    QPoint corner;
    QRgb fill = qRgb(0, 0, 0);
};

/// Corner of the centre crop along one side, like torchvision: halves go to the even number; a crop larger
/// than the picture is padded, less at the front.
int cropStart(int side, int crop)
{
    return side >= crop ? int(std::nearbyint((side - crop) / 2.0)) : -((crop - side) / 2);
}

QRgb meanColor(const InputSpec& spec)
{
    const auto level = [&spec](std::size_t channel) {
        return std::clamp(int(std::lround(spec.mean[channel] * 255)), 0, 255);
    };
    switch (spec.channels) {
    case ChannelOrder::Gray:
        return qRgb(level(0), level(0), level(0));
    case ChannelOrder::Bgr:
        return qRgb(level(2), level(1), level(0));
    case ChannelOrder::Rgb:
        break;
    }
    return qRgb(level(0), level(1), level(2));
}

Plan asTrained(QSize photo, const InputSpec& spec)
{
    const QRectF whole(QPointF(), photo);
    const QSize input(spec.width, spec.height);
    if (photo == input || spec.resizeShorterSide <= 0 || !spec.centerCrop)
        return {whole, input, {}};
    const int shorter = std::min(photo.width(), photo.height());
    const auto resized = [&](int side) { return int(double(spec.resizeShorterSide) * side / shorter); };
    const QSize size(resized(photo.width()), resized(photo.height()));
    return {whole, size, {cropStart(size.width(), input.width()), cropStart(size.height(), input.height())}};
}

Plan padded(QSize photo, const InputSpec& spec)
{
    const double scale = std::min(double(spec.width) / photo.width(), double(spec.height) / photo.height());
    const auto resized = [scale](int side, int most) {
        return std::clamp(int(std::lround(side * scale)), 1, most);
    };
    const QSize size(resized(photo.width(), spec.width), resized(photo.height(), spec.height));
    const QPoint corner(-((spec.width - size.width()) / 2), -((spec.height - size.height()) / 2));
    return {QRectF(QPointF(), photo), size, corner, meanColor(spec)};
}

/// A region may reach outside, but has to show something of the photo.
bool isUsable(const QRectF& region, QSize photo)
{
    constexpr double largest = 16;
    return region.width() >= 1 && region.height() >= 1 && region.intersects(QRectF(QPointF(), photo)) &&
           region.width() <= largest * photo.width() && region.height() <= largest * photo.height();
}

Expected<Plan> planFor(QSize photo, const InputSpec& spec, const Framing& framing)
{
    if (photo.isEmpty())
        return failure(ErrorCode::InvalidArgument, Preprocess::tr("There is no picture to prepare"));
    const QSize input(spec.width, spec.height);
    switch (framing.fit) {
    case Framing::Fit::Pad:
        return padded(photo, spec);
    case Framing::Fit::Stretch:
        return Plan{QRectF(QPointF(), photo), input, {}};
    case Framing::Fit::Custom:
        if (!isUsable(framing.region, photo))
            return failure(ErrorCode::InvalidArgument,
                           Preprocess::tr("The part of the photo for the model is not usable"),
                           Preprocess::tr("It has to overlap the photo and be at least one pixel large."),
                           Preprocess::tr("Choose another part."));
        return Plan{framing.region, input, {}, meanColor(spec)};
    case Framing::Fit::AsTrained:
        break;
    }
    return asTrained(photo, spec);
}

InputGeometry geometryOf(const Plan& plan, QSize photo, const InputSpec& spec)
{
    const double photoPerX = plan.box.width() / plan.size.width();
    const double photoPerY = plan.box.height() / plan.size.height();
    return {photo,
            {spec.width, spec.height},
            {plan.box.x() + plan.corner.x() * photoPerX, plan.box.y() + plan.corner.y() * photoPerY,
             spec.width * photoPerX, spec.height * photoPerY}};
}

/// Pillow's weights for "L".
int luma(QRgb pixel)
{
    return (qRed(pixel) * 19595 + qGreen(pixel) * 38470 + qBlue(pixel) * 7471 + 0x8000) >> 16;
}

int levelOf(QRgb pixel, ChannelOrder order, int channel)
{
    if (order == ChannelOrder::Gray)
        return luma(pixel);
    const bool isRed = channel == (order == ChannelOrder::Rgb ? 0 : 2);
    return channel == 1 ? qGreen(pixel) : isRed ? qRed(pixel) : qBlue(pixel);
}

FloatMap normalised(const QImage& image, const InputSpec& spec)
{
    FloatMap values(spec.channelCount(), image.height(), image.width());
    for (int c = 0; c < values.channels; ++c) {
        std::array<float, 256> table;
        for (std::size_t level = 0; level < table.size(); ++level)
            table[level] =
                float((double(level) / 255.0 - spec.mean[std::size_t(c)]) / spec.std[std::size_t(c)]);
        for (int y = 0; y < values.height; ++y) {
            const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
            for (int x = 0; x < values.width; ++x)
                values.at(c, y, x) = table[std::size_t(levelOf(row[x], spec.channels, c))];
        }
    }
    return values;
}

} // namespace

Expected<InputGeometry> inputGeometry(QSize photoSize, const InputSpec& spec, const Framing& framing)
{
    return planFor(photoSize, spec, framing).map([&](const Plan& plan) {
        return geometryOf(plan, photoSize, spec);
    });
}

Expected<PreparedInput> preprocess(const Picture& picture, const InputSpec& spec, const Framing& framing)
{
    return planFor(picture.pixels.size(), spec, framing).map([&](const Plan& plan) {
        const QRect window(plan.corner, QSize(spec.width, spec.height));
        const QImage image =
            resample(picture.pixels, {plan.box, plan.size, window, spec.interpolation, plan.fill});
        return PreparedInput{normalised(image, spec), geometryOf(plan, picture.pixels.size(), spec)};
    });
}

QImage inputImage(const FloatMap& values, const InputSpec& spec)
{
    FloatMap picture = values;
    for (int c = 0; c < values.channels; ++c) {
        const bool isSwapped = spec.channels == ChannelOrder::Bgr;
        const std::size_t from = std::size_t(isSwapped ? values.channels - 1 - c : c);
        for (std::size_t i = 0; i < values.plane(); ++i)
            picture.values[std::size_t(c) * values.plane() + i] =
                float(values.values[from * values.plane() + i] * spec.std[from] + spec.mean[from]);
    }
    return unitImage(picture);
}

QImage unitImage(const FloatMap& picture)
{
    QImage image(picture.width, picture.height, QImage::Format_RGB32);
    const auto level = [&picture](int channel, int y, int x) {
        const float value = picture.at(std::min(channel, picture.channels - 1), y, x);
        return std::isfinite(value) ? int(std::clamp(value, 0.0F, 1.0F) * 255.0F + 0.5F) : 0;
    };
    for (int y = 0; y < picture.height; ++y) {
        auto* row = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < picture.width; ++x)
            row[x] = qRgb(level(0, y, x), level(1, y, x), level(2, y, x));
    }
    return image;
}

} // namespace saliscope
