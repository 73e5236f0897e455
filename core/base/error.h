// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace saliscope {

/// What kind of thing failed; callers branch on it, people read the texts.
enum class ErrorCode
{
    Cancelled,
    InvalidArgument,
    FileNotFound,
    FileUnreadable,
    FileUnwritable,
    ImageBroken,
    ModelBroken,
    ModelUnsupported,
    CardBroken,
    DeviceUnavailable,
    OutOfMemory,
    ModuleUnavailable,
    NotFinite,
    Internal,
};

/// An error a person can act on: what failed, why, and what to do about it.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString title;  ///< What failed, one sentence without a full stop.
    QString detail; ///< Why, as precisely as known; may be several lines.
    QString hint;   ///< What to do next.

    /// Title, detail and hint on lines of their own, for stderr and the clipboard.
    QString text() const;
};

template <typename T>
using Expected = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, QString title, QString detail = {}, QString hint = {})
{
    return tl::unexpected<Error>(Error{code, std::move(title), std::move(detail), std::move(hint)});
}

} // namespace saliscope
