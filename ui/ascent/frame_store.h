// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "core/recipe/ascent_frame.h"

namespace saliscope {

/// The frames of an ascent that are kept for looking back: memory is bounded by keeping fewer of them the
/// longer it runs, evenly over the steps. The newest and the best are always kept.
class FrameStore
{
public:
    static constexpr int capacity = 200;

    void clear();
    void add(const AscentFramePtr& frame);

    int count() const { return int(m_frames.size()); }
    const AscentFramePtr& at(int index) const { return m_frames.at(index); }
    /// Null while there is none.
    const AscentFramePtr& best() const { return m_best; }
    /// Index of the best frame; -1 while there is none.
    int bestIndex() const;

private:
    void thin();

    QList<AscentFramePtr> m_frames;
    AscentFramePtr m_best;
};

} // namespace saliscope
