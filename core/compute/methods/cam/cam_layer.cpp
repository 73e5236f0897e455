// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/cam_layer.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

namespace {

constexpr int64_t mostExtraTokens = 8; // A class token, perhaps one for distillation, registers.

/// How far a map of this shape is from the picture's aspect.
double distortion(int64_t height, int64_t width, const InputSpec& input)
{
    return std::abs(std::log(double(height * input.width) / double(width * input.height)));
}

CamLayer withGrid(CamLayer layer, CamLayer::Layout layout, int64_t channels, int64_t height, int64_t width)
{
    layer.layout = layout;
    layer.channels = channels;
    layer.height = height;
    layer.width = width;
    return layer;
}

/// Tokens whose last ones form a grid of the picture's aspect.
std::optional<CamLayer> asTokens(const CamLayer& layer, int64_t tokens, int64_t channels,
                                 const InputSpec& input)
{
    for (int64_t extra = 0; extra <= std::min(mostExtraTokens, tokens - 2); ++extra) {
        const int64_t places = tokens - extra;
        const int64_t height = std::llround(std::sqrt(double(places) * input.height / input.width));
        if (height < 2 || places % height != 0 || height * input.width != places / height * input.height)
            continue;
        CamLayer grid = withGrid(layer, CamLayer::Layout::Tokens, channels, height, places / height);
        grid.hasExtraTokens = extra > 0;
        return grid;
    }
    return std::nullopt;
}

/// The layer with its layout, where it is a map of more than one place.
std::optional<CamLayer> asMap(const LayerInfo& info, ValueId value, const InputSpec& input)
{
    using Layout = CamLayer::Layout;
    const CamLayer layer{.name = info.name, .value = value};
    const QList<qint64>& shape = info.shape;
    if (shape.size() < 3 || shape[0] != 1)
        return std::nullopt;
    if (shape.size() == 3)
        return asTokens(layer, shape[1], shape[2], input);
    if (shape.size() != 4)
        return std::nullopt;
    const bool isLast = distortion(shape[1], shape[2], input) < distortion(shape[2], shape[3], input);
    const CamLayer map = isLast ? withGrid(layer, Layout::ChannelsLast, shape[3], shape[1], shape[2])
                                : withGrid(layer, Layout::ChannelsFirst, shape[1], shape[2], shape[3]);
    return map.height > 1 && map.width > 1 ? std::optional(map) : std::nullopt;
}

CamLayer namedLayer(const Model& model, const QString& name)
{
    const auto& layers = model.info().layers;
    const auto info = std::find_if(layers.begin(), layers.end(),
                                   [&](const LayerInfo& layer) { return layer.name == name; });
    if (info == layers.end())
        throw ComputeError(ErrorCode::InvalidArgument, u"The model has no layer \"%1\""_s.arg(name), {},
                           u"\"saliscope model FILE --layers\" lists the layers."_s);
    const auto layer = asMap(*info, model.layerValue(name), model.info().card.input);
    if (!layer) {
        QStringList sizes;
        for (const qint64 size : info->shape)
            sizes += QString::number(size);
        throw ComputeError(ErrorCode::InvalidArgument,
                           u"Layer \"%1\" is not a map of the picture"_s.arg(name),
                           u"Its value is %1; wanted are places (batch, channels, height, width), or tokens "
                           "that form a grid of the picture's aspect."_s.arg(sizes.join(u" x "_s)),
                           u"\"saliscope model FILE --layers\" lists the layers with their shapes."_s);
    }
    return *layer;
}

/// By value, the node that makes it, if the answer depends on it; -1 otherwise.
std::vector<int> neededProducers(const Graph& graph, ValueId output)
{
    std::vector<char> isNeeded(graph.values.size());
    std::vector<int> producers(graph.values.size(), -1);
    isNeeded[std::size_t(output)] = 1;
    for (std::size_t i = graph.nodes.size(); i-- > 0;) {
        const Node& node = graph.nodes[i];
        if (std::none_of(node.outputs.begin(), node.outputs.end(),
                         [&](ValueId id) { return isNeeded[std::size_t(id)] != 0; }))
            continue;
        forEachInput(node, [&](ValueId id) { isNeeded[std::size_t(id)] = 1; });
        for (const ValueId id : node.outputs)
            producers[std::size_t(id)] = int(i);
    }
    return producers;
}

/// The last node that mixes tokens.
int lastAttention(const Graph& graph)
{
    for (std::size_t i = graph.nodes.size(); i-- > 0;) {
        const Node& node = graph.nodes[i];
        const bool isProduct = node.op.name.find("scaled_dot_product") != std::string::npos;
        const bool isSoftmax = node.op.name.find("softmax") != std::string::npos;
        if (isProduct || (isSoftmax && graph.values[std::size_t(node.outputs.front())].shape.size() > 2))
            return int(i);
    }
    return -1;
}

/// Queries, keys and values: what attention makes of its tokens for itself.
bool isProjection(const Node& node)
{
    return node.op.name == "aten::linear" || node.op.name == "aten::addmm";
}

/// The last map under its shortest name, of those whose node `isWanted` accepts.
std::optional<CamLayer> lastMap(const Model& model, const std::vector<int>& producers,
                                const std::function<bool(int node, const CamLayer&)>& isWanted)
{
    std::optional<CamLayer> best;
    int bestNode = -1;
    for (const LayerInfo& info : model.info().layers) {
        const ValueId value = model.layerValue(info.name);
        const int node = producers[std::size_t(value)];
        const bool isLater =
            node > bestNode || (best && value == best->value && info.name.size() < best->name.size());
        if (node < 0 || !isLater)
            continue;
        const auto layer = asMap(info, value, model.info().card.input);
        if (layer && isWanted(node, *layer)) {
            best = layer;
            bestNode = node;
        }
    }
    return best;
}

CamLayer defaultLayer(const Model& model)
{
    if (const QString& chosen = model.info().card.camLayer; !chosen.isEmpty())
        return namedLayer(model, chosen);
    const Graph& graph = model.graph();
    const std::vector<int> producers = neededProducers(graph, model.output());
    auto layer = lastMap(model, producers, [](int, const CamLayer&) { return true; });
    const int attention = lastAttention(graph);
    if (layer && layer->hasExtraTokens && producers[std::size_t(layer->value)] > attention)
        if (const auto earlier = lastMap(model, producers, [&](int node, const CamLayer& candidate) {
                return node < attention && candidate.hasExtraTokens &&
                       !isProjection(graph.nodes[std::size_t(node)]);
            }))
            layer = earlier;
    if (!layer)
        throw ComputeError(
            ErrorCode::InvalidArgument, u"No layer of the model is a map of the picture"_s, {},
            u"Name one, if there is any: \"saliscope model FILE --layers\" lists the layers."_s);
    return *layer;
}

} // namespace

int64_t CamLayer::channelDimension() const
{
    return layout == Layout::ChannelsFirst ? 1 : layout == Layout::ChannelsLast ? 3 : 2;
}

at::Tensor CamLayer::maps(const at::Tensor& layerValue) const
{
    at::Tensor places = layerValue.to(at::kDouble);
    if (layout == Layout::Tokens)
        places = places.narrow(1, places.size(1) - height * width, height * width)
                     .reshape({places.size(0), height, width, channels});
    return (layout == Layout::ChannelsFirst ? places : places.permute({0, 3, 1, 2})).contiguous();
}

QString CamLayer::text() const
{
    return u"%1, %2 × %3 × %4"_s.arg(name).arg(channels).arg(height).arg(width);
}

std::vector<CamLayer> camLayers(const Model& model, const QString& names)
{
    std::vector<CamLayer> layers;
    for (const QString& name : names.split(u',', Qt::SkipEmptyParts))
        layers.push_back(namedLayer(model, name.trimmed()));
    if (layers.empty())
        layers.push_back(defaultLayer(model));
    return layers;
}

} // namespace saliscope::compute
