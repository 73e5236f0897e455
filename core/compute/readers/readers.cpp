// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/readers/readers.h"

#include "core/compute/readers/file_kind.h"

namespace saliscope::compute {

ReadModel readModel(const QString& path, const std::vector<int64_t>& exampleShape)
{
    return detectFileKind(path) == FileKind::ExportedProgram ? readExportedProgram(path)
                                                             : readTorchScript(path, exampleShape);
}

} // namespace saliscope::compute
