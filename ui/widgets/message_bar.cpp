// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/icons.h"

namespace saliscope {

namespace {
constexpr int iconSize = 16;
} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
{
    setObjectName(u"messageBar"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    auto* copy = new QToolButton(this);
    copy->setText(tr("Copy details"));
    copy->setToolTip(tr("Copy the whole message for a bug report"));
    m_copy = copy;
    auto* close = new QToolButton(this);
    close->setObjectName(u"closeMessage"_s);
    close->setIcon(symbolIcon(u"close"_s));
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(tr("Close the message"));
    close->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space(2), space(1), space(1), space(1));
    layout->setSpacing(space(1));
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(copy, 0, Qt::AlignTop);
    layout->addWidget(close, 0, Qt::AlignTop);
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_copyText); });
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageBar::showError(const Error& error)
{
    show(error.title, QStringList({error.detail, error.hint}).join(u"\n"_s).trimmed(), u"error"_s,
         error.text());
}

void MessageBar::showNote(const QString& text)
{
    show(text, {}, u"sample"_s, {});
}

void MessageBar::show(const QString& title, const QString& detail, const QString& icon,
                      const QString& copyText)
{
    m_copyText = copyText;
    m_symbol = symbolIcon(icon);
    paintSymbol();
    m_text->setText(detail.isEmpty() ? title : title + u'\n' + detail);
    m_copy->setVisible(!copyText.isEmpty());
    setVisible(true);
}

void MessageBar::paintSymbol()
{
    m_icon->setPixmap(m_symbol.pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
}

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        paintSymbol();
    QFrame::changeEvent(event);
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

} // namespace saliscope
