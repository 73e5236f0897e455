// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/key_filter.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTabBar>

namespace saliscope {

namespace {

bool takesText(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
}

/// Without the text fields: they say so themselves.
bool worksWith(const QWidget* widget, int key)
{
    if (key == Qt::Key_Left || key == Qt::Key_Right)
        return qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QTabBar*>(widget);
    if (key >= Qt::Key_A && key <= Qt::Key_Z)
        return qobject_cast<const QComboBox*>(widget);
    return key == Qt::Key_Space &&
           (qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
            qobject_cast<const QAbstractItemView*>(widget));
}

} // namespace

bool KeyFilter::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    if (type != QEvent::ShortcutOverride && type != QEvent::KeyPress && type != QEvent::KeyRelease)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget)
        return false;
    if (type == QEvent::ShortcutOverride) {
        if (!(key->modifiers() & ~Qt::KeypadModifier) && worksWith(widget, key->key()))
            event->accept();
        return false;
    }
    const bool isHeldKey = (key->key() == Qt::Key_X || key->key() == Qt::Key_C) &&
                           !(key->modifiers() & ~Qt::ShiftModifier) && !key->isAutoRepeat();
    if (isHeldKey && (type == QEvent::KeyRelease || !takesText(widget)))
        Q_EMIT held(Qt::Key(key->key()), type == QEvent::KeyPress);
    return false;
}

} // namespace saliscope
