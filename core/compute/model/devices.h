// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <c10/core/Device.h>

#include "core/recipe/model_info.h"

namespace saliscope::compute {

/// The devices of this machine, the CPU first. When a CUDA driver is there, libtorch_cuda is opened (once, it
/// takes a quarter of a second); when that fails, the device is listed with the reason.
QList<DeviceInfo> listDevices();
/// "cpu", "cuda" or "cuda:N" as libtorch names it. Throws ComputeError DeviceUnavailable or InvalidArgument.
c10::Device resolveDevice(const QString& id);
/// Cores that may be used, hyper-threads counted once.
int physicalCores();
/// Threads of one operator; 0 means physicalCores().
void setThreads(int count);
/// Whether CUDA may round the factors of float32 products to ten bits. libtorch's convolutions do by default.
void setTf32(bool isAllowed);

} // namespace saliscope::compute
