// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/reference.h"

#include <QtTest>

#include <QJsonArray>

#include "core/compute/compute_error.h"
#include "core/compute/compute_runner.h"
#include "core/compute/model/devices.h"
#include "core/imaging/picture_io.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

constexpr double pythonTolerance = 0.002; ///< Of a probability.

QString modelPath(const QString& name)
{
    return QStringLiteral(SALISCOPE_TEST_DATA "/models/") + name;
}

ModelCard tinyCard(int side = 32)
{
    ModelCard card;
    card.input.height = card.input.width = side;
    card.input.resizeShorterSide = 0;
    return card;
}

QStringList codes(const ModelInfo& info)
{
    QStringList result;
    for (const Finding& finding : info.findings)
        result += finding.code;
    return result;
}

Recipe recipeFor(const QString& path)
{
    Recipe recipe;
    recipe.model.path = path;
    return recipe;
}

/// The error of loading with this card or device.
Error loadError(const ModelSource& source, const QString& device = u"cpu"_s)
{
    Recipe recipe;
    recipe.model = source;
    recipe.device = device;
    const auto info = ComputeRunner().loadModel(recipe, {});
    return info ? Error{} : info.error();
}

} // namespace

/// A loaded model says what it is, and the runner keeps and uses it.
class TestModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bundledModelAgreesWithPython_data();
    void bundledModelAgreesWithPython();
    void saysWhatItIs();
    void everyFormatSaysTheSame_data();
    void everyFormatSaysTheSame();
    void bakedBatchIsFound();
    void layersHaveShapes();
    void layersCanBeTapped();
    void float64IsExact();
    void findingsAreSaid();
    void cardThatDoesNotFitIsAnError();
    void outputsBecomeProbabilities_data();
    void outputsBecomeProbabilities();
    void missingDeviceIsAnError_data();
    void missingDeviceIsAnError();
    void cpuIsListed();
    void loadedModelIsKept();
    void brokenPictureIsAnError();
};

void TestModel::bundledModelAgreesWithPython_data()
{
    QTest::addColumn<QJsonObject>("reference");
    const QJsonArray photos = referenceJson(u"predictions.json"_s).array();
    QVERIFY(photos.size() >= 6);
    for (const QJsonValue& photo : photos)
        QTest::newRow(qPrintable(photo["photo"_L1].toString())) << photo.toObject();
}

void TestModel::bundledModelAgreesWithPython()
{
    QFETCH(QJsonObject, reference);
    static ComputeRunner runner;
    const auto photo =
        readPicture(QStringLiteral(SALISCOPE_RESOURCES_DIR "/photos/") + reference["photo"_L1].toString());
    QVERIFY(photo.has_value());
    const auto prediction = runner.predict(
        recipeFor(QStringLiteral(SALISCOPE_RESOURCES_DIR "/models/efficientnet-lite0.pt2")), *photo, {});
    QVERIFY2(prediction.has_value(), prediction ? "" : qPrintable(prediction.error().text()));
    QCOMPARE(prediction->classes.size(), 1000);
    double sum = 0;
    for (const ClassScore& score : prediction->classes)
        sum += score.probability;
    QVERIFY(std::abs(sum - 1) < 1e-5);
    const QJsonArray expected = reference["predictions"_L1].toArray();
    QCOMPARE(prediction->classes[0].index, expected[0]["index"_L1].toInt());
    QCOMPARE(prediction->classes[0].label, expected[0]["label"_L1].toString());
    for (const QJsonValue& score : expected) {
        const auto same =
            std::find_if(prediction->classes.begin(), prediction->classes.end(),
                         [&](const ClassScore& s) { return s.index == score["index"_L1].toInt(); });
        QVERIFY(std::abs(same->probability - score["probability"_L1].toDouble()) < pythonTolerance);
    }
}

void TestModel::saysWhatItIs()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const ModelInfo& info = model->info();
    QCOMPARE(info.name, u"small_cnn"_s);
    QCOMPARE(info.format, u"pt2"_s);
    QCOMPARE(info.cardOrigin, u"beside"_s);
    QCOMPARE(info.inputShape, (QList<qint64>{-1, 3, 32, 32}));
    QCOMPARE(info.label(3), u"class 3"_s);
    QCOMPARE(codes(info), QStringList());
    QVERIFY(info.loadSeconds < 60);
}

void TestModel::everyFormatSaysTheSame_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file :
         {"small_cnn.pt2", "small_cnn_static.pt2", "small_cnn_scripted.pt", "small_cnn_traced.pt"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestModel::everyFormatSaysTheSame()
{
    QFETCH(QString, file);
    const ModelInfo info = tinyModel(file, Precision::Float32)->info();
    QCOMPARE(info.classCount, 10);
    QCOMPARE(info.parameters, 3 * 8 * 9 + 16 + 8 * 9 + 16 + 8 * 16 + 16 + 16 * 10 + 10);
    QStringList names;
    for (const LayerInfo& layer : info.layers)
        names += layer.name;
    for (const QString& name : {u"features"_s, u"features.0"_s, u"features.7"_s, u"classifier"_s})
        QVERIFY2(names.contains(name), qPrintable(names.join(u' ')));
}

/// A batch that works although the file names one picture is used; vit's way of baking it in is not.
void TestModel::bakedBatchIsFound()
{
    QVERIFY(tinyModel(u"small_cnn_static.pt2"_s)->info().anyBatch);
    QVERIFY(tinyModel(u"small_cnn_traced.pt"_s)->info().anyBatch);
    const ModelSource baked{.path = QStringLiteral(SALISCOPE_TEST_DATA "/torchscript/batch_baked.pt"),
                            .card = tinyCard()};
    const ModelInfo info = Model::load(baked, u"cpu"_s, Precision::Float32, {})->info();
    QVERIFY(!info.anyBatch);
    QCOMPARE(info.inputShape.first(), 1);
    QVERIFY(codes(info).contains(u"batch-baked-in"_s));
}

void TestModel::layersHaveShapes()
{
    const ModelInfo info = tinyModel(u"small_cnn_scripted.pt"_s)->info();
    const auto layer = std::find_if(info.layers.begin(), info.layers.end(),
                                    [](const LayerInfo& l) { return l.name == "features.6"_L1; });
    QVERIFY(layer != info.layers.end());
    QCOMPARE(layer->shape, (QList<qint64>{1, 16, 16, 16}));
    QCOMPARE(layer->type, u"Conv2d"_s);
}

/// A tapped layer has its own numbers, also where passes would have merged it into its neighbour.
void TestModel::layersCanBeTapped()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const at::Tensor input = at::randn({2, 3, 32, 32}, model->tensorOptions());
    const ValueId conv = model->layerValue(u"features.0"_s);
    const ValueId norm = model->layerValue(u"features.1"_s);
    QVERIFY(conv >= 0 && norm >= 0 && conv != norm);
    QCOMPARE(model->layerValue(u"features"_s), model->layerValue(u"features.7"_s));
    QCOMPARE(model->layerValue(u"nowhere"_s), -1);
    const auto values = model->engine({conv}).forward(input, {conv, model->output()}, false, {});
    QCOMPARE(values[0].sizes().vec(), (std::vector<int64_t>{2, 8, 16, 16}));
    const at::Tensor plain = model->engine().forward(input, {model->output()}, false, {}).front();
    QVERIFY(largestDifference(values[1], plain) < 1e-12);
}

void TestModel::float64IsExact()
{
    const auto exact = tinyModel(u"small_cnn.pt2"_s, Precision::Float64);
    const auto rough = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    QCOMPARE(exact->tensorOptions().dtype(), at::kDouble);
    const at::Tensor input = at::randn({1, 3, 32, 32}, exact->tensorOptions());
    const at::Tensor a = exact->engine().forward(input, {exact->output()}, false, {}).front();
    const at::Tensor b = rough->engine().forward(input.to(at::kFloat), {rough->output()}, false, {}).front();
    QCOMPARE(a.scalar_type(), at::kDouble);
    QVERIFY(largestDifference(a, b) < 1e-4 && largestDifference(a, b) > 0);
}

void TestModel::findingsAreSaid()
{
    ModelCard card = tinyCard();
    card.labels = QStringList{u"a"_s, u"b"_s};
    const ModelSource source{.path = modelPath(u"small_cnn.pt2"_s), .card = card};
    const ModelInfo info = Model::load(source, u"cpu"_s, Precision::Float32, {})->info();
    QVERIFY(codes(info).contains(u"label-count"_s));
    QCOMPARE(info.cardOrigin, u"user"_s);
    const ModelSource softmax{.path = QStringLiteral(SALISCOPE_TEST_DATA "/torchscript/softmax.pt"),
                              .card = tinyCard()};
    QVERIFY(codes(Model::load(softmax, u"cpu"_s, Precision::Float32, {})->info())
                .contains(u"looks-like-probabilities"_s));
}

void TestModel::cardThatDoesNotFitIsAnError()
{
    QCOMPARE(loadError({.path = modelPath(u"small_cnn.pt2"_s), .card = tinyCard(64)}).code,
             ErrorCode::CardBroken);
    const Error script = loadError({.path = modelPath(u"linear.pt"_s), .card = tinyCard(64)});
    QVERIFY2(script.hint.contains(u"card"_s), qPrintable(script.text()));
}

void TestModel::outputsBecomeProbabilities_data()
{
    QTest::addColumn<OutputKind>("kind");
    QTest::newRow("logits") << OutputKind::Logits;
    QTest::newRow("probabilities") << OutputKind::Probabilities;
    QTest::newRow("log-probabilities") << OutputKind::LogProbabilities;
    QTest::newRow("sigmoid") << OutputKind::Sigmoid;
}

/// Whatever the last layer was, logits give back the probabilities.
void TestModel::outputsBecomeProbabilities()
{
    QFETCH(OutputKind, kind);
    ModelCard card = tinyCard();
    card.output = kind;
    const ModelSource source{.path = modelPath(u"small_cnn.pt2"_s), .card = card};
    const auto model = Model::load(source, u"cpu"_s, Precision::Float64, {});
    const at::Tensor scores = at::linspace(-3, 2, 10, at::kDouble).unsqueeze(0);
    const at::Tensor output = kind == OutputKind::Logits             ? scores
                              : kind == OutputKind::Probabilities    ? at::softmax(scores, 1)
                              : kind == OutputKind::LogProbabilities ? at::log_softmax(scores, 1)
                                                                     : at::sigmoid(scores);
    const at::Tensor expected = kind == OutputKind::Sigmoid ? at::sigmoid(scores) : at::softmax(scores, 1);
    QVERIFY(largestDifference(model->probabilities(output), expected) < 1e-12);
    const at::Tensor back = kind == OutputKind::Sigmoid ? at::sigmoid(model->logits(output))
                                                        : at::softmax(model->logits(output), 1);
    QVERIFY(largestDifference(back, expected) < 1e-12);
}

void TestModel::missingDeviceIsAnError_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("name") << u"gpu"_s << ErrorCode::InvalidArgument;
    QTest::newRow("number") << u"cuda:x"_s << ErrorCode::InvalidArgument;
    QTest::newRow("cuda") << u"cuda:99"_s << ErrorCode::DeviceUnavailable;
}

void TestModel::missingDeviceIsAnError()
{
    QFETCH(QString, device);
    const Error error = loadError({.path = modelPath(u"small_cnn.pt2"_s)}, device);
    QTEST(error.code, "code");
    QVERIFY(!error.hint.isEmpty());
}

void TestModel::cpuIsListed()
{
    const QList<DeviceInfo> devices = listDevices();
    QCOMPARE(devices.first().id, u"cpu"_s);
    QVERIFY(devices.first().available && devices.first().freeBytes > 0 && !devices.first().name.isEmpty());
    QVERIFY(physicalCores() >= 1);
}

void TestModel::loadedModelIsKept()
{
    ComputeRunner runner;
    const auto load = [&](const QString& file) {
        return runner.loadModel(recipeFor(modelPath(file)), {})->loadSeconds;
    };
    const double seconds = load(u"small_cnn.pt2"_s);
    load(u"linear.pt2"_s);
    QCOMPARE(load(u"small_cnn.pt2"_s), seconds); // the very same, not loaded again
}

void TestModel::brokenPictureIsAnError()
{
    const auto prediction = ComputeRunner().predict(recipeFor(modelPath(u"small_cnn.pt2"_s)), {}, {});
    QVERIFY(!prediction);
    QCOMPARE(prediction.error().code, ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestModel)
#include "test_model.moc"
