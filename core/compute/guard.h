// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/compute_error.h"

namespace saliscope::compute {

/// The exception being handled, whoever threw it, as an Error. Only inside a catch block.
Error currentError();

/// Runs `function` and turns whatever it throws into an Error: the one border between exceptions and values.
template <typename Function>
auto guard(const Function& function) -> Expected<decltype(function())>
{
    try {
        return function();
    } catch (...) {
        return tl::unexpected<Error>(currentError());
    }
}

} // namespace saliscope::compute
