// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/strings.h"
#include "core/recipe/method_info.h"

using namespace saliscope;

namespace {

MethodInfo exampleMethod()
{
    MethodInfo method;
    method.params = {ParamSpec{.id = u"n"_s,
                               .kind = ParamSpec::Kind::Integer,
                               .defaultValue = 50,
                               .minimum = 0,
                               .maximum = 1000},
                     ParamSpec{.id = u"noise"_s, .kind = ParamSpec::Kind::Real, .defaultValue = 0.15},
                     ParamSpec{.id = u"clip"_s, .kind = ParamSpec::Kind::Boolean, .defaultValue = true},
                     ParamSpec{.id = u"range"_s,
                               .kind = ParamSpec::Kind::Choice,
                               .defaultValue = u"image"_s,
                               .choices = {{u"image"_s, u"this image"_s}, {u"valid"_s, u"valid input"_s}}}};
    return method;
}

} // namespace

class ParamsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreParsedByTheirSpec_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QVariant>("value"); // invalid: refused
        QTest::newRow("integer") << u"n"_s << u"16"_s << QVariant(qlonglong(16));
        QTest::newRow("integer with a fraction") << u"n"_s << u"1.5"_s << QVariant();
        QTest::newRow("above the maximum") << u"n"_s << u"1001"_s << QVariant();
        QTest::newRow("real") << u"noise"_s << u"0.2"_s << QVariant(0.2);
        QTest::newRow("not a number") << u"noise"_s << u"nan"_s << QVariant();
        QTest::newRow("boolean") << u"clip"_s << u"no"_s << QVariant(false);
        QTest::newRow("boolean misspelt") << u"clip"_s << u"nope"_s << QVariant();
        QTest::newRow("choice") << u"range"_s << u"valid"_s << QVariant(u"valid"_s);
        QTest::newRow("choice unknown") << u"range"_s << u"data"_s << QVariant();
    }
    void valuesAreParsedByTheirSpec()
    {
        QFETCH(QString, id);
        QFETCH(QString, text);
        QFETCH(QVariant, value);
        const MethodInfo method = exampleMethod();
        const Expected<QVariant> parsed = parseParam(*method.param(id), text);
        QCOMPARE(parsed.has_value(), value.isValid());
        if (parsed)
            QCOMPARE(*parsed, value);
        else
            QVERIFY(parsed.error().detail.startsWith(u"Allowed: "_s));
    }

    void aParameterCountsWithTheValueItNeeds()
    {
        MethodInfo inner = exampleMethod();
        inner.id = u"inner"_s;
        inner.params[0].needs = {u"range"_s, u"valid"_s};
        QVERIFY(!inner.params[0].countsWith(inner.completed({})));
        QVERIFY(inner.params[0].countsWith(inner.completed({{u"range"_s, u"valid"_s}})));
        QVERIFY(inner.params[1].countsWith(inner.completed({})));
        MethodInfo outer;
        outer.params = {
            ParamSpec{.id = u"of"_s, .kind = ParamSpec::Kind::Choice, .defaultValue = u"inner"_s}};
        outer.wraps = {u"of"_s};
        const MethodInfo whole = withWrapped(outer, {}, {inner});
        QCOMPARE(whole.param(u"of.n"_s)->needs.param, u"of.range"_s);
    }

    void missingValuesAreTheDefaults()
    {
        const ParamValues values = exampleMethod().completed({{u"n"_s, 8}});
        QCOMPARE(values.value(u"n"_s).toInt(), 8);
        QCOMPARE(values.value(u"noise"_s).toDouble(), 0.15);
        QCOMPARE(values.size(), 4);
    }
};

QTEST_GUILESS_MAIN(ParamsTest)
#include "test_params.moc"
