// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

#include "core/base/strings.h"
#include "core/recipe/recipe_json.h"
#include "core/recipe/style_json.h"

using namespace saliscope;

namespace {

/// Nothing in it is a default.
Recipe fullRecipe()
{
    ModelCard card;
    card.name = u"Mein Modell"_s;
    card.input = {.height = 32, .width = 48, .resizeShorterSide = 64, .mean = {0.1, 0.2, 0.3}};
    card.output = OutputKind::Sigmoid;
    card.labels = {u"cat"_s, u"dog \"big\" é"_s};
    Recipe recipe;
    recipe.pictureHash = QByteArray(32, '\xA7');
    recipe.model = {u"/data/models/net.pt2"_s, card};
    recipe.framing = {Framing::Fit::Custom, QRectF(0.1, -3, 1e3 / 7, 1.0 / 3)};
    recipe.target = {.kind = Target::Kind::Class,
                     .index = 7,
                     .score = Target::Score::LogProbability,
                     .versus = ClassChoice{true, 1}};
    recipe.method = u"smoothgrad"_s;
    recipe.params = {{u"n"_s, 50}, {u"noise"_s, 0.1}, {u"of"_s, u"grad-cam++"_s}, {u"of.relu"_s, true}};
    recipe.seed = std::numeric_limits<quint64>::max();
    recipe.device = u"cuda:0"_s;
    recipe.precision = Precision::Float64;
    recipe.threads = 3;
    return recipe;
}

QJsonObject throughText(const QJsonObject& json)
{
    return QJsonDocument::fromJson(QJsonDocument(json).toJson()).object();
}

QJsonObject parsed(const char* json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class RecipeJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecipeComesBackWhole()
    {
        const Recipe recipe = fullRecipe();
        const JsonReader reader(throughText(recipeJson(recipe, u"/data/figures"_s)));
        const Recipe again = readRecipe(reader, u"/data/figures"_s);
        QCOMPARE(reader.problem(), QString());
        QCOMPARE(again.params, recipe.params);
        QCOMPARE(again.framing.region, recipe.framing.region);
        QVERIFY(again == recipe);
    }

    void unitsComeBack()
    {
        for (const QString& text : {u"features.7:3"_s, u"blocks.1:40@2,5"_s, u"encoder:9@12"_s, u"top3"_s}) {
            Recipe recipe = fullRecipe();
            recipe.target = *parseTarget(text, {});
            const JsonReader reader(throughText(recipeJson(recipe, {})));
            QVERIFY2(readRecipe(reader, {}) == recipe, qPrintable(text));
        }
    }

    void pathsAreKeptRelativeToTheFile()
    {
        const QJsonObject json = recipeJson(fullRecipe(), u"/data/figures"_s);
        QCOMPARE(json[u"model"][u"path"].toString(), u"../models/net.pt2"_s);
        const Recipe moved = readRecipe(JsonReader(json), u"/elsewhere/figures"_s);
        QCOMPARE(moved.model.path, u"/elsewhere/models/net.pt2"_s);
    }

    void theBundledModelHasNoPath()
    {
        Recipe recipe;
        recipe.method = u"gradient"_s;
        const QJsonObject json = recipeJson(recipe, u"/data"_s);
        QVERIFY(!json[u"model"].toObject().contains(u"path"_s));
        QCOMPARE(readRecipe(JsonReader(json), u"/data"_s).model.path, QString());
    }

    void whatIsMissingIsTheDefaultAndWhatIsUnknownIsPassedOver()
    {
        const JsonReader reader(parsed(R"({"method": "gradient", "later": [1, {"x": null}], "seed": null})"));
        Recipe wanted;
        wanted.method = u"gradient"_s;
        QVERIFY(readRecipe(reader, {}) == wanted);
        QCOMPARE(reader.problem(), QString());
    }

    void whatIsWrongIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("problem");
        const auto add = [](const char* json, const QString& place, const QString& problem) {
            QTest::newRow(json) << QByteArray(json) << place << problem;
        };
        add(R"({})", u"method"_s, u"missing"_s);
        add(R"({"method": 3})", u"method"_s, u"must be a text"_s);
        add(R"({"method": "m", "seed": 1})", u"seed"_s, u"must be a text"_s);
        add(R"({"method": "m", "seed": "-1"})", u"seed"_s, u"whole number"_s);
        add(R"({"method": "m", "threads": 1.5})", u"threads"_s, u"whole number"_s);
        add(R"({"method": "m", "threads": -1})", u"threads"_s, u"from 0 to 4096"_s);
        add(R"({"method": "m", "threads": 1e300})", u"threads"_s, u"from 0 to 4096"_s);
        add(R"({"method": "m", "params": [1]})", u"params"_s, u"must be an object"_s);
        add(R"({"method": "m", "params": {"n": [50]}})", u"params.n"_s, u"must be a number"_s);
        add(R"({"method": "m", "model": "net.pt2"})", u"model"_s, u"must be an object"_s);
        add(R"({"method": "m", "model": {"path": 1}})", u"model.path"_s, u"must be a text"_s);
        add(R"({"method": "m", "model": {"card": {"name": 1}}})", u"model.card"_s, u"\"name\""_s);
        add(R"({"method": "m", "framing": "round"})", u"framing"_s, u"crop, pad, stretch"_s);
        add(R"({"method": "m", "score": "loud"})", u"score"_s, u"logit, probability"_s);
        add(R"({"method": "m", "target": "koala"})", u"target"_s, u"koala"_s);
        add(R"({"method": "m", "precision": "float8"})", u"precision"_s, u"float8"_s);
        add(R"({"method": "m", "picture_sha256": "12"})", u"picture_sha256"_s, u"SHA-256"_s);
    }
    void whatIsWrongIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        QFETCH(QString, problem);
        const JsonReader reader(parsed(json.constData()), u"panels[2].recipe"_s);
        readRecipe(reader, {});
        QVERIFY2(reader.problem().startsWith(u"panels[2].recipe."_s + place), qPrintable(reader.problem()));
        QVERIFY2(reader.problem().contains(problem), qPrintable(reader.problem()));
    }

    void aStyleComesBackWhole()
    {
        for (const auto sign :
             {RenderStyle::Sign::Automatic, RenderStyle::Sign::Magnitude, RenderStyle::Sign::Signed}) {
            const RenderStyle style{.colorMap = u"RdBu"_s,
                                    .sign = sign,
                                    .lowPercentile = 0.1,
                                    .highPercentile = 99.9,
                                    .low = -1e-7,
                                    .high = 0.0,
                                    .zeroBased = false,
                                    .opacity = 1.0 / 3,
                                    .blur = 2.5,
                                    .overlay = true};
            const JsonReader reader(throughText(styleJson(style)));
            QVERIFY(readStyle(reader) == style);
            QCOMPARE(reader.problem(), QString());
        }
        QVERIFY(readStyle(JsonReader(QJsonObject())) == RenderStyle());
    }

    void aStyleOutsideItsRangesIsRefused()
    {
        for (const char* json : {R"({"opacity": 2})", R"({"blur": -1})", R"({"blur": 1e9})",
                                 R"({"low_percentile": 101})", R"({"high_percentile": "99"})",
                                 R"({"overlay": 1})", R"({"sign": "upward"})", R"({"color_map": 1})"}) {
            const JsonReader reader(parsed(json));
            readStyle(reader);
            QVERIFY2(!reader.problem().isEmpty(), json);
        }
    }
};

QTEST_GUILESS_MAIN(RecipeJsonTest)
#include "test_recipe_json.moc"
