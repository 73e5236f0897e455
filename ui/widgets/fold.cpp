// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold.h"

#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme.h"

namespace saliscope {

Fold::Fold(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_heading(new QToolButton(this))
    , m_body(new QWidget(this))
{
    m_heading->setText(title);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setCheckable(true);
    m_heading->setAutoRaise(true);
    m_heading->setToolTip(tr("Show or hide %1").arg(title.toLower()));
    connect(m_heading, &QToolButton::toggled, this, &Fold::setOpen);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    layout->addWidget(m_heading);
    layout->addWidget(m_body);
    setOpen(false);
}

void Fold::setBody(QLayout* body)
{
    body->setContentsMargins(0, 0, 0, 0);
    m_body->setLayout(body);
}

void Fold::setOpen(bool open)
{
    m_heading->setChecked(open);
    m_heading->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_body->setVisible(open);
}

} // namespace saliscope
