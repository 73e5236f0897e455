// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonObject>

#include "app/command.h"
#include "app/console.h"
#include "app/recipe_options.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    parser.addPositionalArgument(u"M"_s, u"Model file (default: the bundled model)."_s, u"[M]"_s);
    parser.addOptions({{u"layers"_s, u"Lists the layers with their shapes."_s},
                       {u"doctor"_s, u"Says what was assumed, what cannot work and what to change."_s},
                       {u"json"_s, u"One JSON document instead of text; it holds everything."_s}});
}

QString severity(Finding::Severity value)
{
    return QStringList{u"note"_s, u"warning"_s, u"problem"_s}[int(value)];
}

QJsonArray shapeJson(const QList<qint64>& shape)
{
    QJsonArray numbers;
    for (const qint64 size : shape)
        numbers += size;
    return numbers;
}

QString shapeText(const QList<qint64>& shape)
{
    QStringList numbers;
    for (const qint64 size : shape)
        numbers += size < 0 ? u"any"_s : QString::number(size);
    return numbers.join(u" x "_s);
}

QJsonObject json(const ModelInfo& info)
{
    static const QStringList kinds{u"logits"_s, u"probabilities"_s, u"log-probabilities"_s, u"sigmoid"_s};
    QJsonArray layers;
    for (const LayerInfo& layer : info.layers) {
        layers += QJsonObject{
            {u"name"_s, layer.name}, {u"type"_s, layer.type}, {u"shape"_s, shapeJson(layer.shape)}};
    }
    QJsonArray findings;
    for (const Finding& finding : info.findings) {
        findings += QJsonObject{{u"code"_s, finding.code},
                                {u"severity"_s, severity(finding.severity)},
                                {u"title"_s, finding.title},
                                {u"detail"_s, finding.detail},
                                {u"fix"_s, finding.fix}};
    }
    return {{u"name"_s, info.name},
            {u"path"_s, info.path},
            {u"format"_s, info.format},
            {u"inputs"_s, QJsonArray{QJsonObject{{u"shape"_s, shapeJson(info.inputShape)}}}},
            {u"outputs"_s, QJsonArray{QJsonObject{{u"classes"_s, info.classCount},
                                                  {u"kind"_s, kinds[int(info.card.output)]}}}},
            {u"parameters"_s, info.parameters},
            {u"card"_s, QJsonDocument::fromJson(modelCardJson(info.card)).object()},
            {u"card_origin"_s, info.cardOrigin},
            {u"layers"_s, layers},
            {u"findings"_s, findings}};
}

QString text(const ModelInfo& info, bool withLayers, bool withFindings)
{
    QString lines = u"%1\n  file        %2 (%3)\n  input       %4\n  classes     %5\n  parameters  %L6\n"
                    "  card        %7"_s.arg(info.name, info.path, info.format, shapeText(info.inputShape))
                        .arg(info.classCount)
                        .arg(info.parameters)
                        .arg(info.cardOrigin);
    if (withLayers) {
        for (const LayerInfo& layer : info.layers)
            lines += u"\n  %1  %2  %3"_s.arg(layer.name, layer.type, shapeText(layer.shape));
    }
    if (withFindings) {
        for (const Finding& finding : info.findings) {
            for (const QString& part : QStringList{severity(finding.severity) + u": "_s + finding.title,
                                                   finding.detail, finding.fix})
                lines += part.isEmpty() ? QString() : u"\n  "_s + part;
        }
        if (info.findings.isEmpty())
            lines += u"\n  The doctor found nothing to complain about."_s;
    }
    return lines;
}

Expected<void> run(const QCommandLineParser& parser)
{
    if (parser.positionalArguments().size() > 1) {
        return failure(ErrorCode::InvalidArgument, u"More than one model is given"_s, {},
                       u"Name one model file."_s);
    }
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());
    Recipe recipe;
    recipe.model.path = parser.positionalArguments().value(0);
    const JobContext job{.cancel = interruption()};
    const Expected<ModelInfo> info = (*runner)->loadModel(recipe, job);
    if (!info)
        return tl::unexpected(info.error());
    if (parser.isSet(u"json"_s))
        printJson(QJsonDocument(json(*info)));
    else
        printResult(text(*info, parser.isSet(u"layers"_s), parser.isSet(u"doctor"_s)));
    return {};
}

} // namespace

Command modelCommand()
{
    return {u"model"_s, u"Says what a model file holds and what was assumed about it."_s, declare, run};
}

} // namespace saliscope::app
