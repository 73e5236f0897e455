// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonObject>

#include "app/command.h"
#include "app/console.h"
#include "app/json.h"
#include "app/recipe_options.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    parser.addOption({u"json"_s, u"One JSON document instead of text."_s});
}

QJsonObject json(const MethodInfo& method)
{
    QJsonArray params;
    for (const ParamSpec& spec : method.params)
        params += paramJson(spec);
    QJsonArray presets;
    for (const Preset& preset : method.presets) {
        presets += QJsonObject{{u"id"_s, preset.id},
                               {u"name"_s, preset.name},
                               {u"remark"_s, preset.remark},
                               {u"params"_s, QJsonObject::fromVariantMap(preset.params)}};
    }
    return {{u"id"_s, method.id},
            {u"name"_s, method.name},
            {u"summary"_s, method.summary},
            {u"family"_s, familyName(method.family)},
            {u"produces"_s, method.produces == MethodInfo::Produces::Map ? u"map"_s : u"picture"_s},
            {u"params"_s, params},
            {u"presets"_s, presets},
            {u"source"_s, method.source}};
}

QString text(const MethodInfo& method)
{
    QString lines = u"%1: %2\n  %3"_s.arg(method.id, method.name, method.summary);
    for (const ParamSpec& spec : method.params)
        lines += u"\n  "_s + paramText(spec);
    for (const Preset& preset : method.presets)
        lines += u"\n  --preset %1  %2"_s.arg(preset.id, preset.remark);
    return lines + u'\n';
}

Expected<void> run(const QCommandLineParser& parser)
{
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());
    QJsonArray document;
    QStringList texts;
    for (const MethodInfo& method : (*runner)->methods()) {
        document += json(method);
        texts += text(method);
    }
    if (parser.isSet(u"json"_s))
        printJson(QJsonDocument(document));
    else
        printResult(texts.join(u'\n').trimmed());
    return {};
}

} // namespace

Command methodsCommand()
{
    return {u"methods"_s, u"Lists the methods with their parameters and presets."_s, declare, run};
}

} // namespace saliscope::app
