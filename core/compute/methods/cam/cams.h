// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/compute/methods/method.h"

namespace saliscope::compute {

/// The class activation maps, one file each.
std::unique_ptr<Method> makeCam();
std::unique_ptr<Method> makeGradCam();
std::unique_ptr<Method> makeGradCamPlusPlus();
std::unique_ptr<Method> makeXGradCam();
std::unique_ptr<Method> makeLayerCam();
std::unique_ptr<Method> makeHiResCam();
std::unique_ptr<Method> makeEigenCam();
std::unique_ptr<Method> makeEigenGradCam();
std::unique_ptr<Method> makeScoreCam();
std::unique_ptr<Method> makeAblationCam();

} // namespace saliscope::compute
