// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/principal_map.h"

#include <QCoreApplication>

#include "core/base/strings.h"

namespace saliscope::compute {

ParamSpec centredParam()
{
    const auto text = [](const char* source) { return QCoreApplication::translate("Cam", source); };
    return {.id = u"centred"_s,
            .name = text(QT_TRANSLATE_NOOP("Cam", "Centred")),
            .kind = ParamSpec::Kind::Boolean,
            .defaultValue = false,
            .help =
                text(QT_TRANSLATE_NOOP("Cam", "Takes each channel's mean off first, as principal component "
                                              "analysis does; the paper does not.")),
            .advanced = true};
}

at::Tensor principalMap(const at::Tensor& values, bool isCentred)
{
    at::Tensor places = values.flatten(2).transpose(1, 2);
    if (isCentred)
        places = places - places.mean(1, true);
    const at::Tensor direction = std::get<2>(at::linalg_svd(places, false)).select(1, 0).unsqueeze(2);
    const at::Tensor map = at::matmul(places, direction).squeeze(2);
    const at::Tensor agreement = (map * values.sum(1).flatten(1)).sum(1, true);
    return at::where(agreement < 0, -map, map).view({values.size(0), values.size(2), values.size(3)});
}

} // namespace saliscope::compute
