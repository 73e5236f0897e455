// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace saliscope {

/// How far a job is. `total` 0 means not known yet.
struct Progress
{
    qint64 done = 0;
    qint64 total = 0;
    double elapsedSeconds = 0;

    /// Seconds to go at the speed so far; 0 while nothing is done or the total is unknown.
    double remainingSeconds() const
    {
        return done > 0 && total > done ? elapsedSeconds * double(total - done) / double(done) : 0;
    }
};

} // namespace saliscope
