// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/strings.h"
#include "core/engine/map_queue.h"
#include "tests/support/fake_methods.h"

using namespace saliscope;

namespace {

WantedMap wanted(const QByteArray& name, double cost = 1, bool isVisible = true)
{
    return {.key = {name, {}}, .recipe = {}, .picture = {}, .isVisible = isVisible, .cost = cost};
}

/// Names in the order in which they are computed.
QByteArray order(MapQueue& queue)
{
    QByteArray names;
    while (const auto job = queue.take()) {
        names += job->map.key.computation;
        queue.finish(true);
    }
    return names;
}

} // namespace

class TestMapQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void visibleOnesComeFirstThenCheapOnes();
    void aRunningMapThatIsStillWantedGoesOn();
    void aRunningMapThatIsNotWantedStops();
    void anInterruptedMapIsComputedLater();
    void anInterruptThatComesTooLateCostsNothing();
    void aFailedMapIsAnswered();
    void aStoppedMapCanBeWantedAgain();
    void anAnswerOnItsWayIsNotComputedAgain();
    void nothingIsTakenAfterClose();
    void costsGrowWithWhatTheNetworkDoes();
};

void TestMapQueue::visibleOnesComeFirstThenCheapOnes()
{
    MapQueue queue;
    queue.want(
        {wanted("a", 50, false), wanted("b", 1, false), wanted("c", 50), wanted("d", 1), wanted("e", 1)});
    QCOMPARE(order(queue), "decba");
}

void TestMapQueue::aRunningMapThatIsStillWantedGoesOn()
{
    MapQueue queue;
    queue.want({wanted("a"), wanted("b")});
    const MapJob running = *queue.take();
    queue.want({wanted("c"), wanted("a"), wanted("b")});
    QVERIFY(!running.cancel.isCancelled());
    QVERIFY(queue.finish(true));
    QCOMPARE(order(queue), "cb");
}

void TestMapQueue::aRunningMapThatIsNotWantedStops()
{
    MapQueue queue;
    queue.want({wanted("a"), wanted("b")});
    const MapJob running = *queue.take();
    queue.want({wanted("b")});
    QVERIFY(running.cancel.isCancelled());
    QVERIFY(!queue.finish(false));
    QCOMPARE(order(queue), "b");
}

void TestMapQueue::anInterruptedMapIsComputedLater()
{
    MapQueue queue;
    queue.interrupt(); // Nothing runs.
    queue.want({wanted("a"), wanted("b")});
    const MapJob running = *queue.take();
    queue.interrupt();
    queue.interrupt();
    QVERIFY(running.cancel.isCancelled());
    QVERIFY(!queue.finish(false));
    QCOMPARE(order(queue), "ab");
}

void TestMapQueue::anInterruptThatComesTooLateCostsNothing()
{
    MapQueue queue;
    queue.want({wanted("a"), wanted("b")});
    QVERIFY(queue.take());
    queue.interrupt();
    QVERIFY(queue.finish(true));
    QCOMPARE(order(queue), "b");
}

void TestMapQueue::aFailedMapIsAnswered()
{
    MapQueue queue;
    queue.want({wanted("a")});
    QVERIFY(queue.take());
    QVERIFY(queue.finish(false));
    QVERIFY(!queue.take());
}

void TestMapQueue::aStoppedMapCanBeWantedAgain()
{
    MapQueue queue;
    queue.want({wanted("a")});
    QVERIFY(queue.take());
    queue.want({});
    queue.want({wanted("a")});
    QVERIFY(!queue.finish(false));
    QCOMPARE(order(queue), "a");
}

void TestMapQueue::anAnswerOnItsWayIsNotComputedAgain()
{
    MapQueue queue;
    queue.want({wanted("a"), wanted("b")});
    QVERIFY(queue.take());
    QVERIFY(queue.finish(true));
    queue.want({wanted("a"), wanted("b")}); // Said before the answer arrived.
    QCOMPARE(order(queue), "b");
    queue.acknowledge(wanted("a").key);
    queue.want({wanted("a")}); // Said after it: it is wanted anew.
    QCOMPARE(order(queue), "a");
}

void TestMapQueue::nothingIsTakenAfterClose()
{
    MapQueue queue;
    queue.want({wanted("a"), wanted("b")});
    const MapJob running = *queue.take();
    queue.close();
    QVERIFY(running.cancel.isCancelled());
    queue.want({wanted("c")});
    QVERIFY(!queue.take());
}

void TestMapQueue::costsGrowWithWhatTheNetworkDoes()
{
    const QList<MethodInfo> methods = test::fakeMethods();
    const auto cost = [&methods](const QString& method, const ParamValues& params) {
        Recipe recipe;
        recipe.method = method;
        recipe.params = params;
        return mapCost(recipe, methods);
    };
    QCOMPARE(cost(u"gradient"_s, {}), 1.0);
    QCOMPARE(cost(u"smoothgrad"_s, {}), 8.0);
    QCOMPARE(cost(u"smoothgrad"_s, {{u"n"_s, 20}}), 20.0);
    QCOMPARE(cost(u"smoothgrad"_s, {{u"n"_s, 20}, {u"of"_s, u"cam"_s}}), 320.0); // of 16 steps each
    QCOMPARE(cost(u"nothing"_s, {}), 1.0);
}

QTEST_GUILESS_MAIN(TestMapQueue)
#include "test_map_queue.moc"
