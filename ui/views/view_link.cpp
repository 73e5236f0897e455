// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_link.h"

#include <algorithm>

namespace saliscope {

void ViewLink::setState(const ViewState& state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

double ViewLink::fitZoom() const
{
    return m_fitZooms.isEmpty() ? 1 : *std::min_element(m_fitZooms.begin(), m_fitZooms.end());
}

void ViewLink::setFitZoom(const QObject* view, double zoom)
{
    if (m_fitZooms.value(view) == zoom)
        return;
    m_fitZooms.insert(view, zoom);
    Q_EMIT stateChanged();
}

void ViewLink::forget(const QObject* view)
{
    if (m_fitZooms.remove(view))
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
