// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "core/base/strings.h"
#include "core/engine/engine.h"
#include "tests/support/fake_methods.h"
#include "tests/support/fake_runner.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

struct Bench
{
    FakeControlPtr control = std::make_shared<FakeControl>();
    Engine engine{fakeFactory(control)};
    Picture koala = fakePicture(Qt::green, u"koala"_s);
    QSignalSpy started{&engine, &Engine::mapStarted};
    QSignalSpy previewed{&engine, &Engine::mapPreviewed};
    QSignalSpy made{&engine, &Engine::mapMade};
    QSignalSpy failed{&engine, &Engine::mapFailed};

    Recipe recipe(int n) const
    {
        Recipe result;
        result.pictureHash = koala.contentHash;
        result.method = u"smoothgrad"_s;
        result.params = {{u"n"_s, n}};
        return result;
    }
    static RecipeKey key(const Recipe& recipe) { return recipeKey(recipe, fakeMethods()); }
    WantedMap map(int n) const
    {
        return {.key = key(recipe(n)),
                .recipe = recipe(n),
                .picture = koala,
                .isVisible = true,
                .cost = double(n)};
    }
    RecipeKey madeKey(int i) const { return made.at(i).front().value<RecipeKey>(); }
};

} // namespace

/// Maps that the engine computes in the background, and the cache they share with the Explain workspace.
class TestBoardMaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWantedMapIsMade();
    void whatPeopleWaitForGoesFirst();
    void aMapThatIsNoLongerWantedIsNotMade();
    void errorsBelongToTheirMap();
    void finishedMapsAreKnown();
    void anotherReductionNeedsNoComputing();
    void aDroppedExplanationAnswersNobody();
    void theAscentGoesFirst();
};

void TestBoardMaps::everyWantedMapIsMade()
{
    Bench b;
    b.engine.wantMaps({b.map(5), b.map(3), b.map(4)});
    QTRY_COMPARE(b.made.size(), 3);
    QCOMPARE(b.started.size(), 3);
    QCOMPARE(b.madeKey(0), b.map(3).key);
    QCOMPARE(b.madeKey(2), b.map(5).key);
    QVERIFY(!b.previewed.isEmpty());
    QCOMPARE(b.made.at(0).at(1).value<AttributionPtr>()->samples, 3);
}

void TestBoardMaps::whatPeopleWaitForGoesFirst()
{
    Bench b;
    b.control->gate.close();
    QSignalSpy predicted(&b.engine, &Engine::predicted);
    b.engine.wantMaps({b.map(8)});
    QTRY_COMPARE(b.started.size(), 1);
    b.control->gate.permit(3);
    QTRY_COMPARE(b.control->samples.load(), 3);
    b.engine.predict(b.recipe(1), b.koala);
    QTRY_COMPARE(b.control->predictions.load(), 1); // The map was stopped for it.
    QVERIFY(b.made.isEmpty());
    b.control->gate.open();
    QTRY_COMPARE(predicted.size(), 1);
    QTRY_COMPARE(b.made.size(), 1); // And is computed from its start.
    QCOMPARE(b.started.size(), 2);
    QCOMPARE(b.control->samples.load(), 11);
    QVERIFY(b.failed.isEmpty());
}

void TestBoardMaps::aMapThatIsNoLongerWantedIsNotMade()
{
    Bench b;
    b.control->gate.close();
    b.engine.wantMaps({b.map(5), b.map(6)});
    QTRY_COMPARE(b.started.size(), 1);
    b.engine.wantMaps({b.map(6)});
    b.control->gate.open();
    QTRY_COMPARE(b.made.size(), 1);
    QCOMPARE(b.madeKey(0), b.map(6).key);
    QVERIFY(b.failed.isEmpty());
}

void TestBoardMaps::errorsBelongToTheirMap()
{
    Bench b;
    b.control->setFailure(Error{ErrorCode::OutOfMemory, u"Too large"_s, {}, {}});
    b.engine.wantMaps({b.map(5)});
    QTRY_COMPARE(b.failed.size(), 1);
    QCOMPARE(b.failed.front().front().value<RecipeKey>(), b.map(5).key);
    QCOMPARE(b.failed.front().at(1).value<Error>().title, u"Too large"_s);
    QVERIFY(!b.engine.knownMap(b.recipe(5)));
}

void TestBoardMaps::finishedMapsAreKnown()
{
    Bench b;
    QVERIFY(!b.engine.knownMap(b.recipe(5)));
    b.engine.wantMaps({b.map(5)});
    QTRY_COMPARE(b.made.size(), 1);
    QCOMPARE(b.engine.knownMap(b.recipe(5))->samples, 5);
    QVERIFY(!b.engine.knownMap(b.recipe(6)));

    QSignalSpy explained(&b.engine, &Engine::explained);
    b.engine.explain(b.recipe(6), b.koala);
    QTRY_COMPARE(explained.size(), 1);
    QCOMPARE(b.engine.knownMap(b.recipe(6))->samples, 6);
}

void TestBoardMaps::anotherReductionNeedsNoComputing()
{
    Bench b;
    Recipe other = b.recipe(5);
    other.params.insert(u"reduction"_s, u"sum"_s);
    QCOMPARE(Bench::key(other).computation, Bench::key(b.recipe(5)).computation);
    QVERIFY(Bench::key(other) != Bench::key(b.recipe(5)));
    b.engine.wantMaps({b.map(5)});
    QTRY_COMPARE(b.made.size(), 1);
    const AttributionPtr sum = b.engine.knownMap(other);
    QVERIFY(sum);
    QCOMPARE(sum->recipe.params.value(u"reduction"_s).toString(), u"sum"_s);
    QVERIFY(sum->map != b.engine.knownMap(b.recipe(5))->map);
}

void TestBoardMaps::aDroppedExplanationAnswersNobody()
{
    Bench b;
    QSignalSpy explained(&b.engine, &Engine::explained);
    QSignalSpy failed(&b.engine, &Engine::explainFailed);
    b.control->gate.close();
    b.engine.explain(b.recipe(5), b.koala);
    QTRY_VERIFY(b.control->gate.hasWaiter());
    b.engine.dropExplain();
    QVERIFY(!b.engine.isExplaining());
    b.control->gate.open();
    b.engine.wantMaps({b.map(3)});
    QTRY_COMPARE(b.made.size(), 1);
    QVERIFY(explained.isEmpty() && failed.isEmpty());
}

void TestBoardMaps::theAscentGoesFirst()
{
    Bench b;
    Recipe drawing;
    drawing.method = u"ascent"_s;
    drawing.target = {.kind = Target::Kind::Class};
    b.engine.startAscent(drawing);
    b.engine.wantMaps({b.map(3)});
    QTRY_COMPARE(b.engine.ascentState(), AscentState::Finished);
    QTRY_COMPARE(b.made.size(), 1);
    QCOMPARE(b.control->steps.load(), 20);
}

QTEST_GUILESS_MAIN(TestBoardMaps)
#include "test_board_maps.moc"
