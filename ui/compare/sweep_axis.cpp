// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/sweep_axis.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

bool isNumber(const ParamSpec& spec)
{
    return spec.kind == ParamSpec::Kind::Integer || spec.kind == ParamSpec::Kind::Real;
}

bool canSweep(const ParamSpec& spec)
{
    return isNumber(spec) || spec.kind == ParamSpec::Kind::Choice || spec.kind == ParamSpec::Kind::Boolean;
}

} // namespace

QList<double> spacedValues(double from, double to, int count, bool logarithmic)
{
    QList<double> values;
    for (int i = 0; i < count; ++i) {
        const double part = count > 1 ? double(i) / (count - 1) : 0;
        values << (logarithmic && from > 0 && to > 0 ? from * std::pow(to / from, part)
                                                     : from + (to - from) * part);
    }
    return values;
}

SweepAxis::SweepAxis(const QString& name, const MethodInfo& method, bool optional, QWidget* parent)
    : QWidget(parent)
    , m_method(method)
    , m_param(new QComboBox(this))
    , m_values(new QLineEdit(this))
    , m_spacing(makeSpacing())
{
    m_param->setAccessibleName(name);
    m_param->setToolTip(tr("The parameter that changes from panel to panel"));
    if (optional)
        m_param->addItem(tr("none"), QString());
    for (const ParamSpec& spec : method.params) {
        if (canSweep(spec))
            m_param->addItem(spec.name, spec.id);
    }
    m_values->setAccessibleName(tr("Values"));
    m_values->setToolTip(tr("The values, with commas between them"));
    auto* form = makeForm();
    setLayout(form);
    form->addRow(name, m_param);
    form->addRow(tr("Values"), m_values);
    form->addRow(tr("Spaced"), m_spacing);
    connect(m_param, &QComboBox::currentIndexChanged, this, &SweepAxis::showParam);
    connect(m_values, &QLineEdit::textChanged, this, &SweepAxis::changed);
    showParam();
}

QWidget* SweepAxis::makeSpacing()
{
    auto* row = new QWidget(this);
    m_from = new QDoubleSpinBox(row);
    m_to = new QDoubleSpinBox(row);
    m_count = new QSpinBox(row);
    m_logarithmic = new QCheckBox(tr("equal factors"), row);
    m_from->setAccessibleName(tr("First value"));
    m_to->setAccessibleName(tr("Last value"));
    m_count->setAccessibleName(tr("Number of values"));
    m_from->setToolTip(tr("The first value"));
    m_to->setToolTip(tr("The last value"));
    m_count->setToolTip(tr("How many values"));
    m_logarithmic->setToolTip(tr("Each value is the same number of times the one before"));
    m_count->setRange(2, 12);
    m_count->setValue(4);
    m_count->setSuffix(tr(" values"));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    layout->addWidget(m_from);
    layout->addWidget(new QLabel(tr("to"), row));
    for (QWidget* part :
         {static_cast<QWidget*>(m_to), static_cast<QWidget*>(m_count), static_cast<QWidget*>(m_logarithmic)})
        layout->addWidget(part);
    for (QDoubleSpinBox* end : {m_from, m_to})
        connect(end, &QDoubleSpinBox::valueChanged, this, &SweepAxis::fill);
    connect(m_count, &QSpinBox::valueChanged, this, &SweepAxis::fill);
    connect(m_logarithmic, &QCheckBox::toggled, this, &SweepAxis::fill);
    return row;
}

const ParamSpec* SweepAxis::param() const
{
    return m_method.param(m_param->currentData().toString());
}

void SweepAxis::setParam(const QString& id)
{
    m_param->setCurrentIndex(std::max(0, m_param->findData(id)));
}

void SweepAxis::setText(const QString& values)
{
    m_values->setText(values);
}

void SweepAxis::showParam()
{
    const ParamSpec* spec = param();
    m_values->setEnabled(spec);
    m_spacing->setEnabled(spec && isNumber(*spec));
    if (!spec) {
        m_values->clear();
        return Q_EMIT changed();
    }
    if (!isNumber(*spec)) {
        QStringList choices{u"true"_s, u"false"_s};
        if (spec->kind == ParamSpec::Kind::Choice) {
            choices.clear();
            for (const ParamSpec::Choice& choice : spec->choices)
                choices << choice.id;
        }
        return m_values->setText(choices.join(u", "_s));
    }
    const double factor = spec->isFraction ? 100 : 1;
    const double usual = spec->defaultValue.toDouble() * factor;
    for (QDoubleSpinBox* end : {m_from, m_to}) {
        const QSignalBlocker block(end);
        end->setRange(spec->minimum * factor, spec->maximum * factor);
        end->setDecimals(spec->kind == ParamSpec::Kind::Integer ? 0 : 4);
        end->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        end->setSuffix(spec->isFraction ? u" %"_s : QString());
    }
    const QSignalBlocker block(m_logarithmic);
    const QSignalBlocker blockFrom(m_from), blockTo(m_to);
    m_logarithmic->setChecked(spec->logarithmic);
    m_from->setValue(usual / 2);
    m_to->setValue(usual * 2);
    fill();
}

void SweepAxis::fill()
{
    const ParamSpec* spec = param();
    if (!spec)
        return;
    QStringList texts;
    for (const double value :
         spacedValues(m_from->value(), m_to->value(), m_count->value(), m_logarithmic->isChecked())) {
        const QString text = spec->kind == ParamSpec::Kind::Integer ? QString::number(std::lround(value))
                                                                    : QString::number(value, 'g', 4);
        if (!texts.contains(text))
            texts << text;
    }
    m_values->setText(texts.join(u", "_s));
}

Expected<QVariantList> SweepAxis::values() const
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    const ParamSpec* spec = param();
    if (!spec)
        return QVariantList{QVariant()};
    QVariantList values;
    for (const QString& text : m_values->text().remove(u'%').split(between, Qt::SkipEmptyParts)) {
        bool isParsed = false;
        const double percent = text.toDouble(&isParsed);
        const auto value =
            parseParam(*spec, spec->isFraction && isParsed ? QString::number(percent / 100, 'g', 15) : text);
        if (!value)
            return tl::unexpected(value.error());
        values << *value;
    }
    if (values.isEmpty())
        return failure(ErrorCode::InvalidArgument, tr("%1 has no values").arg(spec->name));
    return values;
}

} // namespace saliscope
