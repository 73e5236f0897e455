// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/model_info.h"

#include "core/base/strings.h"

namespace saliscope {

QString ModelInfo::label(int classIndex) const
{
    if (classIndex >= 0 && classIndex < card.labels.size())
        return card.labels[classIndex];
    return u"class %1"_s.arg(classIndex);
}

} // namespace saliscope
