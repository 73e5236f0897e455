// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/job_foot.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

QString seconds(double value)
{
    return JobFoot::tr("%1 s").arg(QLocale().toString(value, 'f', value < 10 ? 1 : 0));
}

QString errorText(double relativeError)
{
    return relativeError > 0 ? JobFoot::tr("±%1 %").arg(QLocale().toString(relativeError * 100, 'f', 0))
                             : QString();
}

} // namespace

QString attributionSummary(const Attribution& attribution)
{
    QStringList parts;
    if (attribution.requestedSamples > 0) {
        parts << (attribution.isComplete ? JobFoot::tr("n = %1").arg(attribution.samples)
                                         : JobFoot::tr("stopped at %1 of %2 samples")
                                               .arg(attribution.samples)
                                               .arg(attribution.requestedSamples));
    }
    parts << errorText(attribution.relativeError) << seconds(attribution.seconds);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

JobFoot::JobFoot(QAction* stop, QWidget* parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
    , m_text(makeQuietLabel(this))
    , m_stop(new QToolButton(this))
{
    m_bar->setObjectName(QStringLiteral("progress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(space(1));
    m_text->setWordWrap(false);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setAlignment(Qt::AlignVCenter | Qt::AlignLeft);
    m_stop->setDefaultAction(stop);
    m_stop->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_text, 4);
    layout->addWidget(m_stop);
    setMinimumHeight(m_stop->sizeHint().height());
    finish({});
}

void JobFoot::setCompact()
{
    m_stop->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_stop->setAutoRaise(true);
}

void JobFoot::start()
{
    m_isRunning = true;
    m_progress = {};
    m_relativeError = 0;
    m_bar->setRange(0, 0);
    m_bar->show();
    m_stop->show();
    m_text->setText(tr("computing …"));
}

void JobFoot::showProgress(const Progress& progress)
{
    if (!m_isRunning)
        return;
    m_progress = progress;
    if (progress.total > 0) {
        m_bar->setRange(0, int(progress.total));
        m_bar->setValue(int(progress.done));
    }
    showRunning();
}

void JobFoot::showAttribution(const Attribution& attribution)
{
    m_relativeError = attribution.relativeError;
    if (m_isRunning)
        showRunning();
}

void JobFoot::showRunning()
{
    QStringList parts;
    if (m_progress.total > 0)
        parts << tr("%1/%2").arg(m_progress.done).arg(m_progress.total);
    parts << errorText(m_relativeError);
    if (m_progress.remainingSeconds() > 0)
        parts << tr("%1 left").arg(seconds(m_progress.remainingSeconds()));
    parts.removeAll(QString());
    m_text->setText(parts.join(QStringLiteral(" · ")));
}

void JobFoot::finish(const QString& text)
{
    m_isRunning = false;
    m_bar->hide();
    m_stop->hide();
    m_text->setText(text);
    m_text->setToolTip(text);
}

QString JobFoot::text() const
{
    return m_text->text();
}

} // namespace saliscope
