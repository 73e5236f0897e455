// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>

#include "core/compute/readers/archive.h"

namespace saliscope::compute {

/// The serialisation's number of a dtype (float32 is 7) as libtorch's; ModelUnsupported for what is not
/// handled.
at::ScalarType scalarTypeOfCode(int code);

/// The tensors of an exported program: weights, buffers and literals by their dotted names. Each record is
/// read once; sizes, strides and offsets are checked against its bytes. 16-bit floats become float32.
/// torch 2.8 pickles them instead; of that only the shapes are believed, after the same checks.
class ExportedWeights
{
public:
    explicit ExportedWeights(const Archive& archive);
    ~ExportedWeights();

    /// ModelBroken when the name is missing or its record is damaged.
    at::Tensor tensor(const std::string& name);

private:
    void addConfig(const QString& folder, const QString& config);
    void addPickled(const QString& path);
    at::Tensor record(const QString& path);

    struct Meta;
    const Archive& m_archive;
    std::map<std::string, Meta> m_metas;
    std::map<QString, at::Tensor> m_records; ///< Bytes by path in the archive.
};

} // namespace saliscope::compute
