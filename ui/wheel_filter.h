// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace saliscope {

/// Installed on the application: the wheel over a combo box, number or slider that has not the focus scrolls
/// the panel it stands in and leaves the value alone, and does not give it the focus.
class WheelFilter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace saliscope
