// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/recipe/ascent_frame.h"

class QCPGraph;
class QCustomPlot;

namespace saliscope {

/// The objective and the class probability over the steps of an ascent, with the best step marked.
class LossPlot : public QWidget
{
    Q_OBJECT
public:
    explicit LossPlot(QWidget* parent = nullptr);

    void clear();
    void add(const AscentFrame& frame);
    /// A line at the step that is shown.
    void setShownStep(int step);

    int pointCount() const;
    QSize sizeHint() const override { return {320, 160}; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyPalette();

    QCustomPlot* m_plot;
    QCPGraph* m_objective;
    QCPGraph* m_probability;
    QCPGraph* m_best;
    QCPGraph* m_shown;
};

} // namespace saliscope
