// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_methods.h"

#include "core/base/strings.h"

namespace saliscope::test {
namespace {

ParamSpec reduction()
{
    ParamSpec spec;
    spec.id = u"reduction"_s;
    spec.name = u"Reduction"_s;
    spec.kind = ParamSpec::Kind::Choice;
    spec.defaultValue = u"max-abs"_s;
    spec.help = u"How the colour channels become one number."_s;
    spec.choices = {{u"max-abs"_s, u"largest magnitude"_s}, {u"sum"_s, u"sum"_s}};
    return spec;
}

ParamSpec number(ParamSpec::Kind kind, const QString& id, const QString& name, const QVariant& value,
                 double minimum, double maximum)
{
    ParamSpec spec;
    spec.id = id;
    spec.name = name;
    spec.kind = kind;
    spec.defaultValue = value;
    spec.minimum = minimum;
    spec.maximum = maximum;
    spec.help = u"A number of the fake method."_s;
    return spec;
}

/// The method that another one wraps.
ParamSpec mapOf()
{
    ParamSpec spec;
    spec.id = u"of"_s;
    spec.name = u"Map of"_s;
    spec.kind = ParamSpec::Kind::Choice;
    spec.defaultValue = u"gradient"_s;
    spec.help = u"The method whose map is averaged."_s;
    spec.choices = {{u"gradient"_s, u"Gradient"_s}, {u"cam"_s, u"Fake CAM"_s}};
    return spec;
}

MethodInfo gradient()
{
    MethodInfo info;
    info.id = u"gradient"_s;
    info.name = u"Gradient"_s;
    info.summary = u"The gradient of the score with respect to the image."_s;
    info.params = {reduction()};
    return info;
}

MethodInfo guided()
{
    MethodInfo info = gradient();
    info.id = u"guided"_s;
    info.name = u"Guided"_s;
    info.family = MethodInfo::Family::Rules;
    return info;
}

MethodInfo cam()
{
    ParamSpec layers = number(ParamSpec::Kind::Layer, u"layers"_s, u"Layers"_s, QString(), 0, 0);
    ParamSpec baseline = number(ParamSpec::Kind::Path, u"baseline"_s, u"Baseline"_s, QString(), 0, 0);
    MethodInfo info;
    info.id = u"cam"_s;
    info.name = u"Fake CAM"_s;
    info.summary = u"Where a layer looks."_s;
    info.family = MethodInfo::Family::Cam;
    info.params = {number(ParamSpec::Kind::Integer, u"steps"_s, u"Steps"_s, 16, 1, 100), layers, baseline,
                   reduction()};
    info.presets = {
        {u"defaults"_s, u"Defaults of a tool"_s, u"Clips nothing."_s, {}, RenderStyle{.highPercentile = 100}},
        {u"same"_s, u"Another tool"_s, u"Just the same."_s, {}, RenderStyle{.highPercentile = 100}}};
    return info;
}

MethodInfo smoothGrad()
{
    ParamSpec noise = number(ParamSpec::Kind::Real, u"noise"_s, u"Noise"_s, 0.2, 0, 1);
    noise.isFraction = true;
    MethodInfo info;
    info.id = u"smoothgrad"_s;
    info.name = u"SmoothGrad"_s;
    info.summary = u"Mean gradient under noise."_s;
    info.params = {number(ParamSpec::Kind::Integer, u"n"_s, u"Samples"_s, 8, 0, 1000), noise, mapOf(),
                   reduction()};
    info.source = u"A paper 2017, arXiv:1706.03825"_s;
    info.wraps = {u"of"_s};
    RenderStyle style;
    style.colorMap = u"gray"_s;
    info.presets = {{u"article"_s, u"Article"_s, u"Half the noise."_s, {{u"noise"_s, 0.1}}, style}};
    return info;
}

MethodInfo ascent()
{
    MethodInfo info;
    info.id = u"ascent"_s;
    info.name = u"Gradient ascent"_s;
    info.summary = u"Draws what a class looks for."_s;
    info.produces = MethodInfo::Produces::Picture;
    info.params = {number(ParamSpec::Kind::Integer, u"steps"_s, u"Steps"_s, 20, 1, 5000),
                   number(ParamSpec::Kind::Real, u"lr"_s, u"Step size"_s, 10.0, 0, 100)};
    info.presets = {{u"lucid"_s, u"Lucid"_s, u"The defaults."_s, {}, {}},
                    {u"article"_s, u"Article"_s, u"Short."_s, {{u"steps"_s, 10}}, {}}};
    return info;
}

} // namespace

QList<MethodInfo> fakeMethods()
{
    return {gradient(), smoothGrad(), guided(), cam(), ascent()};
}

} // namespace saliscope::test
