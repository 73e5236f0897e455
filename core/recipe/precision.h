// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/base/error.h"

namespace saliscope {

/// What a model computes in. The last two are for CUDA only: TF32 multiplies float32 numbers rounded to ten
/// bits, Half keeps weights and everything inside the model in 16 bits.
enum class Precision
{
    Float32,
    Float64,
    Tf32,
    Half
};

QList<Precision> allPrecisions();
/// As the command line and manifests write it: "float32", "float64", "tf32", "half".
QString precisionText(Precision precision);
Expected<Precision> parsePrecision(const QString& text);

/// Less than float32: taken only where a comparison with float32 passes.
inline bool isReduced(Precision precision)
{
    return precision == Precision::Tf32 || precision == Precision::Half;
}

} // namespace saliscope
