// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/param_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/layer_chooser.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/path_edit.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

/// Enough for the step and for the default value.
int decimalsFor(const ParamSpec& spec)
{
    if (spec.kind == ParamSpec::Kind::Integer)
        return 0;
    static const QRegularExpression trailingZeros(u"0+$"_s);
    const double finest = spec.step > 0 ? spec.step : (spec.maximum - spec.minimum) / 1000;
    const double shown = finest * (spec.isFraction ? 100 : 1);
    const double shownDefault = spec.defaultValue.toDouble() * (spec.isFraction ? 100 : 1);
    const QString digits = QString::number(shownDefault, 'f', 6).section(u'.', 1).remove(trailingZeros);
    return qBound(int(digits.size()), int(std::ceil(-std::log10(shown) - 1e-9)), 6);
}

NumberEdit::Range rangeOf(const ParamSpec& spec)
{
    NumberEdit::Range range;
    range.minimum = spec.minimum;
    range.maximum = spec.maximum;
    range.step = spec.kind == ParamSpec::Kind::Integer && spec.step == 0 ? 1 : spec.step;
    range.decimals = decimalsFor(spec);
    range.logarithmic = spec.logarithmic;
    range.displayFactor = spec.isFraction ? 100 : 1;
    if (spec.isFraction)
        range.suffix = u" %"_s;
    else if (!spec.unit.isEmpty())
        range.suffix = u' ' + spec.unit;
    range.minimumName = spec.minimumName;
    return range;
}

} // namespace

ParamForm::ParamForm(const QList<ParamSpec>& specs, QWidget* parent)
    : QWidget(parent)
    , m_specs(specs)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(1));
    auto* common = makeForm();
    column->addLayout(common);
    QFormLayout* rare = nullptr;
    for (const ParamSpec& spec : m_specs) {
        if (spec.advanced && !rare) {
            auto* fold = new Fold(tr("More settings"), this);
            rare = makeForm();
            fold->setBody(rare);
            column->addWidget(fold);
        }
        addRow(spec, spec.advanced ? rare : common);
    }
}

void ParamForm::addRow(const ParamSpec& spec, QFormLayout* layout)
{
    Row row;
    switch (spec.kind) {
    case ParamSpec::Kind::Integer:
    case ParamSpec::Kind::Real:
        row = makeNumber(spec);
        break;
    case ParamSpec::Kind::Boolean:
        row = makeCheckBox(spec);
        break;
    case ParamSpec::Kind::Choice:
        row = makeChoice(spec);
        break;
    case ParamSpec::Kind::Layer:
        row = makeLayers(spec);
        break;
    case ParamSpec::Kind::Path:
        row = makePath(spec);
        break;
    }
    row.control->setObjectName(u"param."_s + spec.id);
    auto* label = new QLabel(spec.kind == ParamSpec::Kind::Boolean ? QString() : spec.name, this);
    label->setBuddy(row.control);
    label->setToolTip(spec.help);
    layout->addRow(label, row.control);
    row.note = makeQuietLabel(this);
    row.note->hide();
    layout->addRow(QString(), row.note);
    row.layout = layout;
    m_rows.insert(spec.id, row);
}

ParamForm::Row ParamForm::makeNumber(const ParamSpec& spec)
{
    auto* edit = new NumberEdit(rangeOf(spec), this);
    edit->describe(spec.name, spec.help);
    connect(edit, &NumberEdit::valueEdited, this, [this, spec](double value) {
        const bool isWhole = spec.kind == ParamSpec::Kind::Integer;
        Q_EMIT valueEdited(spec, isWhole ? QVariant(qlonglong(std::llround(value))) : QVariant(value));
    });
    connect(edit, &NumberEdit::gestureEnded, this, &ParamForm::gestureEnded);
    return {edit, nullptr, [edit](const QVariant& value) { edit->setValue(value.toDouble()); }};
}

ParamForm::Row ParamForm::makeCheckBox(const ParamSpec& spec)
{
    auto* box = new QCheckBox(spec.name, this);
    box->setToolTip(spec.help);
    connect(box, &QCheckBox::clicked, this, [this, spec](bool on) {
        Q_EMIT valueEdited(spec, on);
        Q_EMIT gestureEnded();
    });
    return {box, nullptr, [box](const QVariant& value) { box->setChecked(value.toBool()); }};
}

ParamForm::Row ParamForm::makeChoice(const ParamSpec& spec)
{
    auto* box = new QComboBox(this);
    for (const ParamSpec::Choice& choice : spec.choices)
        box->addItem(choice.name, choice.id);
    shrinkable(box);
    box->setToolTip(spec.help);
    box->setAccessibleName(spec.name);
    connect(box, &QComboBox::activated, this, [this, spec, box] {
        Q_EMIT valueEdited(spec, box->currentData());
        Q_EMIT gestureEnded();
    });
    return {box, nullptr,
            [box](const QVariant& value) { box->setCurrentIndex(box->findData(value.toString())); }};
}

void ParamForm::setValues(const ParamValues& values)
{
    for (const ParamSpec& spec : m_specs) {
        m_rows[spec.id].show(values.value(spec.id, spec.defaultValue));
        if (!spec.needs.param.isEmpty())
            showWhetherItCounts(spec, values);
    }
}

void ParamForm::showWhetherItCounts(const ParamSpec& spec, const ParamValues& values)
{
    const bool counts = spec.countsWith(values);
    m_rows[spec.id].control->setEnabled(counts);
    for (const ParamSpec& other : m_specs) {
        for (const ParamSpec::Choice& choice : other.choices) {
            if (other.id == spec.needs.param && choice.id == spec.needs.value)
                setNote(spec.id,
                        counts ? QString() : tr("Counts with %1 “%2” only").arg(other.name, choice.name));
        }
    }
}

void ParamForm::setNote(const QString& paramId, const QString& text)
{
    if (QLabel* note = m_rows.value(paramId).note) {
        note->setText(text);
        note->setVisible(!text.isEmpty());
    }
}

void ParamForm::setTool(const QString& paramId, QAction* action)
{
    const auto row = m_rows.find(paramId);
    if (row == m_rows.end() || row->tool)
        return;
    row->tool = new QToolButton(this);
    row->tool->setDefaultAction(action);
    int place = 0;
    row->layout->getWidgetPosition(row->note, &place, nullptr);
    row->layout->insertRow(place + 1, QString(), row->tool);
}

void ParamForm::setLayers(const QList<LayerInfo>& layers)
{
    QList<LayerInfo> withPlaces = layers;
    withPlaces.removeIf([](const LayerInfo& layer) { return layer.shape.size() < 3; });
    for (LayerChooser* chooser : m_layerChoosers)
        chooser->setLayers(withPlaces);
}

ParamForm::Row ParamForm::makeLayers(const ParamSpec& spec)
{
    auto* chooser = new LayerChooser(LayerChooser::Choice::Several, tr("Chosen by the model"), this);
    chooser->setAccessibleName(spec.name);
    chooser->setToolTip(spec.help);
    connect(chooser, &LayerChooser::layersChosen, this,
            [this, spec](const QString& names) { Q_EMIT valueEdited(spec, names); });
    connect(chooser, &LayerChooser::gestureEnded, this, &ParamForm::gestureEnded);
    m_layerChoosers << chooser;
    return {chooser, nullptr, [chooser](const QVariant& value) { chooser->setValue(value.toString()); }};
}

ParamForm::Row ParamForm::makePath(const ParamSpec& spec)
{
    auto* edit = new PathEdit(this);
    edit->describe(spec.name, spec.help);
    connect(edit, &PathEdit::pathEdited, this, [this, spec](const QString& path) {
        Q_EMIT valueEdited(spec, path);
        Q_EMIT gestureEnded();
    });
    connect(edit, &PathEdit::browseRequested, this,
            [this, spec](bool folder) { Q_EMIT browseRequested(spec, folder); });
    return {edit, nullptr, [edit](const QVariant& value) { edit->setPath(value.toString()); }};
}

} // namespace saliscope
