// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QVariant>

class QListWidget;
class QListWidgetItem;
class QPushButton;
class QVBoxLayout;

namespace saliscope {

/// Several things to choose from a list; each becomes a panel of the board.
class ChecklistDialog : public QDialog
{
    Q_OBJECT
public:
    ChecklistDialog(const QString& title, const QString& explanation, QWidget* parent = nullptr);

    void addHeading(const QString& text);
    void addItem(const QString& text, const QVariant& value, bool checked = false, const QString& help = {});
    /// Below the list.
    void addWidget(QWidget* widget);
    QVariantList checked() const;

private:
    void showCount();

    QVBoxLayout* m_column;
    QListWidget* m_list;
    QPushButton* m_add;
};

} // namespace saliscope
