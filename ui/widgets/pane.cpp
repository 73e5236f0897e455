// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pane.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme.h"
#include "ui/widgets/elided_label.h"

namespace saliscope {

Pane::Pane(QWidget* parent)
    : QWidget(parent)
    , m_title(new ElidedLabel({}, this))
    , m_tools(new QHBoxLayout)
    , m_column(new QVBoxLayout(this))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setMinimumHeight(space(4));
    m_tools->setSpacing(0);
    m_tools->addWidget(m_title, 1);
    m_column->setContentsMargins(space(1), 0, space(1), space(1));
    m_column->setSpacing(space(1));
    m_column->addLayout(m_tools);
}

void Pane::setTitle(const QString& title)
{
    m_title->setWholeText(title);
}

QString Pane::title() const
{
    return m_title->text();
}

void Pane::addTool(QAction* action)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    if (action->menu())
        button->setPopupMode(QToolButton::InstantPopup);
    m_tools->addWidget(button);
}

void Pane::addContent(QWidget* content, int stretch)
{
    m_column->addWidget(content, stretch);
}

} // namespace saliscope
