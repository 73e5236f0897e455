// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/framing_bar.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/elided_label.h"

namespace saliscope {

FramingBar::FramingBar(QWidget* parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    struct Choice
    {
        Framing::Fit fit;
        QString objectName;
        QString text;
        QString help;
    };
    const Choice choices[] = {
        {Framing::Fit::AsTrained, u"framing.asTrained"_s, tr("As trained"),
         tr("Resize and crop as the model was trained: what lies outside the outline is not seen")},
        {Framing::Fit::Pad, u"framing.pad"_s, tr("Pad"),
         tr("The whole photo, with a plain border where it is short")},
        {Framing::Fit::Stretch, u"framing.stretch"_s, tr("Stretch"),
         tr("The whole photo, its proportions lost")},
        {Framing::Fit::Custom, u"framing.custom"_s, tr("Custom"),
         tr("A rectangle of your own: drag the outline or its handles")},
    };
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (const Choice& choice : choices) {
        auto* button = new QToolButton(this);
        button->setObjectName(choice.objectName);
        button->setText(choice.text);
        button->setToolTip(choice.help);
        button->setCheckable(true);
        button->setAutoRaise(true);
        m_buttons->addButton(button, int(choice.fit));
        layout->addWidget(button);
    }
    layout->addSpacing(space(1));
    layout->addWidget(new ElidedLabel(tr("or drag the outline"), this), 1);
    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT fitChosen(Framing::Fit(id)); });
}

void FramingBar::setFit(Framing::Fit fit)
{
    m_buttons->button(int(fit))->setChecked(true);
}

} // namespace saliscope
