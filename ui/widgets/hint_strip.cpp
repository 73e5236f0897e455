// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hint_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/icons.h"

namespace saliscope {

HintStrip::HintStrip(const QString& text, const QString& action, QWidget* parent)
    : QFrame(parent)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* label = new QLabel(text, this);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    auto* act = new QToolButton(this);
    act->setObjectName(u"hintAction"_s);
    act->setText(action);
    auto* close = new QToolButton(this);
    close->setObjectName(u"dismissHint"_s);
    close->setIcon(symbolIcon(u"close"_s));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Do not show this again"));
    close->setToolTip(tr("Do not show this again"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space(2), space(1), space(1), space(1));
    layout->setSpacing(space(1));
    layout->addWidget(label, 1);
    layout->addWidget(act);
    layout->addWidget(close);
    connect(act, &QToolButton::clicked, this, &HintStrip::acted);
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    hide();
}

} // namespace saliscope
