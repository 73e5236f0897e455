// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_edit.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

#include <cmath>

#include "core/base/strings.h"
#include "ui/theme.h"

namespace saliscope {

namespace {
constexpr int sliderSteps = 1000;
}

NumberEdit::NumberEdit(const Range& range, QWidget* parent)
    : QWidget(parent)
    , m_range(range)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_spinBox(new QDoubleSpinBox(this))
{
    const double shownStep =
        (range.step > 0 ? range.step : (range.maximum - range.minimum) / 100) * range.displayFactor;
    m_slider->setRange(0, sliderSteps);
    m_slider->setPageStep(sliderSteps / 10);
    m_slider->setSingleStep(sliderSteps / 100);
    m_slider->setMinimumWidth(space(8));
    m_spinBox->setDecimals(range.decimals);
    m_spinBox->setRange(range.minimum * range.displayFactor, range.maximum * range.displayFactor);
    m_spinBox->setSingleStep(shownStep);
    m_spinBox->setSuffix(range.suffix);
    m_spinBox->setSpecialValueText(range.minimumName);
    m_spinBox->setAccelerated(true);
    m_spinBox->setKeyboardTracking(false);
    m_spinBox->setAlignment(Qt::AlignRight);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_spinBox);
    setFocusProxy(m_spinBox);
    setValue(range.minimum);

    connect(m_slider, &QSlider::valueChanged, this, [this](int position) { edit(fromPosition(position)); });
    connect(m_slider, &QSlider::sliderReleased, this, &NumberEdit::gestureEnded);
    connect(m_spinBox, &QDoubleSpinBox::valueChanged, this,
            [this](double shown) { edit(shown / m_range.displayFactor); });
    connect(m_spinBox, &QDoubleSpinBox::editingFinished, this, &NumberEdit::gestureEnded);
}

double NumberEdit::offset() const
{
    return (m_range.maximum - m_range.minimum) / (m_range.logarithmic ? 100 : 1);
}

double NumberEdit::toPosition(double value) const
{
    const double span = m_range.maximum - m_range.minimum;
    const double part = value - m_range.minimum;
    return m_range.logarithmic ? sliderSteps * std::log1p(part / offset()) / std::log1p(span / offset())
                               : sliderSteps * part / span;
}

double NumberEdit::fromPosition(double position) const
{
    const double span = m_range.maximum - m_range.minimum;
    const double part = position / sliderSteps;
    const double value =
        m_range.minimum +
        (m_range.logarithmic ? offset() * std::expm1(part * std::log1p(span / offset())) : span * part);
    const double unit = std::pow(10, -m_range.decimals) / m_range.displayFactor;
    return std::round(value / unit) * unit;
}

void NumberEdit::setValue(double value)
{
    const QSignalBlocker blockSlider(m_slider);
    const QSignalBlocker blockSpinBox(m_spinBox);
    m_value = qBound(m_range.minimum, value, m_range.maximum);
    if (!m_slider->isSliderDown())
        m_slider->setValue(qRound(toPosition(m_value)));
    m_spinBox->setValue(m_value * m_range.displayFactor);
}

void NumberEdit::edit(double value)
{
    if (value == m_value)
        return;
    setValue(value);
    Q_EMIT valueEdited(m_value);
}

void NumberEdit::describe(const QString& name, const QString& help)
{
    m_slider->setAccessibleName(tr("%1, slider").arg(name));
    m_spinBox->setAccessibleName(name);
    m_slider->setToolTip(help);
    m_spinBox->setToolTip(help);
}

} // namespace saliscope
