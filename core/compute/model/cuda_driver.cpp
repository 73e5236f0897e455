// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/model/cuda_driver.h"

#include <ATen/Context.h>

#include <QDir>
#include <QFileInfo>

#include <array>

#include <dlfcn.h>

#include "core/base/strings.h"

namespace saliscope::compute {

namespace {

/// The few functions of the driver that are needed, by their C names.
struct Driver
{
    int (*initialise)(unsigned) = nullptr;
    int (*count)(int*) = nullptr;
    int (*name)(char*, int, int) = nullptr;
    int (*totalBytes)(std::size_t*, int) = nullptr;
};

template <typename Function>
void resolve(void* library, const char* name, Function& function)
{
    function = reinterpret_cast<Function>(dlsym(library, name));
}

QList<CudaDevice> driverDevices(void* library)
{
    Driver driver;
    resolve(library, "cuInit", driver.initialise);
    resolve(library, "cuDeviceGetCount", driver.count);
    resolve(library, "cuDeviceGetName", driver.name);
    resolve(library, "cuDeviceTotalMem_v2", driver.totalBytes);
    int count = 0;
    if (!driver.initialise || !driver.count || !driver.name || !driver.totalBytes ||
        driver.initialise(0) != 0 || driver.count(&count) != 0)
        return {};
    QList<CudaDevice> devices;
    for (int i = 0; i < count; ++i) {
        std::array<char, 256> name{};
        std::size_t bytes = 0;
        driver.name(name.data(), int(name.size()), i);
        driver.totalBytes(&bytes, i);
        devices += {QString::fromUtf8(name.data()), qint64(bytes)};
    }
    return devices;
}

/// Opens libtorch_cuda from the folder of libtorch_cpu. Returns why it cannot be used.
QString openTorchCuda()
{
    Dl_info info;
    if (dladdr(reinterpret_cast<const void*>(&at::globalContext), &info) == 0)
        return u"libtorch's folder was not found"_s;
    const QString path = QFileInfo(QString::fromUtf8(info.dli_fname)).dir().filePath(u"libtorch_cuda.so"_s);
    if (!dlopen(path.toUtf8().constData(), RTLD_NOW | RTLD_GLOBAL))
        return QString::fromUtf8(dlerror());
    return at::hasCUDA() ? QString() : u"libtorch_cuda finds no device it can use"_s;
}

CudaState findCuda()
{
    CudaState state;
    void* const library = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        state.reason = u"no NVIDIA driver is installed (libcuda.so.1 was not found)"_s;
        return state;
    }
    state.hasDriver = true;
    state.devices = driverDevices(library);
    state.reason = state.devices.isEmpty() ? u"the NVIDIA driver finds no device"_s : openTorchCuda();
    return state;
}

} // namespace

const CudaState& cudaState()
{
    static const CudaState state = findCuda();
    return state;
}

} // namespace saliscope::compute
