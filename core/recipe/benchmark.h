// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace saliscope {

/// What a method costs on a model: milliseconds are the median of several runs.
struct Benchmark
{
    QString model;
    QString method;
    QString engine; ///< "plan" or "autograd".
    QString device;
    int threads = 1;
    int batch = 1;
    int samples = 0;          ///< Timed, after some to warm up.
    double msPerSample = 0;   ///< Noise, map and running mean of one noisy copy.
    double msForward = 0;     ///< One sample through the network alone, in the same batch.
    double peakMegabytes = 0; ///< Largest resident memory of the process so far.
};

} // namespace saliscope
