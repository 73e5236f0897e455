// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/method_panel.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

#include "core/base/strings.h"
#include "ui/panels/method_box.h"
#include "ui/panels/method_form.h"
#include "ui/panels/param_form.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

const QString noiseParam = QStringLiteral("noise");

/// The papers, with links where they have a number of arXiv.
QString sourceHtml(const QString& source)
{
    static const QRegularExpression arxiv(u"arXiv:(\\d{4}\\.\\d{4,5})"_s);
    return source.toHtmlEscaped().replace(arxiv, u"<a href=\"https://arxiv.org/abs/\\1\">arXiv:\\1</a>"_s);
}
} // namespace

MethodPanel::MethodPanel(QAction* noisyInput, QWidget* parent)
    : QWidget(parent)
    , m_method(new MethodBox(this))
    , m_summary(makeQuietLabel(this))
    , m_source(makeQuietLabel(this))
    , m_form(new MethodForm(this))
    , m_noisyInput(noisyInput)
{
    m_method->setObjectName(u"method"_s);
    m_method->setAccessibleName(tr("Method"));
    m_method->setToolTip(tr("How the map is computed"));
    m_source->setObjectName(u"methodSource"_s);
    m_source->setAccessibleName(tr("Paper"));
    m_source->setTextFormat(Qt::RichText);
    m_source->setOpenExternalLinks(true);
    m_source->setToolTip(tr("The paper that defines the method; a link opens in the web browser"));
    auto* form = makeForm();
    auto* label = new QLabel(tr("Method"), this);
    label->setBuddy(m_method);
    form->addRow(label, m_method);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(1), space(1), space(1), space(1));
    layout->setSpacing(space(1));
    layout->addLayout(form);
    layout->addWidget(m_summary);
    layout->addWidget(m_source);
    layout->addWidget(m_form);
    layout->addStretch(1);
    setEnabled(false);
    connect(m_method, &QComboBox::activated, this, [this] {
        if (const MethodInfo* method = find(m_method->currentData().toString()))
            Q_EMIT methodChosen(*method);
    });
}

void MethodPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    const QString links = m_source->text(); // They are coloured when they are set.
    m_source->clear();
    m_source->setText(links);
}

void MethodPanel::setMethods(const QList<MethodInfo>& methods)
{
    m_methods = methods;
    m_methods.removeIf([](const MethodInfo& method) { return method.produces != MethodInfo::Produces::Map; });
    m_method->setMethods(m_methods);
    setEnabled(!m_methods.isEmpty());
}

const MethodInfo* MethodPanel::find(const QString& id) const
{
    const auto found = std::find_if(m_methods.begin(), m_methods.end(),
                                    [&id](const MethodInfo& method) { return method.id == id; });
    return found == m_methods.end() ? nullptr : &*found;
}

void MethodPanel::setValues(const QString& methodId, const ParamValues& values, quint64 seed)
{
    const MethodInfo* method = find(methodId);
    if (!method)
        return;
    m_method->setCurrentIndex(m_method->findData(methodId));
    m_method->setToolTip(method->summary);
    m_summary->setText(method->summary);
    m_source->setText(sourceHtml(method->source));
    m_source->setVisible(!method->source.isEmpty());
    m_form->setMethod(withWrapped(*method, values, m_methods));
    m_form->setValues(values, seed);
    m_values = method->completed(values);
    showValues();
}

void MethodPanel::setStyle(const RenderStyle& style)
{
    m_style = style;
    m_form->setStyle(style);
    showValues();
}

void MethodPanel::showEffective(const Attribution& attribution)
{
    const double noise = attribution.recipe.params.value(noiseParam).toDouble();
    if (noise <= 0 || attribution.noiseLevels <= 0)
        return;
    m_levelsPerNoise = attribution.noiseLevels / noise;
    m_sigmaPerNoise = attribution.noiseSigma / noise;
    showValues();
}

void MethodPanel::showValues()
{
    if (!m_form->params())
        return;
    m_form->setEffective(effectiveText());
    if (m_noisyInput)
        m_form->params()->setTool(noiseParam, m_noisyInput);
    const double noise = m_values.value(noiseParam).toDouble();
    const QLocale locale;
    if (m_levelsPerNoise <= 0 || noise <= 0)
        return m_form->params()->setNote(noiseParam, {});
    m_form->params()->setNote(noiseParam, tr("σ = %1 of 255 levels, %2 in input units")
                                              .arg(locale.toString(noise * m_levelsPerNoise, 'f', 1),
                                                   locale.toString(noise * m_sigmaPerNoise, 'f', 3)));
}

QString MethodPanel::effectiveText() const
{
    const QLocale locale;
    QStringList parts;
    if (const double noise = m_values.value(noiseParam).toDouble(); noise > 0) {
        parts << tr("noise %1 %").arg(locale.toString(noise * 100, 'f', 1));
        if (m_levelsPerNoise > 0)
            parts << tr("%1 of 255 levels").arg(locale.toString(noise * m_levelsPerNoise, 'f', 1));
        parts << choiceText(u"range"_s);
    }
    parts << choiceText(u"reduction"_s);
    parts << (m_style.highPercentile < 100
                  ? tr("colours end at percentile %1").arg(locale.toString(m_style.highPercentile))
                  : tr("no clipping"));
    parts.removeAll(QString());
    return tr("In effect: %1").arg(parts.join(u" · "_s));
}

/// "channels: largest magnitude"; empty where the method has no such parameter.
QString MethodPanel::choiceText(const QString& paramId) const
{
    const ParamSpec* spec = m_form->method().param(paramId);
    if (!spec)
        return {};
    for (const ParamSpec::Choice& choice : spec->choices) {
        if (choice.id == m_values.value(paramId).toString())
            return u"%1: %2"_s.arg(spec->name, choice.name).toLower();
    }
    return {};
}

} // namespace saliscope
