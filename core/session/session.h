// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>

#include "core/recipe/recipe.h"
#include "core/recipe/render_style.h"
#include "core/session/board.h"

namespace saliscope {

enum class Workspace
{
    Explain,
    Compare,
    Ascend
};

/// A picture in the list and what of it the model sees.
struct OpenPicture
{
    Picture picture;
    Framing framing;

    bool operator==(const OpenPicture& other) const
    {
        return picture.contentHash == other.picture.contentHash && picture.path == other.picture.path &&
               framing == other.framing;
    }
};

/// What the Ascend workspace draws.
struct AscentSettings
{
    QString method = QStringLiteral("ascent");
    ParamValues params; ///< Missing ids mean the default.
    Target target{.kind = Target::Kind::Class};
    quint64 seed = 1;

    bool operator==(const AscentSettings&) const = default;
};

/// Everything a person has open and has chosen, as one cheap value: what undo stores and a session file
/// saves.
struct Session
{
    QList<OpenPicture> pictures;
    int current = -1;  ///< Index of the shown picture; -1: none.
    ModelSource model; ///< Empty path: the bundled model.
    QString device = QStringLiteral("cpu");
    Precision precision = Precision::Float32;
    int threads = 0; ///< 0: as many as physical cores.

    QString method = QStringLiteral("smoothgrad");
    QMap<QString, ParamValues> params; ///< By method, so that each keeps its own.
    Target target;
    quint64 seed = 1;
    RenderStyle style;

    Board board;
    AscentSettings ascent;
    Workspace workspace = Workspace::Explain; ///< Not undoable: looking elsewhere changes nothing.

    /// Null when no picture is open.
    const OpenPicture* currentPicture() const
    {
        return current >= 0 && current < pictures.size() ? &pictures[current] : nullptr;
    }

    bool operator==(const Session&) const = default;
};

/// What predictions of a picture depend on: equal while only method, target or parameters change. Without a
/// picture the hash is empty.
Recipe predictRecipe(const Session& session, const OpenPicture* open);
/// What the Explain workspace computes of a picture.
Recipe explainRecipe(const Session& session, const OpenPicture* open);
/// What the Ascend workspace draws.
Recipe ascentRecipe(const Session& session);

} // namespace saliscope
