// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <limits>

#include "core/base/strings.h"
#include "core/imaging/npy.h"
#include "core/render/map_comparison.h"

using namespace saliscope;

namespace {

FloatMap mapOf(std::vector<float> values)
{
    FloatMap map(1, 1, int(values.size()));
    map.values = std::move(values);
    return map;
}

/// A checked pattern of two values, `side` wide and high.
FloatMap checks(int side, float first, float second)
{
    FloatMap map(1, side, side);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x)
            map.at(0, y, x) = (x + y) % 2 == 0 ? first : second;
    }
    return map;
}

QString reference(const QString& name)
{
    return QStringLiteral(SALISCOPE_TEST_DATA) + u"/reference/similarity"_s + name;
}

bool isNear(double value, double expected, double tolerance = 1e-12)
{
    return std::abs(value - expected) <= tolerance;
}

} // namespace

class TestMapComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void correlationInClosedForm();
    void equalValuesShareTheirMeanRank();
    void similarityInClosedForm();
    void overlapCountsTheLargestMagnitudes();
    void differencesAreSigned();
    void onlyMapsOfOneShapeCompare();
    void agreesWithScipyAndScikitImage_data();
    void agreesWithScipyAndScikitImage();
    void quantitiesThatShareAScale();
};

void TestMapComparison::correlationInClosedForm()
{
    const std::vector<float> a{1, 2, 3, 4};
    QVERIFY(isNear(pearsonCorrelation(a, {3, 5, 7, 9}), 1));
    QVERIFY(isNear(pearsonCorrelation(a, {4, 3, 2, 1}), -1));
    QVERIFY(isNear(pearsonCorrelation(a, {1, -1, -1, 1}), 0));
    QVERIFY(isNear(pearsonCorrelation({0, 0, 1}, {0, 1, 1}), 0.5));
    QVERIFY(std::isnan(pearsonCorrelation(a, {2, 2, 2, 2})));
}

void TestMapComparison::equalValuesShareTheirMeanRank()
{
    QCOMPARE(ranks({30, 10, 20}), std::vector<float>({3, 1, 2}));
    QCOMPARE(ranks({5, 1, 5, 5, 0}), std::vector<float>({4, 2, 4, 4, 1}));
    QCOMPARE(ranks({7, 7}), std::vector<float>({1.5F, 1.5F}));
}

void TestMapComparison::similarityInClosedForm()
{
    const FloatMap map = checks(16, 0, 1);
    QVERIFY(isNear(structuralSimilarity(map, map, 1), 1));
    // Constants: no variance, so only the means count: (2ab + c1) / (a² + b² + c1).
    const double c1 = 1e-4;
    QVERIFY(isNear(structuralSimilarity(checks(16, 1, 1), checks(16, 0.5F, 0.5F), 1),
                   (2 * 0.5 + c1) / (1 + 0.25 + c1)));
    QVERIFY(std::isnan(structuralSimilarity(checks(10, 0, 1), checks(10, 0, 1), 1)));
}

void TestMapComparison::overlapCountsTheLargestMagnitudes()
{
    const FloatMap a = mapOf({9, -8, 1, 2}), b = mapOf({0, 7, 8, 1});
    QCOMPARE(topOverlap(a, b, 0.5), 0.5);
    QCOMPARE(topOverlap(a, a, 0.5), 1.0);
    QCOMPARE(topOverlap(a, b, 0.25), 0.0);
    QCOMPARE(topOverlap(a, b, 0.0001), 0.0); // One place at least.
    QCOMPARE(topOverlap(a, b, 1), 1.0);
}

void TestMapComparison::differencesAreSigned()
{
    const FloatMap map = mapOf({4, -2, 0}), reference = mapOf({1, 1, -10});
    QCOMPARE(signedDifference(map, reference, false).values, std::vector<float>({3, -3, 10}));
    QCOMPARE(signedDifference(map, reference, true).values, std::vector<float>({0.9F, -0.6F, 1}));
    QCOMPARE(scaledToLargest(mapOf({0, 0})).values, std::vector<float>({0, 0}));
}

void TestMapComparison::onlyMapsOfOneShapeCompare()
{
    QVERIFY(areComparable(mapOf({1, 2}), mapOf({3, 4})));
    QVERIFY(!areComparable(mapOf({1, 2}), mapOf({3, 4, 5})));
    QVERIFY(!areComparable(mapOf({}), mapOf({})));
    QVERIFY(!areComparable(mapOf({1, std::numeric_limits<float>::quiet_NaN()}), mapOf({3, 4})));
}

void TestMapComparison::agreesWithScipyAndScikitImage_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("signed") << u"signed"_s;
    QTest::newRow("magnitude") << u"magnitude"_s;
}

void TestMapComparison::agreesWithScipyAndScikitImage()
{
    QFETCH(QString, name);
    QFile file(reference(u".json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject expected = QJsonDocument::fromJson(file.readAll()).object().value(name).toObject();
    const auto first = readNpy(reference(u"_%1_1.npy"_s.arg(name)));
    const auto second = readNpy(reference(u"_%1_2.npy"_s.arg(name)));
    QVERIFY(first && second);
    const MapSimilarity similarity = compareMaps(*first, *second);
    QVERIFY(isNear(similarity.pearson, expected.value(u"pearson"_s).toDouble(), 1e-10));
    QVERIFY(isNear(similarity.spearman, expected.value(u"spearman"_s).toDouble(), 1e-10));
    QVERIFY(isNear(similarity.ssim, expected.value(u"ssim"_s).toDouble(), 1e-6)); // Scaled maps are float32.
    QVERIFY(isNear(similarity.topOverlap, expected.value(u"top_overlap"_s).toDouble()));
}

void TestMapComparison::quantitiesThatShareAScale()
{
    const auto quantity = [](const QString& method, const ParamValues& params = {},
                             Target::Score score = Target::Score::Logit) {
        Recipe recipe;
        recipe.method = method;
        recipe.params = params;
        recipe.target.score = score;
        return mapQuantity(recipe);
    };
    QCOMPARE(quantity(u"smoothgrad"_s), quantity(u"gradient"_s));
    QCOMPARE(quantity(u"integrated-gradients"_s), quantity(u"input-x-gradient"_s));
    QCOMPARE(quantity(u"smoothgrad"_s, {{u"of"_s, u"gradcam"_s}}), quantity(u"gradcam"_s));
    QVERIFY(quantity(u"smoothgrad"_s, {{u"aggregate"_s, u"variance"_s}}) != quantity(u"gradient"_s));
    QVERIFY(quantity(u"gradcam"_s) != quantity(u"gradient"_s));
    QVERIFY(quantity(u"gradient"_s, {}, Target::Score::Probability) != quantity(u"gradient"_s));
}

QTEST_GUILESS_MAIN(TestMapComparison)
#include "test_map_comparison.moc"
