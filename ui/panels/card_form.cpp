// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/card_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

#include <cmath>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

constexpr int largestSide = 4096;

void addRow(QFormLayout* form, const QString& name, const QString& help, QWidget* field)
{
    auto* label = new QLabel(name);
    label->setBuddy(field);
    label->setToolTip(help);
    field->setToolTip(help);
    field->setAccessibleName(name);
    form->addRow(label, field);
}

} // namespace

CardForm::CardForm(QWidget* parent)
    : QWidget(parent)
{
    auto* form = makeForm();
    setLayout(form);
    m_width = addPixels(form, tr("Width"), tr("Width of the model's input"), 1);
    m_height = addPixels(form, tr("Height"), tr("Height of the model's input"), 1);
    m_resize =
        addPixels(form, tr("Shorter side"),
                  tr("The photo's shorter side is resized to this before the crop; 0 resizes straight to the "
                     "input's size"),
                  0);
    m_crop = new QCheckBox(tr("Cut the middle out"), this);
    m_crop->setToolTip(tr("Take the middle of the resized photo, as most classifiers are trained"));
    form->addRow(QString(), m_crop);
    m_interpolation = addChoice(form, tr("Resizing"), tr("How pixels are mixed when the photo is resized"),
                                {tr("Nearest"), tr("Bilinear"), tr("Bicubic"), tr("Lanczos")});
    m_channels = addChoice(form, tr("Channels"), tr("The order of the colours in the input"),
                           {tr("Red, green, blue"), tr("Blue, green, red"), tr("Grey")});
    m_mean =
        addTriple(form, tr("Mean"), tr("Subtracted from each channel's values, which go from 0 to 1"), -10);
    m_std = addTriple(form, tr("Std"), tr("Each channel is divided by this after the mean is subtracted"),
                      0.0001);
    m_output = addChoice(form, tr("Output"), tr("What the numbers are that the model returns"),
                         {tr("Logits"), tr("Probabilities"), tr("Log-probabilities"), tr("Sigmoid")});
    addLabelsRow(form);
    connect(m_crop, &QCheckBox::clicked, this, &CardForm::edited);
    setCard({});
}

QSpinBox* CardForm::addPixels(QFormLayout* form, const QString& name, const QString& help, int minimum)
{
    auto* box = new QSpinBox(this);
    box->setRange(minimum, largestSide);
    box->setSuffix(tr(" px"));
    addRow(form, name, help, box);
    connect(box, &QSpinBox::valueChanged, this, &CardForm::edited);
    return box;
}

QComboBox* CardForm::addChoice(QFormLayout* form, const QString& name, const QString& help,
                               const QStringList& choices)
{
    auto* box = new QComboBox(this);
    box->addItems(choices);
    shrinkable(box);
    addRow(form, name, help, box);
    connect(box, &QComboBox::activated, this, &CardForm::edited);
    return box;
}

std::array<QDoubleSpinBox*, 3> CardForm::addTriple(QFormLayout* form, const QString& name,
                                                   const QString& help, double minimum)
{
    std::array<QDoubleSpinBox*, 3> boxes{};
    const QString channels[] = {tr("first channel"), tr("second channel"), tr("third channel")};
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1) / 2);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        auto* box = new QDoubleSpinBox(row);
        box->setRange(minimum, 1000);
        box->setDecimals(4);
        box->setSingleStep(0.01);
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
        box->setMinimumWidth(space(5));
        box->setToolTip(help);
        box->setAccessibleName(tr("%1, %2").arg(name, channels[i]));
        connect(box, &QDoubleSpinBox::valueChanged, this, &CardForm::edited);
        layout->addWidget(box);
        boxes[i] = box;
    }
    row->setFocusProxy(boxes[0]);
    auto* label = new QLabel(name, this);
    label->setBuddy(boxes[0]);
    label->setToolTip(help);
    form->addRow(label, row);
    return boxes;
}

void CardForm::addLabelsRow(QFormLayout* form)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    m_labels = new QLabel(row);
    auto* choose = new QToolButton(row);
    choose->setObjectName(u"chooseLabels"_s);
    choose->setText(tr("Choose …"));
    choose->setToolTip(tr("Choose a text file with one class name per line"));
    choose->setAccessibleName(tr("Choose a file with class names"));
    layout->addWidget(m_labels, 1);
    layout->addWidget(choose);
    form->addRow(new QLabel(tr("Labels"), this), row);
    connect(choose, &QToolButton::clicked, this, &CardForm::labelsRequested);
}

void CardForm::setCard(const ModelCard& card)
{
    const QSignalBlocker block(this);
    m_card = card;
    m_width->setValue(card.input.width);
    m_height->setValue(card.input.height);
    m_resize->setValue(card.input.resizeShorterSide);
    m_crop->setChecked(card.input.centerCrop);
    m_interpolation->setCurrentIndex(int(card.input.interpolation));
    m_channels->setCurrentIndex(int(card.input.channels));
    for (std::size_t i = 0; i < 3; ++i) {
        m_mean[i]->setValue(card.input.mean[i]);
        m_std[i]->setValue(card.input.std[i]);
    }
    m_output->setCurrentIndex(int(card.output));
    setLabels(card.labels);
}

void CardForm::setLabels(const QStringList& labels)
{
    m_card.labels = labels;
    m_labels->setText(labels.isEmpty() ? tr("none") : tr("%n name(s)", nullptr, int(labels.size())));
    m_labels->setToolTip(labels.mid(0, 12).join(u'\n'));
    Q_EMIT edited();
}

ModelCard CardForm::card() const
{
    ModelCard card = m_card;
    card.input.width = m_width->value();
    card.input.height = m_height->value();
    card.input.resizeShorterSide = m_resize->value();
    card.input.centerCrop = m_crop->isChecked();
    card.input.interpolation = Interpolation(m_interpolation->currentIndex());
    card.input.channels = ChannelOrder(m_channels->currentIndex());
    for (std::size_t i = 0; i < 3; ++i) {
        // A value that was only rounded for display is kept as it was.
        if (std::abs(m_mean[i]->value() - card.input.mean[i]) > 5e-5)
            card.input.mean[i] = m_mean[i]->value();
        if (std::abs(m_std[i]->value() - card.input.std[i]) > 5e-5)
            card.input.std[i] = m_std[i]->value();
    }
    card.output = OutputKind(m_output->currentIndex());
    return card;
}

} // namespace saliscope
