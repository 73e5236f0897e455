// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// compute_parity MODEL INPUT.npy OUTDIR [--precision float64] [--raw] [--autograd]:
// logits.npy and gradient.npy (of each
// picture's top-1 logit, every picture run alone) for tests/parity/compare_torchvision.py. --raw runs the
// graph as read, without passes and under autograd; --autograd the optimised one under autograd.
#include "tests/compute/reference.h"

#include <QDir>

#include <cstdio>

#include "core/compute/graph/choose_engine.h"
#include "core/compute/graph/to_options.h"
#include "core/compute/guard.h"
#include "core/compute/readers/readers.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

void writeArray(const QString& path, const at::Tensor& tensor)
{
    const at::Tensor numbers = tensor.to(at::kDouble).contiguous();
    QStringList sizes;
    for (const int64_t size : numbers.sizes())
        sizes += QString::number(size);
    QByteArray header =
        QString(u"{'descr': '<f8', 'fortran_order': False, 'shape': (%1,), }"_s.arg(sizes.join(u", "_s)))
            .leftJustified(117, u' ')
            .toLatin1() +
        '\n';
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        throw std::runtime_error(path.toStdString());
    file.write(QByteArray("\x93NUMPY\x01\x00\x76\x00", 10) + header);
    file.write(static_cast<const char*>(numbers.const_data_ptr()), qint64(numbers.nbytes()));
}

int compare(const QStringList& arguments)
{
    const bool isRaw = arguments.contains(u"--raw"_s);
    const auto options =
        at::TensorOptions().dtype(arguments.contains(u"float64"_s) ? at::kDouble : at::kFloat);
    const std::vector<at::Tensor> inputs = arrayFile(arguments[2]).to(options).split(1);
    ReadModel read = readModel(arguments[1], inputs.front().sizes().vec());
    const Graph plain = toOptions(std::move(read.graph), options);
    const Graph graph = isRaw ? plain : optimise(plain, {});
    const bool isAutograd = isRaw || arguments.contains(u"--autograd"_s);
    const EngineChoice choice =
        isAutograd ? EngineChoice{makeAutogradEngine(graph), u"asked for"_s} : chooseEngine(graph, {});
    if (!isAutograd && !choice.obstacle.isEmpty())
        std::fputs(qPrintable(u"autograd: "_s + choice.obstacle + u'\n'), stderr);
    const auto& engine = choice.engine;
    std::vector<at::Tensor> logits, gradients;
    for (const at::Tensor& input : inputs) {
        logits.push_back(engine->forward(input, {graph.outputs.front()}, true, {}).front());
        at::Tensor one = at::zeros_like(logits.back());
        one[0][logits.back().argmax()] = 1;
        gradients.push_back(engine->backward({one}, {}, {}).front());
    }
    writeArray(QDir(arguments[3]).filePath(u"logits.npy"_s), at::cat(logits));
    writeArray(QDir(arguments[3]).filePath(u"gradient.npy"_s), at::cat(gradients));
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    if (arguments.size() < 4) {
        std::fputs(
            "usage: compute_parity MODEL INPUT.npy OUTDIR [--precision float64] [--raw] [--autograd]\n",
            stderr);
        return 2;
    }
    const auto result = guard([&] { return compare(arguments); });
    if (!result)
        std::fputs(qPrintable(result.error().text().replace(u'\n', u' ') + u'\n'), stderr);
    return result.value_or(1);
}
