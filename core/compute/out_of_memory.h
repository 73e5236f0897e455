// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>

namespace saliscope::compute {

/// Whether libtorch or the C++ library failed to allocate, on any device.
bool isOutOfMemory(const std::exception& error);

} // namespace saliscope::compute
