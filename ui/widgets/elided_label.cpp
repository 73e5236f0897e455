// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_label.h"

#include <QPainter>
#include <QTextLayout>

#include "ui/theme.h"

namespace saliscope {

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setWholeText(text);
}

void ElidedLabel::setWholeText(const QString& text)
{
    setText(text);
    setToolTip(text);
}

void ElidedLabel::setLines(int lines)
{
    m_lines = lines;
    updateGeometry();
}

QSize ElidedLabel::withLines(QSize oneLine) const
{
    return oneLine + QSize(0, (m_lines - 1) * fontMetrics().lineSpacing());
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    const QFontMetrics metrics = fontMetrics();
    if (metrics.elidedText(text(), Qt::ElideRight, width()).size() < 3) // An ellipsis alone says nothing.
        return;
    QPainter painter(this);
    painter.setPen(m_isQuiet ? quietTextColor(palette()) : palette().color(foregroundRole()));
    QRect place(0, (height() - m_lines * metrics.lineSpacing()) / 2, width(), metrics.lineSpacing());
    QTextLayout layout(text(), font());
    layout.beginLayout();
    for (int i = 1; i <= m_lines; ++i, place.translate(0, place.height())) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width());
        const QString shown = i < m_lines
                                  ? text().mid(line.textStart(), line.textLength())
                                  : metrics.elidedText(text().mid(line.textStart()), Qt::ElideRight, width());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
    }
    layout.endLayout();
}

} // namespace saliscope
