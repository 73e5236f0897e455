// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/readers/exported_weights.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>
#include <torch/csrc/jit/serialization/unpickler.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

namespace {

constexpr int64_t largestExpansion = int64_t(1) << 30; ///< Bytes that converting may add to a record's own.

ComputeError broken(const std::string& name, const QString& why)
{
    return {ErrorCode::ModelBroken, u"The weights of the model are damaged"_s,
            u"“%1”: %2"_s.arg(QString::fromStdString(name), why), u"Export the model again."_s};
}

std::vector<int64_t> wholeNumbers(const nlohmann::json& list)
{
    std::vector<int64_t> numbers;
    for (const auto& entry : list)
        numbers.push_back(entry.at("as_int").get<int64_t>());
    return numbers;
}

/// A pickle's one value. libtorch's unpickler builds tensors, numbers and containers and calls nothing;
/// every other name in the file is an error. `storage` gives the bytes of a record of the archive.
c10::IValue unpickled(const QByteArray& pickle, const std::function<at::DataPtr(const std::string&)>& storage)
{
    qsizetype position = 0;
    const auto read = [&](char* destination, std::size_t count) {
        const auto size = std::min(qsizetype(count), pickle.size() - position);
        std::copy_n(pickle.constData() + position, size, destination);
        position += size;
        return std::size_t(size);
    };
    try {
        return torch::jit::Unpickler(read, nullptr, nullptr, storage, c10::Device(c10::kCPU)).parse_ivalue();
    } catch (const c10::Error& error) {
        throw ComputeError(ErrorCode::ModelUnsupported, u"The pickled weights cannot be read"_s,
                           QString::fromUtf8(error.what_without_backtrace()).section(u'\n', 0, 0),
                           u"Export the model again with torch 2.9 or later, in float32."_s);
    }
}

} // namespace

struct ExportedWeights::Meta
{
    QString path; ///< In the archive.
    bool isPickled = false;
    at::ScalarType type = at::kFloat;
    std::vector<int64_t> sizes;
    std::vector<int64_t> strides;
    int64_t offset = 0;

    /// Elements the record must have; throws on negative or overflowing numbers.
    int64_t extent(const std::string& name) const
    {
        int64_t last = offset;
        bool isBad = offset < 0 || sizes.size() != strides.size() || sizes.size() > 64;
        bool isEmpty = false;
        for (std::size_t i = 0; i < sizes.size() && !isBad; ++i) {
            int64_t reach = 0;
            isBad = sizes[i] < 0 || strides[i] < 0 ||
                    __builtin_mul_overflow(std::max<int64_t>(sizes[i] - 1, 0), strides[i], &reach) ||
                    __builtin_add_overflow(last, reach, &last);
            isEmpty |= sizes[i] == 0;
        }
        if (isBad || last == std::numeric_limits<int64_t>::max())
            throw broken(name, u"its shape makes no sense"_s);
        return isEmpty ? 0 : last + 1;
    }

    /// Bytes of the tensor written out; throws where they overflow.
    int64_t expandedBytes(const std::string& name) const
    {
        auto bytes = int64_t(c10::elementSize(type));
        for (int64_t size : sizes)
            if (__builtin_mul_overflow(bytes, size, &bytes))
                throw broken(name, u"its shape makes no sense"_s);
        return bytes;
    }
};

at::ScalarType scalarTypeOfCode(int code)
{
    static constexpr std::array types{at::kByte,        at::kChar,         at::kShort,         at::kInt,
                                      at::kLong,        at::kHalf,         at::kFloat,         at::kDouble,
                                      at::kComplexHalf, at::kComplexFloat, at::kComplexDouble, at::kBool,
                                      at::kBFloat16};
    if (code < 1 || code > int(types.size()))
        throw ComputeError(
            ErrorCode::ModelUnsupported, u"The model uses a number format that is not supported"_s,
            u"dtype code %1 of the exported program (8-bit floats and unsigned words are not read)."_s.arg(
                code),
            u"Export the model in float32."_s);
    return types[std::size_t(code - 1)];
}

ExportedWeights::ExportedWeights(const Archive& archive)
    : m_archive(archive)
{
    addConfig(u"data/weights/"_s, u"model_weights_config.json"_s);
    addConfig(u"data/constants/"_s, u"model_constants_config.json"_s);
    addPickled(u"data/weights/model.pt"_s);
    addPickled(u"data/constants/model.pt"_s);
}

ExportedWeights::~ExportedWeights() = default;

void ExportedWeights::addConfig(const QString& folder, const QString& config)
{
    if (!m_archive.contains(folder + config))
        return; // What it would have named is reported as missing, by name.
    const QByteArray text = m_archive.read(folder + config);
    const auto json = nlohmann::json::parse(text.begin(), text.end());
    for (const auto& [name, entry] : json.at("config").items()) {
        Meta meta;
        meta.path = folder + QString::fromStdString(entry.at("path_name").get<std::string>());
        meta.isPickled = entry.at("use_pickle").get<bool>();
        if (const auto& tensor = entry.at("tensor_meta"); !tensor.is_null() && !meta.isPickled) {
            meta.type = scalarTypeOfCode(tensor.at("dtype").get<int>());
            meta.sizes = wholeNumbers(tensor.at("sizes"));
            meta.strides = wholeNumbers(tensor.at("strides"));
            meta.offset = tensor.at("storage_offset").at("as_int").get<int64_t>();
        }
        m_metas.emplace(name, std::move(meta));
    }
}

void ExportedWeights::addPickled(const QString& path)
{
    if (m_archive.size(path) == 0)
        return;
    const Archive saved(m_archive.read(path), path);
    std::map<const void*, QString> records; // By where their bytes are now.
    const auto storage = [&](const std::string& key) {
        const QString name = u"data/"_s + QString::fromStdString(key);
        at::Tensor& bytes = m_records[path + u'/' + name];
        if (!bytes.defined()) {
            bytes = at::empty({int64_t(saved.size(name))}, at::kByte);
            saved.readInto(name, bytes.data_ptr());
        }
        records[bytes.data_ptr()] = path + u'/' + name;
        return at::DataPtr(bytes.data_ptr(), at::kCPU);
    };
    const c10::IValue tensors = unpickled(saved.read(u"data.pkl"_s), storage);
    if (!tensors.isGenericDict())
        throw broken(path.toStdString(), u"it is not a dictionary"_s);
    for (const auto& entry : tensors.toGenericDict()) {
        if (!entry.key().isString() || !entry.value().isTensor())
            throw broken(path.toStdString(), u"it holds something that is not a tensor"_s);
        const at::Tensor& tensor = entry.value().toTensor();
        const std::string& name = entry.key().toStringRef();
        if (tensor.layout() != at::kStrided || tensor.is_quantized())
            throw broken(name, u"it is sparse or quantised"_s);
        m_metas.emplace(name, Meta{.path = records[tensor.storage().data()],
                                   .type = tensor.scalar_type(),
                                   .sizes = tensor.sizes().vec(),
                                   .strides = tensor.strides().vec(),
                                   .offset = tensor.storage_offset()});
    }
}

at::Tensor ExportedWeights::record(const QString& path)
{
    at::Tensor& bytes = m_records[path];
    if (!bytes.defined()) {
        bytes = at::empty({int64_t(m_archive.size(path))}, at::kByte);
        m_archive.readInto(path, bytes.data_ptr());
    }
    return bytes;
}

at::Tensor ExportedWeights::tensor(const std::string& name)
{
    const auto found = m_metas.find(name);
    if (found == m_metas.end())
        throw broken(name, u"the file holds no weights of this name"_s);
    const Meta& meta = found->second;
    if (meta.isPickled)
        throw ComputeError(
            ErrorCode::ModelUnsupported, u"The model holds a Python object instead of plain weights"_s,
            u"“%1” is a tensor subclass or a custom object (quantised models have them)."_s.arg(
                QString::fromStdString(name)),
            u"Export the model in float32, without quantisation."_s);
    const auto itemSize = int64_t(c10::elementSize(meta.type));
    const int64_t extent = meta.extent(name);
    if (extent == 0)
        return at::empty(meta.sizes,
                         meta.type == at::kHalf || meta.type == at::kBFloat16 ? at::kFloat : meta.type);
    const at::Tensor bytes = record(meta.path);
    const int64_t available = bytes.numel() / itemSize;
    if (extent > available)
        throw broken(name, u"it needs %1 numbers, its record holds %2"_s.arg(extent).arg(available));
    if (meta.expandedBytes(name) > bytes.numel() + largestExpansion)
        throw broken(name, u"its shape is far larger than its record"_s);
    const at::Tensor flat = bytes.narrow(0, 0, available * itemSize).view(meta.type);
    const at::Tensor tensor = flat.as_strided(meta.sizes, meta.strides, meta.offset);
    const bool isShort = meta.type == at::kHalf || meta.type == at::kBFloat16;
    return isShort ? tensor.to(at::kFloat) : tensor;
}

} // namespace saliscope::compute
