// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/network_input.h"

namespace saliscope::compute {

namespace {

/// input = picture * scale + offset, per channel of the model, (1, C, 1, 1).
struct Normalisation
{
    at::Tensor scale;
    at::Tensor offset;

    Normalisation(const InputSpec& spec, const at::TensorOptions& options)
    {
        std::vector<double> scales;
        std::vector<double> offsets;
        for (std::size_t channel = 0; channel < std::size_t(spec.channelCount()); ++channel) {
            scales.push_back(0.5 / spec.std[channel]);
            offsets.push_back((0.5 - spec.mean[channel]) / spec.std[channel]);
        }
        scale = at::tensor(scales, at::kDouble).reshape({1, -1, 1, 1}).to(options);
        offset = at::tensor(offsets, at::kDouble).reshape({1, -1, 1, 1}).to(options);
    }
};

at::Tensor inModelOrder(const at::Tensor& picture, ChannelOrder order)
{
    switch (order) {
    case ChannelOrder::Bgr:
        return picture.flip(1);
    case ChannelOrder::Gray:
        return picture.select(1, 0)
            .mul(0.299)
            .add(picture.select(1, 1), 0.587)
            .add(picture.select(1, 2), 0.114)
            .unsqueeze(1);
    case ChannelOrder::Rgb:
        break;
    }
    return picture;
}

} // namespace

at::Tensor networkInput(const at::Tensor& picture, const InputSpec& spec)
{
    const Normalisation normalisation(spec, picture.options());
    return at::addcmul(normalisation.offset, inModelOrder(picture, spec.channels), normalisation.scale)
        .contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor pictureOfInput(const at::Tensor& input, const InputSpec& spec)
{
    const Normalisation normalisation(spec, input.options());
    const at::Tensor picture = (input - normalisation.offset) / normalisation.scale;
    const at::Tensor rgb = spec.channels == ChannelOrder::Bgr    ? picture.flip(1)
                           : spec.channels == ChannelOrder::Gray ? picture.expand({-1, 3, -1, -1})
                                                                 : picture;
    return rgb.contiguous();
}

} // namespace saliscope::compute
