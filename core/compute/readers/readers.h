// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// A model file turned into a graph. Extra files (a card may be among them): Archive::extraFiles().
struct ReadModel
{
    Graph graph;
    QString format;        ///< "pt2" or "torchscript".
    qint64 parameters = 0; ///< Trainable numbers; buffers do not count.
};

/// Reads a .pt2 written by torch.export.save (layout of torch 2.8 and later). Throws ComputeError.
ReadModel readExportedProgram(const QString& path);
/// Reads a scripted or traced .pt, inlined; `exampleShape` (N, C, H, W) decides branches on shapes. Throws
/// ComputeError.
ReadModel readTorchScript(const QString& path, const std::vector<int64_t>& exampleShape);
/// Looks into the file, not at its name, and calls the right reader. Throws ComputeError that says what the
/// file is.
ReadModel readModel(const QString& path, const std::vector<int64_t>& exampleShape);

} // namespace saliscope::compute
