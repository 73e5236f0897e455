// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/widget_tools.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>

#include "ui/theme.h"

namespace saliscope {

namespace {

/// Takes its colour from the palette it stands in, also after the palette changed.
class QuietLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::PaletteChange && !m_changing)
            recolor();
        QLabel::changeEvent(event);
    }
    void showEvent(QShowEvent* event) override
    {
        recolor();
        QLabel::showEvent(event);
    }

private:
    void recolor()
    {
        m_changing = true;
        QPalette own;
        own.setColor(QPalette::WindowText, quietTextColor(parentWidget()->palette()));
        setPalette(own);
        m_changing = false;
    }
    bool m_changing = false;
};

} // namespace

QFormLayout* makeForm()
{
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space(1));
    form->setVerticalSpacing(space(1));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return form;
}

QLabel* makeQuietLabel(QWidget* parent, const QString& text)
{
    auto* label = new QuietLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel* makeHeading(QWidget* parent, const QString& text)
{
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

void shrinkable(QComboBox* box)
{
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
}

} // namespace saliscope
