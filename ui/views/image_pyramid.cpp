// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/image_pyramid.h"

namespace saliscope {

ImagePyramid::ImagePyramid(const QImage& image, const QList<QImage>& smaller)
{
    if (!image.isNull())
        m_levels << image << smaller;
}

const QImage& ImagePyramid::levelFor(double zoom) const
{
    int level = 0;
    for (double next = zoom * 2; next <= 1; next *= 2)
        ++level;
    while (m_levels.size() <= level) {
        const QSize half = m_levels.last().size() / 2;
        if (half.width() < 1 || half.height() < 1)
            break;
        m_levels << m_levels.last().scaled(half, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    return m_levels.at(qMin(level, int(m_levels.size()) - 1));
}

void ImagePyramid::draw(QPainter& painter, const QRectF& target, double devicePixelRatio) const
{
    if (isNull() || target.isEmpty())
        return;
    const double zoom = target.width() * devicePixelRatio / size().width();
    const QImage& level = levelFor(zoom);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom < 1);
    painter.drawImage(target, level, QRectF(level.rect()));
    painter.restore();
}

} // namespace saliscope
