// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/class_search.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStringListModel>

#include "core/recipe/target.h"

namespace saliscope {

ClassSearch::ClassSearch(QWidget* parent)
    : QLineEdit(parent)
    , m_model(new QStringListModel(this))
{
    setClearButtonEnabled(true);
    auto* completer = new QCompleter(m_model, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    setCompleter(completer);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), this, &ClassSearch::choose);
    connect(this, &QLineEdit::returnPressed, this, [this] {
        if (!this->completer()->popup()->isVisible() || !this->completer()->popup()->currentIndex().isValid())
            choose(text());
    });
}

void ClassSearch::setLabels(const QStringList& labels)
{
    if (m_labels == labels)
        return;
    m_labels = labels;
    clear();
    m_model->setStringList(labels);
}

void ClassSearch::choose(const QString& text)
{
    const auto target = parseTarget(text, m_labels);
    if (target && target->kind == Target::Kind::Class) {
        setToolTip({});
        Q_EMIT classChosen(target->index, m_labels.value(target->index));
        selectAll();
    } else if (!target) {
        setToolTip(target.error().text());
    }
}

} // namespace saliscope
