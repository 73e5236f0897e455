// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/method.h"

#include <QElapsedTimer>

#include "core/compute/methods/reduction.h"

namespace saliscope::compute {

MethodOutput PointMethod::run(const MethodInput& input, MethodReport& report) const
{
    QElapsedTimer timer;
    timer.start();
    const at::Tensor attribution = attribute(input, input.image)[0].to(at::kCPU, at::kDouble);
    report.progress(1, 1);
    return {.map = reduceChannels(attribution, reductionOf(input.params)),
            .millisecondsPerSample = double(timer.nsecsElapsed()) * 1e-6};
}

} // namespace saliscope::compute
