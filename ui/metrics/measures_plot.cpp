// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metrics/measures_plot.h"

#include <QEvent>
#include <QVBoxLayout>

#include <array>

#include <qcustomplot.h>

#include "ui/theme.h"
#include "ui/widgets/plot_style.h"

namespace saliscope {

namespace {

/// Told apart by those who are colour-blind, too (Okabe and Ito 2008), on light and on dark ground.
constexpr std::array<QRgb, 6> lineColors{0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9};
constexpr std::array lineStyles{Qt::SolidLine, Qt::DashLine, Qt::DotLine};

QPen linePen(int number)
{
    const auto colors = int(lineColors.size());
    return QPen(QColor::fromRgb(lineColors[std::size_t(number % colors)]), 1.6,
                lineStyles[std::size_t(number / colors) % lineStyles.size()]);
}

} // namespace

MeasuresPlot::MeasuresPlot(QWidget* parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    setMinimumHeight(space(18));
    m_plot->setAccessibleName(tr("Curves of the selected maps"));
    m_plot->setFocusPolicy(Qt::NoFocus);
    applyPalette();
}

void MeasuresPlot::applyPalette()
{
    stylePlot(*m_plot, *this);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void MeasuresPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
    QWidget::changeEvent(event);
}

void MeasuresPlot::setCurves(const QList<NamedCurve>& curves)
{
    m_plot->clearGraphs();
    for (const NamedCurve& named : curves) {
        QCPGraph* const graph = m_plot->addGraph();
        graph->setName(named.name);
        graph->setPen(linePen(m_plot->graphCount() - 1));
        for (const QPointF& point : named.curve.points)
            graph->addData(point.x(), point.y());
    }
    m_plot->legend->setVisible(!curves.isEmpty());
    m_plot->xAxis->setLabel(curves.isEmpty() ? QString() : curves.first().curve.xName);
    m_plot->yAxis->setLabel(curves.isEmpty() ? QString() : curves.first().curve.yName);
    m_plot->xAxis->setRange(0, 1);
    m_plot->yAxis->setRange(0, 1);
    if (!curves.isEmpty())
        m_plot->yAxis->rescale();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

int MeasuresPlot::curveCount() const
{
    return m_plot->graphCount();
}

} // namespace saliscope
