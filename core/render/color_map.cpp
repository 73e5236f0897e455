// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/color_map.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "core/base/strings.h"

namespace saliscope {
namespace {

struct ColorMapNames
{
    Q_DECLARE_TR_FUNCTIONS(ColorMapNames)
};

/// The table OpenCV draws with.
ColorTable openCvTable(cv::ColormapTypes type)
{
    cv::Mat levels(1, 256, CV_8UC1);
    for (int i = 0; i < levels.cols; ++i)
        levels.at<uchar>(0, i) = uchar(i);
    cv::Mat colors;
    cv::applyColorMap(levels, colors, type);
    ColorTable table;
    for (int i = 0; i < levels.cols; ++i) {
        const cv::Vec3b bgr = colors.at<cv::Vec3b>(0, i);
        table[std::size_t(i)] = qRgb(bgr[2], bgr[1], bgr[0]);
    }
    return table;
}

ColorTable grayTable()
{
    ColorTable table;
    for (int i = 0; i < 256; ++i)
        table[std::size_t(i)] = qRgb(i, i, i);
    return table;
}

/// A colour of CIE Lab in polar form: magnitude, saturation angle, hue angle (Moreland 2009, "Diverging Color
/// Maps for Scientific Visualization"). Even steps in it look even.
struct Msh
{
    double m = 0;
    double s = 0;
    double h = 0;
};

using Triple = std::array<double, 3>;
constexpr Triple whitePoint{0.95047, 1.0, 1.08883}; // D65

Msh mshOf(QRgb color)
{
    const auto linear = [](int level) {
        const double v = level / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double r = linear(qRed(color)), g = linear(qGreen(color)), b = linear(qBlue(color));
    const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / whitePoint[0]);
    const double y = f((0.2126 * r + 0.7152 * g + 0.0722 * b) / whitePoint[1]);
    const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / whitePoint[2]);
    const double lightness = 116 * y - 16, greenRed = 500 * (x - y), blueYellow = 200 * (y - z);
    const double magnitude = std::hypot(lightness, greenRed, blueYellow);
    return {magnitude, std::acos(lightness / magnitude), std::atan2(blueYellow, greenRed)};
}

QRgb rgbOf(const Msh& msh)
{
    const double lightness = msh.m * std::cos(msh.s);
    const double greenRed = msh.m * std::sin(msh.s) * std::cos(msh.h);
    const double blueYellow = msh.m * std::sin(msh.s) * std::sin(msh.h);
    const auto inverse = [](double t) { return t > 0.2069 ? t * t * t : (t - 16.0 / 116) / 7.787; };
    const double fy = (lightness + 16) / 116;
    const double x = whitePoint[0] * inverse(fy + greenRed / 500);
    const double y = whitePoint[1] * inverse(fy);
    const double z = whitePoint[2] * inverse(fy - blueYellow / 200);
    const auto level = [](double v) {
        v = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
        return std::clamp(int(std::lround(v * 255)), 0, 255);
    };
    return qRgb(level(3.2406 * x - 1.5372 * y - 0.4986 * z), level(-0.9689 * x + 1.8758 * y + 0.0415 * z),
                level(0.0557 * x - 0.2040 * y + 1.0570 * z));
}

/// The hue that a colourless middle of magnitude `m` takes beside `end`, so that the path does not bend;
/// turned no further than a dark end stays recognisable.
double middleHue(const Msh& end, double m)
{
    if (end.m >= m)
        return end.h;
    constexpr double mostTurn = 0.6;
    const double turn =
        std::min(mostTurn, end.s * std::sqrt(m * m - end.m * end.m) / (end.m * std::sin(end.s)));
    return end.h > -std::numbers::pi / 3 ? end.h + turn : end.h - turn;
}

/// From one colour over a neutral middle of lightness `middle` to another.
ColorTable divergingTable(QRgb low, QRgb high, double middle)
{
    ColorTable table;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double position = double(i) / double(table.size() - 1) * 2 - 1;
        const Msh end = mshOf(position < 0 ? low : high);
        const double m = std::max(end.m, middle);
        const double t = std::abs(position);
        const double hue = middleHue(end, m);
        table[i] = rgbOf({m + t * (end.m - m), t * end.s, hue + t * (end.h - hue)});
    }
    return table;
}

const QMap<QString, ColorTable>& tables()
{
    static const QMap<QString, ColorTable> all{
        {u"viridis"_s, openCvTable(cv::COLORMAP_VIRIDIS)},
        {u"magma"_s, openCvTable(cv::COLORMAP_MAGMA)},
        {u"inferno"_s, openCvTable(cv::COLORMAP_INFERNO)},
        {u"cividis"_s, openCvTable(cv::COLORMAP_CIVIDIS)},
        {u"gray"_s, grayTable()},
        {u"turbo"_s, openCvTable(cv::COLORMAP_TURBO)},
        {u"blue-red"_s, divergingTable(qRgb(12, 60, 130), qRgb(140, 16, 36), 97)},
        {u"coolwarm"_s, divergingTable(qRgb(59, 76, 192), qRgb(180, 4, 38), 88)},
        {u"purple-orange"_s, divergingTable(qRgb(70, 30, 120), qRgb(160, 80, 0), 97)},
    };
    return all;
}

} // namespace

const QList<ColorMapInfo>& colorMaps()
{
    static const QList<ColorMapInfo> all{
        {u"viridis"_s, ColorMapNames::tr("Viridis")},
        {u"magma"_s, ColorMapNames::tr("Magma")},
        {u"inferno"_s, ColorMapNames::tr("Inferno")},
        {u"cividis"_s, ColorMapNames::tr("Cividis")},
        {u"gray"_s, ColorMapNames::tr("Gray")},
        {u"turbo"_s, ColorMapNames::tr("Turbo")},
        {u"blue-red"_s, ColorMapNames::tr("Blue – red"), true},
        {u"coolwarm"_s, ColorMapNames::tr("Cool – warm"), true},
        {u"purple-orange"_s, ColorMapNames::tr("Purple – orange"), true},
    };
    return all;
}

QString colorMapOfKind(const QString& id, bool isDiverging)
{
    QString fallback;
    for (const ColorMapInfo& info : colorMaps()) {
        if (info.isDiverging != isDiverging)
            continue;
        if (info.id == id)
            return id;
        if (fallback.isEmpty())
            fallback = info.id;
    }
    return fallback;
}

const ColorTable& colorTable(const QString& id)
{
    const auto found = tables().constFind(id);
    return found != tables().constEnd() ? *found : *tables().constFind(u"viridis"_s);
}

} // namespace saliscope
