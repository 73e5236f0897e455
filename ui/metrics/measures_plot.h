// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/recipe/metric_result.h"

class QCustomPlot;

namespace saliscope {

/// A curve and what the legend calls it.
struct NamedCurve
{
    QString name;
    MetricCurve curve;
};

/// Curves of metrics over each other, with a legend. All have the axes of the first.
class MeasuresPlot : public QWidget
{
    Q_OBJECT
public:
    explicit MeasuresPlot(QWidget* parent = nullptr);

    void setCurves(const QList<NamedCurve>& curves);
    int curveCount() const;
    QSize sizeHint() const override { return {480, 240}; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyPalette();

    QCustomPlot* m_plot;
};

} // namespace saliscope
