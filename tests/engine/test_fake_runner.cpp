// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/strings.h"
#include "tests/support/fake_runner.h"

using namespace saliscope;
using namespace saliscope::test;

class TestFakeRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gradientsAreTheWeightsInClosedForm();
    void predictionsFollowTheColour();
};

void TestFakeRunner::gradientsAreTheWeightsInClosedForm()
{
    FakeRunner runner(std::make_shared<FakeControl>());
    Recipe recipe;
    recipe.method = u"gradient"_s;
    recipe.target = {.kind = Target::Kind::Class, .index = 2};
    const auto map = runner.explain(recipe, fakePicture(Qt::red, u"a"_s), {});
    QVERIFY(map);
    QCOMPARE((*map)->map.at(0, 3, 5), float(8 * (1 + std::sin(5 + 6 + 2) / 2) / 768));
    QCOMPARE((*map)->target.label, u"blue"_s);
    recipe.params = {{u"reduction"_s, u"sum"_s}};
    QVERIFY(std::abs((*runner.explain(recipe, fakePicture(Qt::red, u"a"_s), {}))->map.at(0, 3, 5)) < 1e-8F);
}

void TestFakeRunner::predictionsFollowTheColour()
{
    FakeRunner runner(std::make_shared<FakeControl>());
    for (const auto& [color, label] :
         {std::pair{Qt::red, u"red"_s}, {Qt::green, u"green"_s}, {Qt::blue, u"blue"_s}}) {
        const auto prediction = runner.predict({}, fakePicture(color, u"a"_s), {});
        QVERIFY(prediction);
        QCOMPARE(prediction->classes.front().label, label);
        double sum = 0;
        for (const ClassScore& score : prediction->classes)
            sum += score.probability;
        QVERIFY(std::abs(sum - 1) < 1e-12);
    }
}

QTEST_GUILESS_MAIN(TestFakeRunner)
#include "test_fake_runner.moc"
