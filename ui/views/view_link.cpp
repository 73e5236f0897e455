// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_link.h"

namespace saliscope {

void ViewLink::setState(const ViewState& state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void ViewLink::setCursor(const std::optional<QPointF>& photo)
{
    if (m_cursor == photo)
        return;
    m_cursor = photo;
    Q_EMIT cursorChanged();
}

} // namespace saliscope
