// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/guard.h"

#include <c10/util/Exception.h>

#include "core/base/strings.h"
#include "core/compute/out_of_memory.h"

namespace saliscope::compute {

Error currentError()
{
    try {
        throw;
    } catch (const ComputeError& error) {
        return error.error();
    } catch (const std::exception& error) {
        if (isOutOfMemory(error))
            return {ErrorCode::OutOfMemory,
                    u"There is not enough memory"_s,
                    {},
                    u"Close other programs, or use a smaller model."_s};
        const auto* fromTorch = dynamic_cast<const c10::Error*>(&error); // Its what() ends in a backtrace.
        return {ErrorCode::Internal, u"Computing failed"_s,
                QString::fromUtf8(fromTorch ? fromTorch->what_without_backtrace() : error.what()),
                u"Please report this with the model and the picture."_s};
    } catch (...) {
        return {ErrorCode::Internal, u"Computing failed for an unknown reason"_s, {}, {}};
    }
}

} // namespace saliscope::compute
