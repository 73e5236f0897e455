// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drop_overlay.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/files/opener.h"
#include "ui/theme.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {
constexpr int iconSize = 48;
constexpr double titleScale = 1.6;
} // namespace

DropOverlay::DropOverlay(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_detail(makeQuietLabel(this))
{
    setObjectName(u"dropOverlay"_s);
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * titleScale);
    m_title->setFont(font);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space(4), space(4), space(4), space(4));
    column->setSpacing(space(2));
    column->addStretch();
    for (QLabel* label : {m_icon, m_title, m_detail}) {
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
        column->addWidget(label);
    }
    m_title->setWordWrap(true);
    column->addStretch();
    hide();
}

void DropOverlay::showOffer(const DropOffer& offer)
{
    m_opens = offer.opens;
    m_icon->setPixmap(symbolIcon(offer.icon).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    m_title->setText(offer.title);
    m_detail->setText(offer.detail);
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

QString DropOverlay::text() const
{
    return isHidden() ? QString() : m_title->text();
}

void DropOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlpha(235);
    painter.fillRect(rect(), veil);
    const QRectF frame = QRectF(rect()).adjusted(space(2), space(2), -space(2), -space(2));
    QColor tint = palette().color(QPalette::Highlight);
    painter.setPen(QPen(m_opens ? tint : palette().color(QPalette::Mid), 2, Qt::DashLine));
    tint.setAlpha(m_opens ? 20 : 0);
    painter.setBrush(tint);
    painter.drawRoundedRect(frame, space(1), space(1));
}

} // namespace saliscope
