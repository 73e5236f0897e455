// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QVariant>

namespace saliscope {

/// Parameter id -> value (qlonglong, double, bool or QString). Missing ids mean the spec's default.
using ParamValues = QMap<QString, QVariant>;

/// One parameter of a method, declared once: forms, command line, JSON, docs and captions come from it.
struct ParamSpec
{
    enum class Kind
    {
        Integer,
        Real,
        Boolean,
        Choice,
        Layer, ///< Layers of the model by name, several with commas between them; empty: chosen by the graph.
        Path   ///< A picture, or a folder of pictures; empty: none.
    };
    struct Choice
    {
        QString id;   ///< What files and the command line say.
        QString name; ///< What people read.
    };

    QString id;
    QString name;
    Kind kind = Kind::Real;
    QVariant defaultValue;
    double minimum = 0;
    double maximum = 1;
    double step = 0;          ///< Of the spin box; 0: chosen by the form.
    bool logarithmic = false; ///< The slider moves on a logarithmic scale.
    bool isFraction = false;  ///< Shown in percent.
    QString unit;
    QString minimumName; ///< What people read for the minimum, where it stands for something else.
    QString help;        ///< Meaning and cost, one or two sentences: the tooltip.
    QList<Choice> choices;
    bool advanced = false; ///< Folded away in the form until asked for.
    /// The parameter counts only where another one has this value.
    struct Needs
    {
        QString param; ///< Empty: it always counts.
        QString value;
    };
    Needs needs;

    bool countsWith(const ParamValues& complete) const
    {
        return needs.param.isEmpty() || complete.value(needs.param).toString() == needs.value;
    }
};

/// Every parameter with its value: `given` where it has one, the default elsewhere.
ParamValues completedParams(const QList<ParamSpec>& specs, const ParamValues& given);

} // namespace saliscope
