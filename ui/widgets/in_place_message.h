// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/base/error.h"

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace saliscope {

/// Says, where a picture would be, why there is none and what to do: empty states and errors. Hidden while it
/// has nothing to say.
class InPlaceMessage : public QFrame
{
    Q_OBJECT
public:
    explicit InPlaceMessage(QWidget* parent = nullptr);

    void showText(const QString& title, const QString& detail = {});
    /// Offers to copy the details, too.
    void showError(const Error& error);
    void clear();

    /// Buttons below the text; the actions stay the caller's.
    void setActions(const QList<QAction*>& actions);

    QString text() const;

private:
    void show(const QString& title, const QString& detail, bool isError);

    QLabel* m_title;
    QLabel* m_detail;
    QHBoxLayout* m_buttons;
    QToolButton* m_copy;
    QString m_copyText;
};

} // namespace saliscope
