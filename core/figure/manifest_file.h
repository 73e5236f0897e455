// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/manifest.h"

namespace saliscope {

/// The key under which a PNG figure carries its manifest.
inline constexpr const char* manifestTextKey = "Saliscope manifest";

/// The manifest as the element that SVG figures have among their metadata and PDF figures in their XMP.
QByteArray manifestElement(const QByteArray& manifest);

/// Whether a PNG, SVG or PDF figure carries a manifest, or a JSON file is one. Reads no pixels.
bool holdsManifest(const QString& path);

/// The manifest that a figure carries or a JSON file is, with absolute paths. Errors: FileNotFound,
/// FileUnreadable.
Expected<Manifest> readManifest(const QString& path);

} // namespace saliscope
