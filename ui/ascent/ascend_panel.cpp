// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ascent/ascend_panel.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/panels/method_form.h"
#include "ui/theme.h"
#include "ui/widgets/class_search.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

AscendPanel::AscendPanel(QWidget* parent)
    : QWidget(parent)
    , m_summary(makeQuietLabel(this))
    , m_search(new ClassSearch(this))
    , m_form(new MethodForm(this))
{
    m_search->setObjectName(u"ascentClass"_s);
    m_search->setPlaceholderText(tr("Search a class …"));
    m_search->setAccessibleName(tr("Class to draw"));
    auto* form = makeForm();
    auto* label = new QLabel(tr("Class"), this);
    label->setBuddy(m_search);
    form->addRow(label, m_search);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(1), space(1), space(1), space(1));
    layout->setSpacing(space(1));
    layout->addWidget(m_summary);
    layout->addLayout(form);
    layout->addWidget(m_form);
    layout->addStretch();
    m_form->setEnabled(false);
    connect(m_search, &ClassSearch::classChosen, this, &AscendPanel::classChosen);
}

void AscendPanel::setMethod(const MethodInfo& method)
{
    m_summary->setText(method.summary);
    m_form->setMethod(method);
    m_form->setEnabled(true);
}

void AscendPanel::setLabels(const QStringList& labels)
{
    m_search->setLabels(labels);
    m_search->setEnabled(!labels.isEmpty());
}

void AscendPanel::setValues(int classIndex, const ParamValues& params, quint64 seed)
{
    if (!m_search->hasFocus() || !m_search->isModified())
        m_search->setText(m_search->labels().value(classIndex));
    m_search->setModified(false);
    m_form->setValues(params, seed);
}

void AscendPanel::showWaiting(const QString& text)
{
    m_search->setEnabled(text.isEmpty());
    if (!text.isEmpty())
        m_summary->setText(text);
}

} // namespace saliscope
