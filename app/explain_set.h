// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include "app/photo_set_options.h"
#include "core/engine/runner.h"

namespace saliscope::app {

/// Explains many photos one after the other, in the memory that one takes. Where a folder is given, the photo
/// a/b.jpg of the set leaves a/b.jpg.npy, the raw map, and then a/b.jpg.json, what is known of it. Names
/// depend on the photo alone, so results of several shards lie side by side; what is there from the same
/// photo and the same recipe is not computed again.
class SetExplainer
{
public:
    /// `runner` must outlive this. `folder` empty: results are printed only.
    SetExplainer(Runner& runner, const Recipe& recipe, const QString& modelPath, const QString& folder);

    /// Errors: the first that is not about a photo, such as a full disk; as setOutcome().
    Expected<void> run(const QList<SetPhoto>& photos, SetPrinter& printer);

private:
    QString pathFor(const SetPhoto& photo, const QString& ending) const;
    QJsonObject identityOf(const SetPhoto& photo) const;
    /// What an earlier run left of this very computation; empty if there is none.
    QJsonObject finished(const SetPhoto& photo) const;
    Expected<void> explain(const SetPhoto& photo, const Picture& picture, SetPrinter& printer);
    Expected<void> write(const SetPhoto& photo, const FloatMap& map, const QJsonObject& record) const;

    Runner& m_runner;
    Recipe m_recipe;
    QJsonObject m_asked; ///< The recipe as it was asked for, without a picture.
    QString m_folder;
};

} // namespace saliscope::app
