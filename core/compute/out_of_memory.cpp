// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/out_of_memory.h"

#include <new>
#include <string_view>

#include <c10/util/Exception.h>

namespace saliscope::compute {

bool isOutOfMemory(const std::exception& error)
{
    if (dynamic_cast<const c10::OutOfMemoryError*>(&error) || dynamic_cast<const std::bad_alloc*>(&error))
        return true;
    // The CPU allocator throws a plain c10::Error.
    const auto* plain = dynamic_cast<const c10::Error*>(&error);
    return plain && std::string_view(plain->what_without_backtrace()).find("DefaultCPUAllocator") !=
                        std::string_view::npos;
}

} // namespace saliscope::compute
