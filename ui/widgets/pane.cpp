// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pane.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

Pane::Pane(QWidget* parent)
    : QWidget(parent)
    , m_title(makeHeading(this, {}))
    , m_tools(new QHBoxLayout)
    , m_column(new QVBoxLayout(this))
{
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setFocusPolicy(Qt::NoFocus);
    m_title->setMinimumHeight(space(4));
    m_tools->setSpacing(0);
    m_tools->addWidget(m_title, 1);
    m_column->setContentsMargins(space(1), 0, space(1), space(1));
    m_column->setSpacing(space(1));
    m_column->addLayout(m_tools);
}

void Pane::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setToolTip(title);
}

QString Pane::title() const
{
    return m_title->text();
}

void Pane::addTool(QWidget* tool)
{
    m_tools->addWidget(tool);
}

void Pane::addTool(QAction* action)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    m_tools->addWidget(button);
}

void Pane::addContent(QWidget* content, int stretch)
{
    m_column->addWidget(content, stretch);
}

} // namespace saliscope
