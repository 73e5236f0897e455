// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/model/card_discovery.h"

#include <QtTest>

#include <QTemporaryDir>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

QByteArray card(const QString& name)
{
    ModelCard result;
    result.name = name;
    return modelCardJson(result);
}

const QByteArray vitPreprocessor = R"({"do_normalize": true, "do_resize": true, "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.25, 0.25, 0.25], "resample": 3, "size": {"height": 384, "width": 384}})";
const QByteArray convNextPreprocessor =
    R"({"crop_pct": 0.875, "resample": 2, "size": {"shortest_edge": 224}, "do_normalize": false})";
const QByteArray resNetPreprocessor = R"({"do_center_crop": true, "crop_size": {"height": 224, "width": 224},
    "size": {"shortest_edge": 232}, "resample": 0})";
const QByteArray labelled = R"({"id2label": {"0": "cat", "1": "dog", "10": "k", "2": "c", "3": "d", "4": "e",
    "5": "f", "6": "g", "7": "h", "8": "i", "9": "j"}})";
const QByteArray timm = R"({"architecture": "tf_net", "pretrained_cfg": {"input_size": [3, 240, 260],
    "interpolation": "bicubic", "crop_pct": 0.8, "mean": [0.1, 0.2, 0.3], "std": [0.4, 0.5, 0.6]}})";

} // namespace

/// Cards are looked for in a fixed order, and what is assumed is said.
class TestCardDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void thePersonsCardComesFirst();
    void thenTheArchives();
    void thenTheOneBeside();
    void thenOtherToolsSettings();
    void archiveCardsAreFoundByContent();
    void huggingFaceSettings_data();
    void huggingFaceSettings();
    void huggingFaceLabelsAreInOrder();
    void timmSettings();
    void brokenCardIsAnError();
    void assumptionsAreSaid();
    void assumptionsFollowTheFile();

private:
    void write(const QString& name, const QByteArray& bytes);
    std::optional<FoundCard> find(const std::map<QString, QByteArray>& extra = {});

    std::optional<QTemporaryDir> m_folder;
};

void TestCardDiscovery::init()
{
    m_folder.emplace();
}

void TestCardDiscovery::write(const QString& name, const QByteArray& bytes)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

std::optional<FoundCard> TestCardDiscovery::find(const std::map<QString, QByteArray>& extra)
{
    return findCard({.path = m_folder->filePath(u"net.pt2"_s)}, extra);
}

void TestCardDiscovery::thePersonsCardComesFirst()
{
    write(u"net.json"_s, card(u"beside"_s));
    ModelCard own;
    own.name = u"own"_s;
    const auto found =
        findCard({m_folder->filePath(u"net.pt2"_s), own}, {{u"card.json"_s, card(u"inside"_s)}});
    QCOMPARE(found->card.name, u"own"_s);
    QCOMPARE(found->origin, u"user"_s);
}

void TestCardDiscovery::thenTheArchives()
{
    write(u"net.json"_s, card(u"beside"_s));
    const auto found = find({{u"card.json"_s, card(u"inside"_s)}});
    QCOMPARE(found->card.name, u"inside"_s);
    QCOMPARE(found->origin, u"archive"_s);
}

void TestCardDiscovery::thenTheOneBeside()
{
    write(u"net.json"_s, card(u"beside"_s));
    write(u"preprocessor_config.json"_s, vitPreprocessor);
    const auto found = find({{u"notes.json"_s, "{}"}});
    QCOMPARE(found->card.name, u"beside"_s);
    QCOMPARE(found->origin, u"beside"_s);
    QVERIFY(found->findings.isEmpty());
}

void TestCardDiscovery::thenOtherToolsSettings()
{
    QVERIFY(!find());
    write(u"preprocessor_config.json"_s, vitPreprocessor);
    QCOMPARE(find()->origin, u"Hugging Face"_s);
    write(u"config.json"_s, timm);
    QCOMPARE(find()->origin, u"timm"_s);
    QCOMPARE(find()->findings.size(), 1);
}

void TestCardDiscovery::archiveCardsAreFoundByContent()
{
    const auto found = find({{u"labels.txt"_s, "cat\ndog"}, {u"saliscope"_s, card(u"inside"_s)}});
    QCOMPARE(found->card.name, u"inside"_s);
}

void TestCardDiscovery::huggingFaceSettings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("resize");
    QTest::addColumn<bool>("crops");
    QTest::addColumn<int>("filter");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("std");
    QTest::newRow("vit") << vitPreprocessor << 384 << 0 << false << int(Interpolation::Bicubic) << 0.5
                         << 0.25;
    QTest::newRow("convnext") << convNextPreprocessor << 224 << 256 << true << int(Interpolation::Bilinear)
                              << 0.0 << 1.0;
    QTest::newRow("resnet") << resNetPreprocessor << 224 << 232 << true << int(Interpolation::Nearest)
                            << 0.485 << 0.229;
}

void TestCardDiscovery::huggingFaceSettings()
{
    QFETCH(QByteArray, json);
    write(u"preprocessor_config.json"_s, json);
    const InputSpec input = find()->card.input;
    QTEST(input.height, "size");
    QTEST(input.width, "size");
    QTEST(input.resizeShorterSide, "resize");
    QTEST(input.centerCrop, "crops");
    QTEST(int(input.interpolation), "filter");
    QTEST(input.mean[0], "mean");
    QTEST(input.std[0], "std");
}

void TestCardDiscovery::huggingFaceLabelsAreInOrder()
{
    write(u"preprocessor_config.json"_s, vitPreprocessor);
    write(u"config.json"_s, labelled);
    QCOMPARE(find()->card.labels.join(u' '), u"cat dog c d e f g h i j k"_s);
}

void TestCardDiscovery::timmSettings()
{
    write(u"config.json"_s, timm);
    const ModelCard found = find()->card;
    QCOMPARE(found.name, u"tf_net"_s);
    QCOMPARE(found.input.height, 240);
    QCOMPARE(found.input.width, 260);
    QCOMPARE(found.input.resizeShorterSide, 300);
    QCOMPARE(found.input.interpolation, Interpolation::Bicubic);
    QCOMPARE(found.input.std[2], 0.6);
}

void TestCardDiscovery::brokenCardIsAnError()
{
    for (const auto& [name, json] :
         {std::pair{u"net.json"_s, QByteArray("[")},
          {u"preprocessor_config.json"_s, QByteArray(R"({"size": {"height": -1}})")},
          {u"preprocessor_config.json"_s, QByteArray(R"({"size": 8, "image_std": [0]})")}}) {
        m_folder.emplace();
        write(name, json);
        try {
            find();
            QFAIL("it was read");
        } catch (const ComputeError& error) {
            QCOMPARE(error.error().code, ErrorCode::CardBroken);
            QVERIFY(!error.error().detail.isEmpty());
        }
    }
}

void TestCardDiscovery::assumptionsAreSaid()
{
    const FoundCard assumed = assumeCard({});
    QCOMPARE(assumed.origin, u"assumed"_s);
    QCOMPARE(assumed.card.input.height, 224);
    QCOMPARE(assumed.card.input.resizeShorterSide, 256);
    QCOMPARE(assumed.findings.size(), 2);
    for (const Finding& finding : assumed.findings)
        QVERIFY(finding.severity == Finding::Severity::Warning && !finding.fix.isEmpty());
}

void TestCardDiscovery::assumptionsFollowTheFile()
{
    const FoundCard assumed = assumeCard({-1, 1, 28, 30});
    QCOMPARE(assumed.card.input.height, 28);
    QCOMPARE(assumed.card.input.width, 30);
    QCOMPARE(assumed.card.input.channels, ChannelOrder::Gray);
    QCOMPARE(assumed.findings.size(), 1);
}

QTEST_GUILESS_MAIN(TestCardDiscovery)
#include "test_card_discovery.moc"
