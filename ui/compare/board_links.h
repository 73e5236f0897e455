// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSizeF>

#include "ui/views/view_link.h"

namespace saliscope {

class ZoomView;

/// Joins the views of the board. Those of one photo share zoom, position and cursor in its pixels; those of
/// other photos show the same part of theirs, equally enlarged. GUI thread.
class BoardLinks : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void setLinked(bool linked) { m_isLinked = linked; }
    /// Gives the view the link of its photo, or its own while views are not linked.
    void join(ZoomView& view, const QByteArray& photo);

Q_SIGNALS:
    void cursorMoved();

private:
    struct PhotoLink
    {
        ViewLink* link = nullptr;
        QSizeF size;
    };

    PhotoLink& of(const QByteArray& photo);
    void spread(const PhotoLink& from);

    QHash<QByteArray, PhotoLink> m_links;
    bool m_isLinked = true;
    bool m_isSpreading = false;
};

} // namespace saliscope
