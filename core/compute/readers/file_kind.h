// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace saliscope::compute {

/// What a file given as a model holds, judged by its content.
enum class FileKind
{
    ExportedProgram, ///< torch.export.save, any version.
    TorchScript
};

/// Throws ComputeError for everything that no reader takes: it says what the file is and what to do.
FileKind detectFileKind(const QString& path);

} // namespace saliscope::compute
