// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/quadrature.h"

#include <QCoreApplication>

#include <cmath>
#include <numbers>

#include "core/base/strings.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Quadrature", source);
}

/// P_n(x) and its derivative, by the three-term recurrence.
std::pair<double, double> legendre(int n, double x)
{
    double before = 1;
    double value = x;
    for (int k = 2; k <= n; ++k)
        before = std::exchange(value, ((2 * k - 1) * x * value - (k - 1) * before) / k);
    return {value, n * (x * value - before) / (x * x - 1)};
}

/// Nodes are the zeros of P_n by Newton's method from Tricomi's approximation, moved from [-1, 1] to [0, 1].
Quadrature gaussLegendre(int n)
{
    Quadrature rule;
    for (int k = n; k >= 1; --k) {
        double x = std::cos(std::numbers::pi * (k - 0.25) / (n + 0.5));
        double step = 1;
        for (int round = 0; round < 100 && std::abs(step) > 1e-16; ++round) {
            const auto [value, slope] = legendre(n, x);
            step = n == 1 ? x : value / slope;
            x -= step;
        }
        const double slope = n == 1 ? 1 : legendre(n, x).second;
        rule.nodes.push_back((1 + x) / 2);
        rule.weights.push_back(1 / ((1 - x * x) * slope * slope));
    }
    return rule;
}

} // namespace

QList<ParamSpec::Choice> quadratureChoices()
{
    return {{u"gausslegendre"_s, text(QT_TRANSLATE_NOOP("Quadrature", "Gauss-Legendre"))},
            {u"midpoint"_s, text(QT_TRANSLATE_NOOP("Quadrature", "Midpoints"))},
            {u"left"_s, text(QT_TRANSLATE_NOOP("Quadrature", "Left ends"))},
            {u"right"_s, text(QT_TRANSLATE_NOOP("Quadrature", "Right ends"))},
            {u"trapezoid"_s, text(QT_TRANSLATE_NOOP("Quadrature", "Trapezoids"))},
            {u"plain"_s, text(QT_TRANSLATE_NOOP("Quadrature", "Plain mean, both ends"))}};
}

Quadrature quadrature(const QString& id, int n)
{
    if (id == u"gausslegendre")
        return gaussLegendre(n);
    const bool hasBothEnds = id == u"trapezoid" || id == u"plain";
    const double offset = id == u"midpoint" ? 0.5 : id == u"right" ? 1 : 0;
    Quadrature rule;
    for (int k = 0; k < n; ++k) {
        rule.nodes.push_back(hasBothEnds ? (n > 1 ? double(k) / (n - 1) : 0.5) : (k + offset) / n);
        rule.weights.push_back(id == u"trapezoid" && n > 1 ? 1.0 / (n - 1) : 1.0 / n);
    }
    if (id == u"trapezoid" && n > 1) {
        rule.weights.front() /= 2;
        rule.weights.back() /= 2;
    }
    return rule;
}

} // namespace saliscope::compute
