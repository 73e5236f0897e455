// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/checklist_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

ChecklistDialog::ChecklistDialog(const QString& title, const QString& explanation, QWidget* parent)
    : QDialog(parent)
    , m_column(new QVBoxLayout(this))
    , m_list(new QListWidget(this))
{
    setWindowTitle(title);
    m_list->setObjectName(u"checklist"_s);
    m_list->setAccessibleName(title);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_add = buttons->button(QDialogButtonBox::Ok);
    m_column->setContentsMargins(space(2), space(2), space(2), space(2));
    m_column->setSpacing(space(1));
    m_column->addWidget(makeQuietLabel(this, explanation));
    m_column->addWidget(m_list, 1);
    m_column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemChanged, this, &ChecklistDialog::showCount);
    resize(space(50), space(64));
    showCount();
}

void ChecklistDialog::addHeading(const QString& text)
{
    auto* item = new QListWidgetItem(text, m_list);
    QFont bold = m_list->font();
    bold.setBold(true);
    item->setFont(bold);
    item->setFlags(Qt::NoItemFlags);
}

void ChecklistDialog::addItem(const QString& text, const QVariant& value, bool checked, const QString& help)
{
    auto* item = new QListWidgetItem(text, m_list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setData(Qt::UserRole, value);
    item->setToolTip(help);
    item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    m_list->scrollToItem(item);
}

void ChecklistDialog::addWidget(QWidget* widget)
{
    m_column->insertWidget(m_column->count() - 1, widget);
}

QVariantList ChecklistDialog::checked() const
{
    QVariantList result;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem* item = m_list->item(row);
        if (item->data(Qt::CheckStateRole).isValid() && item->checkState() == Qt::Checked)
            result << item->data(Qt::UserRole);
    }
    return result;
}

void ChecklistDialog::showCount()
{
    const int count = int(checked().size());
    m_add->setText(count == 1 ? tr("&Add 1 Panel") : tr("&Add %1 Panels").arg(count));
    m_add->setEnabled(count > 0);
}

} // namespace saliscope
