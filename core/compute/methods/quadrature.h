// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

#include "core/recipe/param_spec.h"

namespace saliscope::compute {

/// A rule for an integral over [0, 1]: sum of weights[k] f(nodes[k]).
struct Quadrature
{
    std::vector<double> nodes;
    std::vector<double> weights;
};

/// Rules by id, n points each:
///   gausslegendre  exact for polynomials of degree 2n - 1
///   midpoint       (k + 1/2) / n
///   left, right    k / n, (k + 1) / n
///   trapezoid      k / (n - 1), half weights at both ends
///   plain          the same points with equal weights, as PAIR's library does: too large by O(1/n)
QList<ParamSpec::Choice> quadratureChoices();
Quadrature quadrature(const QString& id, int n);

} // namespace saliscope::compute
