// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explain_set.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "app/console.h"
#include "app/explain_output.h"
#include "core/base/file_hash.h"
#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "core/imaging/npy.h"
#include "core/imaging/picture_io.h"
#include "core/recipe/recipe_json.h"

namespace saliscope::app {
namespace {

/// The recipe without what differs between machines and does not change the map.
QJsonObject asked(const Recipe& recipe, const QString& modelPath)
{
    QJsonObject json = recipeJson(recipe, {});
    QJsonObject model = json[u"model"].toObject();
    model.remove(u"path"_s);
    model.insert(u"sha256"_s, QString::fromLatin1(fileHash(modelPath).toHex()));
    json[u"model"] = model;
    json.remove(u"picture_sha256"_s);
    json.remove(u"threads"_s);
    json.insert(u"program"_s, QStringLiteral(SALISCOPE_VERSION));
    return json;
}

/// A failure that all that follow would share.
bool stopsAll(const Error& error)
{
    return error.code == ErrorCode::FileUnwritable || error.code == ErrorCode::OutOfMemory ||
           error.code == ErrorCode::DeviceUnavailable;
}

} // namespace

SetExplainer::SetExplainer(Runner& runner, const Recipe& recipe, const QString& modelPath,
                           const QString& folder)
    : m_runner(runner)
    , m_recipe(recipe)
    , m_asked(asked(recipe, modelPath))
    , m_folder(folder)
{}

Expected<void> SetExplainer::run(const QList<SetPhoto>& photos, SetPrinter& printer)
{
    qsizetype done = 0;
    for (const SetPhoto& photo : photos) {
        if (interruption().isCancelled())
            break;
        if (const QJsonObject record = finished(photo); !record.isEmpty()) {
            printer.print(u"%1: there already"_s.arg(photo.name), record);
            ++done;
            continue;
        }
        const Expected<Picture> picture = readPicture(photo.path);
        const Expected<void> explained =
            picture ? explain(photo, *picture, printer) : tl::unexpected(picture.error());
        const bool isFirstTried = picture && done == 0; // what fails here is the recipe rather than the photo
        if (explained)
            ++done;
        else if (explained.error().code == ErrorCode::Cancelled)
            break;
        else if (isFirstTried || stopsAll(explained.error()))
            return explained;
        else
            printer.skip(explained.error());
    }
    Expected<void> outcome = setOutcome(photos.size(), done, printer.skipped());
    if (!outcome && !m_folder.isEmpty())
        outcome.error().hint = u"The same command does what is missing, and only that."_s;
    return outcome;
}

QString SetExplainer::pathFor(const SetPhoto& photo, const QString& ending) const
{
    return m_folder + u'/' + photo.name + ending;
}

QJsonObject SetExplainer::identityOf(const SetPhoto& photo) const
{
    const QFileInfo file(photo.path);
    return {{u"asked"_s, m_asked},
            {u"bytes"_s, file.size()},
            {u"modified"_s, file.lastModified().toUTC().toString(Qt::ISODateWithMs)}};
}

QJsonObject SetExplainer::finished(const SetPhoto& photo) const
{
    QFile file(pathFor(photo, u".json"_s));
    if (m_folder.isEmpty() || !QFile::exists(pathFor(photo, u".npy"_s)) || !file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject record = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject identity = identityOf(photo);
    for (auto entry = identity.begin(); entry != identity.end(); ++entry) {
        if (record[entry.key()] != entry.value())
            return {};
    }
    return record;
}

Expected<void> SetExplainer::explain(const SetPhoto& photo, const Picture& picture, SetPrinter& printer)
{
    Recipe recipe = m_recipe;
    recipe.pictureHash = picture.contentHash;
    ProgressLine line(photo.name);
    JobContext job;
    job.cancel = interruption();
    job.progress = [&](const Progress& progress) { line.show(progress); };
    const Expected<AttributionPtr> map = m_runner.explain(recipe, picture, job);
    if (!map)
        return tl::unexpected(map.error());
    if (!(*map)->isComplete)
        return failure(ErrorCode::Cancelled, u"Cancelled"_s);
    const Explained result{
        .picture = picture,
        .attribution = *map,
        .mapPath = m_folder.isEmpty() ? QString() : pathFor(photo, u".npy"_s),
    };
    QJsonObject record = explainJson({result}).at(0).toObject();
    record.insert(u"name"_s, photo.name);
    const QJsonObject identity = identityOf(photo);
    for (auto entry = identity.begin(); entry != identity.end(); ++entry)
        record.insert(entry.key(), entry.value());
    if (!m_folder.isEmpty()) {
        if (const Expected<void> written = write(photo, (*map)->map, record); !written)
            return written;
    }
    printer.print(explainText(result), record);
    return {};
}

/// The record last: where it is, the map is whole.
Expected<void> SetExplainer::write(const SetPhoto& photo, const FloatMap& map,
                                   const QJsonObject& record) const
{
    const QString folder = QFileInfo(pathFor(photo, {})).path();
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::FileUnwritable, u"The folder \"%1\" cannot be made"_s.arg(folder), {},
                       u"Choose a folder that you may write to."_s);
    if (const Expected<void> written = writeNpy(pathFor(photo, u".npy"_s), map); !written)
        return written;
    return saveFile(pathFor(photo, u".json"_s), QJsonDocument(record).toJson());
}

} // namespace saliscope::app
