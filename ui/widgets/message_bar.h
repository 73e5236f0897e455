// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QIcon>

#include "core/base/error.h"

class QLabel;

namespace saliscope {

/// A strip above the workspace for what has no place of its own: a file that could not be opened, an export
/// that failed. Stays until it is closed or replaced.
class MessageBar : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showError(const Error& error);
    void showNote(const QString& text);
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSymbol(); ///< In the palette's colours.
    void show(const QString& title, const QString& detail, const QString& icon, const QString& copyText);

    QLabel* m_icon;
    QIcon m_symbol;
    QLabel* m_text;
    QWidget* m_copy;
    QString m_copyText;
};

} // namespace saliscope
