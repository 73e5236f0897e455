// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/strings.h"
#include "core/recipe/model_card.h"

using namespace saliscope;

namespace {

const QByteArray fullCard = R"({
    "name": "Tiny", "source": "here", "licence": "CC0-1.0",
    "input": {"size": [96, 128], "resize": 140, "interpolation": "bicubic", "crop": "center",
              "mean": [0.1, 0.2, 0.3], "std": [0.4, 0.5, 0.6], "channels": "BGR"},
    "output": "log-probabilities", "labels": ["cat", "dog"], "cam_layer": "features.7"})";

QByteArray withInput(const QByteArray& input)
{
    return "{\"input\": " + input + "}";
}

} // namespace

class ModelCardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsRead()
    {
        const Expected<ModelCard> card = parseModelCard(fullCard, {});
        QVERIFY(card);
        QCOMPARE(card->name, u"Tiny"_s);
        QCOMPARE(card->input.height, 96);
        QCOMPARE(card->input.width, 128);
        QCOMPARE(card->input.resizeShorterSide, 140);
        QVERIFY(card->input.centerCrop);
        QVERIFY(card->input.interpolation == Interpolation::Bicubic);
        QVERIFY(card->input.channels == ChannelOrder::Bgr);
        QCOMPARE(card->input.mean[2], 0.3);
        QCOMPARE(card->input.std[0], 0.4);
        QVERIFY(card->output == OutputKind::LogProbabilities);
        QCOMPARE(card->labels, QStringList({u"cat"_s, u"dog"_s}));
        QCOMPARE(card->camLayer, u"features.7"_s);
    }

    void writtenCardReadsBackEqual()
    {
        const ModelCard card = *parseModelCard(fullCard, {});
        QVERIFY(*parseModelCard(modelCardJson(card), {}) == card);
    }

    void labelsComeFromAFileBesideTheCard()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"labels.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("first\r\nsecond\n");
        file.close();
        const Expected<ModelCard> card = parseModelCard(
            R"({"input": {"size": [8, 8], "mean": [0, 0, 0], "std": [1, 1, 1]}, "labels": "labels.txt"})",
            folder.path());
        QVERIFY(card);
        QCOMPARE(card->labels, QStringList({u"first"_s, u"second"_s}));
    }

    void withoutResizeTheWholePictureIsUsed()
    {
        const Expected<ModelCard> card =
            parseModelCard(withInput(R"({"size": [8, 8], "mean": [0, 0, 0], "std": [1, 1, 1]})"), {});
        QVERIFY(card);
        QCOMPARE(card->input.resizeShorterSide, 0);
        QVERIFY(!card->input.centerCrop);
    }

    void wrongCardsAreRefusedByField_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const QByteArray& json, const QString& said) {
            QTest::newRow(name) << json << said;
        };
        row("not JSON", "{\"input\":", u"JSON"_s);
        row("a list", "[]", u"object"_s);
        row("no input", "{}", u"\"input\""_s);
        row("size of one number", withInput(R"({"size": [8], "mean": [0,0,0], "std": [1,1,1]})"),
            u"\"size\""_s);
        row("size of texts", withInput(R"({"size": ["a", 8], "mean": [0,0,0], "std": [1,1,1]})"),
            u"\"size\""_s);
        row("size beyond the bound", withInput(R"({"size": [1e9, 8], "mean": [0,0,0], "std": [1,1,1]})"),
            u"\"size\""_s);
        row("two means", withInput(R"({"size": [8, 8], "mean": [0,0], "std": [1,1,1]})"), u"\"mean\""_s);
        row("std of zero", withInput(R"({"size": [8, 8], "mean": [0,0,0], "std": [1,0,1]})"), u"\"std\""_s);
        row("unknown interpolation",
            withInput(R"({"size": [8, 8], "interpolation": "area", "mean": [0,0,0], "std": [1,1,1]})"),
            u"bilinear"_s);
        row("labels of numbers",
            R"({"input": {"size": [8, 8], "mean": [0,0,0], "std": [1,1,1]}, "labels": [1, 2]})",
            u"\"labels\""_s);
        row("label file missing",
            R"({"input": {"size": [8, 8], "mean": [0,0,0], "std": [1,1,1]}, "labels": "nowhere.txt"})",
            u"nowhere.txt"_s);
    }
    void wrongCardsAreRefusedByField()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, said);
        const Expected<ModelCard> card = parseModelCard(json, {});
        QVERIFY(!card);
        QVERIFY(card.error().code == ErrorCode::CardBroken);
        QVERIFY2(card.error().text().contains(said), qPrintable(card.error().text()));
        QVERIFY(!card.error().hint.isEmpty());
    }
};

QTEST_GUILESS_MAIN(ModelCardTest)
#include "test_model_card.moc"
