// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <map>
#include <string>

#include "core/compute/graph/plan/frame.h"

namespace saliscope::compute {

/// How an operator passes gradients on, and what it keeps for that from its forward. The forward is the
/// operator itself.
struct Rule
{
    using Backward = void (*)(Frame&);
    using Covers = bool (*)(const Node&);

    Backward backward;
    unsigned keptArguments = 0; ///< Bit i: argument i is read by backward.
    unsigned keptOutputs = 0;   ///< Bit k: output k is.
    bool isProduct = false;     ///< A kept argument is read only for the gradient of another one.
    unsigned fixedArguments =
        0;                   ///< Bit i: the rule is right only where argument i does not depend on the input.
    Covers covers = nullptr; ///< Whether the rule is right for this node's constants; null: always.
};

using RuleTable = std::map<std::string, Rule>;

/// The rule of an operator by its name with overload; null when there is none that covers the node.
const Rule* ruleFor(const Node& node);

/// The same rule under several names.
inline void addRule(RuleTable& table, std::initializer_list<const char*> names, const Rule& rule)
{
    for (const char* name : names)
        table.emplace(name, rule);
}

void addActivationRules(RuleTable& table);
void addArithmeticRules(RuleTable& table);
void addAttentionRules(RuleTable& table);
void addConvolutionRules(RuleTable& table);
void addGateRules(RuleTable& table);
void addMatrixRules(RuleTable& table);
void addNormalisationRules(RuleTable& table);
void addNormReluRules(RuleTable& table);
void addPoolingRules(RuleTable& table);
void addReductionRules(RuleTable& table);
void addShapeRules(RuleTable& table);

} // namespace saliscope::compute
