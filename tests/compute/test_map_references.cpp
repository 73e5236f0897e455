// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/method_run.h"

#include <QtTest>

#include <QJsonArray>
#include <QJsonObject>

#include <set>

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// The parameters of a line of maps.json, read as the command line reads them; null is for "has none such".
ParamValues paramsOf(const Method& method, const QJsonObject& given)
{
    ParamValues params;
    for (auto it = given.begin(); it != given.end(); ++it) {
        const MethodInfo info = withWrapped(method.info(), params, methodInfos());
        if (it->isNull())
            continue;
        const ParamSpec* spec = info.param(it.key());
        if (!spec)
            throw std::runtime_error("no parameter " + it.key().toStdString());
        const Expected<QVariant> value = parseParam(*spec, it->toVariant().toString());
        if (!value)
            throw std::runtime_error(value.error().title.toStdString());
        params.insert(it.key(), *value);
    }
    const MethodInfo info = withWrapped(method.info(), params, methodInfos());
    if (info.param(u"reduction"_s))
        params.insert(u"reduction"_s, u"none"_s);
    return info.completed(params);
}

} // namespace

/// The maps are those that other tools make of the same network and input: tests/parity/map_references.py.
class TestMapReferences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asOtherToolsMakeThem_data();
    void asOtherToolsMakeThem();
    void everyMethodHasOne();

private:
    const QJsonObject m_reference = referenceJson(u"maps/maps.json"_s).object();
};

void TestMapReferences::asOtherToolsMakeThem_data()
{
    QTest::addColumn<QJsonObject>("line");
    for (const QJsonValue& line : m_reference[u"maps"_s].toArray())
        QTest::newRow(qPrintable(line[u"map"_s].toString())) << line.toObject();
}

void TestMapReferences::asOtherToolsMakeThem()
{
    QFETCH(QJsonObject, line);
    const auto model = tinyModel(m_reference[u"model"_s].toString());
    const Method* const method = findMethod(line[u"method"_s].toString());
    QVERIFY(method);
    Report report;
    const at::Tensor input = referenceArray(m_reference[u"input"_s].toString()).unsqueeze(0);
    const MethodOutput output =
        method->run({.model = *model,
                     .image = input.to(model->tensorOptions()).contiguous(at::MemoryFormat::ChannelsLast),
                     .target = {.kind = Target::Kind::Class, .index = m_reference[u"target"_s].toInt()},
                     .params = paramsOf(*method, line[u"params"_s].toObject()),
                     .seed = quint64(m_reference[u"seed"_s].toInt()),
                     .cancel = report.token},
                    report);
    const at::Tensor expected = referenceArray(u"maps/"_s + line[u"map"_s].toString());
    const int stride = m_reference[u"stride"_s].toInt();
    const at::Tensor map = output.map.slice(1, 0, {}, stride).slice(2, 0, {}, stride);
    QCOMPARE(map.sizes(), expected.sizes());
    const double difference = largestDifference(map, expected) / line[u"largest"_s].toDouble();
    QVERIFY2(difference <= 1e-6, qPrintable(u"%1: %2"_s.arg(line[u"peer"_s].toString()).arg(difference)));
}

void TestMapReferences::everyMethodHasOne()
{
    std::set<QString> compared;
    for (const QJsonValue& line : m_reference[u"maps"_s].toArray())
        compared.insert(line[u"method"_s].toString());
    for (const auto& method : methodRegistry()) {
        const QString id = method->info().id;
        QVERIFY2(id == u"rectgrad" || compared.contains(id), qPrintable(id)); // No peer has RectGrad.
    }
}

QTEST_APPLESS_MAIN(TestMapReferences)
#include "test_map_references.moc"
