// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;
class QPainter;

namespace saliscope {

/// The rhythm of the window: every margin and gap is a multiple of 8 logical pixels.
constexpr int space(int units)
{
    return 8 * units;
}

enum class Appearance
{
    System,
    Light,
    Dark
};

/// Sets style and palette. System keeps what the platform gives; where it gives none, that is Fusion, light.
void applyAppearance(QApplication& app, Appearance appearance);

bool isDark(const QPalette& palette);

/// Text of second rank that keeps a contrast of at least 4.5 on the palette's window colour.
QColor quietTextColor(const QPalette& palette);

/// Text on a plate of its own, so that it can be read on any picture. Returns the plate's rectangle.
QRectF drawPlate(QPainter& painter, const QRectF& area, Qt::Alignment alignment, const QString& text,
                 const QPalette& palette);

} // namespace saliscope
