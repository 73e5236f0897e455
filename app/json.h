// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include "core/recipe/method_info.h"
#include "core/recipe/prediction.h"
#include "core/recipe/target.h"

namespace saliscope::app {

/// The parts of what goes to stdout that several commands share. Fields may be added, never renamed.
QJsonObject scoreJson(const ClassScore& score);
/// What was asked for and what was found there.
QJsonObject targetJson(const Target& target, const ClassScore& score);

/// A parameter's id, kind, default, range and so on.
QJsonObject paramJson(const ParamSpec& spec);
/// "n=50  (1 to 10000)  Samples".
QString paramText(const ParamSpec& spec);

} // namespace saliscope::app
