// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QList>
#include <QWidget>

namespace saliscope {

/// What the colours of a map mean, in numbers.
class ColorBar : public QWidget
{
    Q_OBJECT
public:
    struct Tick
    {
        double position = 0; ///< 0 bottom, 1 top.
        QString text;
    };

    explicit ColorBar(QWidget* parent = nullptr);

    /// `colors`: one pixel wide, lowest value first. An empty image hides the bar but keeps its room.
    void setScale(const QImage& colors, const QList<Tick>& ticks);
    /// A mark where the value under the cursor is; less than 0: none.
    void setMark(double position);

    const QList<Tick>& ticks() const { return m_ticks; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRectF barRect() const;
    double yOf(double position) const;

    QImage m_colors;
    QList<Tick> m_ticks;
    double m_mark = -1;
};

} // namespace saliscope
