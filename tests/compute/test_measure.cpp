// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/reference.h"

#include <QtTest>

#include "core/compute/compute_error.h"
#include "core/compute/methods/explain.h"
#include "core/compute/metrics/measure.h"
#include "core/compute/metrics/metric.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// 64 x 64, bright at the right and below: the tiny models take its half size.
Picture photo()
{
    Picture picture{.pixels = QImage(64, 64, QImage::Format_RGB32)};
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x)
            picture.pixels.setPixel(x, y, qRgb(4 * x, 4 * y, 255 - 2 * (x + y)));
    return picture;
}

Recipe recipe(const QString& method, const ParamValues& params = {})
{
    Recipe result;
    result.framing.fit = Framing::Fit::Stretch;
    result.method = method;
    result.params = params;
    return result;
}

QList<MetricRecipe> all(const QRectF& box = {})
{
    QList<MetricRecipe> recipes;
    for (const MetricInfo& info : metricInfos())
        recipes += MetricRecipe{.metric = info.id, .params = {}, .box = box};
    return recipes;
}

ErrorCode codeOf(const std::function<void()>& run)
{
    try {
        run();
    } catch (const ComputeError& error) {
        return error.error().code;
    }
    return ErrorCode::Internal;
}

} // namespace

/// A recipe and a list of metrics become a map and numbers.
class TestMeasure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMetricJudgesEveryKindOfMap_data();
    void everyMetricJudgesEveryKindOfMap();
    void theMapIsTheOneThatExplainMakes();
    void paramsAreCompletedAndKept();
    void boxesAreInPixelsOfThePhoto();
    void progressGrowsToItsTotal();
    void cancelledRunsThrow();
    void aMetricThatFailsSaysWhy();
    void unknownMetricsAreRefused();
};

void TestMeasure::everyMetricJudgesEveryKindOfMap_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("method");
    for (const QString& method : {u"gradient"_s, u"smoothgrad"_s, u"integrated-gradients"_s, u"gradcam"_s,
                                  u"guided-backprop"_s, u"occlusion"_s, u"rise"_s, u"product"_s})
        QTest::addRow("%s", qPrintable(method)) << u"relu_cnn.pt2"_s << method;
    QTest::newRow("tokens") << u"tokens.pt2"_s << u"gradient"_s;
    QTest::newRow("script") << u"small_cnn_scripted.pt"_s << u"gradient"_s;
}

void TestMeasure::everyMetricJudgesEveryKindOfMap()
{
    QFETCH(QString, model);
    QFETCH(QString, method);
    const auto loaded = tinyModel(model, Precision::Float32);
    Recipe asked = recipe(method);
    asked.target.index = 1; // Not the first, which may be as sure as float32 can be.
    if (findMethod(method)->info().param(u"n"_s))
        asked.params = {{u"n"_s, 20}};
    const Measurement measurement = measure(*loaded, asked, photo(), all({0, 0, 64, 64}), {});
    QCOMPARE(measurement.results.size(), metricInfos().size());
    for (const MetricResult& result : measurement.results) {
        QVERIFY2(result.value && std::isfinite(*result.value),
                 qPrintable(result.metric + result.notes.join(u' ')));
        QVERIFY(std::isfinite(result.standardError));
    }
}

void TestMeasure::theMapIsTheOneThatExplainMakes()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const Recipe asked = recipe(u"smoothgrad"_s, {{u"n"_s, 10}});
    QCOMPARE(measure(*model, asked, photo(), all(), {}).attribution->map,
             explain(*model, asked, photo(), {})->map);
}

void TestMeasure::paramsAreCompletedAndKept()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const Measurement measurement =
        measure(*model, recipe(u"gradient"_s), photo(),
                {{.metric = u"deletion"_s, .params = {{u"steps"_s, 5}}},
                 {.metric = u"deletion"_s, .params = {{u"baseline"_s, u"white"_s}}}},
                {});
    QCOMPARE(measurement.results[0].curves.front().points.size(), 6);
    QCOMPARE(measurement.results[0].params[u"baseline"_s].toString(), u"mean"_s);
    QCOMPARE(measurement.results[1].params[u"steps"_s].toInt(), 224);
    QCOMPARE(measurement.results[1].metric, u"deletion"_s);
}

void TestMeasure::boxesAreInPixelsOfThePhoto()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto share = [&](const QRectF& box) {
        return measure(*model, recipe(u"gradient"_s), photo(),
                       {{.metric = u"pointing-game"_s, .params = {}, .box = box}}, {})
            .results.front()
            .details.front()
            .value;
    };
    QVERIFY(std::abs(share({0, 0, 64, 64}) - 1) < 1e-12);
    QVERIFY(std::abs(share({0, 0, 32, 64}) + share({32, 0, 32, 64}) - 1) < 1e-12);
    QVERIFY(share({0, 0, 32, 64}) < 0.9);
}

void TestMeasure::progressGrowsToItsTotal()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    QList<qint64> done;
    JobContext job;
    job.progress = [&](const Progress& progress) {
        QCOMPARE(progress.total, 3000);
        done += progress.done;
    };
    measure(*model, recipe(u"smoothgrad"_s, {{u"n"_s, 20}}), photo(),
            {{.metric = u"deletion"_s}, {.metric = u"infidelity"_s}}, job);
    QVERIFY(done.size() > 10 && std::is_sorted(done.begin(), done.end()));
    QCOMPARE(done.back(), 3000);
}

void TestMeasure::cancelledRunsThrow()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    // During the map, during a metric.
    for (const qint64 when : {500, 1500}) {
        JobContext job;
        job.progress = [&](const Progress& progress) {
            if (progress.done >= when)
                job.cancel.cancel();
        };
        const auto code = codeOf([&] {
            measure(*model, recipe(u"smoothgrad"_s, {{u"n"_s, 200}}), photo(), {{.metric = u"deletion"_s}},
                    job);
        });
        QCOMPARE(code, ErrorCode::Cancelled);
    }
}

void TestMeasure::aMetricThatFailsSaysWhy()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const Measurement measurement =
        measure(*model, recipe(u"gradient"_s), photo(),
                {{.metric = u"pointing-game"_s}, {.metric = u"sparseness"_s}}, {});
    QVERIFY(!measurement.results[0].value);
    QVERIFY(measurement.results[0].notes.front().contains(u"box"_s));
    QVERIFY(measurement.results[1].value);
}

void TestMeasure::unknownMetricsAreRefused()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    QCOMPARE(codeOf([&] { measure(*model, recipe(u"gradient"_s), photo(), {{.metric = u"magic"_s}}, {}); }),
             ErrorCode::InvalidArgument);
}

QTEST_APPLESS_MAIN(TestMeasure)
#include "test_measure.moc"
