// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "core/base/strings.h"
#include "core/engine/engine.h"
#include "tests/support/fake_runner.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

struct Bench
{
    FakeControlPtr control = std::make_shared<FakeControl>();
    Engine engine{fakeFactory(control)};
    QSignalSpy frames{&engine, &Engine::ascentFrame};
    QSignalSpy failed{&engine, &Engine::ascentFailed};
    QSignalSpy states{&engine, &Engine::ascentStateChanged};

    static Recipe recipe(int steps, int classIndex = 0)
    {
        Recipe result;
        result.method = u"ascent"_s;
        result.params = {{u"steps"_s, steps}};
        result.target = {.kind = Target::Kind::Class, .index = classIndex};
        return result;
    }
    int lastStep() const { return frames.isEmpty() ? -1 : lastFrame()->step; }
    AscentFramePtr lastFrame() const { return frames.back().front().value<AscentFramePtr>(); }
};

} // namespace

class TestAscent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttons_data();
    void buttons();
    void runsToThePlannedStepAndStops();
    void resumeGoesOnPastThePlan();
    void pauseAndSingleSteps();
    void prepareShowsTheStartPicture();
    void stopLetsGoOfTheRun();
    void changesApplyToTheRunningPicture();
    void restartingDropsTheOldRun();
    void failureIsReportedAndOver();
    void commandsThatDoNotFitAreIgnored();
    void predictionsComputeBetweenSteps();
    void aMapPausesItAndIsCancelledByGoingOn();
};

void TestAscent::buttons_data()
{
    QTest::addColumn<AscentState>("state");
    QTest::addColumn<QString>("enabled");
    QTest::newRow("idle") << AscentState::Idle << u"start"_s;
    QTest::newRow("running") << AscentState::Running << u"pause stop change"_s;
    QTest::newRow("paused") << AscentState::Paused << u"start resume step stop change"_s;
    QTest::newRow("finished") << AscentState::Finished << u"start resume step stop change"_s;
    QTest::newRow("failed") << AscentState::Failed << u"start"_s;
}

void TestAscent::buttons()
{
    QFETCH(AscentState, state);
    QFETCH(QString, enabled);
    QStringList can;
    for (const auto& [name, isEnabled] :
         std::initializer_list<std::pair<QString, bool>>{{u"start"_s, canStart(state)},
                                                         {u"pause"_s, canPause(state)},
                                                         {u"resume"_s, canResume(state)},
                                                         {u"step"_s, canStep(state)},
                                                         {u"stop"_s, canStop(state)},
                                                         {u"change"_s, canChange(state)}}) {
        if (isEnabled)
            can += name;
    }
    QCOMPARE(can.join(u' '), enabled);
}

void TestAscent::runsToThePlannedStepAndStops()
{
    Bench b;
    b.engine.startAscent(Bench::recipe(12));
    QCOMPARE(b.engine.ascentState(), AscentState::Running);
    QTRY_COMPARE(b.engine.ascentState(), AscentState::Finished);
    QCOMPARE(b.lastStep(), 12);
    QCOMPARE(b.control->steps.load(), 12);
    QCOMPARE(b.states.size(), 2);
    QVERIFY(b.lastFrame()->probability > 0.3);
}

void TestAscent::resumeGoesOnPastThePlan()
{
    Bench b;
    b.engine.startAscent(Bench::recipe(3));
    QTRY_COMPARE(b.engine.ascentState(), AscentState::Finished);
    b.engine.stepAscent();
    QTRY_COMPARE(b.lastStep(), 4);
    QCOMPARE(b.engine.ascentState(), AscentState::Finished);
    b.engine.resumeAscent();
    QCOMPARE(b.engine.ascentState(), AscentState::Running);
    QTRY_VERIFY(b.lastStep() > 20);
    QCOMPARE(b.engine.ascentState(), AscentState::Running);
    b.engine.pauseAscent();
    QCOMPARE(b.engine.ascentState(), AscentState::Paused);
}

void TestAscent::pauseAndSingleSteps()
{
    Bench b;
    b.control->gate.close();
    b.engine.startAscent(Bench::recipe(100));
    b.control->gate.permit(3); // The run and two steps.
    QTRY_COMPARE(b.lastStep(), 2);
    QTRY_VERIFY(b.control->gate.hasWaiter());
    b.engine.pauseAscent();
    b.control->gate.open(); // The step that has begun is completed.
    QTRY_COMPARE(b.lastStep(), 3);
    b.engine.stepAscent();
    QTRY_COMPARE(b.lastStep(), 4);
    b.engine.stepAscent();
    b.engine.stepAscent();
    QTRY_COMPARE(b.lastStep(), 6);
    QCOMPARE(b.control->steps.load(), 6);
    QCOMPARE(b.engine.ascentState(), AscentState::Paused);
    b.engine.resumeAscent();
    QTRY_COMPARE(b.engine.ascentState(), AscentState::Finished);
    QCOMPARE(b.lastStep(), 100);
}

void TestAscent::prepareShowsTheStartPicture()
{
    Bench b;
    b.engine.prepareAscent(Bench::recipe(100));
    QCOMPARE(b.engine.ascentState(), AscentState::Paused);
    QTRY_COMPARE(b.lastStep(), 0);
    b.engine.stepAscent();
    QTRY_COMPARE(b.lastStep(), 1);
    QCOMPARE(b.control->steps.load(), 1);
    b.engine.prepareAscent(Bench::recipe(100));
    QTRY_COMPARE(b.lastStep(), 0);
}

void TestAscent::stopLetsGoOfTheRun()
{
    Bench b;
    b.control->gate.close();
    b.engine.startAscent(Bench::recipe(100));
    b.control->gate.permit(2);
    QTRY_COMPARE(b.lastStep(), 1);
    QCOMPARE(b.control->alive.load(), 2);
    b.engine.stopAscent();
    QCOMPARE(b.engine.ascentState(), AscentState::Idle);
    QTRY_COMPARE(b.control->alive.load(), 1);
    QCOMPARE(b.lastStep(), 1);
    QVERIFY(b.failed.isEmpty());
}

void TestAscent::changesApplyToTheRunningPicture()
{
    Bench b;
    b.control->gate.close();
    b.engine.startAscent(Bench::recipe(100, 0));
    b.control->gate.permit(6);
    QTRY_COMPARE(b.lastStep(), 5);
    b.engine.changeAscent(Bench::recipe(30, 2));
    b.control->gate.open();
    QTRY_COMPARE(b.engine.ascentState(), AscentState::Finished);
    QCOMPARE(b.lastStep(), 30);
    QCOMPARE(b.lastFrame()->label, u"blue"_s);
    QCOMPARE(b.control->ascents.load(), 1);
}

void TestAscent::restartingDropsTheOldRun()
{
    Bench b;
    b.control->gate.close();
    b.engine.startAscent(Bench::recipe(100, 0));
    b.control->gate.permit(2);
    QTRY_COMPARE(b.lastStep(), 1);
    b.engine.startAscent(Bench::recipe(4, 1));
    b.frames.clear();
    b.control->gate.open();
    QTRY_COMPARE(b.engine.ascentState(), AscentState::Finished);
    QCOMPARE(b.lastStep(), 4);
    for (const QList<QVariant>& frame : b.frames)
        QCOMPARE(frame.front().value<AscentFramePtr>()->label, u"green"_s);
    QCOMPARE(b.control->alive.load(), 2);
    QVERIFY(b.failed.isEmpty());
}

void TestAscent::failureIsReportedAndOver()
{
    Bench b;
    b.control->gate.close();
    b.engine.startAscent(Bench::recipe(100));
    b.control->gate.permit(2);
    QTRY_COMPARE(b.lastStep(), 1);
    b.control->setFailure(Error{ErrorCode::NotFinite, u"The picture is not finite"_s, {}, {}});
    b.control->gate.open();
    QTRY_COMPARE(b.failed.size(), 1);
    QCOMPARE(b.failed[0][0].value<Error>().code, ErrorCode::NotFinite);
    QCOMPARE(b.engine.ascentState(), AscentState::Failed);
    QCOMPARE(b.control->alive.load(), 1);

    b.control->setFailure(std::nullopt);
    b.engine.startAscent(Bench::recipe(2));
    QTRY_COMPARE(b.engine.ascentState(), AscentState::Finished);
}

void TestAscent::commandsThatDoNotFitAreIgnored()
{
    Bench b;
    b.engine.stepAscent();
    b.engine.pauseAscent();
    b.engine.resumeAscent();
    b.engine.stopAscent();
    b.engine.changeAscent(Bench::recipe(2));
    QCOMPARE(b.engine.ascentState(), AscentState::Idle);
    QVERIFY(b.states.isEmpty());
    b.engine.startAscent(Bench::recipe(2));
    QTRY_COMPARE(b.engine.ascentState(), AscentState::Finished);
    QCOMPARE(b.control->steps.load(), 2);
}

void TestAscent::predictionsComputeBetweenSteps()
{
    Bench b;
    QSignalSpy predicted(&b.engine, &Engine::predicted);
    b.control->gate.close();
    b.engine.startAscent(Bench::recipe(1'000'000));
    b.control->gate.permit(2);
    QTRY_COMPARE(b.lastStep(), 1);
    const Picture koala = fakePicture(Qt::green, u"koala"_s);
    Recipe recipe;
    recipe.pictureHash = koala.contentHash;
    b.engine.predict(recipe, koala);
    const int before = b.control->steps.load();
    b.control->gate.permit(3); // Step, prediction, step.
    QTRY_COMPARE(predicted.size(), 1);
    QTRY_COMPARE(b.control->steps.load(), before + 2);
    QCOMPARE(b.engine.ascentState(), AscentState::Running);
}

void TestAscent::aMapPausesItAndIsCancelledByGoingOn()
{
    Bench b;
    QSignalSpy cancelled(&b.engine, &Engine::explainFailed);
    b.engine.startAscent(Bench::recipe(1'000'000));
    QTRY_VERIFY(b.lastStep() > 1);
    const Picture koala = fakePicture(Qt::green, u"koala"_s);
    Recipe recipe;
    recipe.pictureHash = koala.contentHash;
    recipe.method = u"gradient"_s;
    b.control->gate.close();
    QTRY_VERIFY(b.control->gate.hasWaiter());
    b.engine.explain(recipe, koala);
    QCOMPARE(b.engine.ascentState(), AscentState::Paused);
    b.control->gate.permit(); // The step it is at.
    QTRY_COMPARE(b.control->explanations.load(), 1);
    const int before = b.control->steps.load();
    b.engine.resumeAscent();
    QTRY_COMPARE(cancelled.size(), 1);
    QCOMPARE(cancelled.front().front().value<Error>().code, ErrorCode::Cancelled);
    b.control->gate.open();
    QTRY_VERIFY(b.control->steps.load() > before);
    QCOMPARE(b.engine.ascentState(), AscentState::Running);
}

QTEST_GUILESS_MAIN(TestAscent)
#include "test_ascent.moc"
