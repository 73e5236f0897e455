// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace saliscope::compute {

enum class Activation
{
    Relu,
    Hardtanh,
    Silu,
    Hardswish
};

/// The way back through an activation for dense channels-last pixels of one picture, in one pass:
/// out = (gradient factor + spread) f'(kept).
template <typename T>
struct ActivationGradient
{
    Activation kind;
    double low = 0, high = 0;    ///< Of Hardtanh.
    const T* gradient = nullptr; ///< Null: zero everywhere.
    const T* factor = nullptr;   ///< A number a channel; null: 1.
    const T* spread = nullptr;   ///< A number a channel; null: 0.
    const T* kept = nullptr;     ///< Of Relu and Hardtanh what comes out, of the others what goes in.
    T* out = nullptr;            ///< May be the gradient.
    int64_t pixels = 0, channels = 0;
};

void passBack(const ActivationGradient<float>& job);
void passBack(const ActivationGradient<double>& job);

} // namespace saliscope::compute
