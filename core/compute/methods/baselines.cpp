// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/baselines.h"

#include <ATen/ATen.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/methods/fill.h"
#include "core/compute/tensors.h"
#include "core/imaging/picture_io.h"
#include "core/imaging/preprocess.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Baselines", source);
}

/// The picture itself, or those of the folder by name.
QStringList pathsOf(const QString& path)
{
    const QFileInfo info(path);
    if (path.isEmpty() || !info.isDir())
        return path.isEmpty() ? QStringList() : QStringList(path);
    QStringList paths;
    const auto entries = QDir(path).entryInfoList(pictureNameFilters(), QDir::Files, QDir::Name);
    for (const QFileInfo& entry : entries)
        paths += entry.filePath();
    return paths;
}

at::Tensor readBaseline(const MethodInput& input, const QString& path)
{
    const auto picture = readPicture(path);
    if (!picture)
        throw ComputeError(picture.error());
    const auto prepared = preprocess(*picture, input.model.info().card.input, input.framing);
    if (!prepared)
        throw ComputeError(prepared.error());
    return inputTensor(prepared->values, input.model.tensorOptions());
}

} // namespace

QList<ParamSpec> baselineParams(const QString& defaultId)
{
    return {{.id = u"baseline"_s,
             .name = text(QT_TRANSLATE_NOOP("Baselines", "Baseline")),
             .kind = ParamSpec::Kind::Choice,
             .defaultValue = defaultId,
             .help = text(QT_TRANSLATE_NOOP("Baselines",
                                            "What the photo is compared with: the map says what differs "
                                            "from it. Pixels that are as in the baseline get nothing.")),
             .choices = fillChoices()
                        << ParamSpec::Choice{u"black-white"_s,
                                             text(QT_TRANSLATE_NOOP("Baselines", "Black and white, mean"))}
                        << ParamSpec::Choice{u"pictures"_s,
                                             text(QT_TRANSLATE_NOOP("Baselines", "Pictures, mean"))}},
            {.id = u"pictures"_s,
             .name = text(QT_TRANSLATE_NOOP("Baselines", "Pictures")),
             .kind = ParamSpec::Kind::Path,
             .defaultValue = QString(),
             .help = text(QT_TRANSLATE_NOOP(
                 "Baselines", "A picture, or a folder of pictures, for the baseline \"Pictures\".")),
             .advanced = true,
             .needs = {u"baseline"_s, u"pictures"_s}}};
}

at::Tensor baselines(const MethodInput& input)
{
    const QString id = input.params.value(u"baseline"_s).toString();
    if (const auto fill = fillOf(id))
        return filled(input.model, input.image, *fill);
    if (id == u"black-white")
        return at::cat(
            {filled(input.model, input.image, Fill::Black), filled(input.model, input.image, Fill::White)});
    const QString path = input.params.value(u"pictures"_s).toString();
    std::vector<at::Tensor> pictures;
    for (const QString& one : pathsOf(path))
        pictures.push_back(readBaseline(input, one));
    if (pictures.empty())
        throw ComputeError(ErrorCode::InvalidArgument,
                           path.isEmpty() ? u"No pictures to compare with are named"_s
                                          : u"There are no pictures in \"%1\""_s.arg(path),
                           {}, u"Name a picture or a folder of pictures in the parameter \"pictures\"."_s);
    return at::cat(pictures);
}

} // namespace saliscope::compute
