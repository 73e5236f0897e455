// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ascent/loss_plot.h"

#include <QEvent>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/plot_style.h"

namespace saliscope {

LossPlot::LossPlot(QWidget* parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_objective(m_plot->addGraph())
    , m_probability(m_plot->addGraph(m_plot->xAxis, m_plot->yAxis2))
    , m_best(m_plot->addGraph(m_plot->xAxis, m_plot->yAxis2))
    , m_shown(m_plot->addGraph(m_plot->xAxis, m_plot->yAxis2))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    setMinimumHeight(space(14));
    m_plot->setAccessibleName(tr("Curves of objective and probability"));
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->xAxis->setLabel(tr("step"));
    m_plot->yAxis->setLabel(tr("objective"));
    m_plot->yAxis2->setLabel(tr("probability, %"));
    m_plot->yAxis2->setVisible(true);
    m_plot->yAxis2->setRange(0, 105);
    m_plot->xAxis->setRange(0, 10);
    m_best->setLineStyle(QCPGraph::lsNone);
    applyPalette();
}

void LossPlot::applyPalette()
{
    const QPalette colors = palette();
    const QColor text = colors.color(QPalette::WindowText);
    const QColor accent = colors.color(QPalette::Link);
    stylePlot(*m_plot, *this);
    m_objective->setPen(QPen(text, 1.4));
    m_probability->setPen(QPen(accent, 1.4, Qt::DashLine));
    m_best->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssDiamond, QPen(accent, 1.2), QBrush(accent), 9));
    m_shown->setPen(QPen(quietTextColor(colors), 1, Qt::DotLine));
    m_plot->yAxis2->setLabelColor(accent);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LossPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
    QWidget::changeEvent(event);
}

void LossPlot::clear()
{
    for (QCPGraph* graph : {m_objective, m_probability, m_best, m_shown})
        graph->data()->clear();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LossPlot::add(const AscentFrame& frame)
{
    m_objective->addData(frame.step, frame.objective);
    m_probability->addData(frame.step, frame.probability * 100);
    if (frame.isBest) {
        m_best->data()->clear();
        m_best->addData(frame.step, frame.probability * 100);
    }
    m_plot->xAxis->setRange(0, qMax(qMax(frame.plannedSteps, frame.step), 1));
    m_plot->yAxis->rescale();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LossPlot::setShownStep(int step)
{
    m_shown->data()->clear();
    m_shown->addData(step, 0);
    m_shown->addData(step, 105);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

int LossPlot::pointCount() const
{
    return m_objective->dataCount();
}

} // namespace saliscope
