// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/prediction_panel.h"

#include <QCheckBox>
#include <QListView>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/panels/prediction_delegate.h"
#include "ui/panels/prediction_model.h"
#include "ui/panels/target_form.h"
#include "ui/theme.h"
#include "ui/widgets/class_search.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/in_place_message.h"

namespace saliscope {

PredictionPanel::PredictionPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new PredictionModel(this))
    , m_list(new QListView(this))
    , m_message(new InPlaceMessage(this))
    , m_search(new ClassSearch(this))
    , m_follow(new QCheckBox(tr("Follow the top prediction"), this))
    , m_form(new TargetForm)
{
    m_list->setObjectName(u"predictions"_s);
    m_list->setAccessibleName(tr("Predictions"));
    m_list->setToolTip(tr("Choose the class to explain (1 to 9)"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PredictionDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(space(3) * 5 + space(1)); // Five classes at the least.
    m_list->setMaximumHeight(space(3) * (PredictionModel::shownClasses + 1) + space(1));
    m_search->setObjectName(u"classSearch"_s);
    m_search->setAccessibleName(tr("Search a class to explain"));
    m_search->setPlaceholderText(tr("Search a class …"));
    m_follow->setObjectName(u"followPrediction"_s);
    m_follow->setToolTip(tr("Explain for each picture the class that the model finds most probable"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(1), space(1), space(1), space(1));
    layout->setSpacing(space(1));
    layout->addWidget(m_message);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_search);
    layout->addWidget(m_follow);
    auto* fold = new Fold(tr("What is explained"), this);
    fold->setObjectName(u"targetFold"_s);
    auto* body = new QVBoxLayout;
    body->addWidget(m_form);
    fold->setBody(body);
    layout->addWidget(fold);
    layout->addStretch();

    const auto explain = [this](const QModelIndex& index) {
        const ClassScore& score = m_model->score(index.row());
        explainClass(score.index, score.label);
    };
    connect(m_list, &QListView::clicked, this, explain);
    connect(m_list, &QListView::activated, this, explain);
    connect(m_search, &ClassSearch::classChosen, this, &PredictionPanel::explainClass);
    connect(m_form, &TargetForm::targetEdited, this, &PredictionPanel::targetChosen);
    connect(m_follow, &QCheckBox::clicked, this, [this](bool on) {
        const int row = m_model->targetRow();
        if (on)
            Q_EMIT targetChosen(Target{.score = m_target.score}, tr("top prediction"));
        else if (row >= 0)
            explainClass(m_model->score(row).index, m_model->score(row).label);
    });
}

void PredictionPanel::explainClass(int classIndex, const QString& label)
{
    Target target{.kind = Target::Kind::Class, .index = classIndex, .score = m_target.score};
    if (m_target.versus != ClassChoice{false, classIndex})
        target.versus = m_target.versus;
    Q_EMIT targetChosen(target, label);
}

void PredictionPanel::setModel(const ModelInfo& model)
{
    QStringList labels;
    for (int i = 0; i < model.classCount; ++i)
        labels << model.label(i);
    m_search->setLabels(labels);
    m_form->setLabels(labels);
    m_form->setLayers(model.layers);
}

void PredictionPanel::setPrediction(const Prediction& prediction)
{
    m_message->clear();
    m_list->show();
    m_model->setPrediction(prediction);
    selectTarget();
    m_list->scrollToTop();
}

void PredictionPanel::setTarget(const Target& target)
{
    m_target = target;
    m_model->setTarget(target);
    m_form->setTarget(target);
    m_follow->setChecked(target.kind == Target::Kind::Rank && target.index == 0);
    selectTarget();
}

void PredictionPanel::selectTarget()
{
    m_list->setCurrentIndex(m_model->index(m_model->targetRow()));
}

void PredictionPanel::showError(const Error& error)
{
    m_model->clear();
    m_list->hide();
    m_message->showError(error);
}

void PredictionPanel::showWaiting(const QString& text)
{
    m_model->clear();
    m_list->hide();
    m_message->showText(text);
}

void PredictionPanel::chooseNext()
{
    if (m_model->rowCount() > 0)
        Q_EMIT m_list->clicked(m_model->index((m_model->targetRow() + 1) % m_model->rowCount()));
}

void PredictionPanel::chooseRank(int rank)
{
    if (rank < m_model->rowCount() && m_model->index(rank).data(PredictionModel::RankRole).toInt() == rank)
        Q_EMIT m_list->clicked(m_model->index(rank));
}

} // namespace saliscope
