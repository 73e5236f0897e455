// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace saliscope {

/// A number as slider and spin box in sync. Invalid input is impossible.
class NumberEdit : public QWidget
{
    Q_OBJECT
public:
    struct Range
    {
        double minimum = 0;
        double maximum = 1;
        double step = 0; ///< Of the spin box; 0: a hundredth of the range.
        int decimals = 2;
        bool logarithmic = false; ///< The slider has finer steps near the minimum.
        double displayFactor = 1; ///< What people see is the value times this.
        QString suffix;
        QString minimumName; ///< What the box shows for the minimum; empty: the number.
    };

    explicit NumberEdit(const Range& range, QWidget* parent = nullptr);

    double value() const { return m_value; }
    /// Shows `value` without a signal.
    void setValue(double value);

    /// Accessible name of slider and box, and their tooltip.
    void describe(const QString& name, const QString& help);

    QSlider* slider() const { return m_slider; }
    QDoubleSpinBox* spinBox() const { return m_spinBox; }

Q_SIGNALS:
    void valueEdited(double value);
    /// A drag or an entry is over.
    void gestureEnded();

private:
    double toPosition(double value) const;
    double fromPosition(double position) const;
    double offset() const;
    void edit(double value);

    Range m_range;
    double m_value = 0;
    QSlider* m_slider;
    QDoubleSpinBox* m_spinBox;
};

} // namespace saliscope
