// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/thumbnails.h"

#include <QPixmap>

namespace saliscope {

Thumbnails::Thumbnails(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Thumbnails::~Thumbnails()
{
    m_pool.clear();
    m_pool.waitForDone();
}

QIcon Thumbnails::icon(const Picture& picture, double devicePixelRatio)
{
    const QByteArray key = picture.contentHash;
    if (const auto icon = m_icons.constFind(key); icon != m_icons.constEnd())
        return *icon;
    if (m_asked.contains(key))
        return {};
    m_asked.insert(key);
    m_pool.start([this, key, pixels = picture.pixels, devicePixelRatio] {
        QImage small = pixels.scaled(room * devicePixelRatio, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        small.setDevicePixelRatio(devicePixelRatio);
        QMetaObject::invokeMethod(this, [this, key, small] {
            m_icons.insert(key, QIcon(QPixmap::fromImage(small)));
            Q_EMIT changed();
        });
    });
    return {};
}

} // namespace saliscope
