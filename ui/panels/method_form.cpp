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

#include <algorithm>
#include <limits>
#include <utility>

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
    , m_remark(makeQuietLabel(this))
    , m_effective(makeQuietLabel(this))
    , m_seed(new QSpinBox(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space(1));
    auto* form = makeForm();
    form->addRow(tr("Preset"), makePresetRow());
    m_column->addLayout(form);
    m_remark->setObjectName(u"presetRemark"_s);
    m_remark->hide();
    m_effective->setObjectName(u"effectiveValues"_s);
    m_effective->hide();
    m_column->addWidget(m_remark);
    m_column->addWidget(m_effective);
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
        m_chosenPreset = m_preset->itemData(index).toString();
        if (const Preset* preset = m_method.preset(m_chosenPreset))
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
    const bool isOther = m_method.id != method.id;
    m_method = method;
    if (!isOther)
        return;
    m_preset->clear();
    for (const Preset& preset : method.presets) {
        m_preset->addItem(preset.name, preset.id);
        m_preset->setItemData(m_preset->count() - 1, preset.remark, Qt::ToolTipRole);
    }
}

void MethodForm::setEffective(const QString& text)
{
    m_effective->setText(text);
    m_effective->setVisible(!text.isEmpty());
}

void MethodForm::setLayers(const QList<LayerInfo>& layers)
{
    m_layers = layers;
    for (const Section& section : m_sections)
        section.form->setLayers(layers);
}

void MethodForm::setValues(const ParamValues& values, quint64 seed)
{
    if (m_method.id.isEmpty())
        return;
    m_values = m_method.completed(values);
    arrange(m_values);
    for (const Section& section : m_sections)
        section.form->setValues(m_values);
    showPreset();
    const QSignalBlocker block(m_seed);
    m_seed->setValue(int(seed));
}

void MethodForm::arrange(const ParamValues& values)
{
    QMap<QString, QList<ParamSpec>> groups{{QString(), {}}};
    for (const ParamSpec& spec : m_method.params)
        groups[spec.id.left(qMax(0, spec.id.lastIndexOf(u'.')))] += spec;

    QList<Section> old = std::exchange(m_sections, {});
    qsizetype kept = 0;
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        const QString& prefix = group.key();
        const Section plan{prefix, prefix.isEmpty() ? m_method.id : values.value(prefix).toString()};
        const auto same = std::find_if(old.begin(), old.end(), [&plan](const Section& section) {
            return section.prefix == plan.prefix && section.method == plan.method;
        });
        kept += same != old.end();
        m_sections += same == old.end() ? makeSection(plan, group.value()) : old.takeAt(same - old.begin());
    }
    if (old.isEmpty() && m_sections.size() == kept)
        return;
    // Not at once: what changed may be one of their own controls that is still at work.
    for (const Section& section : old) {
        for (QWidget* part : {static_cast<QWidget*>(section.heading), static_cast<QWidget*>(section.form)}) {
            part->hide();
            part->setParent(nullptr);
            part->deleteLater();
        }
    }
    int place = m_column->indexOf(m_effective) + 1;
    QWidget* before = m_preset;
    for (const Section& section : m_sections) {
        m_column->insertWidget(place++, section.heading);
        m_column->insertWidget(place++, section.form);
        setTabOrder(before, section.form);
        before = section.form;
    }
    setTabOrder(before, m_seed);
}

MethodForm::Section MethodForm::makeSection(const Section& plan, const QList<ParamSpec>& specs)
{
    Section section = plan;
    section.heading = makeHeading(this, wrappedName(plan.prefix, plan.method));
    section.heading->setObjectName(u"heading."_s + plan.prefix);
    section.heading->setVisible(!plan.prefix.isEmpty());
    section.form = new ParamForm(specs, this);
    section.form->setLayers(m_layers);
    connect(section.form, &ParamForm::valueEdited, this, &MethodForm::paramEdited);
    connect(section.form, &ParamForm::gestureEnded, this, &MethodForm::gestureEnded);
    connect(section.form, &ParamForm::browseRequested, this, &MethodForm::browseRequested);
    return section;
}

QString MethodForm::wrappedName(const QString& wrapping, const QString& id) const
{
    const ParamSpec* spec = m_method.param(wrapping);
    if (!spec)
        return {};
    for (const ParamSpec::Choice& choice : spec->choices) {
        if (choice.id == id)
            return u"%1: %2"_s.arg(spec->name, choice.name);
    }
    return id;
}

void MethodForm::setStyle(const RenderStyle& style)
{
    m_style = style;
    showPreset();
}

bool MethodForm::isInEffect(const Preset& preset) const
{
    return m_method.completed(preset.params) == m_values && preset.style.value_or(m_style) == m_style;
}

void MethodForm::showPreset()
{
    int shown = -1;
    for (int i = 0; i < m_method.presets.size(); ++i) {
        const Preset& preset = m_method.presets.at(i);
        if (isInEffect(preset) && (shown < 0 || preset.id == m_chosenPreset))
            shown = i;
    }
    m_preset->setPlaceholderText(m_values == m_method.completed({}) ? tr("Defaults") : tr("Custom"));
    m_preset->setCurrentIndex(shown);
    m_preset->setToolTip(tr("Settings that reproduce a paper or a tool on purpose"));
    m_remark->setText(shown < 0 ? QString() : m_method.presets.at(shown).remark);
    m_remark->setVisible(shown >= 0);
}

} // namespace saliscope
