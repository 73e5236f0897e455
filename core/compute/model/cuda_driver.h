// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace saliscope::compute {

struct CudaDevice
{
    QString name;
    qint64 totalBytes = 0;
};

/// What there is to compute with CUDA: devices, or why there are none.
struct CudaState
{
    QList<CudaDevice> devices;
    bool hasDriver = false;
    QString reason; ///< Why `devices` cannot be used; empty when they can.
};

/// Looks for the driver, and if there is one opens libtorch_cuda beside libtorch_cpu. Done once; needs no
/// CUDA toolkit.
const CudaState& cudaState();

} // namespace saliscope::compute
