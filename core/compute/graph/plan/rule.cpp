// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/rule.h"

namespace saliscope::compute {

namespace {

RuleTable makeTable()
{
    RuleTable table;
    for (const auto add : {addActivationRules, addArithmeticRules, addAttentionRules, addConvolutionRules,
                           addGateRules, addMatrixRules, addNormalisationRules, addNormReluRules,
                           addPoolingRules, addReductionRules, addShapeRules})
        add(table);
    return table;
}

} // namespace

const Rule* ruleFor(const Node& node)
{
    static const RuleTable table = makeTable();
    const auto found = table.find(node.op.name);
    if (found == table.end() || (found->second.covers && !found->second.covers(node)))
        return nullptr;
    return &found->second;
}

} // namespace saliscope::compute
