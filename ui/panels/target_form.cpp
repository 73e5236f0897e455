// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/target_form.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/class_search.h"
#include "ui/widgets/layer_chooser.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

/// How many units, rows and columns a layer has; 0 where it has no such dimension. Channels come second,
/// except in sequences (batch, tokens, channels).
struct Extent
{
    int units = 0;
    int rows = 0;
    int columns = 0;
};

Extent extentOf(const LayerInfo& layer)
{
    const auto size = [&layer](qsizetype at) { return int(layer.shape.value(at)); };
    switch (layer.shape.size()) {
    case 4:
        return {size(1), size(2), size(3)};
    case 3:
        return {size(2), size(1), 0};
    default:
        return {size(1), 0, 0};
    }
}

} // namespace

TargetForm::TargetForm(QWidget* parent)
    : QWidget(parent)
    , m_form(makeForm())
    , m_score(new QComboBox(this))
    , m_versus(new ClassSearch(this))
    , m_layer(new LayerChooser(LayerChooser::Choice::One, tr("None: explain the class"), this))
    , m_unit(makeNumber(tr("Unit"), &Target::index, tr("Channel of the layer, counted from 0")))
    , m_row(makeNumber(tr("Row"), &Target::row,
                       tr("Row of the place, or the token of a sequence; mean: over all places")))
    , m_column(makeNumber(tr("Column"), &Target::column, tr("Column of the place")))
{
    setLayout(m_form);
    makeScores();
    makeComparison();
    makeUnit();
    setTarget({});
}

void TargetForm::makeScores()
{
    m_score->addItem(tr("Logit"), int(Target::Score::Logit));
    m_score->addItem(tr("Probability"), int(Target::Score::Probability));
    m_score->addItem(tr("Log-probability"), int(Target::Score::LogProbability));
    m_score->setObjectName(u"score"_s);
    m_score->setAccessibleName(tr("Score"));
    m_score->setToolTip(tr("The number whose cause is sought: the class's own evidence (logit), or its share "
                           "among all classes, which falls when another class gains"));
    shrinkable(m_score);
    auto* label = new QLabel(tr("Score"), this);
    label->setBuddy(m_score);
    m_form->addRow(label, m_score);
    connect(m_score, &QComboBox::activated, this, [this] {
        m_target.score = Target::Score(m_score->currentData().toInt());
        Q_EMIT targetEdited(m_target, tr("the %1").arg(m_score->currentText().toLower()));
    });
}

void TargetForm::makeComparison()
{
    m_versus->setObjectName(u"versus"_s);
    m_versus->setAccessibleName(tr("Compare with"));
    m_versus->setPlaceholderText(tr("No other class"));
    m_versus->setToolTip(tr("Explains why this class and not that one: the difference of their scores"));
    auto* label = new QLabel(tr("Compare with"), this);
    label->setBuddy(m_versus);
    m_form->addRow(label, m_versus);
    connect(m_versus, &ClassSearch::classChosen, this, [this](int index, const QString& name) {
        m_versus->setText(name);
        m_target.versus = ClassChoice{false, index};
        Q_EMIT targetEdited(m_target, tr("the difference to %1").arg(name));
    });
    connect(m_versus, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (!text.isEmpty() || !m_target.versus)
            return;
        m_target.versus.reset();
        Q_EMIT targetEdited(m_target, tr("the class alone"));
    });
}

void TargetForm::makeUnit()
{
    m_layer->setObjectName(u"unitLayer"_s);
    m_layer->setAccessibleName(tr("Unit of"));
    m_layer->setToolTip(tr("Explains a channel inside the model instead of a class"));
    m_unit->setObjectName(u"unit"_s);
    m_row->setObjectName(u"unitRow"_s);
    m_column->setObjectName(u"unitColumn"_s);
    auto* label = new QLabel(tr("Unit of"), this);
    label->setBuddy(m_layer);
    m_form->addRow(label, m_layer);
    auto* numbers = new QHBoxLayout;
    numbers->setSpacing(space(1));
    for (QSpinBox* number : {m_unit, m_row, m_column})
        numbers->addWidget(number, 1);
    m_row->setSpecialValueText(tr("row: mean"));
    m_column->setSpecialValueText(tr("column: mean"));
    m_unit->setPrefix(tr("unit "));
    m_row->setPrefix(tr("row "));
    m_column->setPrefix(tr("column "));
    m_form->addRow(numbers);
    connect(m_layer, &LayerChooser::layersChosen, this, &TargetForm::chooseLayer);
}

QSpinBox* TargetForm::makeNumber(const QString& name, int Target::*field, const QString& help)
{
    auto* number = new QSpinBox(this);
    number->setAccessibleName(name);
    number->setToolTip(help);
    number->setKeyboardTracking(false);
    number->setMinimumWidth(space(6));
    connect(number, &QSpinBox::valueChanged, this, [this, field](int value) {
        m_target.*field = value;
        if (layer() && extentOf(*layer()).columns > 0 && field != &Target::index) {
            // A place has both, or neither.
            int Target::*const other = field == &Target::row ? &Target::column : &Target::row;
            m_target.*other = value < 0 ? -1 : qMax(0, m_target.*other);
        }
        Q_EMIT targetEdited(m_target, targetText(m_target));
    });
    return number;
}

void TargetForm::setLabels(const QStringList& labels)
{
    m_versus->setLabels(labels);
    m_versus->setText(versusText());
}

void TargetForm::setLayers(const QList<LayerInfo>& layers)
{
    m_layerInfos = layers;
    m_layer->setLayers(layers);
    showUnit();
}

const LayerInfo* TargetForm::layer() const
{
    const auto found = std::find_if(m_layerInfos.begin(), m_layerInfos.end(), [this](const LayerInfo& info) {
        return m_target.kind == Target::Kind::Unit && info.name == m_target.layer;
    });
    return found == m_layerInfos.end() ? nullptr : &*found;
}

void TargetForm::chooseLayer(const QString& name)
{
    const Target::Score score = m_target.score;
    if (name.isEmpty()) {
        m_target = Target{.score = score};
        Q_EMIT targetEdited(m_target, tr("top prediction"));
        return;
    }
    m_target = Target{.kind = Target::Kind::Unit, .layer = name, .score = score};
    Q_EMIT targetEdited(m_target, targetText(m_target));
}

void TargetForm::setTarget(const Target& target)
{
    m_target = target;
    m_score->setCurrentIndex(m_score->findData(int(target.score)));
    if (!m_versus->hasFocus() || !m_versus->isModified())
        m_versus->setText(versusText());
    m_layer->setValue(target.layer);
    showUnit();
}

QString TargetForm::versusText() const
{
    if (!m_target.versus)
        return {};
    const int index = m_target.versus->index;
    return m_target.versus->isRank ? u"top%1"_s.arg(index + 1)
                                   : m_versus->labels().value(index, QString::number(index));
}

void TargetForm::showUnit()
{
    const bool isUnit = m_target.kind == Target::Kind::Unit;
    const Extent extent = layer() ? extentOf(*layer()) : Extent();
    m_score->setEnabled(!isUnit);
    m_versus->setEnabled(!isUnit);
    const auto show = [isUnit](QSpinBox* number, int least, int size, int value) {
        const QSignalBlocker block(number);
        number->setRange(least, qMax(size - 1, value));
        number->setValue(value);
        number->setVisible(isUnit && size > 0);
    };
    show(m_unit, 0, extent.units, isUnit ? m_target.index : 0);
    show(m_row, -1, extent.rows, m_target.row);
    show(m_column, -1, extent.columns, m_target.column);
}

} // namespace saliscope
