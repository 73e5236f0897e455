// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ascent/frame_store.h"

namespace saliscope {

void FrameStore::clear()
{
    m_frames.clear();
    m_best.reset();
}

void FrameStore::add(const AscentFramePtr& frame)
{
    if (frame->isBest)
        m_best = frame;
    m_frames << frame;
    if (m_frames.size() > capacity)
        thin();
}

void FrameStore::thin()
{
    QList<AscentFramePtr> kept;
    for (int i = 0; i < m_frames.size(); ++i) {
        const bool isNewest = i == m_frames.size() - 1;
        if (i % 2 == 0 || isNewest || m_frames.at(i) == m_best)
            kept << m_frames.at(i);
    }
    m_frames = kept;
}

int FrameStore::bestIndex() const
{
    return int(m_frames.indexOf(m_best));
}

} // namespace saliscope
