// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/judge.h"

#include <QtTest>

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// Parameters as the command line reads them.
ParamValues paramsOf(const QList<ParamSpec>& specs, const QJsonObject& given)
{
    ParamValues params;
    for (const ParamSpec& spec : specs) {
        if (!given.contains(spec.id))
            continue;
        const Expected<QVariant> value = parseParam(spec, given[spec.id].toVariant().toString());
        if (!value)
            throw std::runtime_error(value.error().title.toStdString());
        params.insert(spec.id, *value);
    }
    if (params.size() != given.size())
        throw std::runtime_error("a parameter is not known");
    return completedParams(specs, params);
}

QRectF boxOf(const QString& text)
{
    const QStringList parts = text.split(u',');
    return parts.size() == 4
               ? QRectF(parts[0].toDouble(), parts[1].toDouble(), parts[2].toDouble(), parts[3].toDouble())
               : QRectF();
}

double foundNumber(const MetricResult& result, const QString& detail)
{
    if (detail.isEmpty())
        return result.value.value();
    const auto found = std::find_if(result.details.begin(), result.details.end(),
                                    [&](const Measure& measure) { return measure.name == detail; });
    if (found == result.details.end())
        throw std::runtime_error("no such detail");
    return found->value;
}

} // namespace

/// The numbers are those that other tools find about the same maps: tests/parity/metric_references.py.
class TestMetricReferences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asOtherToolsFindThem_data();
    void asOtherToolsFindThem();

private:
    const QJsonObject m_reference = referenceJson(u"metrics/metrics.json"_s).object();
};

void TestMetricReferences::asOtherToolsFindThem_data()
{
    QTest::addColumn<QJsonObject>("line");
    for (const QJsonValue& line : m_reference[u"metrics"_s].toArray())
        QTest::newRow(qPrintable(line[u"peer"_s].toString())) << line.toObject();
}

void TestMetricReferences::asOtherToolsFindThem()
{
    QFETCH(QJsonObject, line);
    const auto model = tinyModel(m_reference[u"model"_s].toString());
    const Method* const method = findMethod(line[u"method"_s].toString());
    const Metric* const metric = findMetric(line[u"metric"_s].toString());
    QVERIFY(method && metric);
    const at::Tensor input = referenceArray(m_reference[u"input"_s].toString()).unsqueeze(0);
    ExplainedImage explained{
        .method = *method,
        .input = {.model = *model,
                  .image = input.to(model->tensorOptions()).contiguous(at::MemoryFormat::ChannelsLast),
                  .target = {.kind = Target::Kind::Class, .index = m_reference[u"target"_s].toInt()},
                  .params = paramsOf(method->info().params, line[u"method_params"_s].toObject()),
                  .seed = quint64(m_reference[u"seed"_s].toInt())},
        .output = {},
        .attribution = nullptr};
    Report report;
    explained.output = method->run(explained.input, report);
    const MetricResult result =
        metric->run({.explained = explained,
                     .params = paramsOf(metric->info().params, line[u"params"_s].toObject()),
                     .box = boxOf(line[u"box"_s].toString())});
    const double expected = line[u"value"_s].toDouble();
    const double found = foundNumber(result, line[u"detail"_s].toString());
    const double difference = std::abs(found - expected) / (expected == 0 ? 1 : std::abs(expected));
    QVERIFY2(difference <= line[u"limit"_s].toDouble(),
             qPrintable(u"%1 instead of %2"_s.arg(found, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

QTEST_APPLESS_MAIN(TestMetricReferences)
#include "test_metric_references.moc"
