// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/shortcut_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

ShortcutDialog::ShortcutDialog(const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
    , m_table(new QTableWidget(0, 3, this))
{
    setWindowTitle(tr("Keyboard Shortcuts"));
    resize(space(80), space(70));
    m_table->setAccessibleName(tr("Commands and their keys"));
    m_table->setHorizontalHeaderLabels({tr("Command"), tr("Keys"), tr("What it does")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const QAction* action : actions) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        const QString keys = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
        m_table->setItem(row, 0, new QTableWidgetItem(action->text().remove(u'&')));
        m_table->setItem(row, 1, new QTableWidgetItem(keys));
        m_table->setItem(row, 2, new QTableWidgetItem(action->statusTip()));
    }
    m_table->resizeColumnsToContents();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(2), space(2), space(2), space(2));
    layout->setSpacing(space(2));
    layout->addWidget(makeQuietLabel(
        this, tr("In the photo and the map: Shift with the arrow keys moves the cursor (Ctrl: ten pixels), "
                 "+ and − zoom, hold X to see the photo in the map's place. In the photo: "
                 "Alt with the arrow keys moves the outline, with Shift as well resizes it.")));
    layout->addWidget(m_table);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace saliscope
