// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/strings.h"
#include "core/session/result_cache.h"
#include "tests/support/fake_methods.h"

using namespace saliscope;

namespace {

RecipeKey key(const Recipe& recipe)
{
    return recipeKey(recipe, test::fakeMethods());
}

Recipe smoothGrad()
{
    Recipe recipe;
    recipe.pictureHash = "koala";
    recipe.method = u"smoothgrad"_s;
    return recipe;
}

AttributionPtr map(int values)
{
    auto result = std::make_shared<Attribution>();
    result->map = FloatMap(1, 1, values);
    return result;
}

} // namespace

class TestResultCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAndTheSameTypedAreEqual();
    void whatChangesTheMapChangesTheKey_data();
    void whatChangesTheMapChangesTheKey();
    void anotherFileUnderTheSameNameIsAnotherModel();
    void theLeastUsedGoesFirst();
    void anotherReductionIsFoundWhereItWasKept();
};

void TestResultCache::defaultsAndTheSameTypedAreEqual()
{
    Recipe typed = smoothGrad();
    typed.params = {{u"n"_s, u"8"_s}, {u"noise"_s, 0.2}, {u"of"_s, u"gradient"_s}};
    QCOMPARE(key(typed), key(smoothGrad()));
}

void TestResultCache::whatChangesTheMapChangesTheKey_data()
{
    QTest::addColumn<Recipe>("other");
    const auto row = [](const char* name, const std::function<void(Recipe&)>& change) {
        Recipe other = smoothGrad();
        change(other);
        QTest::newRow(name) << other;
    };
    row("picture", [](Recipe& r) { r.pictureHash = "panda"; });
    row("model", [](Recipe& r) { r.model.path = u"/m/resnet.pt2"_s; });
    row("card", [](Recipe& r) { r.model.card = ModelCard(); });
    row("framing", [](Recipe& r) { r.framing.fit = Framing::Fit::Pad; });
    row("target", [](Recipe& r) { r.target.index = 1; });
    row("score", [](Recipe& r) { r.target.score = Target::Score::Probability; });
    row("method", [](Recipe& r) { r.method = u"gradient"_s; });
    row("parameter", [](Recipe& r) { r.params.insert(u"n"_s, 9); });
    row("wrapped parameter", [](Recipe& r) { r.params = {{u"of"_s, u"cam"_s}, {u"of.steps"_s, 9}}; });
    row("seed", [](Recipe& r) { r.seed = 2; });
    row("device", [](Recipe& r) { r.device = u"cuda:0"_s; });
    row("precision", [](Recipe& r) { r.precision = Precision::Float64; });
    row("threads", [](Recipe& r) { r.threads = 2; });
}

void TestResultCache::whatChangesTheMapChangesTheKey()
{
    QFETCH(Recipe, other);
    QVERIFY(key(other).computation != key(smoothGrad()).computation);
}

void TestResultCache::anotherFileUnderTheSameNameIsAnotherModel()
{
    QTemporaryDir folder;
    Recipe recipe = smoothGrad();
    recipe.model.path = folder.filePath(u"model.pt2"_s);
    const auto write = [&recipe](const QByteArray& bytes) {
        QFile file(recipe.model.path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write("weights"));
    const RecipeKey before = key(recipe);
    QCOMPARE(key(recipe), before);
    QVERIFY(write("other weights"));
    QVERIFY(key(recipe) != before);
}

void TestResultCache::theLeastUsedGoesFirst()
{
    ResultCache cache(4 * 250); // Room for two maps of 100 values.
    const RecipeKey a{"a", {}}, b{"b", {}}, c{"c", {}};
    cache.keep(a, map(100));
    cache.keep(b, map(100));
    QVERIFY(cache.find(a));
    cache.keep(c, map(100));
    QVERIFY(cache.find(a) && !cache.find(b) && cache.find(c));
    cache.keep(b, map(1000)); // Larger than the cache.
    QVERIFY(!cache.find(b) && cache.find(a));
}

void TestResultCache::anotherReductionIsFoundWhereItWasKept()
{
    auto whole = std::make_shared<Attribution>();
    whole->map = FloatMap(1, 1, 2);
    whole->reductions.insert(u"sum"_s, ReducedMap{FloatMap(1, 1, 3), {}, 0});
    ResultCache cache;
    cache.keep({"a", u"max-abs"_s}, whole);
    QCOMPARE(cache.find({"a", u"max-abs"_s})->map.width, 2);
    QCOMPARE(cache.find({"a", u"sum"_s})->map.width, 3);
    QVERIFY(!cache.find({"a", u"mean"_s}));
    QVERIFY(!cache.find({"b", u"sum"_s}));
    QCOMPARE(attributionBytes(*whole), qint64(5 * sizeof(float)));
}

QTEST_GUILESS_MAIN(TestResultCache)
#include "test_result_cache.moc"
