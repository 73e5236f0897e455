// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/reference.h"

#include <QtTest>

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

#include "core/compute/ascent/ascent.h"
#include "core/compute/ascent/ascent_loop.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// The numbers of one step as the reference file gives them.
class RecordedDraws : public Draws
{
public:
    explicit RecordedDraws(const QJsonObject& draw)
    {
        if (draw.contains(u"angle"_s)) {
            m_normals = {draw[u"angle"_s].toDouble() / 0.05};
            for (const auto& shift : draw[u"roll"_s].toArray()) // Cut to a whole number after times 15.
                m_normals.push_back((shift.toInt() + 0.5 * (shift.toInt() > 0) - 0.5 * (shift.toInt() < 0)) /
                                    15);
        }
        for (const auto& offset : draw[u"jitter8"_s].toArray())
            m_integers.push_back(offset.toInt());
        m_integers.push_back(draw[u"scale"_s].toInt());
        m_integers.push_back(draw[u"degrees"_s].toInt() + 10);
        for (const auto& offset : draw[u"jitter4"_s].toArray())
            m_integers.push_back(offset.toInt());
    }
    int integer(int) override { return m_integers.at(m_nextInteger++); }
    double normal() override { return m_normals.at(m_nextNormal++); }

private:
    std::vector<int> m_integers;
    std::vector<double> m_normals;
    std::size_t m_nextInteger = 0;
    std::size_t m_nextNormal = 0;
};

ParamValues presetParams(const QString& preset)
{
    return ascentInfo().completed(ascentInfo().preset(preset)->params);
}

Recipe recipe(const QString& preset, int classIndex, const ParamValues& changes = {})
{
    Recipe result{
        .target = {.kind = Target::Kind::Class, .index = classIndex}, .method = u"ascent"_s, .seed = 3};
    result.params = presetParams(preset);
    result.params.insert(changes);
    return result;
}

AscentFramePtr frameOf(Expected<AscentFramePtr> result)
{
    if (!result)
        throw std::runtime_error(result.error().text().toStdString());
    return *result;
}

/// Adam divides small gradients by themselves and so shows their rounding: where Python's own float32 run of
/// the same steps is further than 1e-6 from float64, that distance (tests/parity/README.md).
double singleTolerance(const QString& preset, const QString& model, int step)
{
    const QHash<QString, double> pythons{
        {u"linear"_s, 3.6e-6}, {u"quadratic"_s, 1.8e-5}, {u"small_cnn"_s, step == 1 ? 3.0e-6 : 3.7e-6}};
    return preset == u"lucid" ? pythons[model] : 1e-6;
}

std::shared_ptr<Model> bundledModel()
{
    const ModelSource source{.path =
                                 QStringLiteral(SALISCOPE_RESOURCES_DIR "/models/efficientnet-lite0.pt2")};
    return Model::load(source, u"cpu"_s, Precision::Float32, {});
}

void addPresets()
{
    QTest::addColumn<QString>("preset");
    for (const Preset& preset : ascentInfo().presets)
        QTest::newRow(qPrintable(preset.id)) << preset.id;
}

} // namespace

/// Ascent climbs as its definition says, replays exactly, and follows changes while it runs.
class TestAscent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithPython_data();
    void agreesWithPython();
    void objectiveRises_data() { addPresets(); }
    void objectiveRises();
    void convincesTheBundledModel_data();
    void convincesTheBundledModel();
    void replaysBitForBit_data() { addPresets(); }
    void replaysBitForBit();
    void startFrameShowsTheStart();
    void startsFromAPhoto_data() { addPresets(); }
    void startsFromAPhoto();
    void clipsEveryStepExceptTheLast();
    void changesApplyToTheRunningPicture();
    void followsANewTarget();
    void rankMeansTheStartPicturesClass();
    void scoresAreThoseOfTheFrame();
    void cancelledStepCanBeRepeated();
    void runawayIsAnError();
    void modelIsUnchanged();
};

void TestAscent::agreesWithPython_data()
{
    QTest::addColumn<QJsonObject>("expected");
    QTest::addColumn<bool>("isDouble");
    for (const auto& value : referenceJson(u"ascent.json"_s).object()[u"cases"_s].toArray()) {
        const QJsonObject expected = value.toObject();
        const QString name = expected[u"preset"_s].toString() + u' ' + expected[u"model"_s].toString();
        QTest::newRow(qPrintable(name + u" float64"_s)) << expected << true;
        QTest::newRow(qPrintable(name + u" float32"_s)) << expected << false;
    }
}

void TestAscent::agreesWithPython()
{
    QFETCH(const QJsonObject, expected);
    QFETCH(const bool, isDouble);
    const QJsonObject all = referenceJson(u"ascent.json"_s).object();
    const QString preset = expected[u"preset"_s].toString();
    const auto model = tinyModel(expected[u"model"_s].toString() + u".pt2"_s,
                                 isDouble ? Precision::Float64 : Precision::Float32);
    AscentLoop loop(*model, ascentSettings(presetParams(preset)), 1);
    const at::Tensor start = referenceArray(all[u"start"_s][preset].toString()).to(model->tensorOptions());
    loop.setParameters(preset == u"lucid" ? start : start.unsqueeze(0));

    const TargetScore target(*model, {.kind = Target::Kind::Class, .index = expected[u"target"_s].toInt()});
    const QJsonArray draws = all[u"draws"_s][preset].toArray();
    const int steps = expected[u"steps"_s].toInt();
    for (int step = 1; step <= steps; ++step) {
        const double tolerance =
            isDouble ? 1e-10 : singleTolerance(preset, expected[u"model"_s].toString(), step);
        RecordedDraws draw(draws[step - 1].toObject());
        const Objective objective = loop.step(target, draw, step == steps, {});
        const double reference = expected[u"objective"_s][step - 1].toDouble();
        QVERIFY2(std::abs(objective.value - reference) < tolerance * std::max(1.0, std::abs(reference)) * 10,
                 qPrintable(u"step %1: %2, not %3"_s.arg(step)
                                .arg(objective.value, 0, 'g', 15)
                                .arg(reference, 0, 'g', 15)));
        const QString file = expected[u"pictures"_s][QString::number(step)].toString();
        if (file.isEmpty())
            continue;
        at::Tensor picture = loop.picture()[0];
        if (preset == u"lucid")
            picture = (picture + 1) / 2;
        const double difference = largestDifference(picture, referenceArray(file));
        QVERIFY2(difference < tolerance, qPrintable(u"step %1: %2"_s.arg(step).arg(difference)));
    }
}

void TestAscent::objectiveRises()
{
    QFETCH(const QString, preset);
    const std::shared_ptr<Model> model = bundledModel();
    const auto run = makeAscent(model, recipe(preset, 251), {});
    const AscentFramePtr start = frameOf(run->start({}));
    QCOMPARE(start->step, 0);
    AscentFramePtr last;
    for (int step = 0; step < 3; ++step)
        last = frameOf(run->step(recipe(preset, 251), {}));
    QCOMPARE(last->step, 3);
    QVERIFY(last->objective > start->objective);
}

void TestAscent::convincesTheBundledModel_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<int>("classIndex");
    QTest::newRow("dalmatian, article") << u"article"_s << 251;
    QTest::newRow("computer keyboard, lucid") << u"lucid"_s << 508;
}

void TestAscent::convincesTheBundledModel()
{
    QFETCH(const QString, preset);
    QFETCH(const int, classIndex);
    const Recipe wanted =
        recipe(preset, classIndex, preset == u"article" ? ParamValues{{u"l2"_s, 0.001}} : ParamValues{});
    const auto run = makeAscent(bundledModel(), wanted, {});
    QVERIFY(frameOf(run->start({}))->probability < 0.01);
    double best = 0;
    for (int step = 0; step < 60 && best < 0.99; ++step)
        best = std::max(best, frameOf(run->step(wanted, {}))->probability);
    QVERIFY2(best > 0.99, qPrintable(QString::number(best)));
}

void TestAscent::replaysBitForBit()
{
    QFETCH(const QString, preset);
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const auto picture = [&] {
        const auto run = makeAscent(model, recipe(preset, 3), {});
        frameOf(run->start({}));
        AscentFramePtr frame;
        for (int step = 0; step < 5; ++step)
            frame = frameOf(run->step(recipe(preset, 3), {}));
        return frame->picture;
    };
    QCOMPARE(picture(), picture());
}

void TestAscent::startFrameShowsTheStart()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const auto run = makeAscent(model, recipe(u"article"_s, 3), {});
    const AscentFramePtr frame = frameOf(run->start({}));
    const auto [low, high] = std::minmax_element(frame->picture.values.begin(), frame->picture.values.end());
    QVERIFY(*low >= 0.5 - 0.0625 && *low < 0.45);
    QVERIFY(*high <= 0.5 + 0.0625 && *high > 0.55);
    QCOMPARE(frame->plannedSteps, 200);
    QCOMPARE(frame->label, u"class 3"_s);
    QVERIFY(frame->isBest && !frame->isFinished());
    QCOMPARE(frame->terms.size(), 3);
    QVERIFY(frame->probability > 0 && frame->probability < 1);
}

void TestAscent::startsFromAPhoto()
{
    QFETCH(const QString, preset);
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float64);
    Picture photo{.pixels = QImage(32, 32, QImage::Format_RGB32)};
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 32; ++x)
            photo.pixels.setPixel(x, y, qRgb(20 + 6 * x, 20 + 6 * y, 120));
    const auto run = makeAscent(model, recipe(preset, 3), photo);
    const FloatMap shown = frameOf(run->start({}))->picture;
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 32; ++x) {
            QVERIFY(std::abs(shown.at(0, y, x) - float(20 + 6 * x) / 255) < 1e-6);
            QVERIFY(std::abs(shown.at(1, y, x) - float(20 + 6 * y) / 255) < 1e-6);
            QVERIFY(std::abs(shown.at(2, y, x) - 120.F / 255) < 1e-6);
        }
}

void TestAscent::clipsEveryStepExceptTheLast()
{
    const auto model = tinyModel(u"linear.pt2"_s, Precision::Float32);
    AscentSettings settings = ascentSettings(presetParams(u"article"_s));
    settings.l2 = settings.totalVariation = 0;
    AscentLoop loop(*model, settings, 1);
    const TargetScore target(*model, {.kind = Target::Kind::Class, .index = 2});
    PhiloxDraws draws(1, 0);
    for (int step = 0; step < 8; ++step)
        loop.step(target, draws, false, {});
    QCOMPARE(loop.picture().abs().max().item<double>(), 1.0);
    loop.step(target, draws, true, {});
    QVERIFY(loop.picture().abs().max().item<double>() > 1.0);
}

void TestAscent::changesApplyToTheRunningPicture()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float64);
    const auto run = makeAscent(model, recipe(u"lucid"_s, 3), {});
    frameOf(run->start({}));
    AscentFramePtr before;
    for (int step = 0; step < 5; ++step)
        before = frameOf(run->step(recipe(u"lucid"_s, 3), {}));

    // A step too small to see: whatever the picture is made of, it is the same picture.
    for (const QString& image : {u"pixel"_s, u"fourier"_s}) {
        const Recipe changed =
            recipe(u"lucid"_s, 3, {{u"image"_s, image}, {u"lr"_s, 1e-12}, {u"decay"_s, 0.5}});
        const AscentFramePtr after = frameOf(run->step(changed, {}));
        QCOMPARE(after->recipe.params.value(u"image"_s).toString(), image);
        double worst = 0;
        for (std::size_t i = 0; i < after->picture.values.size(); ++i)
            worst = std::max(worst, double(std::abs(after->picture.values[i] - before->picture.values[i])));
        QVERIFY(worst < 1e-6);
    }
    const AscentFramePtr shorter = frameOf(run->step(recipe(u"lucid"_s, 3, {{u"steps"_s, 8}}), {}));
    QCOMPARE(shorter->step, 8);
    QVERIFY(shorter->isFinished());
    QCOMPARE(frameOf(run->step(recipe(u"lucid"_s, 3, {{u"steps"_s, 8}}), {}))->step, 9);
}

void TestAscent::followsANewTarget()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const auto run = makeAscent(model, recipe(u"article"_s, 3), {});
    frameOf(run->start({}));
    const AscentFramePtr frame = frameOf(run->step(recipe(u"article"_s, 5), {}));
    QCOMPARE(frame->label, u"class 5"_s);
    QCOMPARE(frame->scoredStep, 1);
    QVERIFY(!run->step(recipe(u"article"_s, 50), {}).has_value());
}

void TestAscent::rankMeansTheStartPicturesClass()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    Recipe ranked = recipe(u"article"_s, 0);
    ranked.target.kind = Target::Kind::Rank;
    const auto run = makeAscent(model, ranked, {});
    const AscentFramePtr start = frameOf(run->start({}));
    QCOMPARE(start->recipe.target.kind, Target::Kind::Class);
    for (int step = 0; step < 2; ++step)
        QCOMPARE(frameOf(run->step(ranked, {}))->label, start->label);
}

void TestAscent::scoresAreThoseOfTheFrame()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float64);
    const auto run = makeAscent(model, recipe(u"lucid"_s, 3, {{u"steps"_s, 10}}), {});
    std::vector<AscentFramePtr> frames{frameOf(run->start({}))};
    for (int step = 0; step < 10; ++step)
        frames.push_back(frameOf(run->step(recipe(u"lucid"_s, 3, {{u"steps"_s, 10}}), {})));
    QCOMPARE(frames.back()->scoredStep, 10);
    double best = 0;
    for (const AscentFramePtr& frame : frames) {
        QVERIFY(frame->scoredStep <= frame->step && frame->step - frame->scoredStep < 4);
        if (frame->scoredStep != frame->step) {
            QCOMPARE(frame->probability, frames[std::size_t(frame->scoredStep)]->probability);
            QVERIFY(!frame->isBest);
            continue;
        }
        QCOMPARE(frame->isBest, frame->probability > best);
        best = std::max(best, frame->probability);
        const FloatMap& shown = frame->picture;
        const at::Tensor input =
            at::tensor(at::ArrayRef<float>(shown.values)).to(at::kDouble).reshape({1, 3, 32, 32}) * 2 - 1;
        const at::Tensor output = model->engine().forward(input, {model->output()}, false, {}).front();
        QVERIFY(std::abs(model->logits(output)[0][3].item<double>() - frame->logit) < 1e-4);
    }
}

void TestAscent::cancelledStepCanBeRepeated()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    for (const QString& preset : {u"article-augmented"_s, u"lucid"_s}) {
        const auto undisturbed = makeAscent(model, recipe(preset, 3), {});
        const auto cancelled = makeAscent(model, recipe(preset, 3), {});
        frameOf(undisturbed->start({}));
        frameOf(cancelled->start({}));
        const CancelToken token;
        token.cancel();
        const auto none = cancelled->step(recipe(preset, 3), token);
        QVERIFY(!none && none.error().code == ErrorCode::Cancelled);
        for (int step = 0; step < 2; ++step)
            QCOMPARE(frameOf(cancelled->step(recipe(preset, 3), {}))->picture,
                     frameOf(undisturbed->step(recipe(preset, 3), {}))->picture);
    }
}

void TestAscent::runawayIsAnError()
{
    const auto model = tinyModel(u"quadratic.pt2"_s, Precision::Float32);
    const Recipe wild = recipe(u"article"_s, 1, {{u"lr"_s, 1e30}, {u"clip"_s, false}});
    const auto run = makeAscent(model, wild, {});
    frameOf(run->start({}));
    Expected<AscentFramePtr> frame = run->step(wild, {});
    for (int step = 0; frame && step < 20; ++step)
        frame = run->step(wild, {});
    QVERIFY(!frame);
    QCOMPARE(frame.error().code, ErrorCode::NotFinite);
}

void TestAscent::modelIsUnchanged()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    std::map<ValueId, at::Tensor> before;
    for (const auto& [id, constant] : model->graph().constants)
        before[id] = constant.clone();
    const auto run = makeAscent(model, recipe(u"lucid"_s, 3), {});
    frameOf(run->start({}));
    frameOf(run->step(recipe(u"lucid"_s, 3), {}));
    for (const auto& [id, constant] : model->graph().constants) {
        QVERIFY(at::equal(constant, before[id]));
        QVERIFY(!constant.requires_grad() && !constant.grad().defined());
    }
}

QTEST_APPLESS_MAIN(TestAscent)
#include "test_ascent.moc"
