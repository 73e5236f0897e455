// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/framing_text.h"

#include <QLocale>
#include <QStringList>

#include <cmath>

#include "core/base/strings.h"

namespace saliscope {

Expected<Framing> parseFraming(const QString& text)
{
    for (const Framing::Fit fit : {Framing::Fit::AsTrained, Framing::Fit::Pad, Framing::Fit::Stretch}) {
        if (text == framingText({fit, {}}))
            return Framing{fit, {}};
    }
    QList<double> numbers;
    for (const QString& part : text.split(u',')) {
        bool ok = false;
        const double number = part.toDouble(&ok);
        if (ok && std::isfinite(number))
            numbers += number;
    }
    if (numbers.size() != 4 || text.count(u',') != 3 || numbers[2] <= 0 || numbers[3] <= 0) {
        return failure(ErrorCode::InvalidArgument, u"\"%1\" is not a framing"_s.arg(text), {},
                       u"Give crop, pad, stretch, or X,Y,WIDTH,HEIGHT in pixels of the photo."_s);
    }
    return Framing{Framing::Fit::Custom, QRectF(numbers[0], numbers[1], numbers[2], numbers[3])};
}

QString framingText(const Framing& framing)
{
    switch (framing.fit) {
    case Framing::Fit::AsTrained:
        return u"crop"_s;
    case Framing::Fit::Pad:
        return u"pad"_s;
    case Framing::Fit::Stretch:
        return u"stretch"_s;
    case Framing::Fit::Custom:
        break;
    }
    QStringList numbers;
    for (const double number :
         {framing.region.x(), framing.region.y(), framing.region.width(), framing.region.height()})
        numbers += QString::number(number, 'g', QLocale::FloatingPointShortest);
    return numbers.join(u',');
}

} // namespace saliscope
