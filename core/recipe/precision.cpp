// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/precision.h"

#include <QStringList>

#include "core/base/strings.h"

namespace saliscope {

QList<Precision> allPrecisions()
{
    return {Precision::Float32, Precision::Float64, Precision::Tf32, Precision::Half};
}

QString precisionText(Precision precision)
{
    switch (precision) {
    case Precision::Float64:
        return u"float64"_s;
    case Precision::Tf32:
        return u"tf32"_s;
    case Precision::Half:
        return u"half"_s;
    case Precision::Float32:
        break;
    }
    return u"float32"_s;
}

Expected<Precision> parsePrecision(const QString& text)
{
    QStringList known;
    for (const Precision precision : allPrecisions()) {
        known += precisionText(precision);
        if (text == known.last())
            return precision;
    }
    return failure(ErrorCode::InvalidArgument, u"\"%1\" is not a precision"_s.arg(text), {},
                   u"There are: %1."_s.arg(known.join(u", "_s)));
}

} // namespace saliscope
