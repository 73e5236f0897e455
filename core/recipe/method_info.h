// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/base/error.h"
#include "core/recipe/param_spec.h"
#include "core/recipe/render_style.h"

namespace saliscope {

/// A named set of parameters and display that reproduces a paper or a tool on purpose.
struct Preset
{
    QString id;
    QString name;
    QString remark; ///< One line: what it reproduces and how it differs from the paper, where it does.
    ParamValues params;
    std::optional<RenderStyle> style;
};

/// What a method is called, what it takes and what its named presets are.
struct MethodInfo
{
    enum class Produces
    {
        Map,
        Picture
    }; ///< A map of an image, or a picture drawn by ascent.
    enum class Family
    {
        Gradient,
        Rules,
        Cam,
        Perturbation,
        Combination,
        Ascent
    };

    QString id;
    QString name;
    QString summary; ///< One sentence for people who do not know the method.
    Produces produces = Produces::Map;
    Family family = Family::Gradient;
    QList<ParamSpec> params;
    QList<Preset> presets;
    QString source; ///< The paper.
    /// Parameters that name another method, whose own parameters are then this one's, too: "of" makes its
    /// "steps" "of.steps". See withWrapped().
    QStringList wraps;
    /// Values are shares of what the photo scores more than a baseline; elsewhere they are sensitivities, or
    /// have no unit.
    bool sharesScore = false;

    const ParamSpec* param(const QString& paramId) const;
    const Preset* preset(const QString& presetId) const;
    /// Every parameter with its value: `given` where it has one, the default elsewhere.
    ParamValues completed(const ParamValues& given) const;
};

/// `method` with the parameters of the methods that `params` wrap, each with the name of the wrapping
/// parameter and a dot before its id. A reduction is the outer method's affair.
MethodInfo withWrapped(const MethodInfo& method, const ParamValues& params, const QList<MethodInfo>& methods);
/// The part of `params` that belongs to the method that `wrapping` names, by its own ids.
ParamValues wrappedParams(const ParamValues& params, const QString& wrapping);

/// Whether `method`, or a method it wraps, replaces the gradient of a rectifier: its map hardly depends on
/// the class.
bool usesRules(const QString& method, const ParamValues& params, const QList<MethodInfo>& methods);

/// "CAM" and so on, as menus head them.
QString familyName(MethodInfo::Family family);

/// Turns what a person typed into a value of `spec`, or says what is allowed.
Expected<QVariant> parseParam(const ParamSpec& spec, const QString& text);

} // namespace saliscope
