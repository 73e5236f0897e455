// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/method_info.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

#include "core/base/similar_words.h"
#include "core/base/strings.h"

namespace saliscope {
namespace {

template <typename T>
const T* findById(const QList<T>& list, const QString& id)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& entry) { return entry.id == id; });
    return found == list.end() ? nullptr : &*found;
}

tl::unexpected<Error> badParam(const ParamSpec& spec, const QString& text, const QString& allowed,
                               const QString& hint = {})
{
    return failure(ErrorCode::InvalidArgument,
                   u"\"%1\" is not a value of the parameter \"%2\""_s.arg(text, spec.id), allowed, hint);
}

QString rangeText(const ParamSpec& spec)
{
    const QString numbers = spec.kind == ParamSpec::Kind::Integer ? u"whole numbers from "_s : QString();
    return u"Allowed: %1%2 to %3."_s.arg(numbers).arg(spec.minimum).arg(spec.maximum);
}

Expected<QVariant> parseNumber(const ParamSpec& spec, const QString& text)
{
    bool ok = false;
    QVariant value;
    if (spec.kind == ParamSpec::Kind::Integer) {
        value = text.toLongLong(&ok);
    } else {
        const double number = text.toDouble(&ok);
        ok = ok && std::isfinite(number);
        value = number;
    }
    if (!ok || value.toDouble() < spec.minimum || value.toDouble() > spec.maximum)
        return badParam(spec, text, rangeText(spec));
    return value;
}

Expected<QVariant> parseBoolean(const ParamSpec& spec, const QString& text)
{
    const QString word = text.toLower();
    if (QStringList{u"true"_s, u"yes"_s, u"on"_s, u"1"_s}.contains(word))
        return QVariant(true);
    if (QStringList{u"false"_s, u"no"_s, u"off"_s, u"0"_s}.contains(word))
        return QVariant(false);
    return badParam(spec, text, u"Allowed: true, false."_s);
}

Expected<QVariant> parseChoice(const ParamSpec& spec, const QString& text)
{
    if (findById(spec.choices, text))
        return QVariant(text);
    QStringList ids;
    for (const ParamSpec::Choice& choice : spec.choices)
        ids += choice.id;
    return badParam(spec, text, u"Allowed: %1."_s.arg(ids.join(u", "_s)), didYouMean(text, ids).trimmed());
}

} // namespace

const ParamSpec* MethodInfo::param(const QString& paramId) const
{
    return findById(params, paramId);
}

const Preset* MethodInfo::preset(const QString& presetId) const
{
    return findById(presets, presetId);
}

ParamValues MethodInfo::completed(const ParamValues& given) const
{
    return completedParams(params, given);
}

MethodInfo withWrapped(const MethodInfo& method, const ParamValues& params, const QList<MethodInfo>& methods)
{
    MethodInfo result = method;
    for (const QString& wrapping : method.wraps) {
        const MethodInfo* named = findById(methods, method.completed(params).value(wrapping).toString());
        if (!named)
            continue;
        const MethodInfo wrapped = withWrapped(*named, wrappedParams(params, wrapping), methods);
        for (ParamSpec spec : wrapped.params) {
            if (spec.id == u"reduction")
                continue;
            spec.id = wrapping + u'.' + spec.id;
            if (!spec.needs.param.isEmpty())
                spec.needs.param = wrapping + u'.' + spec.needs.param;
            result.params += spec;
        }
    }
    return result;
}

ParamValues wrappedParams(const ParamValues& params, const QString& wrapping)
{
    ParamValues result;
    const QString prefix = wrapping + u'.';
    for (auto it = params.begin(); it != params.end(); ++it)
        if (it.key().startsWith(prefix))
            result.insert(it.key().sliced(prefix.size()), it.value());
    return result;
}

bool usesRules(const QString& method, const ParamValues& params, const QList<MethodInfo>& methods)
{
    const MethodInfo* info = findById(methods, method);
    if (!info)
        return false;
    const ParamValues values = info->completed(params);
    return info->family == MethodInfo::Family::Rules ||
           std::any_of(info->wraps.begin(), info->wraps.end(), [&](const QString& wrapping) {
               return usesRules(values.value(wrapping).toString(), wrappedParams(params, wrapping), methods);
           });
}

QString familyName(MethodInfo::Family family)
{
    const auto text = [](const char* source) { return QCoreApplication::translate("Family", source); };
    switch (family) {
    case MethodInfo::Family::Gradient:
        return text(QT_TRANSLATE_NOOP("Family", "Gradients"));
    case MethodInfo::Family::Rules:
        return text(QT_TRANSLATE_NOOP("Family", "Backward rules"));
    case MethodInfo::Family::Cam:
        return text(QT_TRANSLATE_NOOP("Family", "Class activation maps"));
    case MethodInfo::Family::Perturbation:
        return text(QT_TRANSLATE_NOOP("Family", "Perturbation"));
    case MethodInfo::Family::Combination:
        return text(QT_TRANSLATE_NOOP("Family", "Combinations"));
    case MethodInfo::Family::Ascent:
        return text(QT_TRANSLATE_NOOP("Family", "Ascent"));
    }
    return {};
}

Expected<QVariant> parseParam(const ParamSpec& spec, const QString& text)
{
    switch (spec.kind) {
    case ParamSpec::Kind::Integer:
    case ParamSpec::Kind::Real:
        return parseNumber(spec, text);
    case ParamSpec::Kind::Boolean:
        return parseBoolean(spec, text);
    case ParamSpec::Kind::Choice:
        return parseChoice(spec, text);
    case ParamSpec::Kind::Layer:
    case ParamSpec::Kind::Path:
        return QVariant(text);
    }
    return badParam(spec, text, {});
}

} // namespace saliscope
