// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/recovery_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "core/base/strings.h"
#include "ui/theme.h"

namespace saliscope {

RecoveryStrip::RecoveryStrip(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
{
    setObjectName(u"recoveryStrip"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    auto* restore = new QPushButton(tr("&Restore"), this);
    restore->setObjectName(u"restoreWork"_s);
    restore->setToolTip(tr("Open the session as it was"));
    auto* discard = new QPushButton(tr("&Discard"), this);
    discard->setObjectName(u"discardWork"_s);
    discard->setToolTip(tr("Delete the copy of that session"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space(2), space(1), space(1), space(1));
    layout->setSpacing(space(1));
    layout->addWidget(m_text, 1);
    layout->addWidget(restore);
    layout->addWidget(discard);
    connect(restore, &QPushButton::clicked, this, &RecoveryStrip::restoreChosen);
    connect(discard, &QPushButton::clicked, this, &RecoveryStrip::discardChosen);
    hide();
}

void RecoveryStrip::offer(const QString& text)
{
    m_text->setText(text);
    show();
}

} // namespace saliscope
