// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/model/devices.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <QFile>

#include <set>

#include <sched.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/model/cuda_driver.h"

namespace saliscope::compute {

namespace {

/// The value of the first line "key : value" of a file under /proc.
QString procValue(const QString& path, const QString& key)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return {};
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& line : lines) {
        if (line.section(u':', 0, 0).trimmed() == key)
            return line.section(u':', 1).trimmed();
    }
    return {};
}

DeviceInfo cpuInfo()
{
    DeviceInfo info;
    info.id = u"cpu"_s;
    info.name = procValue(u"/proc/cpuinfo"_s, u"model name"_s);
    if (info.name.isEmpty())
        info.name = u"CPU"_s;
    info.freeBytes = procValue(u"/proc/meminfo"_s, u"MemAvailable"_s).section(u' ', 0, 0).toLongLong() * 1024;
    info.cores = physicalCores();
    return info;
}

/// Cores as sets of hyper-threads: the kernel's text for the siblings of `cpu`, or its own number.
QByteArray coreOf(int cpu)
{
    QFile file(u"/sys/devices/system/cpu/cpu%1/topology/thread_siblings_list"_s.arg(cpu));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray::number(cpu);
}

[[noreturn]] void throwUnavailable(const QString& id, const QString& reason)
{
    throw ComputeError(
        ErrorCode::DeviceUnavailable, u"The device %1 cannot be used"_s.arg(id), reason,
        u"Use the CPU (--device cpu). With an NVIDIA driver, SALISCOPE_CUDA=1 packaging/run.sh "
        "fetches the CUDA libraries."_s);
}

} // namespace

QList<DeviceInfo> listDevices()
{
    QList<DeviceInfo> devices{cpuInfo()};
    const CudaState& cuda = cudaState();
    for (qsizetype i = 0; i < cuda.devices.size(); ++i) {
        DeviceInfo info;
        info.id = u"cuda:%1"_s.arg(i);
        info.name = cuda.devices[i].name;
        info.freeBytes = cuda.devices[i].totalBytes;
        info.available = cuda.reason.isEmpty();
        info.reason = cuda.reason;
        devices += info;
    }
    return devices;
}

c10::Device resolveDevice(const QString& id)
{
    if (id == "cpu"_L1)
        return c10::Device(c10::kCPU);
    bool isNumber = true;
    const int index = id == "cuda"_L1 ? 0 : id.section(u':', 1).toInt(&isNumber);
    if (id.section(u':', 0, 0) != "cuda"_L1 || !isNumber || index < 0 || index > 127) {
        throw ComputeError(ErrorCode::InvalidArgument, u"There is no device \"%1\""_s.arg(id), {},
                           u"Devices are cpu, cuda and cuda:N."_s);
    }
    const CudaState& cuda = cudaState();
    if (!cuda.reason.isEmpty())
        throwUnavailable(id, cuda.reason);
    if (index >= cuda.devices.size())
        throwUnavailable(id, u"there are only %1 CUDA devices"_s.arg(cuda.devices.size()));
    return c10::Device(c10::kCUDA, c10::DeviceIndex(index));
}

int physicalCores()
{
    static const int count = [] {
        cpu_set_t allowed;
        CPU_ZERO(&allowed);
        if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
            return at::get_num_threads();
        std::set<QByteArray> cores;
        for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
            if (CPU_ISSET(cpu, &allowed))
                cores.insert(coreOf(cpu));
        }
        return int(cores.size());
    }();
    return count;
}

void setThreads(int count)
{
    const int wanted = count > 0 ? count : physicalCores();
    if (at::get_num_threads() != wanted)
        at::set_num_threads(wanted);
}

void setTf32(bool isAllowed)
{
    at::globalContext().setAllowTF32CuBLAS(isAllowed);
    at::globalContext().setAllowTF32CuDNN(isAllowed);
}

} // namespace saliscope::compute
