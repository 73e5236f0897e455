// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include "core/recipe/method_info.h"
#include "core/recipe/prediction.h"
#include "core/recipe/target.h"

namespace saliscope::app {

/// The parts of the documents on stdout that several commands share. Fields may be added, never renamed.
QJsonObject scoreJson(const ClassScore& score);
/// What was asked for and what was found there.
QJsonObject targetJson(const Target& target, const ClassScore& score);

} // namespace saliscope::app
