// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/sweep_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/compare/sweep_axis.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

SweepDialog::SweepDialog(const BoardPanel& base, const MethodInfo& method, const QString& name,
                         bool boardIsEmpty, QWidget* parent)
    : QDialog(parent)
    , m_base(base)
    , m_columns(new SweepAxis(tr("&Columns"), method, false, this))
    , m_rows(new SweepAxis(tr("&Rows"), method, true, this))
    , m_replace(new QCheckBox(tr("Re&place what is on the board"), this))
    , m_summary(makeQuietLabel(this))
{
    setObjectName(u"sweepDialog"_s);
    setWindowTitle(tr("Add a Sweep"));
    m_replace->setChecked(true);
    m_replace->setVisible(!boardIsEmpty);
    m_summary->setObjectName(u"sweepSummary"_s);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_add = buttons->button(QDialogButtonBox::Ok);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(2), space(2), space(2), space(2));
    layout->setSpacing(space(2));
    layout->addWidget(
        makeQuietLabel(this, tr("Parameters of %1; everything else stays as it is.").arg(name)));
    for (QWidget* part :
         {static_cast<QWidget*>(m_columns), static_cast<QWidget*>(m_rows), static_cast<QWidget*>(m_replace),
          static_cast<QWidget*>(m_summary), static_cast<QWidget*>(buttons)})
        layout->addWidget(part);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const SweepAxis* axis : {m_columns, m_rows})
        connect(axis, &SweepAxis::changed, this, &SweepDialog::refresh);
    refresh();
}

QList<BoardPanel> SweepDialog::panels() const
{
    const auto columns = m_columns->values();
    const auto rows = m_rows->values();
    QList<BoardPanel> panels;
    if (!columns || !rows || columns->size() > Board::mostColumns ||
        columns->size() * rows->size() > mostPanels)
        return panels;
    for (const QVariant& row : *rows) {
        for (const QVariant& column : *columns) {
            BoardPanel panel = m_base;
            panel.title.clear();
            if (const ParamSpec* spec = m_columns->param())
                panel.recipe.params.insert(spec->id, column);
            if (const ParamSpec* spec = m_rows->param())
                panel.recipe.params.insert(spec->id, row);
            panels << panel;
        }
    }
    return panels;
}

int SweepDialog::columnCount() const
{
    return int(m_columns->values().value_or(QVariantList()).size());
}

bool SweepDialog::replaces() const
{
    return m_replace->isChecked();
}

void SweepDialog::refresh()
{
    const auto columns = m_columns->values();
    const auto rows = m_rows->values();
    const bool isTwice =
        m_rows->param() && m_columns->param() && m_rows->param()->id == m_columns->param()->id;
    QString text;
    if (!columns || !rows) {
        const Error& error = columns ? rows.error() : columns.error();
        text = QStringList({error.title, error.detail}).join(u' ').trimmed();
    } else if (isTwice) {
        text = tr("Columns and rows need different parameters.");
    } else if (columns->size() > Board::mostColumns) {
        text = tr("At most %1 columns have room.").arg(Board::mostColumns);
    } else if (columns->size() * rows->size() > mostPanels) {
        text = tr("At most %1 panels have room.").arg(mostPanels);
    } else {
        text = tr("%1 columns × %2 rows = %3 panels")
                   .arg(columns->size())
                   .arg(rows->size())
                   .arg(columns->size() * rows->size());
    }
    m_summary->setText(text);
    const qsizetype count = isTwice ? 0 : panels().size();
    m_add->setText(count == 1 ? tr("&Add 1 Panel") : tr("&Add %1 Panels").arg(count));
    m_add->setEnabled(count > 0);
}

} // namespace saliscope
