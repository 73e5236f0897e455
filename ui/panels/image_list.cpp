// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/image_list.h"

#include <QPainter>

#include "core/base/strings.h"
#include "ui/files/thumbnails.h"
#include "ui/theme.h"

namespace saliscope {

ImageList::ImageList(QWidget* parent)
    : QListWidget(parent)
    , m_thumbnails(new Thumbnails(this))
{
    setObjectName(u"images"_s);
    setAccessibleName(tr("Open images"));
    setToolTip(tr("Choose the photo to explain"));
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setIconSize(Thumbnails::room);
    setGridSize(Thumbnails::room + QSize(space(3), space(4)));
    setUniformItemSizes(true);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    connect(m_thumbnails, &Thumbnails::changed, this, &ImageList::updateIcons);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT pictureChosen(row);
    });
}

void ImageList::setPictures(const QList<OpenPicture>& pictures, int current)
{
    const QSignalBlocker block(this);
    if (pictures == m_pictures)
        return setCurrentRow(current);
    m_pictures = pictures;
    clear();
    QPixmap placeholder(Thumbnails::room);
    placeholder.fill(Qt::transparent);
    for (const OpenPicture& open : pictures) {
        auto* item = new QListWidgetItem(QIcon(placeholder), open.picture.name, this);
        item->setToolTip(tr("%1\n%2 × %3 pixels")
                             .arg(open.picture.path.isEmpty() ? open.picture.name : open.picture.path)
                             .arg(open.picture.pixels.width())
                             .arg(open.picture.pixels.height()));
    }
    updateIcons();
    setCurrentRow(current);
}

void ImageList::paintEvent(QPaintEvent* event)
{
    QListWidget::paintEvent(event);
    if (count() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(quietTextColor(palette()));
    painter.drawText(viewport()->rect().adjusted(space(1), 0, -space(1), 0),
                     Qt::AlignCenter | Qt::TextWordWrap, tr("Drop photos here"));
}

void ImageList::updateIcons()
{
    for (int i = 0; i < count(); ++i) {
        const QIcon icon = m_thumbnails->icon(m_pictures.at(i).picture, devicePixelRatioF());
        if (!icon.isNull())
            item(i)->setIcon(icon);
    }
}

} // namespace saliscope
