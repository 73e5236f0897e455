// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/key_hold.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>

namespace saliscope {

namespace {

bool takesText(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
}

bool takesSpace(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractItemView*>(widget);
}

} // namespace

bool KeyHold::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    if (type != QEvent::ShortcutOverride && type != QEvent::KeyPress && type != QEvent::KeyRelease)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget)
        return false;
    if (type == QEvent::ShortcutOverride) {
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && takesSpace(widget))
            event->accept();
        return false;
    }
    const bool isX =
        key->key() == Qt::Key_X && !(key->modifiers() & ~Qt::ShiftModifier) && !key->isAutoRepeat();
    if (isX && (type == QEvent::KeyRelease || !takesText(widget)))
        Q_EMIT held(type == QEvent::KeyPress);
    return false;
}

} // namespace saliscope
