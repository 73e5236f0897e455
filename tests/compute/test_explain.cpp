// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/reference.h"

#include <QtTest>

#include <QElapsedTimer>

#include <cmath>
#include <numeric>

#include "core/compute/compute_error.h"
#include "core/compute/methods/explain.h"
#include "core/compute/methods/noisy_input.h"
#include "core/compute/methods/philox_noise.h"
#include "core/compute/tensors.h"
#include "core/imaging/preprocess.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// A photo of the tiny models' own size, which passes through untouched.
Picture photo()
{
    Picture picture{.pixels = QImage(32, 32, QImage::Format_RGB32)};
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 32; ++x)
            picture.pixels.setPixel(x, y, qRgb(8 * x, 8 * y, 255 - 4 * (x + y)));
    return picture;
}

Recipe recipe(const QString& method, const ParamValues& params = {}, const Target& target = {})
{
    return {.target = target, .method = method, .params = params, .seed = 5};
}

double meanOf(const FloatMap& map, bool magnitude)
{
    double sum = 0;
    for (const float value : map.values)
        sum += magnitude ? std::abs(double(value)) : double(value);
    return sum / double(map.values.size());
}

} // namespace

/// An explanation says everything about itself, and reports while it is made.
class TestExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsEveryField();
    void ranksAreResolvedOnThisPhoto();
    void noiseIsGivenInLevelsToo();
    void noisyInputIsTheSampleItself();
    void previewsAreEarlyAndRare();
    void cancelledRunKeepsItsMap();
    void zeroMapIsExplained();
    void zeroMapOfALivingGradientIsExplained();
    void remarksComeWithTheMapAndItsPreviews();
    void otherReductionsAreAtHand();
    void notANumberIsAnError();
    void unknownMethodIsAnError();
};

void TestExplain::fillsEveryField()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const Recipe asked = recipe(u"smoothgrad"_s, {{u"n"_s, 12}});
    const AttributionPtr result = explain(*model, asked, photo(), {});
    QCOMPARE(result->recipe.method, asked.method);
    QCOMPARE(result->recipe.params.value(u"n"_s).toInt(), 12);
    QCOMPARE(result->recipe.params.value(u"of"_s).toString(), u"gradient"_s);
    QCOMPARE(result->map.channels, 1);
    QCOMPARE(result->map.height, 32);
    QCOMPARE(result->map.width, 32);
    QCOMPARE(result->standardError.values.size(), result->map.values.size());
    QCOMPARE(result->geometry.photoSize, QSize(32, 32));
    QCOMPARE(result->samples, 12);
    QCOMPARE(result->requestedSamples, 12);
    QVERIFY(result->isComplete && result->warnings.isEmpty());
    QVERIFY(result->seconds > 0 && result->millisecondsPerSample > 0 && result->batchSize >= 1);
    const double expected = meanOf(result->standardError, false) / meanOf(result->map, true);
    QVERIFY(std::abs(result->relativeError - expected) < 1e-5);

    const AttributionPtr plain =
        explain(*model, recipe(u"gradient"_s, {{u"reduction"_s, u"none"_s}}), photo(), {});
    QCOMPARE(plain->map.channels, 3);
    QVERIFY(plain->standardError.isEmpty());
    QCOMPARE(plain->samples, 1);
}

void TestExplain::ranksAreResolvedOnThisPhoto()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    double above = std::numeric_limits<double>::infinity();
    for (int rank = 0; rank < 10; ++rank) {
        const Target ranked{.kind = Target::Kind::Rank, .index = rank};
        const AttributionPtr result = explain(*model, recipe(u"gradient"_s, {}, ranked), photo(), {});
        QVERIFY(result->target.logit <= above);
        above = result->target.logit;
        QCOMPARE(result->target.label, u"class %1"_s.arg(result->target.index));
        const Target same{.kind = Target::Kind::Class, .index = result->target.index};
        QCOMPARE(explain(*model, recipe(u"gradient"_s, {}, same), photo(), {})->map, result->map);
    }
}

void TestExplain::noiseIsGivenInLevelsToo()
{
    // Mean and deviation .5: the valid range is 2, a level 2 / 255.
    const auto model = tinyModel(u"linear.pt2"_s, Precision::Float32);
    const ParamValues params{{u"n"_s, 2}, {u"noise"_s, 0.1}, {u"range"_s, u"valid"_s}};
    const AttributionPtr result = explain(*model, recipe(u"smoothgrad"_s, params), photo(), {});
    QVERIFY(std::abs(result->noiseSigma - 0.2) < 1e-12);
    QVERIFY(std::abs(result->noiseLevels - 25.5) < 1e-9);
}

void TestExplain::noisyInputIsTheSampleItself()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const Recipe wanted = recipe(u"smoothgrad"_s, {{u"noise"_s, 0.1}, {u"range"_s, u"valid"_s}});
    const NoisyInput input = noisyInput(*model, wanted, photo(), 3, {});
    QCOMPARE(input.sample, 3);
    QVERIFY(std::abs(input.noiseSigma - 0.2) < 1e-12); // A tenth of -1 to 1.
    QVERIFY(std::abs(input.noiseLevels - 25.5) < 1e-9);

    const auto prepared = preprocess(photo(), model->info().card.input, {});
    const at::Tensor noise = philoxNormals({3, 32, 32}, 5, 3, 1, at::kDouble);
    const at::Tensor x = inputTensor(prepared->values, model->tensorOptions()) + 0.2 * noise;
    const at::Tensor logits = model->engine().forward(x, {model->output()}, false, {}).front()[0];
    QCOMPARE(input.prediction.classes.front().index, int(logits.argmax().item<int64_t>()));
    QVERIFY(std::abs(input.prediction.classes.front().logit - logits.max().item<double>()) < 1e-12);
    QCOMPARE(input.picture, inputImage(floatMap(x[0]), model->info().card.input));
    QVERIFY_EXCEPTION_THROWN(noisyInput(*model, recipe(u"gradient"_s), photo(), 0, {}), ComputeError);
}

void TestExplain::previewsAreEarlyAndRare()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    QElapsedTimer timer;
    QList<AttributionPtr> previews;
    JobContext job;
    job.preview = [&](const AttributionPtr& preview) { previews << preview; };
    qint64 done = 0;
    job.progress = [&](const Progress& progress) {
        QVERIFY(progress.done > done && progress.done <= progress.total);
        done = progress.done;
    };
    timer.start();
    const AttributionPtr result = explain(*model, recipe(u"smoothgrad"_s, {{u"n"_s, 500}}), photo(), job);
    QVERIFY(!previews.isEmpty());
    QCOMPARE(previews.front()->samples, 1);
    QVERIFY(previews.size() <= 2 + timer.elapsed() / 33);
    for (const AttributionPtr& preview : previews)
        QVERIFY(!preview->isComplete && preview->samples < 500 && !preview->map.isEmpty());
    QCOMPARE(done, 500);
    QVERIFY(result->isComplete);
}

void TestExplain::cancelledRunKeepsItsMap()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    JobContext job;
    job.progress = [token = job.cancel](const Progress& progress) {
        if (progress.done >= 7)
            token.cancel();
    };
    const AttributionPtr partial = explain(*model, recipe(u"smoothgrad"_s, {{u"n"_s, 1000}}), photo(), job);
    QVERIFY(!partial->isComplete);
    QVERIFY(partial->samples >= 7 && partial->samples < 1000);
    QCOMPARE(partial->requestedSamples, 1000);
    QVERIFY(meanOf(partial->map, true) > 0);
}

void TestExplain::zeroMapIsExplained()
{
    // A unit behind a ReLU that is shut everywhere on this photo.
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    int shut = 0;
    for (int unit = 0; unit < 16; ++unit) {
        const Target target{.kind = Target::Kind::Unit, .index = unit, .layer = u"features.7"_s};
        const AttributionPtr result = explain(*model, recipe(u"gradient"_s, {}, target), photo(), {});
        const bool isZero = meanOf(result->map, true) == 0;
        QCOMPARE(isZero, result->target.logit == 0);
        QCOMPARE(result->warnings.size(), isZero ? 1 : 0);
        if (isZero)
            QVERIFY2(result->warnings.front().contains(u"exactly zero from layer"_s),
                     qPrintable(result->warnings.front()));
        shut += isZero;
    }
    QVERIFY(shut > 0);
}

void TestExplain::zeroMapOfALivingGradientIsExplained()
{
    // A black photo is its own baseline; the gradient there is not zero.
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    Picture black{.pixels = QImage(32, 32, QImage::Format_RGB32)};
    black.pixels.fill(Qt::black);
    const Target target{.kind = Target::Kind::Class, .index = 1};
    const AttributionPtr result =
        explain(*model, recipe(u"integrated-gradients"_s, {{u"baseline"_s, u"black"_s}}, target), black, {});
    QCOMPARE(meanOf(result->map, true), 0.0);
    QCOMPARE(result->warnings.size(), 1);
    QVERIFY2(result->warnings.front().contains(u"another layer, baseline or fill"_s),
             qPrintable(result->warnings.front()));
}

void TestExplain::remarksComeWithTheMapAndItsPreviews()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    QStringList previewNotes;
    JobContext job;
    job.preview = [&](const AttributionPtr& preview) { previewNotes = preview->notes; };
    const QStringList square{u"Square 4 px, stride 2 px"_s};
    QCOMPARE(explain(*model, recipe(u"occlusion"_s), photo(), job)->notes, square);
    QCOMPARE(previewNotes, square);
    const AttributionPtr large = explain(*model, recipe(u"occlusion"_s, {{u"window"_s, 500}}), photo(), {});
    QVERIFY(large->warnings.join(u' ').contains(u"500 pixels is larger"_s));
}

void TestExplain::otherReductionsAreAtHand()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    for (const QString& method : {u"smoothgrad"_s, u"gradient"_s, u"expected-gradients"_s}) {
        const AttributionPtr first =
            explain(*model, recipe(method, {{u"n"_s, 4}, {u"reduction"_s, u"sum"_s}}), photo(), {});
        QCOMPARE(first->reductions.size(), 5);
        for (const QString& id : first->reductions.keys()) {
            const AttributionPtr again =
                explain(*model, recipe(method, {{u"n"_s, 4}, {u"reduction"_s, id}}), photo(), {});
            const AttributionPtr switched = withReduction(first, id);
            QCOMPARE(switched->recipe, again->recipe);
            QVERIFY(switched->map.values == again->map.values);
            QVERIFY(switched->standardError.values == again->standardError.values);
            QCOMPARE(switched->relativeError, again->relativeError);
        }
    }
    QVERIFY(!withReduction(nullptr, u"sum"_s));
}

void TestExplain::notANumberIsAnError()
{
    const ModelSource broken{.path = QStringLiteral(SALISCOPE_TEST_DATA "/broken/nan_weights.pt2")};
    try {
        const auto model = Model::load(broken, u"cpu"_s, Precision::Float32, {});
        explain(*model, recipe(u"gradient"_s), photo(), {});
        QFAIL("weights that are not numbers gave a map");
    } catch (const ComputeError& error) {
        QCOMPARE(error.error().code, ErrorCode::NotFinite);
    }
}

void TestExplain::unknownMethodIsAnError()
{
    const auto model = tinyModel(u"linear.pt2"_s, Precision::Float32);
    for (const QString& id : {u"divination"_s, u"ascent"_s}) {
        try {
            explain(*model, recipe(id), photo(), {});
            QFAIL("an unknown method gave a map");
        } catch (const ComputeError& error) {
            QCOMPARE(error.error().code, ErrorCode::InvalidArgument);
            QVERIFY(error.error().title.contains(id));
        }
    }
}

QTEST_APPLESS_MAIN(TestExplain)
#include "test_explain.moc"
