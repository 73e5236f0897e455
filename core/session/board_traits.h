// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/method_info.h"
#include "core/session/session.h"

namespace saliscope {

/// Something that can tell panels apart: their method, photo, a parameter ...
struct PanelTrait
{
    QString id;
    QString text; ///< "SmoothGrad", "noise 20 %".

    bool operator==(const PanelTrait&) const = default;
};

using PanelTraits = QList<PanelTrait>;

/// Every trait of every panel. `targets` says what each explains, as people read it.
QList<PanelTraits> boardTraits(const QList<BoardPanel>& panels, const QStringList& targets,
                               const QList<MethodInfo>& methods, const QList<OpenPicture>& pictures);

/// "noise 20 %", "reduction sum".
QString paramText(const ParamSpec& spec, const QVariant& value);

/// What stands over the columns and before the rows of a board, and the title of each panel.
struct BoardHeadings
{
    QStringList columns; ///< Empty: none.
    QStringList rows;
    QStringList titles; ///< What differs and no heading tells, then method and target.
};

/// A heading tells what all panels of its column (row) have in common and not all of the board have.
BoardHeadings boardHeadings(const QList<PanelTraits>& panels, int columns);

} // namespace saliscope
