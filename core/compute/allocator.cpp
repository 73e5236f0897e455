// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/allocator.h"

#include <malloc.h>

namespace saliscope::compute {

void tuneAllocator()
{
#ifdef __GLIBC__
    constexpr int gigabyte = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, gigabyte);
    mallopt(M_TRIM_THRESHOLD, gigabyte);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

} // namespace saliscope::compute
