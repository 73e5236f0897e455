// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wheel_filter.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QSlider>

namespace saliscope {

namespace {

QWidget* wheelControl(QObject* object)
{
    const bool isOne = qobject_cast<QComboBox*>(object) || qobject_cast<QAbstractSpinBox*>(object) ||
                       qobject_cast<QSlider*>(object);
    return isOne ? static_cast<QWidget*>(object) : nullptr;
}

} // namespace

bool WheelFilter::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Wheel && event->type() != QEvent::Polish)
        return false;
    QWidget* control = wheelControl(watched);
    if (!control)
        return false;
    if (event->type() == QEvent::Polish) {
        if (control->focusPolicy() == Qt::WheelFocus)
            control->setFocusPolicy(Qt::StrongFocus);
        return false;
    }
    if (control->hasFocus())
        return false;
    event->ignore(); // Goes on to the parent.
    return true;
}

} // namespace saliscope
