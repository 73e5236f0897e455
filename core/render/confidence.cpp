// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/confidence.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace saliscope {

namespace {

struct AspectTexts
{
    Q_DECLARE_TR_FUNCTIONS(MapAspect)
};

} // namespace

QString aspectName(MapAspect aspect)
{
    switch (aspect) {
    case MapAspect::Map:
        return AspectTexts::tr("Map");
    case MapAspect::StandardError:
        return AspectTexts::tr("Standard error");
    case MapAspect::RelativeError:
        return AspectTexts::tr("Relative error");
    }
    return {};
}

QString aspectScale(MapAspect aspect)
{
    switch (aspect) {
    case MapAspect::Map:
        break;
    case MapAspect::StandardError:
        return AspectTexts::tr("standard error of the mean");
    case MapAspect::RelativeError:
        return AspectTexts::tr("error / value, at most 1");
    }
    return {};
}

FloatMap mapAspect(const Attribution& attribution, MapAspect aspect)
{
    if (aspect == MapAspect::Map)
        return attribution.map;
    FloatMap error = attribution.standardError;
    if (aspect == MapAspect::StandardError || error.values.size() != attribution.map.values.size())
        return error;
    std::transform(error.values.begin(), error.values.end(), attribution.map.values.begin(),
                   error.values.begin(), [](float deviation, float value) {
                       const float size = std::abs(value);
                       return deviation < size ? deviation / size : float(deviation > 0);
                   });
    return error;
}

qint64 samplesFor(const Attribution& attribution, double wanted)
{
    const double ratio = attribution.relativeError / wanted;
    return qint64(std::ceil(attribution.samples * ratio * ratio));
}

} // namespace saliscope
