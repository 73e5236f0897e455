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
    Picture koala = fakePicture(Qt::green, u"koala"_s);
    QSignalSpy measured{&engine, &Engine::measured};
    QSignalSpy failed{&engine, &Engine::measureFailed};

    static Recipe recipe(int n)
    {
        Recipe result;
        result.method = u"smoothgrad"_s;
        result.params = {{u"n"_s, n}};
        return result;
    }
    void measure(int n, const QStringList& metrics)
    {
        QList<MetricRecipe> recipes;
        for (const QString& metric : metrics)
            recipes += MetricRecipe{.metric = metric, .params = {}};
        engine.measure(recipe(n), koala, recipes);
    }
    Measurement answer() const { return measured.back().front().value<Measurement>(); }
    Error error() const { return failed.back().front().value<Error>(); }
};

} // namespace

/// Measuring is one more thing that is asked for, of which the newest wins.
class TestMeasure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void metricsAreKnownOnceReady();
    void numbersComeWithTheirMap();
    void progressIsItsOwn();
    void otherMetricsReplaceTheRequest();
    void theSameRequestTwiceComputesOnce();
    void cancelIsAnswered();
    void explainingAndDrawingCancelIt();
    void errorsArriveAsTheyWere();
};

void TestMeasure::metricsAreKnownOnceReady()
{
    Bench b;
    QSignalSpy ready(&b.engine, &Engine::ready);
    QVERIFY(b.engine.metrics().isEmpty());
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(b.engine.metrics().front().id, u"deletion"_s);
}

void TestMeasure::numbersComeWithTheirMap()
{
    Bench b;
    b.measure(3, {u"sparseness"_s, u"deletion"_s});
    QVERIFY(b.engine.isMeasuring());
    QTRY_COMPARE(b.measured.size(), 1);
    QVERIFY(!b.engine.isMeasuring());
    QCOMPARE(b.answer().attribution->samples, 3);
    QCOMPARE(b.answer().results.size(), 2);
    QCOMPARE(*b.answer().results[1].value, 1.5);
    QCOMPARE(b.answer().results[1].curves.size(), 1);
}

void TestMeasure::progressIsItsOwn()
{
    Bench b;
    QSignalSpy explaining(&b.engine, &Engine::progress);
    QSignalSpy measuring(&b.engine, &Engine::measureProgress);
    b.measure(3, {u"sparseness"_s, u"deletion"_s});
    QTRY_COMPARE(b.measured.size(), 1);
    QVERIFY(!measuring.isEmpty());
    QCOMPARE(measuring.back().front().value<Progress>().total, 2);
    QCOMPARE(explaining.size(), 0);
}

void TestMeasure::otherMetricsReplaceTheRequest()
{
    Bench b;
    b.control->gate.close();
    b.measure(100, {u"sparseness"_s});
    QTRY_COMPARE(b.control->measurements.load(), 1);
    b.measure(100, {u"deletion"_s, u"sparseness"_s});
    b.control->gate.open();
    QTRY_COMPARE(b.measured.size(), 1);
    QCOMPARE(b.answer().results.size(), 2);
    QCOMPARE(b.failed.size(), 0); // The first was superseded, not refused.
}

void TestMeasure::theSameRequestTwiceComputesOnce()
{
    Bench b;
    b.control->gate.close();
    b.measure(5, {u"sparseness"_s});
    QTRY_COMPARE(b.control->measurements.load(), 1);
    b.measure(5, {u"sparseness"_s});
    b.control->gate.open();
    QTRY_COMPARE(b.measured.size(), 1);
    QCOMPARE(b.control->measurements.load(), 1);
}

void TestMeasure::cancelIsAnswered()
{
    Bench b;
    b.control->gate.close();
    b.measure(100, {u"sparseness"_s});
    QTRY_COMPARE(b.control->measurements.load(), 1);
    b.engine.cancelMeasure();
    QTRY_COMPARE(b.failed.size(), 1);
    QCOMPARE(b.error().code, ErrorCode::Cancelled);
    QVERIFY(!b.engine.isMeasuring());
}

void TestMeasure::explainingAndDrawingCancelIt()
{
    Bench b;
    b.control->gate.close();
    b.measure(100, {u"sparseness"_s});
    QTRY_COMPARE(b.control->measurements.load(), 1);
    b.engine.explain(Bench::recipe(4), b.koala);
    QTRY_COMPARE(b.failed.size(), 1);
    b.measure(100, {u"sparseness"_s});
    b.engine.startAscent(Bench::recipe(4));
    QTRY_COMPARE(b.failed.size(), 2);
    QCOMPARE(b.error().code, ErrorCode::Cancelled);
    b.control->gate.open();
}

void TestMeasure::errorsArriveAsTheyWere()
{
    Bench b;
    b.control->setFailure(Error{ErrorCode::ModelBroken, u"Broken"_s, u"Its end is missing."_s, u"Again."_s});
    b.measure(1, {u"sparseness"_s});
    QTRY_COMPARE(b.failed.size(), 1);
    QCOMPARE(b.error().detail, u"Its end is missing."_s);
}

QTEST_GUILESS_MAIN(TestMeasure)
#include "test_measure.moc"
