// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/in_place_message.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/theme.h"

namespace saliscope {

InPlaceMessage::InPlaceMessage(QWidget* parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_copy(new QToolButton(this))
{
    setObjectName(u"inPlaceMessage"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    for (QLabel* label : {m_title, m_detail}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setMinimumWidth(space(30));
    }
    m_copy->setText(tr("Copy details"));
    m_copy->setToolTip(tr("Copy the whole message for a bug report"));
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_copyText); });

    m_buttons->addStretch();
    m_buttons->addWidget(m_copy);
    m_buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(2), space(2), space(2), space(2));
    layout->setSpacing(space(1));
    layout->addWidget(m_title);
    layout->addWidget(m_detail);
    layout->addLayout(m_buttons);
    hide();
}

void InPlaceMessage::showText(const QString& title, const QString& detail)
{
    show(title, detail, false);
}

void InPlaceMessage::showError(const Error& error)
{
    m_copyText = error.text();
    show(error.title, QStringList({error.detail, error.hint}).join(u"\n"_s).trimmed(), true);
}

void InPlaceMessage::show(const QString& title, const QString& detail, bool isError)
{
    m_title->setText(title);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_copy->setVisible(isError);
    setAccessibleName(title);
    setVisible(true);
}

void InPlaceMessage::clear()
{
    hide();
}

void InPlaceMessage::setActions(const QList<QAction*>& actions)
{
    for (QAction* action : actions) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        connect(action, &QAction::changed, button,
                [action, button] { button->setVisible(action->isVisible()); });
        m_buttons->insertWidget(m_buttons->count() - 1, button);
    }
}

QString InPlaceMessage::text() const
{
    return isHidden() ? QString() : m_title->text() + u'\n' + m_detail->text();
}

} // namespace saliscope
