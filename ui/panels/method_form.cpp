// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/method_form.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QToolButton>

#include <limits>

#include "core/base/strings.h"
#include "ui/panels/param_form.h"
#include "ui/theme.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

MethodForm::MethodForm(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_preset(new QComboBox(this))
    , m_seed(new QSpinBox(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space(1));
    auto* form = makeForm();
    form->addRow(tr("Preset"), makePresetRow());
    m_column->addLayout(form);
    m_column->addWidget(makeSeedRow());
    qobject_cast<QLabel*>(form->itemAt(0, QFormLayout::LabelRole)->widget())->setBuddy(m_preset);
}

QWidget* MethodForm::makePresetRow()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    m_preset->setObjectName(u"preset"_s);
    m_preset->setAccessibleName(tr("Preset"));
    shrinkable(m_preset);
    auto* reset = new QToolButton(row);
    reset->setObjectName(u"resetParams"_s);
    reset->setText(tr("Reset"));
    reset->setToolTip(tr("Take every parameter back to its default"));
    layout->addWidget(m_preset, 1);
    layout->addWidget(reset);
    connect(m_preset, &QComboBox::activated, this, [this](int index) {
        if (const Preset* preset = m_method.preset(m_preset->itemData(index).toString()))
            Q_EMIT presetChosen(*preset);
    });
    connect(reset, &QToolButton::clicked, this, &MethodForm::resetRequested);
    return row;
}

QWidget* MethodForm::makeSeedRow()
{
    const QString help = tr("Start of the random numbers: the same seed gives the same result");
    auto* row = new QWidget(this);
    auto* form = makeForm();
    row->setLayout(form);
    auto* field = new QWidget(row);
    auto* layout = new QHBoxLayout(field);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    m_seed->setObjectName(u"seed"_s);
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_seed->setKeyboardTracking(false);
    m_seed->setToolTip(help);
    auto* dice = new QToolButton(field);
    dice->setObjectName(u"dice"_s);
    dice->setIcon(symbolIcon(u"dice"_s));
    dice->setAccessibleName(tr("Another seed"));
    dice->setToolTip(tr("Take another seed at random"));
    layout->addWidget(m_seed, 1);
    layout->addWidget(dice);
    auto* label = new QLabel(tr("Seed"), row);
    label->setBuddy(m_seed);
    label->setToolTip(help);
    form->addRow(label, field);
    connect(m_seed, &QSpinBox::valueChanged, this, [this](int seed) { Q_EMIT seedEdited(quint64(seed)); });
    connect(m_seed, &QSpinBox::editingFinished, this, &MethodForm::gestureEnded);
    connect(dice, &QToolButton::clicked, this, [this] {
        Q_EMIT seedEdited(QRandomGenerator::global()->bounded(1, 1'000'000));
        Q_EMIT gestureEnded();
    });
    return row;
}

void MethodForm::setMethod(const MethodInfo& method)
{
    if (m_params && m_method.id == method.id)
        return;
    m_method = method;
    delete m_params;
    m_params = new ParamForm(method.params, this);
    m_column->insertWidget(1, m_params);
    setTabOrder(m_preset, m_params);
    setTabOrder(m_params, m_seed);
    connect(m_params, &ParamForm::valueEdited, this, &MethodForm::paramEdited);
    connect(m_params, &ParamForm::gestureEnded, this, &MethodForm::gestureEnded);
    m_preset->clear();
    for (const Preset& preset : method.presets) {
        m_preset->addItem(preset.name, preset.id);
        m_preset->setItemData(m_preset->count() - 1, preset.remark, Qt::ToolTipRole);
    }
}

void MethodForm::setValues(const ParamValues& values, quint64 seed)
{
    if (!m_params)
        return;
    const ParamValues completed = m_method.completed(values);
    m_params->setValues(completed);
    showPreset(completed);
    const QSignalBlocker block(m_seed);
    m_seed->setValue(int(seed));
}

void MethodForm::showPreset(const ParamValues& values)
{
    int shown = -1;
    for (int i = 0; i < m_method.presets.size() && shown < 0; ++i) {
        if (m_method.completed(m_method.presets.at(i).params) == values)
            shown = i;
    }
    m_preset->setPlaceholderText(values == m_method.completed({}) ? tr("Defaults") : tr("Custom"));
    m_preset->setCurrentIndex(shown);
    m_preset->setToolTip(shown < 0 ? tr("Settings that reproduce a paper or a tool on purpose")
                                   : m_method.presets.at(shown).remark);
}

} // namespace saliscope
