// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>

#include "core/base/cancel_token.h"
#include "core/base/error.h"

namespace saliscope::compute {

/// An Error on its way to the module's border, where guard() turns it into a value. Only inside the compute
/// module.
class ComputeError : public std::exception
{
public:
    explicit ComputeError(Error error)
        : m_error(std::move(error))
        , m_what(m_error.text().toStdString())
    {}
    ComputeError(ErrorCode code, QString title, QString detail = {}, QString hint = {})
        : ComputeError(Error{code, std::move(title), std::move(detail), std::move(hint)})
    {}
    const Error& error() const { return m_error; }
    const char* what() const noexcept override { return m_what.c_str(); }

private:
    Error m_error;
    std::string m_what;
};

/// Throws the Cancelled error once the token is set.
inline void throwIfCancelled(const CancelToken& token)
{
    if (token.isCancelled())
        throw ComputeError(ErrorCode::Cancelled, QStringLiteral("Cancelled"));
}

} // namespace saliscope::compute
