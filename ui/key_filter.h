// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace saliscope {

/// Two things shortcuts cannot do: tell when X or C is held and let go, and leave Space, the arrow keys and
/// letters to the control that has the focus and works with them. An event filter on the application.
class KeyFilter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void held(Qt::Key key, bool on);
};

} // namespace saliscope
