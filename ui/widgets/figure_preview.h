// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include "core/figure/figure.h"

namespace saliscope {

/// A figure as it will be exported, fitted in; squares show through where it is transparent.
class FigurePreview : public QWidget
{
    Q_OBJECT
public:
    explicit FigurePreview(QWidget* parent = nullptr);

    void setFigure(const Figure& figure);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    Figure m_figure;
    QImage m_drawn; ///< Null until it is painted anew.
};

} // namespace saliscope
