// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace saliscope {

/// A piece of advice above the workspace, with one thing to do about it; hidden at first. Closing it is for
/// good: the receiver of dismissed() remembers.
class HintStrip : public QFrame
{
    Q_OBJECT
public:
    HintStrip(const QString& text, const QString& action, QWidget* parent = nullptr);

Q_SIGNALS:
    void acted();
    void dismissed();
};

} // namespace saliscope
