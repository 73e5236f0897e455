// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/method_panel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/panels/method_form.h"
#include "ui/panels/param_form.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {
const QString noiseParam = QStringLiteral("noise");
}

MethodPanel::MethodPanel(QWidget* parent)
    : QWidget(parent)
    , m_method(new QComboBox(this))
    , m_summary(makeQuietLabel(this))
    , m_form(new MethodForm(this))
{
    m_method->setObjectName(u"method"_s);
    m_method->setAccessibleName(tr("Method"));
    m_method->setToolTip(tr("How the map is computed"));
    shrinkable(m_method);
    auto* form = makeForm();
    auto* label = new QLabel(tr("Method"), this);
    label->setBuddy(m_method);
    form->addRow(label, m_method);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(1), space(1), space(1), space(1));
    layout->setSpacing(space(1));
    layout->addLayout(form);
    layout->addWidget(m_summary);
    layout->addWidget(m_form);
    layout->addStretch(1);
    setEnabled(false);
    connect(m_method, &QComboBox::activated, this,
            [this](int index) { Q_EMIT methodChosen(m_methods.at(index)); });
}

void MethodPanel::setMethods(const QList<MethodInfo>& methods)
{
    m_methods.clear();
    m_method->clear();
    for (const MethodInfo& method : methods) {
        if (method.produces != MethodInfo::Produces::Map)
            continue;
        m_methods << method;
        m_method->addItem(method.name, method.id);
        m_method->setItemData(m_method->count() - 1, method.summary, Qt::ToolTipRole);
    }
    setEnabled(!m_methods.isEmpty());
}

void MethodPanel::setValues(const QString& methodId, const ParamValues& values, quint64 seed)
{
    const int index = m_method->findData(methodId);
    if (index < 0)
        return;
    const MethodInfo& method = m_methods.at(index);
    m_method->setCurrentIndex(index);
    m_summary->setText(method.summary);
    m_form->setMethod(method);
    m_form->setValues(values, seed);
    showNoise(method.completed(values));
}

void MethodPanel::showEffective(const Attribution& attribution)
{
    const double noise = attribution.recipe.params.value(noiseParam).toDouble();
    if (noise <= 0 || attribution.noiseLevels <= 0)
        return;
    m_levelsPerNoise = attribution.noiseLevels / noise;
    m_sigmaPerNoise = attribution.noiseSigma / noise;
    showNoise(attribution.recipe.params);
}

void MethodPanel::showNoise(const ParamValues& completed)
{
    if (!m_form->params() || !completed.contains(noiseParam))
        return;
    const double noise = completed.value(noiseParam).toDouble();
    const QLocale locale;
    if (m_levelsPerNoise <= 0)
        return m_form->params()->setNote(noiseParam, {});
    m_form->params()->setNote(noiseParam, tr("σ = %1 of 255 levels, %2 in input units")
                                              .arg(locale.toString(noise * m_levelsPerNoise, 'f', 1),
                                                   locale.toString(noise * m_sigmaPerNoise, 'f', 3)));
}

} // namespace saliscope
