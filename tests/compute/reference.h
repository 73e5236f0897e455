// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

#include <stdexcept>

#include "core/base/strings.h"
#include "core/compute/model/model.h"

namespace saliscope::compute {

inline QByteArray fileBytes(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(path.toStdString());
    return file.readAll();
}

inline QByteArray dataFile(const QString& name)
{
    return fileBytes(QStringLiteral(SALISCOPE_TEST_DATA) + u'/' + name);
}

/// An array that Python wrote (float32 or float64, C order, NPY 1.0), as float64 of its own shape.
inline at::Tensor arrayFile(const QString& path)
{
    const QByteArray bytes = fileBytes(path);
    const int headerSize = 10 + uchar(bytes[8]) + 256 * uchar(bytes[9]);
    const QString header = QString::fromLatin1(bytes.left(headerSize).mid(10));
    const QString sizes = QRegularExpression(u"'shape': \\(([^)]*)\\)"_s).match(header).captured(1);
    std::vector<int64_t> shape;
    for (const QString& size : sizes.split(u',', Qt::SkipEmptyParts))
        shape.push_back(size.trimmed().toLongLong());
    const auto dtype = header.contains(u"<f8"_s) ? at::kDouble : at::kFloat;
    void* const data = const_cast<char*>(bytes.constData()) + headerSize;
    return at::from_blob(data, shape, dtype).to(at::kDouble).clone();
}

inline at::Tensor referenceArray(const QString& name)
{
    return arrayFile(QStringLiteral(SALISCOPE_TEST_DATA "/reference/") + name);
}

inline QJsonDocument referenceJson(const QString& name)
{
    return QJsonDocument::fromJson(dataFile(u"reference/"_s + name));
}

/// A model of tests/data/models.
inline std::shared_ptr<Model> tinyModel(const QString& file, Precision precision = Precision::Float64)
{
    const ModelSource source{.path = QStringLiteral(SALISCOPE_TEST_DATA "/models/") + file};
    return Model::load(source, u"cpu"_s, precision, {});
}

inline double largestDifference(const at::Tensor& a, const at::Tensor& b)
{
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

/// What tests/parity/tiny_models.py draws.
inline at::Tensor drawn(uint64_t seed, at::IntArrayRef shape)
{
    return at::randn(shape, at::detail::createCPUGenerator(seed), at::TensorOptions(at::kFloat));
}

} // namespace saliscope::compute
