// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/DimVector.h>

#include <any>
#include <utility>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// What is known of a tensor after it is gone.
struct TensorMeta
{
    c10::DimVector sizes;
    at::TensorOptions options;

    static TensorMeta of(const at::Tensor& tensor)
    {
        return {c10::DimVector(tensor.sizes()), tensor.options()};
    }
};

/// What a node left for its backward.
struct Saved
{
    torch::jit::Stack arguments; ///< As called; tensors that the rule does not keep are undefined.
    std::vector<std::vector<TensorMeta>> inputs; ///< Per argument: its tensors, one or a list.
    std::vector<at::Tensor> outputs;             ///< Undefined where not kept.
    std::vector<TensorMeta> results;
};

/// A gradient that is not yet written out: whole factor + spread, where `factor` and `spread` have one number
/// for all pixels of a channel, (N, C, 1, 1). Each may be undefined: a factor of 1, nothing to add.
struct LazyGradient
{
    at::Tensor whole, factor, spread;
    c10::DimVector sizes; ///< Where there is `spread`.

    bool isDefined() const { return whole.defined() || spread.defined(); }
    /// Written out, in place where the memory is nobody else's.
    at::Tensor settled() &&;
};

/// The gradients of a backward run, by value: sums of what the readers gave so far.
class GradientSlots
{
public:
    explicit GradientSlots(std::size_t values)
        : m_sums(values)
        , m_isWanted(values)
    {}

    bool isWanted(ValueId id) const { return m_isWanted[std::size_t(id)] != 0; }
    void want(ValueId id) { m_isWanted[std::size_t(id)] = 1; }
    bool isDefined(ValueId id) const { return m_sums[std::size_t(id)].isDefined(); }
    const at::Tensor& sum(ValueId id) { return settled(m_sums[std::size_t(id)]); }
    at::Tensor take(ValueId id) { return std::move(m_sums[std::size_t(id)]).settled(); }
    LazyGradient takeLazily(ValueId id) { return std::exchange(m_sums[std::size_t(id)], {}); }
    /// Adds in place where the sum, or `gradient`, is nobody else's.
    void add(ValueId id, at::Tensor gradient);
    /// Adds gradient factor, `factor` (N, C, 1, 1).
    void addScaled(ValueId id, at::Tensor gradient, const at::Tensor& factor);
    /// Adds `spread` (N, C, 1, 1) at every pixel of `sizes`.
    void addSpread(ValueId id, const at::Tensor& spread, const c10::DimVector& sizes);

private:
    static const at::Tensor& settled(LazyGradient& gradient);

    std::vector<LazyGradient> m_sums;
    std::vector<char> m_isWanted;
};

/// Whether nobody else holds the tensor's memory, so that it may be written in place.
bool isOwned(const at::Tensor& tensor);

/// One node's call as its backward rule sees it. Arguments are numbered as in the operator's schema.
class Frame
{
public:
    Frame(const Node& node, Saved& saved, GradientSlots& slots, std::any& prepared)
        : m_node(node)
        , m_saved(saved)
        , m_slots(slots)
        , m_prepared(prepared)
    {}

    const std::string& name() const { return m_node.op.name; }
    const c10::IValue& argument(std::size_t i) const { return m_saved.arguments[i]; }
    /// An input tensor that the rule keeps, or a constant; undefined for None.
    at::Tensor tensor(std::size_t i) const;
    const at::Tensor& output(std::size_t k = 0) const { return m_saved.outputs[k]; }
    const TensorMeta& input(std::size_t i, std::size_t element = 0) const
    {
        return m_saved.inputs[i][element];
    }
    std::size_t elements(std::size_t i) const { return m_saved.inputs[i].size(); }
    const TensorMeta& result(std::size_t k = 0) const { return m_saved.results[k]; }
    std::size_t results() const { return m_saved.results.size(); }

    /// Whether the gradient with respect to an argument is asked for.
    bool needs(std::size_t i, std::size_t element = 0) const;
    /// The gradient of output `k`; undefined when nothing depends on it. Can be taken once.
    at::Tensor takeGradient(std::size_t k = 0) { return m_slots.take(m_node.outputs[k]); }
    /// The same for rules that can take it as it is.
    LazyGradient takeGradientLazily() { return m_slots.takeLazily(m_node.outputs.front()); }
    /// Adds to the gradient of an argument, which is ignored where it is not asked for.
    void give(std::size_t i, at::Tensor gradient, std::size_t element = 0);
    /// Adds gradient factor, `factor` (N, C, 1, 1), which is multiplied in when the sum is read.
    void giveScaled(std::size_t i, at::Tensor gradient, const at::Tensor& factor);
    /// Adds the same number at every pixel of a channel: `spread` (N, C, 1, 1).
    void giveSpread(std::size_t i, const at::Tensor& spread);
    /// The sum so far of an argument's gradient, where it may be added to in place; undefined otherwise.
    at::Tensor writableSum(std::size_t i, std::size_t element = 0) const;

    /// What the rule made of the node's constants once and for all.
    template <typename T, typename Make>
    T& prepared(Make make)
    {
        if (!m_prepared.has_value())
            m_prepared = make();
        return *std::any_cast<T>(&m_prepared);
    }

private:
    const ValueId* valueOf(std::size_t i, std::size_t element) const;

    const Node& m_node;
    Saved& m_saved;
    GradientSlots& m_slots;
    std::any& m_prepared;
};

} // namespace saliscope::compute
