// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QList>
#include <QPainter>
#include <QRectF>

namespace saliscope {

/// An image with its halved copies, so that a large photo is drawn small without flicker and fast: the copies
/// are made when first needed, unless they are there already.
class ImagePyramid
{
public:
    ImagePyramid() = default;
    explicit ImagePyramid(const QImage& image, const QList<QImage>& smaller = {});

    bool isNull() const { return m_levels.isEmpty(); }
    QSize size() const { return isNull() ? QSize() : m_levels.first().size(); }
    const QImage& image() const { return m_levels.first(); }

    /// Draws the whole image into `target` (painter coordinates); `devicePixelRatio` decides what magnified
    /// means. Smooth when smaller than on file, single pixels visible when larger.
    void draw(QPainter& painter, const QRectF& target, double devicePixelRatio) const;

private:
    const QImage& levelFor(double zoom) const;

    mutable QList<QImage> m_levels;
};

} // namespace saliscope
