// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

#include "core/base/strings.h"

namespace saliscope {

namespace {

const QColor accent(0x2f, 0x6f, 0xd0);

struct Shades
{
    QColor window, base, alternate, button, text, disabled, link, light, mid, dark;
};

QPalette paletteOf(const Shades& shade)
{
    QPalette palette(shade.button, shade.window);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, shade.text);
    palette.setColor(QPalette::Base, shade.base);
    palette.setColor(QPalette::AlternateBase, shade.alternate);
    palette.setColor(QPalette::ToolTipBase, shade.base);
    palette.setColor(QPalette::Light, shade.light);
    palette.setColor(QPalette::Midlight, shade.button);
    palette.setColor(QPalette::Mid, shade.mid);
    palette.setColor(QPalette::Dark, shade.dark);
    palette.setColor(QPalette::Link, shade.link);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, shade.disabled);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, shade.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, shade.mid);
    return palette;
}

QPalette lightPalette()
{
    return paletteOf({QColor(0xf3, 0xf4, 0xf6), Qt::white, QColor(0xf7, 0xf8, 0xfa), QColor(0xfa, 0xfb, 0xfc),
                      QColor(0x1c, 0x1e, 0x21), QColor(0x70, 0x75, 0x7d), QColor(0x1d, 0x5c, 0xbd), Qt::white,
                      QColor(0xb8, 0xbd, 0xc5), QColor(0x90, 0x96, 0xa0)});
}

QPalette darkPalette()
{
    return paletteOf({QColor(0x23, 0x25, 0x28), QColor(0x30, 0x33, 0x37), QColor(0x37, 0x3a, 0x3f),
                      QColor(0x3c, 0x3f, 0x44), QColor(0xe9, 0xea, 0xec), QColor(0x8f, 0x94, 0x9b),
                      QColor(0x86, 0xb4, 0xff), QColor(0x4a, 0x4e, 0x54), QColor(0x42, 0x45, 0x4a),
                      QColor(0x15, 0x16, 0x18)});
}

} // namespace

void applyAppearance(QApplication& app, Appearance appearance)
{
    static const QPalette platform = app.palette();
    static const bool hasPlatformStyle = app.style()->name().compare(u"fusion"_s, Qt::CaseInsensitive) != 0;
    if (!hasPlatformStyle && appearance == Appearance::System)
        app.setPalette(isDark(platform) ? darkPalette() : lightPalette());
    else if (appearance == Appearance::System)
        app.setPalette(platform);
    else
        app.setPalette(appearance == Appearance::Dark ? darkPalette() : lightPalette());
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor quietTextColor(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xa9, 0xae, 0xb6) : QColor(0x55, 0x5b, 0x64);
}

QRectF drawPlate(QPainter& painter, const QRectF& area, Qt::Alignment alignment, const QString& text,
                 const QPalette& palette)
{
    const QSizeF size = QFontMetricsF(painter.font()).size(Qt::TextSingleLine, text) + QSizeF(16, 8);
    const QRectF plate = QStyle::alignedRect(Qt::LeftToRight, alignment, size.toSize(), area.toRect());
    QColor background = palette.color(QPalette::Base);
    background.setAlpha(230);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.color(QPalette::Mid), 1));
    painter.setBrush(background);
    painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(plate, Qt::AlignCenter, text);
    painter.restore();
    return plate;
}

} // namespace saliscope
