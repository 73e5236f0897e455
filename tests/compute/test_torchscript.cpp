// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/reference.h"

#include <QtTest>

#include <QDir>

#include <torch/csrc/jit/serialization/import.h>

#include "core/compute/compute_error.h"
#include "core/compute/graph/executor.h"
#include "core/compute/readers/readers.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// Graph and TorchScript's own interpreter add in the same order, but choose memory formats by themselves.
constexpr double tolerance = 1e-6;

QString dataPath(const QString& name)
{
    return QStringLiteral(SALISCOPE_TEST_DATA) + u'/' + name;
}

struct Answer
{
    at::Tensor output;
    at::Tensor gradient; ///< Of sum(output * weights) with respect to the picture.
};

at::Tensor picture(int64_t batch, int64_t size)
{
    return at::randn({batch, 3, size, size}, at::detail::createCPUGenerator(7),
                     at::TensorOptions(at::kFloat));
}

at::Tensor gradientOf(const at::Tensor& output, const at::Tensor& input)
{
    const at::Tensor weights = at::linspace(-1, 1, output.numel(), output.options()).view_as(output);
    return torch::autograd::grad({(output * weights).sum()}, {input}).front();
}

Answer answerOfGraph(const Graph& graph, const at::Tensor& input)
{
    const std::unique_ptr<GradientEngine> engine = makeAutogradEngine(graph);
    const at::Tensor output = engine->forward(input, {graph.outputs.front()}, true, {}).front();
    const at::Tensor weights = at::linspace(-1, 1, output.numel(), output.options()).view_as(output);
    return {output, engine->backward({weights}, {}, {}).front()};
}

at::Tensor firstTensor(const c10::IValue& value)
{
    if (value.isTuple())
        return value.toTupleRef().elements()[0].toTensor();
    if (value.isGenericDict())
        return value.toGenericDict().begin()->value().toTensor();
    return value.toTensor();
}

/// What libtorch's TorchScript interpreter says of the same file.
Answer answerOfTorch(const QString& path, const at::Tensor& picture)
{
    torch::jit::Module module = torch::jit::load(path.toStdString());
    module.eval();
    const at::Tensor input = picture.clone().set_requires_grad(true);
    const at::Tensor output = firstTensor(module.forward({input}));
    return {output.detach(), gradientOf(output, input)};
}

double relativeDifference(const at::Tensor& a, const at::Tensor& b)
{
    return largestDifference(a, b) / b.abs().max().item<double>();
}

QStringList layerNames(const Graph& graph)
{
    QStringList names;
    for (const Node& node : graph.nodes) {
        const QString name = QString::fromStdString(node.modulePath);
        if (!names.contains(name))
            names += name;
    }
    return names;
}

} // namespace

/// A TorchScript file becomes a graph that gives the same numbers, or is refused with a reason.
class TestTorchScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTorch_data();
    void agreesWithTorch();
    void agreesWithTheExportedProgram_data();
    void agreesWithTheExportedProgram();
    void knowsWhereEveryNodeComesFrom_data();
    void knowsWhereEveryNodeComesFrom();
    void leavesNothingToDecide();
    void countsParameters();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void realModelsAgreeWithTorch_data();
    void realModelsAgreeWithTorch();
};

void TestTorchScript::agreesWithTorch_data()
{
    QTest::addColumn<QString>("file");
    for (const char* name :
         {"torchscript/dense.pt", "torchscript/dense_traced.pt", "torchscript/dense_frozen.pt",
          "torchscript/branches.pt", "torchscript/dictionary.pt", "torchscript/mask.pt",
          "torchscript/softmax.pt", "torchscript/tables.pt", "torchscript/attention.pt", "models/linear.pt",
          "models/quadratic.pt", "models/small_cnn_scripted.pt", "models/small_cnn_traced.pt"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestTorchScript::agreesWithTorch()
{
    QFETCH(QString, file);
    const ReadModel model = readTorchScript(dataPath(file), {1, 3, 32, 32});
    QCOMPARE(model.format, u"torchscript"_s);
    for (const int64_t batch : {1, 3}) {
        const Answer ours = answerOfGraph(model.graph, picture(batch, 32));
        const Answer theirs = answerOfTorch(dataPath(file), picture(batch, 32));
        QVERIFY(relativeDifference(ours.output, theirs.output) <= tolerance);
        QVERIFY(relativeDifference(ours.gradient, theirs.gradient) <= tolerance);
    }
}

void TestTorchScript::agreesWithTheExportedProgram_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("program");
    QTest::newRow("scripted") << u"models/small_cnn_scripted.pt"_s << u"models/small_cnn.pt2"_s;
    QTest::newRow("traced") << u"models/small_cnn_traced.pt"_s << u"models/small_cnn.pt2"_s;
    QTest::newRow("linear") << u"models/linear.pt"_s << u"models/linear.pt2"_s;
    QTest::newRow("quadratic") << u"models/quadratic.pt"_s << u"models/quadratic.pt2"_s;
}

void TestTorchScript::agreesWithTheExportedProgram()
{
    QFETCH(QString, script);
    QFETCH(QString, program);
    const at::Tensor input = picture(2, 32);
    const Answer a = answerOfGraph(readTorchScript(dataPath(script), {1, 3, 32, 32}).graph, input);
    const Answer b = answerOfGraph(readExportedProgram(dataPath(program)).graph, input);
    QVERIFY(relativeDifference(a.output, b.output) <= tolerance);
    QVERIFY(relativeDifference(a.gradient, b.gradient) <= tolerance);
}

void TestTorchScript::knowsWhereEveryNodeComesFrom_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("scripted") << u"models/small_cnn_scripted.pt"_s;
    QTest::newRow("traced") << u"models/small_cnn_traced.pt"_s;
}

void TestTorchScript::knowsWhereEveryNodeComesFrom()
{
    QFETCH(QString, file);
    const Graph graph = readTorchScript(dataPath(file), {1, 3, 32, 32}).graph;
    const QStringList names = layerNames(graph);
    for (const QString& name :
         {u"features.0"_s, u"features.1"_s, u"features.7"_s, u"pool"_s, u"classifier"_s})
        QVERIFY2(names.contains(name), qPrintable(names.join(u' ')));
    QCOMPARE(QString::fromStdString(graph.nodes.front().moduleType), u"torch.nn.modules.conv.Conv2d"_s);
    const Value& output = graph.values[std::size_t(graph.outputs.front())];
    QCOMPARE(output.shape, (std::vector<int64_t>{1, 10}));
}

/// Branches, loops and lists are gone: what is left are operators that compute.
void TestTorchScript::leavesNothingToDecide()
{
    const Graph graph = readTorchScript(dataPath(u"torchscript/branches.pt"_s), {1, 3, 32, 32}).graph;
    int tanhs = 0;
    for (const Node& node : graph.nodes) {
        QVERIFY2(node.op.schema || node.op.name == "list::unpack", node.op.name.c_str());
        tanhs += node.op.name == "aten::tanh" ? 1 : 0;
    }
    QCOMPARE(tanhs, 3);
}

void TestTorchScript::countsParameters()
{
    QCOMPARE(readTorchScript(dataPath(u"models/linear.pt"_s), {1, 3, 32, 32}).parameters, 6 * 3072 + 6);
}

void TestTorchScript::refusesWithAReason_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("reason");
    QTest::newRow("pixels") << u"looks_at_pixels"_s << u"different path for different pictures"_s;
    QTest::newRow("inputs") << u"two_inputs"_s << u"argument \"y\""_s;
    QTest::newRow("attention") << u"fused_attention"_s << u"set_fastpath_enabled(False)"_s;
    QTest::newRow("quantised") << u"quantised"_s << u"floating-point model"_s;
    QTest::newRow("for inference") << u"for_inference"_s << u"optimize_for_inference"_s;
    QTest::newRow("writes a file") << u"writes_file"_s << u"only allowed to compute"_s;
    QTest::newRow("no forward") << u"no_forward"_s << u"no forward method"_s;
}

void TestTorchScript::refusesWithAReason()
{
    QFETCH(QString, file);
    QFETCH(QString, reason);
    try {
        readTorchScript(dataPath(u"torchscript/"_s + file + u".pt"_s), {1, 3, 32, 32});
        QFAIL("it was read");
    } catch (const ComputeError& error) {
        QCOMPARE(error.error().code, ErrorCode::ModelUnsupported);
        QVERIFY2(error.error().text().contains(reason), error.what());
    }
}

void TestTorchScript::realModelsAgreeWithTorch_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("size");
    const QDir folder(QStringLiteral(SALISCOPE_ASSETS_DIR) + u"/models"_s);
    const QStringList files = folder.entryList({u"*.pt"_s});
    for (const QString& file : files) {
        const QString number = file.section(u"_dequant"_s, 0, 0).section(u'_', -1);
        const int size = file.startsWith(u"cifar"_s) ? 32 : number.toInt() > 0 ? number.toInt() : 224;
        QTest::newRow(qPrintable(file)) << folder.filePath(file) << size;
    }
    if (files.isEmpty())
        QTest::newRow("none") << QString() << 0;
}

void TestTorchScript::realModelsAgreeWithTorch()
{
    QFETCH(QString, path);
    QFETCH(int, size);
    if (path.isEmpty())
        QSKIP("SALISCOPE_ASSETS_DIR has no models");
    const ReadModel model = readModel(path, {1, 3, size, size});
    const at::Tensor input = picture(2, size);
    const Answer ours = answerOfGraph(model.graph, input);
    const Answer theirs = answerOfTorch(path, input);
    QVERIFY(relativeDifference(ours.output, theirs.output) <= tolerance);
    QVERIFY(relativeDifference(ours.gradient, theirs.gradient) <= tolerance);
}

QTEST_GUILESS_MAIN(TestTorchScript)
#include "test_torchscript.moc"
