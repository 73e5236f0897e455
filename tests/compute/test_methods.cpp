// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/method_run.h"

#include <QtTest>

#include <cmath>

#include "core/compute/compute_error.h"
#include "core/compute/methods/target_score.h"

using namespace saliscope;
using namespace saliscope::compute;

/// Every method's map is what its formula says, and methods say what they are.
class TestMethods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gradientOfLinearModelIsItsWeights();
    void inputXGradientMultiplies();
    void reductionsOfTheGradient();
    void gradientAgreesWithDifferences_data();
    void gradientAgreesWithDifferences();
    void nothingIsChanged();
    void unitsAndProbabilitiesAreTargets();
    void unknownTargetsAreRefused();
    void infosAreComplete();
};

void TestMethods::gradientOfLinearModelIsItsWeights()
{
    for (const QString& file : {u"linear.pt2"_s, u"linear.pt"_s}) {
        const auto model = tinyModel(file, Precision::Float32);
        const at::Tensor weights = (drawn(1, {6, 3072}) * 0.05)[1].reshape({3, 32, 32});
        QVERIFY(at::equal(run(*model, u"gradient"_s, channels).map.to(at::kFloat), weights));
    }
}

void TestMethods::inputXGradientMultiplies()
{
    const auto model = tinyModel(u"quadratic.pt2"_s);
    const auto [a, b] = quadraticWeights();
    const at::Tensor x = image(*model)[0];
    QVERIFY(largestDifference(run(*model, u"input-x-gradient"_s, channels).map, (2 * a * a * x + b) * x) <
            1e-8);
}

void TestMethods::reductionsOfTheGradient()
{
    const auto model = tinyModel(u"quadratic.pt2"_s);
    const at::Tensor g = run(*model, u"gradient"_s, channels).map;
    const auto reduced = [&](const QString& id) {
        return run(*model, u"gradient"_s, {{u"reduction"_s, id}}).map;
    };
    QVERIFY(at::equal(reduced(u"max-abs"_s), g.abs().amax(0, true)));
    QVERIFY(at::equal(reduced(u"sum-abs"_s), g.abs().sum(0, true)));
    QVERIFY(at::equal(reduced(u"sum"_s), g.sum(0, true)));
    QVERIFY(at::equal(reduced(u"mean"_s), g.mean(0, true)));
}

void TestMethods::gradientAgreesWithDifferences_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isProbability");
    QTest::newRow("logit") << u"small_cnn.pt2"_s << u"3"_s << false;
    QTest::newRow("probability") << u"quadratic.pt2"_s << u"1"_s << true; // The other model is too sure.
    QTest::newRow("unit") << u"small_cnn.pt2"_s << u"features.6:3"_s << false;
}

void TestMethods::gradientAgreesWithDifferences()
{
    QFETCH(const QString, file);
    QFETCH(const QString, target);
    QFETCH(const bool, isProbability);
    const auto model = tinyModel(file);
    Target which = parseTarget(target, {}).value();
    which.score = isProbability ? Target::Score::Probability : Target::Score::Logit;
    const TargetScore score(*model, which);
    const at::Tensor x = image(*model);
    const auto value = [&](int64_t element, double by) {
        at::Tensor moved = x.contiguous().clone();
        moved.view({-1})[element] += by;
        return score
            .scores(model->engine({score.value()}).forward(moved, {score.value()}, false, {}).front())[0]
            .item<double>();
    };
    const at::Tensor gradient = run(*model, u"gradient"_s, channels, which).map.flatten();
    QVERIFY(gradient.abs().max().item<double>() > 1e-4);
    for (const int64_t i : {0, 40, 555, 1300, 2047, 3071}) {
        const double slope = (value(i, 1e-6) - value(i, -1e-6)) / 2e-6;
        QVERIFY(std::abs(slope - gradient[i].item<double>()) < 1e-7);
    }
}

void TestMethods::nothingIsChanged()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    std::map<ValueId, at::Tensor> before;
    for (const auto& [id, constant] : model->graph().constants)
        before[id] = constant.clone();
    MethodInput input{.model = *model, .image = image(*model), .target = {.kind = Target::Kind::Class}};
    const at::Tensor picture = input.image.clone();
    for (const auto& method : methodRegistry()) {
        input.params = method->info().completed({{u"n"_s, 5}});
        Report report;
        method->run(input, report);
    }
    QVERIFY(at::equal(input.image, picture));
    for (const auto& [id, constant] : model->graph().constants) {
        QVERIFY(at::equal(constant, before[id]));
        QVERIFY(!constant.requires_grad() && !constant.grad().defined());
    }
}

void TestMethods::unitsAndProbabilitiesAreTargets()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const TargetScore unit(*model, {.kind = Target::Kind::Unit, .index = 2, .layer = u"features.6"_s});
    QCOMPARE(unit.label(), u"features.6:2"_s);
    const at::Tensor value =
        model->engine({unit.value()}).forward(image(*model), {unit.value()}, false, {}).front();
    QCOMPARE(unit.scores(value)[0].item<double>(), value[0][2].mean().item<double>());

    const TargetScore logit(*model, {.kind = Target::Kind::Class, .index = 4});
    const at::Tensor output = model->engine().forward(image(*model), {logit.value()}, false, {}).front();
    const ClassScore score = logit.classScore(output);
    QCOMPARE(score.index, 4);
    QCOMPARE(score.label, u"class 4"_s);
    QCOMPARE(score.logit, output[0][4].item<double>());
    QVERIFY(std::abs(score.probability - at::softmax(output, 1)[0][4].item<double>()) < 1e-12);
    QCOMPARE(resolvedTarget({.kind = Target::Kind::Rank, .index = 0}, output[0]).index,
             int(output[0].argmax().item<int64_t>()));
}

void TestMethods::unknownTargetsAreRefused()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto refuses = [&](const Target& target) {
        try {
            run(*model, u"gradient"_s, {}, target);
        } catch (const ComputeError& error) {
            return error.error().code == ErrorCode::InvalidArgument;
        }
        return false;
    };
    QVERIFY(refuses({.kind = Target::Kind::Class, .index = 10}));
    QVERIFY(refuses({.kind = Target::Kind::Class, .index = -1}));
    QVERIFY(refuses({.kind = Target::Kind::Class, .index = 1, .versus = ClassChoice{false, 1}}));
    QVERIFY(refuses({.kind = Target::Kind::Unit, .index = 0, .layer = u"nowhere"_s}));
    QVERIFY(refuses({.kind = Target::Kind::Unit, .index = 16, .layer = u"features.6"_s}));
}

void TestMethods::infosAreComplete()
{
    QStringList ids;
    for (const MethodInfo& info : methodInfos()) {
        ids << info.id;
        QVERIFY(!info.name.isEmpty() && !info.summary.isEmpty() && !info.source.isEmpty());
        for (const ParamSpec& spec : info.params) {
            QVERIFY2(!spec.name.isEmpty() && !spec.help.isEmpty(), qPrintable(spec.id));
            if (spec.kind == ParamSpec::Kind::Choice) {
                const auto isDefault = [&](const ParamSpec::Choice& choice) {
                    return choice.id == spec.defaultValue.toString();
                };
                QVERIFY2(std::any_of(spec.choices.begin(), spec.choices.end(), isDefault),
                         qPrintable(spec.id));
            }
        }
        for (const Preset& preset : info.presets) {
            QVERIFY(!preset.name.isEmpty() && !preset.remark.isEmpty());
            for (const QString& id : preset.params.keys())
                QVERIFY2(info.param(id), qPrintable(preset.id + u' ' + id));
        }
    }
    QCOMPARE(ids, (QStringList{u"smoothgrad"_s,
                               u"gradient"_s,
                               u"input-x-gradient"_s,
                               u"integrated-gradients"_s,
                               u"expected-gradients"_s,
                               u"guided-backprop"_s,
                               u"deconvnet"_s,
                               u"rectgrad"_s,
                               u"cam"_s,
                               u"gradcam"_s,
                               u"gradcam-plus-plus"_s,
                               u"xgradcam"_s,
                               u"layercam"_s,
                               u"hirescam"_s,
                               u"eigencam"_s,
                               u"eigengradcam"_s,
                               u"scorecam"_s,
                               u"ablationcam"_s,
                               u"occlusion"_s,
                               u"rise"_s,
                               u"product"_s,
                               u"ascent"_s}));
}

QTEST_APPLESS_MAIN(TestMethods)
#include "test_methods.moc"
