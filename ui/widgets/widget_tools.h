// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QComboBox;
class QFormLayout;
class QLabel;
class QWidget;

namespace saliscope {

/// A form in the window's rhythm: labels left, fields take the room.
QFormLayout* makeForm();

/// Small text of second rank that follows the palette and breaks lines.
QLabel* makeQuietLabel(QWidget* parent, const QString& text = {});

/// A heading inside a panel.
QLabel* makeHeading(QWidget* parent, const QString& text);

/// Lets a narrow panel squeeze the box below the width of its longest entry.
void shrinkable(QComboBox* box);

} // namespace saliscope
