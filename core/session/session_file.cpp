// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_file.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "core/figure/manifest.h"
#include "core/imaging/picture_io.h"
#include "core/recipe/checked_params.h"
#include "core/recipe/framing_text.h"
#include "core/recipe/recipe_json.h"
#include "core/recipe/style_json.h"

namespace saliscope {
namespace {

const QString formatName = u"saliscope session"_s;
constexpr int formatVersion = 1;
constexpr qint64 largestFile = 512LL << 20;

const QString unreadable = u"The session cannot be opened"_s;

/// In the order of the enumerators.
const QStringList workspaces{u"explain"_s, u"compare"_s, u"ascend"_s};
const QStringList scales{u"panel"_s, u"shared"_s};

template <typename Choice>
Choice readChoice(const JsonReader& json, const QString& key, const QStringList& choices, Choice otherwise)
{
    const qsizetype index = choices.indexOf(json.text(key, choices[int(otherwise)]));
    if (index < 0)
        json.complain(key, u"must be one of %1"_s.arg(choices.join(u", "_s)));
    return index < 0 ? otherwise : Choice(index);
}

QJsonObject pictureJson(const OpenPicture& open, const QString& folder)
{
    QJsonObject json = storedPictureJson(stored(open.picture), folder);
    json.insert(u"framing"_s, framingText(open.framing));
    if (open.picture.path.isEmpty()) {
        QBuffer png;
        png.open(QIODevice::WriteOnly);
        open.picture.pixels.save(&png, "PNG");
        json.insert(u"png"_s, QString::fromLatin1(png.data().toBase64()));
    }
    return json;
}

OpenPicture readPasted(const JsonReader& json, const StoredPicture& file)
{
    const Expected<Picture> picture =
        readPicture(QByteArray::fromBase64(json.text(u"png"_s).toLatin1()), file.name);
    if (!picture)
        json.complain(u"png"_s, picture.error());
    return {picture.value_or(Picture()), {}};
}

void readPictures(const JsonReader& json, const QString& folder, StoredSession& result)
{
    for (const JsonReader& entry : json.objects(u"pictures"_s)) {
        const StoredPicture file = readStoredPicture(entry, folder);
        OpenPicture open;
        if (entry.has(u"png"_s)) {
            open = readPasted(entry, file);
        } else {
            open.picture.name = file.name;
            open.picture.path = file.path;
            open.picture.contentHash = file.contentHash;
            result.files += file;
        }
        open.framing = entry.parsed(u"framing"_s, open.framing, parseFraming);
        result.session.pictures += open;
    }
    const int last = int(result.session.pictures.size()) - 1;
    result.session.current = std::min(json.integer(u"current"_s, last, -1), last);
}

QJsonObject ascentJson(const AscentSettings& ascent)
{
    return {{u"method"_s, ascent.method},
            {u"params"_s, QJsonObject::fromVariantMap(ascent.params)},
            {u"target"_s, targetText(ascent.target)},
            {u"score"_s, scoreText(ascent.target.score)},
            {u"seed"_s, QString::number(ascent.seed)}};
}

AscentSettings readAscent(const JsonReader& json)
{
    AscentSettings ascent;
    ascent.method = json.text(u"method"_s, ascent.method);
    ascent.params = readParams(json.object(u"params"_s));
    ascent.target = readTarget(json, ascent.target);
    ascent.seed = readSeed(json);
    return ascent;
}

QJsonObject boardJson(const Board& board, const QString& folder)
{
    QJsonArray panels;
    for (const BoardPanel& panel : board.panels)
        panels += manifestPanelJson({panel.recipe, panel.style, panel.title}, folder);
    return {{u"panels"_s, panels},
            {u"columns"_s, board.columns},
            {u"scale"_s, scales[int(board.scale)]},
            {u"reference"_s, board.reference}};
}

Board readBoard(const JsonReader& json, const QString& folder)
{
    Board board;
    for (const JsonReader& entry : json.objects(u"panels"_s)) {
        const ManifestPanel panel = readManifestPanel(entry, folder);
        board.panels += BoardPanel{panel.recipe, panel.style, panel.title};
    }
    board.columns = json.integer(u"columns"_s, board.columns, 1, Board::mostColumns);
    board.scale = readChoice(json, u"scale"_s, scales, board.scale);
    board.reference =
        std::min(json.integer(u"reference"_s, board.reference, -1), int(board.panels.size()) - 1);
    return board;
}

/// Every model file once.
QJsonArray modelsJson(const Session& session, const QString& folder)
{
    QStringList paths{session.model.path};
    for (const BoardPanel& panel : session.board.panels)
        paths += panel.recipe.model.path;
    paths.removeDuplicates();
    QJsonArray models;
    for (const QString& path : paths)
        models += storedModelJson(storedModel(path), folder);
    return models;
}

void readExplanation(const JsonReader& json, Session& session)
{
    session.method = json.text(u"method"_s, session.method);
    const JsonReader params = json.object(u"params"_s);
    for (const QString& method : params.json().keys())
        session.params.insert(method, readParams(params.object(method)));
    session.target = readTarget(json, session.target);
    session.seed = readSeed(json);
    session.style = readStyle(json.object(u"style"_s));
}

} // namespace

QByteArray sessionJson(const Session& session, const QString& folder, const QString& savedAs)
{
    QJsonArray pictures;
    for (const OpenPicture& open : session.pictures)
        pictures += pictureJson(open, folder);
    QJsonObject params;
    for (auto method = session.params.begin(); method != session.params.end(); ++method)
        params.insert(method.key(), QJsonObject::fromVariantMap(method.value()));
    QJsonObject json{{u"format"_s, formatName},
                     {u"format_version"_s, formatVersion},
                     {u"program"_s, u"saliscope"_s},
                     {u"version"_s, QStringLiteral(SALISCOPE_VERSION)},
                     {u"pictures"_s, pictures},
                     {u"current"_s, session.current},
                     {u"models"_s, modelsJson(session, folder)},
                     {u"model"_s, modelSourceJson(session.model, folder)},
                     {u"device"_s, session.device},
                     {u"precision"_s, precisionText(session.precision)},
                     {u"threads"_s, session.threads},
                     {u"method"_s, session.method},
                     {u"params"_s, params},
                     {u"target"_s, targetText(session.target)},
                     {u"score"_s, scoreText(session.target.score)},
                     {u"seed"_s, QString::number(session.seed)},
                     {u"style"_s, styleJson(session.style)},
                     {u"board"_s, boardJson(session.board, folder)},
                     {u"ascent"_s, ascentJson(session.ascent)},
                     {u"workspace"_s, workspaces[int(session.workspace)]}};
    if (!savedAs.isEmpty())
        json.insert(u"saved_as"_s, savedAs);
    return QJsonDocument(json).toJson();
}

Expected<StoredSession> parseSession(const QByteArray& json, const QString& folder)
{
    const Expected<QJsonObject> object = parseJsonObject(json, unreadable);
    if (!object)
        return tl::unexpected(object.error());
    const JsonReader reader(*object);
    if (reader.text(u"format"_s) != formatName)
        return failure(ErrorCode::FileUnreadable, unreadable, u"It is JSON, but no session of Saliscope."_s,
                       u"Sessions end in .saliscope."_s);
    if (reader.integer(u"format_version"_s, 1) > formatVersion)
        return failure(ErrorCode::FileUnreadable, unreadable,
                       u"It was written by a newer Saliscope (%1)."_s.arg(reader.text(u"version"_s)),
                       u"Open it with that version or a later one."_s);
    StoredSession result;
    Session& session = result.session;
    readPictures(reader, folder, result);
    for (const JsonReader& model : reader.objects(u"models"_s))
        result.models += readStoredModel(model, folder);
    session.model = readModelSource(reader.object(u"model"_s), folder);
    session.device = reader.text(u"device"_s, session.device);
    session.precision = reader.parsed(u"precision"_s, session.precision, parsePrecision);
    session.threads = reader.integer(u"threads"_s, session.threads, 0, 4096);
    readExplanation(reader, session);
    session.board = readBoard(reader.object(u"board"_s), folder);
    session.ascent = readAscent(reader.object(u"ascent"_s));
    session.workspace = readChoice(reader, u"workspace"_s, workspaces, session.workspace);
    result.savedAs = reader.text(u"saved_as"_s);
    if (!reader.problem().isEmpty())
        return failure(ErrorCode::FileUnreadable, unreadable, reader.problem(),
                       u"Correct it, or take another copy of the file."_s);
    return result;
}

Expected<void> writeSession(const Session& session, const QString& path)
{
    return saveFile(path, sessionJson(session, QFileInfo(path).absolutePath()));
}

Expected<StoredSession> readSession(const QString& path)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!info.exists())
        return failure(ErrorCode::FileNotFound, unreadable, u"There is no file %1."_s.arg(path),
                       u"Check the name and the folder."_s);
    if (!info.isFile() || info.size() > largestFile || !file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::FileUnreadable, unreadable,
                       u"%1 cannot be read, or is too large for a session."_s.arg(path),
                       u"Check that you may read it."_s);
    return parseSession(file.readAll(), info.absolutePath());
}

Expected<Session> checkedSession(const Session& session, const QList<MethodInfo>& methods)
{
    Session result = session;
    const auto check = [&methods](const QString& id, ParamValues& params) -> Expected<void> {
        for (const MethodInfo& method : methods) {
            if (method.id != id)
                continue;
            const Expected<ParamValues> checked = checkedParams(method, params, methods);
            if (!checked)
                return tl::unexpected(checked.error());
            params = *checked;
        }
        return {};
    };
    for (auto params = result.params.begin(); params != result.params.end(); ++params) {
        if (const auto checked = check(params.key(), params.value()); !checked)
            return tl::unexpected(checked.error());
    }
    for (BoardPanel& panel : result.board.panels) {
        if (const auto checked = check(panel.recipe.method, panel.recipe.params); !checked)
            return tl::unexpected(checked.error());
    }
    if (const auto checked = check(result.ascent.method, result.ascent.params); !checked)
        return tl::unexpected(checked.error());
    return result;
}

} // namespace saliscope
