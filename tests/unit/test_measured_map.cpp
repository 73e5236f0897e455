// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/strings.h"
#include "core/recipe/measured_map.h"

using namespace saliscope;

namespace {

MeasuredMap measured(const QString& image, const QString& method, const QList<MetricResult>& results)
{
    auto attribution = std::make_shared<Attribution>();
    attribution->recipe.method = method;
    attribution->target.label = u"bee, \"honey\""_s;
    return {image, {.attribution = attribution, .results = results}};
}

} // namespace

class TestMeasuredMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsAreThoseThatAnyMapHas();
    void csvQuotesAndLeavesOut();
    void nothingIsAHeader();
};

void TestMeasuredMap::columnsAreThoseThatAnyMapHas()
{
    const QList<MeasuredMap> maps{
        measured(u"a.jpg"_s, u"gradient"_s, {{.metric = u"deletion"_s, .value = 1}}),
        measured(u"a.jpg"_s, u"smoothgrad"_s, {{.metric = u"road"_s}, {.metric = u"deletion"_s}})};
    QCOMPARE(metricsOf(maps), (QStringList{u"deletion"_s, u"road"_s}));
    QVERIFY(!resultOf(maps[0], u"road"_s));
    QCOMPARE(*resultOf(maps[0], u"deletion"_s)->value, 1.0);
}

void TestMeasuredMap::csvQuotesAndLeavesOut()
{
    const QByteArray csv =
        measuredCsv({measured(u"one, two.jpg"_s, u"gradient"_s, {{.metric = u"deletion"_s, .value = 0.125}}),
                     measured(u"b.jpg"_s, u"smoothgrad"_s,
                              {{.metric = u"deletion"_s},
                               {.metric = u"infidelity"_s, .value = 1e-7, .standardError = 2.5e-8}})});
    QCOMPARE(csv, QByteArray("image,class,method,deletion,infidelity,infidelity standard error\n"
                             "\"one, two.jpg\",\"bee, \"\"honey\"\"\",gradient,0.125,,\n"
                             "b.jpg,\"bee, \"\"honey\"\"\",smoothgrad,,1e-07,2.5e-08\n"));
}

void TestMeasuredMap::nothingIsAHeader()
{
    QCOMPARE(measuredCsv({}), QByteArray("image,class,method\n"));
}

QTEST_APPLESS_MAIN(TestMeasuredMap)
#include "test_measured_map.moc"
