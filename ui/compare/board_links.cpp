// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/board_links.h"

#include "ui/views/zoom_view.h"

namespace saliscope {

BoardLinks::PhotoLink& BoardLinks::of(const QByteArray& photo)
{
    PhotoLink& entry = m_links[photo];
    if (entry.link)
        return entry;
    entry.link = new ViewLink(this);
    connect(entry.link, &ViewLink::cursorChanged, this, &BoardLinks::cursorMoved);
    connect(entry.link, &ViewLink::stateChanged, this, [this, photo] { spread(m_links.value(photo)); });
    return entry;
}

void BoardLinks::join(ZoomView& view, const QByteArray& photo)
{
    PhotoLink& entry = of(photo);
    entry.size = QSizeF(view.photoSize());
    if (m_isLinked) {
        if (view.link() != entry.link)
            view.setLink(entry.link);
        return;
    }
    const ViewState state = view.link()->state();
    view.setLink(nullptr);
    view.link()->setState(state);
    connect(view.link(), &ViewLink::cursorChanged, this, &BoardLinks::cursorMoved, Qt::UniqueConnection);
}

void BoardLinks::spread(const PhotoLink& from)
{
    if (m_isSpreading || !m_isLinked || from.size.isEmpty())
        return;
    m_isSpreading = true;
    const ViewState& state = from.link->state();
    for (const PhotoLink& other : std::as_const(m_links)) {
        if (other.link == from.link || other.size.isEmpty())
            continue;
        ViewState same = state;
        same.center = QPointF(state.center.x() / from.size.width() * other.size.width(),
                              state.center.y() / from.size.height() * other.size.height());
        same.zoom = state.zoom / from.link->fitZoom() * other.link->fitZoom();
        other.link->setState(state.fitted ? ViewState() : same);
    }
    m_isSpreading = false;
}

} // namespace saliscope
