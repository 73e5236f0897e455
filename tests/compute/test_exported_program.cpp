// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/reference.h"

#include <QtTest>

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <zip.h>

#include "core/compute/compute_error.h"
#include "core/compute/graph/executor.h"
#include "core/compute/readers/archive.h"
#include "core/compute/readers/readers.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

QString tinyFile(const QString& name)
{
    return QStringLiteral(SALISCOPE_TEST_DATA "/models/") + name;
}

at::Tensor runOne(const Graph& graph, const at::Tensor& x)
{
    const at::NoGradGuard noGrad;
    return Executor(graph).run({x}, graph.outputs, {}).at(graph.outputs.front()).toTensor();
}

/// The entries of a file, to be changed and written again.
struct Program
{
    std::map<QString, QByteArray> entries;

    explicit Program(const QString& file = u"linear.pt2"_s)
    {
        const Archive archive(tinyFile(file));
        for (const QString& name : archive.names())
            entries[name] = archive.read(name);
    }

    /// Replaces text in the description, which must hold it.
    Program& replace(const char* before, const char* after, const QString& entry = u"models/model.json"_s)
    {
        QByteArray& text = entries[entry];
        if (!text.contains(before))
            qFatal("the description does not hold %s", before);
        text.replace(before, after);
        return *this;
    }

    QString write(const QString& path) const
    {
        int error = 0;
        zip_t* file = zip_open(qPrintable(path), ZIP_CREATE | ZIP_TRUNCATE, &error);
        for (const auto& [name, bytes] : entries) {
            zip_source_t* source = zip_source_buffer(file, bytes.constData(), zip_uint64_t(bytes.size()), 0);
            const zip_int64_t index = zip_file_add(file, qPrintable(u"top/"_s + name), source, 0);
            zip_set_file_compression(file, zip_uint64_t(index), ZIP_CM_STORE, 0);
        }
        if (zip_close(file) != 0)
            qFatal("the test's own file cannot be written");
        return path;
    }
};

} // namespace

class TestExportedProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsLikePython();
    void readsTheBundledModel();
    void knowsModules();
    void knowsWhetherTheBatchIsFree();
    void readsNumbersWhereTensorsAreAskedFor();
    void readsSymbolicSizes();
    void readsListsOfTensors();
    void computesSixteenBitWeightsInSingle();
    void sharesARecordBetweenWeights();
    void readsPickledWeights();
    void doesNotBelievePickledWeights();
    void skipsAssertions();
    void refuses_data();
    void refuses();

private:
    ReadModel read(const Program& program)
    {
        return readExportedProgram(program.write(m_folder.filePath(u"model.pt2"_s)));
    }

    QTemporaryDir m_folder;
};

void TestExportedProgram::runsLikePython()
{
    const at::Tensor x = drawn(5, {2, 3, 32, 32});
    const at::Tensor weight = drawn(1, {6, 3072}) * 0.05;
    const at::Tensor bias = drawn(2, {6});
    const ReadModel model = readExportedProgram(tinyFile(u"linear.pt2"_s));
    QCOMPARE(model.format, u"pt2"_s);
    QCOMPARE(model.parameters, qint64(6 * 3072 + 6));
    QVERIFY(at::equal(runOne(model.graph, x), at::linear(x.flatten(1), weight, bias)));

    const Graph quadratic = readExportedProgram(tinyFile(u"quadratic.pt2"_s)).graph;
    const at::Tensor a = drawn(3, {3, 3, 32, 32}) * 0.1;
    const at::Tensor b = drawn(4, {3, 3, 32, 32}) * 0.05;
    const at::Tensor wide = x.unsqueeze(1);
    const at::Tensor expected = ((a * wide).pow(2) + b * wide).sum({2, 3, 4});
    QVERIFY(at::equal(runOne(quadratic, x), expected));
}

void TestExportedProgram::readsTheBundledModel()
{
    const ReadModel model =
        readExportedProgram(QStringLiteral(SALISCOPE_RESOURCES_DIR "/models/efficientnet-lite0.pt2"));
    QCOMPARE(runOne(model.graph, at::zeros({1, 3, 224, 224})).sizes().vec(), (std::vector<int64_t>{1, 1000}));
    QVERIFY(model.parameters > 4'000'000);
}

void TestExportedProgram::knowsModules()
{
    const Graph graph = readExportedProgram(tinyFile(u"small_cnn.pt2"_s)).graph;
    QCOMPARE(graph.nodes[0].op.name, "aten::conv2d");
    QCOMPARE(graph.nodes[0].modulePath, "features.0");
    QCOMPARE(graph.nodes[0].moduleType, "torch.nn.modules.conv.Conv2d");
    QCOMPARE(graph.nodes.back().modulePath, "classifier");
    QCOMPARE(graph.values[std::size_t(graph.nodes[0].outputs[0])].shape,
             (std::vector<int64_t>{1, 8, 16, 16}));
}

void TestExportedProgram::knowsWhetherTheBatchIsFree()
{
    const Graph free = readExportedProgram(tinyFile(u"small_cnn.pt2"_s)).graph;
    QVERIFY(free.anyBatch);
    QCOMPARE(free.inputShape, (std::vector<int64_t>{-1, 3, 32, 32}));
    const Graph fixed = readExportedProgram(tinyFile(u"small_cnn_static.pt2"_s)).graph;
    QVERIFY(!fixed.anyBatch);
    QCOMPARE(fixed.inputShape, (std::vector<int64_t>{1, 3, 32, 32}));
}

void TestExportedProgram::readsNumbersWhereTensorsAreAskedFor()
{
    Program program;
    program.replace(R"("torch.ops.aten.flatten.using_ints")", R"("torch.ops.aten.mul.Tensor")")
        .replace(R"({"name": "start_dim", "arg": {"as_int": 1}, "kind": 1})",
                 R"({"name": "other", "arg": {"as_float": 0.5}, "kind": 1})")
        .replace(R"("torch.ops.aten.linear.default")", R"("torch.ops.aten.add.Tensor")")
        .replace(R"({"name": "input", "arg")", R"({"name": "self", "arg")")
        .replace(R"({"name": "weight", "arg": {"as_tensor": {"name": "p_fc_weight"}}, "kind": 1})",
                 R"({"name": "other", "arg": {"as_int": 2}, "kind": 1})")
        .replace(R"({"name": "bias", "arg": {"as_tensor": {"name": "p_fc_bias"}}, "kind": 1})",
                 R"({"name": "alpha", "arg": {"as_float": 3.0}, "kind": 2})");
    const at::Tensor x = drawn(5, {2, 3, 4, 4});
    QVERIFY(at::equal(runOne(read(program).graph, x), at::add(x * 0.5, 2, 3)));
}

void TestExportedProgram::readsSymbolicSizes()
{
    Program program;
    program
        .replace(
            R"({"target": "torch.ops.aten.flatten.using_ints")",
            R"({"target": "torch.ops.aten.sym_size.int", "inputs": [{"name": "self", "arg": {"as_tensor": {"name": "x"}}},
                        {"name": "dim", "arg": {"as_int": 0}}], "outputs": [{"as_sym_int": {"as_name": "n"}}], "metadata": {}},
                       {"target": "_operator.mul", "inputs": [{"name": "a", "arg": {"as_sym_int": {"as_name": "n"}}},
                        {"name": "b", "arg": {"as_int": 2}}], "outputs": [{"as_sym_int": {"as_name": "m"}}], "metadata": {}},
                       {"target": "_operator.floordiv", "inputs": [{"name": "a", "arg": {"as_sym_int": {"as_name": "m"}}},
                        {"name": "b", "arg": {"as_int": 2}}], "outputs": [{"as_sym_int": {"as_name": "k"}}], "metadata": {}},
                       {"target": "torch.ops.aten.view.default")")
        .replace(
            R"({"name": "start_dim", "arg": {"as_int": 1}, "kind": 1})",
            R"({"name": "size", "arg": {"as_sym_ints": [{"as_name": "k"}, {"as_int": -1}]}, "kind": 1})");
    const Graph graph = read(program).graph;
    const at::Tensor x = drawn(5, {3, 3, 32, 32});
    const Graph plain = readExportedProgram(tinyFile(u"linear.pt2"_s)).graph;
    QVERIFY(at::equal(runOne(graph, x), runOne(plain, x)));
}

void TestExportedProgram::readsListsOfTensors()
{
    Program program;
    program
        .replace(
            R"({"target": "torch.ops.aten.flatten.using_ints")",
            R"({"target": "torch.ops.aten.split.Tensor", "inputs": [{"name": "self", "arg": {"as_tensor": {"name": "x"}}},
                        {"name": "split_size", "arg": {"as_int": 16}}, {"name": "dim", "arg": {"as_int": 3}}],
                        "outputs": [{"as_tensors": [{"name": "left"}, {"name": "right"}]}], "metadata": {}},
                       {"target": "torch.ops.aten.cat.default", "inputs": [{"name": "tensors", "arg":
                        {"as_tensors": [{"name": "right"}, {"name": "left"}]}}, {"name": "dim", "arg": {"as_int": 3}}],
                        "outputs": [{"as_tensor": {"name": "swapped"}}], "metadata": {}},
                       {"target": "torch.ops.aten.flatten.using_ints")")
        .replace(R"("arg": {"as_tensor": {"name": "x"}}, "kind": 1})",
                 R"("arg": {"as_tensor": {"name": "swapped"}}, "kind": 1})");
    const at::Tensor x = drawn(5, {1, 3, 32, 32});
    const Graph plain = readExportedProgram(tinyFile(u"linear.pt2"_s)).graph;
    QVERIFY(at::equal(runOne(read(program).graph, x), runOne(plain, x.roll({16}, {3}))));
}

void TestExportedProgram::computesSixteenBitWeightsInSingle()
{
    Program program;
    const at::Tensor half = (drawn(1, {6, 3072}) * 0.05).to(at::kHalf);
    const QByteArray config = program.entries[u"data/weights/model_weights_config.json"_s];
    const QJsonObject names = QJsonDocument::fromJson(config).object()[u"config"_s].toObject();
    const QString record = names[u"fc.weight"_s].toObject()[u"path_name"_s].toString();
    program.entries[u"data/weights/"_s + record] =
        QByteArray(static_cast<const char*>(half.const_data_ptr()), qsizetype(half.nbytes()));
    QJsonObject changed = names;
    QJsonObject weight = changed[u"fc.weight"_s].toObject();
    QJsonObject meta = weight[u"tensor_meta"_s].toObject();
    meta[u"dtype"_s] = 6; // The serialisation's number of float16.
    weight[u"tensor_meta"_s] = meta;
    changed[u"fc.weight"_s] = weight;
    program.entries[u"data/weights/model_weights_config.json"_s] =
        QJsonDocument(QJsonObject{{u"config"_s, changed}}).toJson();
    const at::Tensor x = drawn(5, {1, 3, 32, 32});
    const at::Tensor expected = at::linear(x.flatten(1), half.to(at::kFloat), drawn(2, {6}));
    QVERIFY(at::equal(runOne(read(program).graph, x), expected));
}

void TestExportedProgram::sharesARecordBetweenWeights()
{
    // The bias becomes the first column of the weight: the same record, other strides.
    Program program;
    const QString entry = u"data/weights/model_weights_config.json"_s;
    QJsonObject names = QJsonDocument::fromJson(program.entries[entry]).object()[u"config"_s].toObject();
    QJsonObject bias = names[u"fc.bias"_s].toObject();
    bias[u"path_name"_s] = names[u"fc.weight"_s].toObject()[u"path_name"_s];
    QJsonObject meta = bias[u"tensor_meta"_s].toObject();
    meta[u"strides"_s] = QJsonArray{QJsonObject{{u"as_int"_s, 3072}}};
    meta[u"storage_offset"_s] = QJsonObject{{u"as_int"_s, 1}};
    bias[u"tensor_meta"_s] = meta;
    names[u"fc.bias"_s] = bias;
    program.entries[entry] = QJsonDocument(QJsonObject{{u"config"_s, names}}).toJson();
    const at::Tensor x = at::zeros({1, 3, 32, 32});
    QVERIFY(at::equal(runOne(read(program).graph, x)[0], (drawn(1, {6, 3072}) * 0.05).select(1, 1)));
}

void TestExportedProgram::readsPickledWeights()
{
    const at::Tensor x = drawn(5, {2, 3, 32, 32});
    const ReadModel model = readExportedProgram(tinyFile(u"small_cnn_torch28.pt2"_s));
    const ReadModel plain = readExportedProgram(tinyFile(u"small_cnn.pt2"_s));
    QCOMPARE(model.parameters, plain.parameters);
    QVERIFY(at::equal(runOne(model.graph, x), runOne(plain.graph, x)));
}

void TestExportedProgram::doesNotBelievePickledWeights()
{
    const QString weights = u"data/weights/model.pt"_s;
    Program program(u"small_cnn_torch28.pt2"_s);
    QByteArray& bytes = program.entries[weights];
    QVERIFY(!bytes.isEmpty());
    const QByteArray whole = bytes;
    int refused = 0;
    for (qsizetype i = 0; i < whole.size(); i += 3) { // Wherever a bit flips: read or refused, never a crash.
        bytes = whole;
        bytes[i] = char(bytes[i] ^ 0x10);
        try {
            read(program);
        } catch (const ComputeError&) {
            ++refused;
        }
    }
    QVERIFY2(refused > 100, qPrintable(QString::number(refused)));
    bytes = whole.first(whole.size() / 2);
    QVERIFY_EXCEPTION_THROWN(read(program), ComputeError);
}

void TestExportedProgram::skipsAssertions()
{
    Program program;
    program.replace(
        R"({"target": "torch.ops.aten.flatten.using_ints")",
        R"({"target": "torch.ops.aten._assert_tensor_metadata.default", "inputs": [{"name": "a", "arg":
                        {"as_tensor": {"name": "x"}}}], "outputs": [], "metadata": {}},
                       {"target": "torch.ops.aten.flatten.using_ints")");
    QCOMPARE(read(program).graph.nodes.size(), std::size_t(2));
}

void TestExportedProgram::refuses_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("named");
    const QByteArray flatten(R"("torch.ops.aten.flatten.using_ints")");
    QTest::newRow("custom operator") << flatten << QByteArray(R"("torch.ops.mine.shuffle.default")")
                                     << u"mine::shuffle"_s;
    QTest::newRow("quantised") << flatten
                               << QByteArray(
                                      R"("torch.ops.quantized_decomposed.quantize_per_tensor.default")")
                               << u"quantized_decomposed::quantize_per_tensor"_s;
    QTest::newRow("control flow") << flatten << QByteArray(R"("torch.ops.higher_order.cond")")
                                  << u"higher_order.cond"_s;
    QTest::newRow("python function") << flatten << QByteArray(R"("math.gamma")") << u"math.gamma"_s;
    QTest::newRow("training")
        << QByteArray(R"("torch.ops.aten.flatten.using_ints", "inputs": [)")
        << QByteArray(R"("torch.ops.aten.dropout.default", "inputs": [{"name": "p", "arg": {"as_float": 0.5}},
                                               {"name": "train", "arg": {"as_bool": true}}, )")
        << u"training mode"_s;
    QTest::newRow("integer input") << QByteArray(R"({"user_input": {"arg": {"as_tensor": {"name": "x"}}}})")
                                   << QByteArray(R"({"user_input": {"arg": {"as_int": 3}}})")
                                   << u"not a tensor"_s;
    QTest::newRow("schema") << QByteArray(R"("major": 8)") << QByteArray(R"("major": 7)") << u"version 7"_s;
}

void TestExportedProgram::refuses()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, named);
    Program program;
    program.replace(before.constData(), after.constData());
    if (named == u"training mode"_s)
        program
            .replace(R"({"name": "start_dim", "arg": {"as_int": 1}, "kind": 1})",
                     R"({"name": "p", "arg": {"as_float": 0.5}, "kind": 1})")
            .replace(R"("name": "self")", R"("name": "input")");
    try {
        read(program);
        QFAIL("it was read");
    } catch (const ComputeError& error) {
        QCOMPARE(error.error().code, ErrorCode::ModelUnsupported);
        QVERIFY2(error.error().title.contains(named), error.what());
        QVERIFY(!error.error().hint.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestExportedProgram)
#include "test_exported_program.moc"
