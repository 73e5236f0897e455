// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace saliscope {

/// Offers work that an unexpected end left behind; hidden until there is some.
class RecoveryStrip : public QFrame
{
    Q_OBJECT
public:
    explicit RecoveryStrip(QWidget* parent = nullptr);

    void offer(const QString& text);

Q_SIGNALS:
    void restoreChosen();
    void discardChosen();

private:
    QLabel* m_text;
};

} // namespace saliscope
