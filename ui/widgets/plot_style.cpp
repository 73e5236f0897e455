// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot_style.h"

#include <qcustomplot.h>

#include "ui/theme.h"

namespace saliscope {

void stylePlot(QCustomPlot& plot, const QWidget& widget)
{
    const QPalette colors = widget.palette();
    const QColor text = colors.color(QPalette::WindowText);
    const QPen line(quietTextColor(colors));
    plot.setBackground(colors.color(QPalette::Base));
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis, plot.yAxis2}) {
        axis->setBasePen(line);
        axis->setTickPen(line);
        axis->setSubTickPen(line);
        axis->setTickLabelColor(text);
        axis->setLabelColor(text);
        axis->setTickLabelFont(widget.font());
        axis->setLabelFont(widget.font());
        axis->grid()->setPen(QPen(colors.color(QPalette::Mid), 0.5, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(colors.color(QPalette::Mid), 0.5));
    }
    plot.legend->setBrush(colors.color(QPalette::Base));
    plot.legend->setBorderPen(line);
    plot.legend->setTextColor(text);
    plot.legend->setFont(widget.font());
}

} // namespace saliscope
