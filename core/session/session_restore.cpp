// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_restore.h"

#include <QFileInfo>

#include <algorithm>

#include "core/base/strings.h"

namespace saliscope {
namespace {

const StoredPicture* fileOf(const StoredSession& stored, const Picture& picture)
{
    const auto found = std::find_if(stored.files.begin(), stored.files.end(), [&](const StoredPicture& file) {
        return file.contentHash == picture.contentHash;
    });
    return found == stored.files.end() ? nullptr : &*found;
}

int indexOf(const QList<OpenPicture>& pictures, const QByteArray& contentHash)
{
    for (int i = 0; i < pictures.size(); ++i) {
        if (pictures[i].picture.contentHash == contentHash)
            return i;
    }
    return -1;
}

/// Adds the pictures of the manifest that are not open.
void addPictures(const Manifest& manifest, StoredSession& result)
{
    for (const StoredPicture& file : manifest.pictures) {
        if (indexOf(result.session.pictures, file.contentHash) >= 0)
            continue;
        OpenPicture open;
        open.picture.name = file.name;
        open.picture.path = file.path;
        open.picture.contentHash = file.contentHash;
        result.session.pictures += open;
        result.files += file;
    }
}

void takeMap(const ManifestPanel& panel, Session& session)
{
    const Recipe& recipe = panel.recipe;
    if (recipe.method != predictionMethod) {
        session.method = recipe.method;
        session.params[recipe.method] = recipe.params;
    }
    session.target = recipe.target;
    session.seed = recipe.seed;
    session.style = panel.style;
    session.current = std::max(session.current, 0);
    if (const int index = indexOf(session.pictures, recipe.pictureHash); index >= 0)
        session.current = index;
}

void takeDrawing(const Recipe& recipe, Session& session)
{
    session.ascent = {recipe.method, recipe.params, recipe.target, recipe.seed};
}

bool isDrawing(const ManifestPanel& panel)
{
    return panel.recipe.method == u"ascent";
}

/// Whether the maps differ in more than their photo, so that a board is needed to show them.
bool isComparison(const QList<ManifestPanel>& panels)
{
    const auto withoutPhoto = [](ManifestPanel panel) {
        panel.recipe.pictureHash.clear();
        panel.recipe.framing = {};
        panel.stoppedAfter = 0;
        return panel;
    };
    return std::any_of(panels.begin(), panels.end(), [&](const ManifestPanel& panel) {
        return !(withoutPhoto(panel) == withoutPhoto(panels.front()));
    });
}

void takeBoard(const QList<ManifestPanel>& panels, Session& session)
{
    session.board = {};
    for (const ManifestPanel& panel : panels) {
        session.board.panels += BoardPanel{panel.recipe, panel.style, panel.title};
        session.board.panels.last().recipe.device = session.device;
        session.board.panels.last().recipe.threads = session.threads;
    }
    session.workspace = Workspace::Compare;
}

/// The pictures that are found; the recipes of the board follow them where their pixels differ.
void restorePictures(const StoredSession& stored, const FileFinder& finder, RestoredSession& result)
{
    Session& session = result.session;
    session.pictures.clear();
    for (int i = 0; i < stored.session.pictures.size(); ++i) {
        OpenPicture open = stored.session.pictures[i];
        const QByteArray hash = open.picture.contentHash;
        const StoredPicture* file = fileOf(stored, open.picture);
        if (open.picture.isNull() && file) {
            if (const auto found = finder.picture(*file))
                open.picture = *found;
            else
                result.missing += MissingFile{file->path, file->fileName(), found.error().detail, false};
        }
        if (!open.picture.isNull())
            session.pictures += open;
        else if (i <= stored.session.current && session.current > 0)
            --session.current;
        for (BoardPanel& panel : session.board.panels) {
            if (panel.recipe.pictureHash == hash && !open.picture.isNull())
                panel.recipe.pictureHash = open.picture.contentHash;
        }
    }
    session.current = std::min(session.current, int(session.pictures.size()) - 1);
}

void restoreModels(const StoredSession& stored, const FileFinder& finder, RestoredSession& result)
{
    for (const StoredModel& model : stored.models) {
        const Expected<QString> path = finder.model(model);
        if (!path) {
            result.missing +=
                MissingFile{model.path, QFileInfo(model.path).fileName(), path.error().detail, true};
            continue;
        }
        const auto move = [&](ModelSource& source) {
            if (source.path == model.path)
                source.path = *path;
        };
        move(result.session.model);
        for (BoardPanel& panel : result.session.board.panels)
            move(panel.recipe.model);
    }
}

} // namespace

RestoredSession restoredSession(const StoredSession& stored, const FileFinder& finder)
{
    RestoredSession result{.session = stored.session, .missing = {}};
    restorePictures(stored, finder, result);
    restoreModels(stored, finder, result);
    return result;
}

StoredSession sessionOf(const Manifest& manifest, const Session& present)
{
    StoredSession result{.session = present, .files = {}, .models = manifest.models, .savedAs = {}};
    addPictures(manifest, result);
    Session& session = result.session;
    for (const ManifestPanel& panel : manifest.panels) {
        if (const int index = indexOf(session.pictures, panel.recipe.pictureHash); index >= 0)
            session.pictures[index].framing = panel.recipe.framing;
    }
    const Recipe& first = manifest.panels.front().recipe;
    session.model = first.model;
    if (!isReduced(first.precision) || session.device != u"cpu")
        session.precision = first.precision;
    QList<ManifestPanel> maps = manifest.panels;
    maps.removeIf(isDrawing);
    session.workspace = maps.isEmpty() ? Workspace::Ascend : Workspace::Explain;
    if (!maps.isEmpty())
        takeMap(maps.front(), session);
    const auto drawing = std::find_if(manifest.panels.begin(), manifest.panels.end(), isDrawing);
    if (drawing != manifest.panels.end())
        takeDrawing(drawing->recipe, session);
    maps.removeIf([](const ManifestPanel& panel) { return panel.recipe.method == predictionMethod; });
    if (isComparison(maps))
        takeBoard(maps, session);
    return result;
}

Manifest manifestOf(const StoredSession& stored)
{
    const Session& session = stored.session;
    Manifest manifest{
        .version = QStringLiteral(SALISCOPE_VERSION), .pictures = stored.files, .models = stored.models};
    if (session.workspace == Workspace::Ascend) {
        manifest.panels += ManifestPanel{.recipe = ascentRecipe(session)};
    } else if (session.workspace == Workspace::Compare) {
        for (const BoardPanel& panel : session.board.panels)
            manifest.panels += ManifestPanel{panel.recipe, panel.style, panel.title};
    } else {
        for (const OpenPicture& open : session.pictures)
            manifest.panels += ManifestPanel{.recipe = explainRecipe(session, &open), .style = session.style};
    }
    if (manifest.panels.size() > 1)
        manifest.options.layout = FigureLayout::Rows;
    return manifest;
}

} // namespace saliscope
