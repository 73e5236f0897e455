// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/error.h"
#include "core/recipe/method_info.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace saliscope {

/// One direction of a sweep: a parameter and its values, typed or spaced between two ends.
class SweepAxis : public QWidget
{
    Q_OBJECT
public:
    /// `optional`: there may be none.
    SweepAxis(const QString& name, const MethodInfo& method, bool optional, QWidget* parent = nullptr);

    /// Null: no parameter.
    const ParamSpec* param() const;
    void setParam(const QString& id);
    void setText(const QString& values);
    /// At least one, in the order typed; or what is wrong with the text.
    Expected<QVariantList> values() const;

Q_SIGNALS:
    void changed();

private:
    QWidget* makeSpacing();
    void showParam();
    void fill();

    MethodInfo m_method;
    QComboBox* m_param;
    QLineEdit* m_values;
    QWidget* m_spacing;
    QDoubleSpinBox* m_from;
    QDoubleSpinBox* m_to;
    QSpinBox* m_count;
    QCheckBox* m_logarithmic;
};

/// `count` values from `from` to `to`, evenly or by equal factors.
QList<double> spacedValues(double from, double to, int count, bool logarithmic);

} // namespace saliscope
