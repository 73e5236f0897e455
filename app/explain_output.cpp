// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explain_output.h"

#include <QFileInfo>

#include "app/json.h"
#include "core/base/percent_text.h"
#include "core/base/strings.h"
#include "core/render/confidence.h"

namespace saliscope::app {

QStringList pathsFor(const QString& path, const QList<Picture>& pictures)
{
    if (path.isEmpty())
        return QStringList(pictures.size());
    if (pictures.size() == 1)
        return {path};
    const QFileInfo file(path);
    const QString stem = file.path() + u'/' + file.completeBaseName();
    const QString ending = u'.' + file.suffix();
    QStringList paths;
    for (const Picture& picture : pictures) {
        const QString name = stem + u'-' + QFileInfo(picture.path).completeBaseName();
        QString unique = name;
        for (int i = 2; paths.contains(unique + ending); ++i)
            unique = u"%1-%2"_s.arg(name).arg(i);
        paths += unique + ending;
    }
    return paths;
}

namespace {

QJsonValue noisyInputJson(const Explained& result)
{
    if (!result.noisyInput)
        return {};
    QJsonArray predictions;
    for (const ClassScore& score : result.noisyInput->prediction.classes.first(1))
        predictions += scoreJson(score);
    return QJsonObject{{u"picture"_s, result.noisyInputPath},
                       {u"sample"_s, result.noisyInput->sample},
                       {u"noise_levels"_s, result.noisyInput->noiseLevels},
                       {u"predictions"_s, predictions}};
}

QString noisyInputText(const Explained& result)
{
    const ClassScore& best = result.noisyInput->prediction.classes.front();
    return u"\n  with noise of %1 levels: %2 %3"_s.arg(result.noisyInput->noiseLevels, 0, 'f', 1)
        .arg(best.label, percentText(best.probability));
}

} // namespace

QJsonArray explainJson(const QList<Explained>& results)
{
    QJsonArray document;
    for (const Explained& result : results) {
        const Attribution& map = *result.attribution;
        QJsonObject measures;
        for (const Measure& measure : map.measures)
            measures.insert(measure.name, measure.value);
        document +=
            QJsonObject{{u"image"_s, result.picture.path},
                        {u"target"_s, targetJson(map.recipe.target, map.target)},
                        {u"method"_s, map.recipe.method},
                        {u"params"_s, QJsonObject::fromVariantMap(map.recipe.params)},
                        {u"seed"_s, double(map.recipe.seed)},
                        {u"samples"_s, map.samples},
                        {u"standard_error"_s, map.relativeError},
                        {u"samples_for_5_percent"_s, samplesFor(map, 0.05)},
                        {u"noise_levels"_s, map.noiseLevels},
                        {u"seconds"_s, map.seconds},
                        {u"map"_s, result.mapPath.isEmpty() ? QJsonValue() : QJsonValue(result.mapPath)},
                        {u"noisy_input"_s, noisyInputJson(result)},
                        {u"measures"_s, measures},
                        {u"notes"_s, QJsonArray::fromStringList(map.notes)},
                        {u"warnings"_s, QJsonArray::fromStringList(map.warnings + result.warnings)}};
    }
    return document;
}

QString explainText(const Explained& result)
{
    const Attribution& map = *result.attribution;
    const Target& target = map.recipe.target;
    const bool isClass = target.kind != Target::Kind::Unit && !target.versus;
    const QString value =
        isClass ? percentText(map.target.probability) : QString::number(map.target.logit, 'g', 4);
    QString line = u"%1: %2 %3, %4"_s.arg(result.picture.path, map.target.label, value, map.recipe.method);
    if (map.requestedSamples > 1)
        line += u", %1 samples"_s.arg(map.samples);
    if (map.relativeError > 0)
        line += u", ± "_s + percentText(map.relativeError);
    if (const qint64 samples = samplesFor(map, 0.05))
        line += u" (5 % takes %1)"_s.arg(samples);
    line += u", %1 s"_s.arg(map.seconds, 0, 'f', 2);
    for (const Measure& measure : map.measures)
        line += u"\n  %1: %2"_s.arg(measure.name).arg(measure.value, 0, 'g', 6);
    if (result.noisyInput)
        line += noisyInputText(result);
    for (const QString& remark : map.notes + map.warnings + result.warnings)
        line += u"\n  "_s + remark;
    return line;
}

} // namespace saliscope::app
