// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLayout;
class QToolButton;

namespace saliscope {

/// A heading that folds its body away; closed at first.
class Fold : public QWidget
{
    Q_OBJECT
public:
    explicit Fold(const QString& title, QWidget* parent = nullptr);

    void setBody(QLayout* body);
    void setOpen(bool open);

private:
    QToolButton* m_heading;
    QWidget* m_body;
};

} // namespace saliscope
