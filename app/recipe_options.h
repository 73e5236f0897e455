// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineParser>

#include <limits>

#include "core/engine/runner.h"
#include "core/figure/figure_options.h"

namespace saliscope::app {

/// Options that several commands share, declared and read in one place. What is wrong with them is an error
/// of code InvalidArgument that says what there is instead.
void declareModelOptions(QCommandLineParser& parser);  ///< --model --device --threads --precision
void declareFramingOption(QCommandLineParser& parser); ///< --framing
void declareMethodOptions(QCommandLineParser& parser); ///< --preset --param --seed
void declareFigureOptions(QCommandLineParser& parser); ///< --layout --show --background --dpi

/// Model, device, threads and precision.
Expected<Recipe> baseRecipe(const QCommandLineParser& parser);
/// The same, and the framing.
Expected<Recipe> pictureRecipe(const QCommandLineParser& parser);
/// Adds seed, preset and parameters of `method`, one of the runner's, to `recipe`.
Expected<void> readMethodOptions(const QCommandLineParser& parser, const Runner& runner,
                                 const MethodInfo& method, const QString& defaultPreset, Recipe& recipe);

/// Without --layout: one photo is a pair, several are rows.
Expected<FigureOptions> readFigureOptions(const QCommandLineParser& parser, qsizetype photos);

/// The images named on the command line; at least one.
Expected<QList<Picture>> readPictures(const QStringList& paths);

Expected<MethodInfo> findMethod(const Runner& runner, const QString& id, MethodInfo::Produces produces);

/// The option's value as a whole number of at least `minimum` and at most `maximum`.
Expected<int> numberOption(const QCommandLineParser& parser, const QString& name, int minimum,
                           int maximum = std::numeric_limits<int>::max());

/// Refuses a file name that does not end in one of `endings`.
Expected<void> checkEnding(const QString& path, const QStringList& endings);

} // namespace saliscope::app
