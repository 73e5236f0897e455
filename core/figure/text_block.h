// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QTextLayout>

class QPainter;

namespace saliscope {

/// The font of figures, in units of 1/96 inch.
QFont figureFont(double size, bool bold = false);

/// Text broken into lines of a width: what is measured is what is drawn. A word that is too long breaks too.
/// Needs a QGuiApplication.
class TextBlock
{
public:
    TextBlock(QString text, const QFont& font, double width, Qt::Alignment alignment = Qt::AlignLeft);

    double height() const { return m_height; } ///< Whole units.
    void paint(QPainter& painter, QPointF corner) const { m_layout.draw(&painter, corner); }

private:
    QTextLayout m_layout;
    double m_height = 0;
};

} // namespace saliscope
