// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include <algorithm>

#include "core/compute/graph/plan/rule.h"

namespace saliscope::compute {

namespace {

int64_t wrapped(int64_t axis, const TensorMeta& meta)
{
    return axis < 0 ? axis + int64_t(meta.sizes.size()) : axis;
}

/// Operators that only give the numbers another shape.
void reshaped(Frame& frame)
{
    frame.give(0, frame.takeGradient().reshape(frame.input(0).sizes));
}

void permuted(Frame& frame)
{
    const std::vector<int64_t> order = frame.argument(1).toIntVector();
    std::vector<int64_t> back(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        back[std::size_t(wrapped(order[i], frame.input(0)))] = int64_t(i);
    frame.give(0, frame.takeGradient().permute(back));
}

void transposed(Frame& frame)
{
    const bool isMatrix = frame.name() == "aten::t";
    const at::Tensor g = frame.takeGradient();
    frame.give(0, isMatrix ? g.t() : g.transpose(frame.argument(1).toInt(), frame.argument(2).toInt()));
}

void expanded(Frame& frame)
{
    frame.give(0, at::sum_to(frame.takeGradient(), frame.input(0).sizes));
}

void converted(Frame& frame)
{
    const TensorMeta& x = frame.input(0);
    frame.give(0, frame.takeGradient().to(x.options.device(), x.options.dtype().toScalarType()));
}

at::Tensor zeros(const TensorMeta& meta, const at::Tensor& like)
{
    const bool isSameRank = like.dim() == int64_t(meta.sizes.size());
    return at::zeros(meta.sizes,
                     isSameRank ? meta.options.memory_format(like.suggest_memory_format()) : meta.options);
}

void selected(Frame& frame)
{
    const at::Tensor g = frame.takeGradient();
    at::Tensor whole = zeros(frame.input(0), g);
    whole.select(frame.argument(1).toInt(), frame.argument(2).toInt()).copy_(g);
    frame.give(0, whole);
}

/// slice(self, dim, start, end, step) and narrow(self, dim, start, length).
void sliced(Frame& frame)
{
    const at::Tensor g = frame.takeGradient();
    at::Tensor whole = zeros(frame.input(0), g);
    const auto optional = [&](std::size_t i) {
        return frame.argument(i).isNone() ? std::optional<int64_t>()
                                          : std::optional(frame.argument(i).toInt());
    };
    const int64_t axis = frame.argument(1).toInt();
    if (frame.name() == "aten::narrow")
        whole.narrow(axis, frame.argument(2).toInt(), frame.argument(3).toInt()).copy_(g);
    else
        whole.slice(axis, optional(2), optional(3), frame.argument(4).toInt()).copy_(g);
    frame.give(0, whole);
}

/// The parts of a split side by side again; those that nobody read are zero.
void joined(Frame& frame)
{
    const bool isUnbind = frame.name() == "aten::unbind.int";
    std::vector<at::Tensor> parts;
    for (std::size_t k = 0; k < frame.results(); ++k) {
        at::Tensor part = frame.takeGradient(k);
        parts.push_back(part.defined() ? part : at::zeros(frame.result(k).sizes, frame.result(k).options));
    }
    const int64_t axis = frame.argument(isUnbind ? 1 : 2).toInt();
    frame.give(0, isUnbind ? at::stack(parts, axis) : at::cat(parts, axis));
}

void concatenated(Frame& frame)
{
    const int64_t axis = wrapped(frame.argument(1).toInt(), frame.result());
    const bool isStack = frame.name() == "aten::stack";
    const at::Tensor g = frame.takeGradient();
    int64_t start = 0;
    for (std::size_t e = 0; e < frame.elements(0); ++e) {
        const c10::DimVector& sizes = frame.input(0, e).sizes;
        if (isStack) {
            frame.give(0, g.select(axis, int64_t(e)), e);
        } else if (sizes.size() != 1 || sizes[0] != 0) { // An empty list is skipped by cat.
            frame.give(0, g.narrow(axis, start, sizes[std::size_t(axis)]), e);
            start += sizes[std::size_t(axis)];
        }
    }
}

std::vector<int64_t> cropped(const Frame& frame)
{
    std::vector<int64_t> pads = frame.argument(1).toIntVector();
    std::transform(pads.begin(), pads.end(), pads.begin(), std::negate<>());
    return pads;
}

void padded(Frame& frame)
{
    frame.give(0, at::constant_pad_nd(frame.takeGradient(), cropped(frame)));
}

void reflected(Frame& frame)
{
    const auto backward = frame.name() == "aten::reflection_pad2d" ? at::reflection_pad2d_backward
                                                                   : at::replication_pad2d_backward;
    frame.give(0, backward(frame.takeGradient(), frame.tensor(0), frame.argument(1).toIntVector()));
}

bool isConstantPad(const Node& node)
{
    const c10::IValue* mode = node.op.name == "aten::pad" ? node.inputs[2].constant() : nullptr;
    return node.op.name != "aten::pad" || (mode && mode->toStringRef() == "constant");
}

void rolled(Frame& frame)
{
    std::vector<int64_t> shifts = frame.argument(1).toIntVector();
    std::transform(shifts.begin(), shifts.end(), shifts.begin(), std::negate<>());
    frame.give(0, at::roll(frame.takeGradient(), shifts, frame.argument(2).toIntVector()));
}

} // namespace

void addShapeRules(RuleTable& table)
{
    addRule(table,
            {"aten::view", "aten::reshape", "aten::_unsafe_view", "aten::flatten.using_ints",
             "aten::unflatten.int", "aten::squeeze", "aten::squeeze.dim", "aten::squeeze.dims",
             "aten::unsqueeze"},
            {reshaped});
    addRule(table, {"aten::contiguous", "aten::clone", "aten::alias", "aten::lift_fresh_copy"},
            {[](Frame& f) { f.give(0, f.takeGradient()); }});
    addRule(table, {"aten::permute"}, {permuted});
    addRule(table, {"aten::transpose.int", "aten::t"}, {transposed});
    addRule(table, {"aten::expand", "aten::expand_as", "aten::broadcast_to"}, {expanded});
    addRule(table, {"aten::to.dtype", "aten::to.dtype_layout", "aten::to.device", "aten::_to_copy"},
            {converted});
    addRule(table, {"aten::select.int"}, {selected});
    addRule(table, {"aten::slice.Tensor", "aten::narrow"}, {sliced});
    addRule(table,
            {"aten::split.Tensor", "aten::split_with_sizes", "aten::split.sizes", "aten::chunk",
             "aten::tensor_split.sections", "aten::unbind.int"},
            {joined});
    addRule(table, {"aten::cat", "aten::concat", "aten::stack"}, {concatenated});
    addRule(table, {"aten::constant_pad_nd", "aten::pad"}, {padded, 0, 0, false, 0, isConstantPad});
    addRule(table, {"aten::reflection_pad2d", "aten::replication_pad2d"}, {reflected, 1});
    addRule(table, {"aten::roll"}, {rolled});
    addRule(table, {"aten::flip"},
            {[](Frame& f) { f.give(0, f.takeGradient().flip(f.argument(1).toIntVector())); }});
    addRule(table, {"aten::pixel_shuffle"},
            {[](Frame& f) { f.give(0, at::pixel_unshuffle(f.takeGradient(), f.argument(1).toInt())); }});
    addRule(table, {"aten::pixel_unshuffle"},
            {[](Frame& f) { f.give(0, at::pixel_shuffle(f.takeGradient(), f.argument(1).toInt())); }});
}

} // namespace saliscope::compute
