// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/model_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/panels/card_form.h"
#include "ui/theme.h"
#include "ui/widgets/in_place_message.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

QString originText(const QString& origin)
{
    if (origin == u"archive"_s)
        return ModelPanel::tr("Card inside the model file");
    if (origin == u"beside"_s)
        return ModelPanel::tr("Card from a file beside the model");
    if (origin == u"user"_s)
        return ModelPanel::tr("Card as you changed it");
    return ModelPanel::tr("No card found: the usual ImageNet values are assumed");
}

QString severityText(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Problem:
        return ModelPanel::tr("Problem");
    case Finding::Severity::Warning:
        return ModelPanel::tr("Warning");
    case Finding::Severity::Note:
        break;
    }
    return ModelPanel::tr("Note");
}

} // namespace

ModelPanel::ModelPanel(QWidget* parent)
    : QWidget(parent)
    , m_message(new InPlaceMessage(this))
    , m_body(makeBody())
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(1), space(1), space(1), space(1));
    layout->addWidget(m_message);
    layout->addWidget(m_body);
    layout->addStretch();
    m_body->hide();
}

QWidget* ModelPanel::makeBody()
{
    auto* body = new QWidget(this);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    m_facts = new QLabel(body);
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_findings = new QVBoxLayout;
    m_findings->setSpacing(space(1));
    m_card = new CardForm(body);
    layout->addWidget(m_facts);
    layout->addLayout(m_findings);
    layout->addWidget(makeHeading(body, tr("Card")));
    layout->addWidget(m_card);
    layout->addWidget(makeButtons());
    connect(m_card, &CardForm::edited, this, &ModelPanel::updateButtons);
    connect(m_card, &CardForm::labelsRequested, this, &ModelPanel::labelsRequested);
    return body;
}

QWidget* ModelPanel::makeButtons()
{
    auto* row = new QWidget(this);
    auto* layout = new QGridLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    m_use = new QPushButton(tr("Use"), row);
    m_use->setObjectName(u"useCard"_s);
    m_use->setToolTip(tr("Use these values from now on"));
    m_revert = new QPushButton(tr("Revert"), row);
    m_revert->setToolTip(tr("Back to the values in use"));
    m_save = new QPushButton(tr("Save Card"), row);
    m_save->setObjectName(u"saveCard"_s);
    m_save->setToolTip(tr("Save these values beside the model, so that they are found next time"));
    layout->addWidget(m_use, 0, 0);
    layout->addWidget(m_revert, 0, 1);
    layout->addWidget(m_save, 0, 2);
    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT cardChosen(m_card->card()); });
    connect(m_revert, &QPushButton::clicked, this, [this] {
        m_card->setCard(m_info.card);
        updateButtons();
    });
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveRequested(m_card->card()); });
    return row;
}

void ModelPanel::setInfo(const ModelInfo& info)
{
    m_info = info;
    m_message->clear();
    m_body->show();
    showFacts(info);
    showFindings(info.findings);
    m_card->setCard(info.card);
    updateButtons();
}

void ModelPanel::showFacts(const ModelInfo& info)
{
    const QLocale locale;
    QStringList shape;
    for (const qint64 size : info.inputShape)
        shape << (size < 0 ? tr("any") : QString::number(size));
    const QStringList facts{
        info.name,
        tr("Format %1, input %2").arg(info.format, shape.join(u" × "_s)),
        tr("%1 classes, %2 parameters")
            .arg(locale.toString(info.classCount), locale.toString(info.parameters)),
        info.anyBatch ? QString() : tr("Takes one image at a time: SmoothGrad is slower"),
        originText(info.cardOrigin),
        info.card.licence.isEmpty() ? QString() : tr("Licence %1").arg(info.card.licence),
        info.card.source,
    };
    m_facts->setText(QStringList(facts).filter(QRegularExpression(u"."_s)).join(u'\n'));
    m_facts->setToolTip(info.path);
}

void ModelPanel::showFindings(const QList<Finding>& findings)
{
    while (QLayoutItem* item = m_findings->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Finding& finding : findings) {
        auto* label = new QLabel(u"%1: %2"_s.arg(severityText(finding.severity), finding.title), m_body);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setToolTip(finding.detail);
        m_findings->addWidget(label);
        if (!finding.fix.isEmpty())
            m_findings->addWidget(makeQuietLabel(m_body, finding.fix));
    }
}

void ModelPanel::showError(const Error& error)
{
    m_body->hide();
    m_message->showError(error);
}

void ModelPanel::showWaiting(const QString& text)
{
    m_body->hide();
    m_message->showText(text);
}

void ModelPanel::setLabels(const QStringList& labels)
{
    m_card->setLabels(labels);
}

void ModelPanel::updateButtons()
{
    const bool differs = m_card->card() != m_info.card;
    m_use->setEnabled(differs);
    m_revert->setEnabled(differs);
}

} // namespace saliscope
