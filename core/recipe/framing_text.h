// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/imaging/framing.h"

namespace saliscope {

/// Reads "crop", "pad", "stretch" or "X,Y,WIDTH,HEIGHT" in pixels of the photo.
Expected<Framing> parseFraming(const QString& text);

/// The text parseFraming() reads back: for the command line and JSON.
QString framingText(const Framing& framing);

} // namespace saliscope
