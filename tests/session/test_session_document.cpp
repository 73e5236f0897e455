// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include <functional>

#include "core/base/strings.h"
#include "core/session/session_document.h"

using namespace saliscope;
using Doc = SessionDocument;
using Act = std::function<void(Doc&)>;
Q_DECLARE_METATYPE(Act)

namespace {

Picture picture(const QString& name)
{
    return {QImage(4, 4, QImage::Format_RGB32), u"/photos/"_s + name, name, name.toUtf8()};
}

ParamSpec spec(const QString& id, const QString& name)
{
    ParamSpec result;
    result.id = id;
    result.name = name;
    return result;
}

MethodInfo method(const QString& id, const QString& name)
{
    MethodInfo info;
    info.id = id;
    info.name = name;
    return info;
}

/// Two pictures open, an empty history.
void prepare(Doc& doc)
{
    doc.addPictures({picture(u"koala.jpg"_s), picture(u"panda.jpg"_s)});
    doc.undoStack().clear();
}

const Preset articlePreset{u"article"_s, u"Article"_s, {}, {{u"n"_s, 7}}, RenderStyle{.colorMap = u"gray"_s}};

} // namespace

class TestSessionDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeIsOneNamedStep_data();
    void everyChangeIsOneNamedStep();
    void changingNothingLeavesNoStep();
    void aDragIsOneStep();
    void gesturesAndControlsSeparateSteps();
    void aDragBackToItsStartVanishes();
    void eachMethodKeepsItsParameters();
    void anotherModelResetsTargets();
    void removingKeepsTheShownPictureOrItsNeighbour();
    void workspaceIsNotUndone();
    void recipesHoldWhatTheirResultsDependOn();
};

void TestSessionDocument::everyChangeIsOneNamedStep_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Doc::Changes>("changes");
    const auto row = [](const char* name, Act act, const QString& text, Doc::Changes changes) {
        QTest::newRow(name) << act << text << changes;
    };
    row(
        "open", [](Doc& d) { d.addPictures({picture(u"lemur.jpg"_s)}); }, u"Open lemur.jpg"_s,
        Doc::PicturesChanged | Doc::CurrentChanged);
    row(
        "close", [](Doc& d) { d.removePicture(1); }, u"Close panda.jpg"_s, Doc::PicturesChanged);
    row(
        "show", [](Doc& d) { d.setCurrentPicture(1); }, u"Show panda.jpg"_s, Doc::CurrentChanged);
    row(
        "framing",
        [](Doc& d) {
            d.setFraming({Framing::Fit::Pad, {}});
        },
        u"Change what the model sees"_s, Doc::PicturesChanged | Doc::FramingChanged);
    row(
        "model",
        [](Doc& d) {
            d.openModel({u"/m/resnet.pt2"_s, {}});
        },
        u"Open model resnet.pt2"_s, Doc::ModelChanged);
    row(
        "card", [](Doc& d) { d.setModelCard(ModelCard()); }, u"Change model card"_s, Doc::ModelChanged);
    row(
        "device", [](Doc& d) { d.setDevice(u"cuda:0"_s); }, u"Compute on cuda:0"_s, Doc::DeviceChanged);
    row(
        "precision", [](Doc& d) { d.setPrecision(Precision::Float64); }, u"Compute in float64"_s,
        Doc::DeviceChanged);
    row(
        "threads", [](Doc& d) { d.setThreads(2); }, u"Compute on 2 threads"_s, Doc::ThreadsChanged);
    row(
        "method", [](Doc& d) { d.setMethod(method(u"gradient"_s, u"Gradient"_s)); }, u"Use Gradient"_s,
        Doc::MethodChanged);
    row(
        "param", [](Doc& d) { d.setParam(spec(u"n"_s, u"Samples"_s), 9); }, u"Change samples"_s,
        Doc::ParamsChanged);
    row(
        "preset", [](Doc& d) { d.applyPreset(articlePreset); }, u"Use preset Article"_s,
        Doc::ParamsChanged | Doc::StyleChanged);
    row(
        "seed", [](Doc& d) { d.setSeed(5); }, u"Change seed"_s, Doc::SeedChanged);
    row(
        "target", [](Doc& d) { d.setTarget({.kind = Target::Kind::Class, .index = 3}, u"indri"_s); },
        u"Explain indri"_s, Doc::TargetChanged);
    row(
        "style", [](Doc& d) { d.setStyle({.opacity = 0.1}, u"opacity"_s); }, u"Change opacity"_s,
        Doc::StyleChanged);
    row(
        "ascent param", [](Doc& d) { d.setAscentParam(spec(u"lr"_s, u"Step size"_s), 0.1); },
        u"Change step size of the ascent"_s, Doc::AscentParamsChanged);
    row(
        "ascent preset", [](Doc& d) { d.applyAscentPreset(articlePreset); }, u"Use ascent preset Article"_s,
        Doc::AscentParamsChanged);
    row(
        "ascent target",
        [](Doc& d) { d.setAscentTarget({.kind = Target::Kind::Class, .index = 9}, u"cup"_s); }, u"Draw cup"_s,
        Doc::AscentTargetChanged);
    row(
        "ascent seed", [](Doc& d) { d.setAscentSeed(5); }, u"Change the ascent's seed"_s,
        Doc::AscentSeedChanged);
}

void TestSessionDocument::everyChangeIsOneNamedStep()
{
    QFETCH(Act, act);
    QFETCH(QString, text);
    QFETCH(Doc::Changes, changes);
    Doc doc;
    prepare(doc);
    const Session before = doc.session();
    const QSignalSpy spy(&doc, &Doc::changed);

    act(doc);
    QCOMPARE(doc.undoStack().count(), 1);
    QCOMPARE(doc.undoStack().undoText(), text);
    const Session after = doc.session();
    QVERIFY(after != before);
    doc.undoStack().undo();
    QVERIFY(doc.session() == before);
    doc.undoStack().redo();
    QVERIFY(doc.session() == after);

    QCOMPARE(spy.size(), 3);
    for (const QList<QVariant>& emitted : spy)
        QCOMPARE(emitted.front().value<Doc::Changes>(), changes);
}

void TestSessionDocument::changingNothingLeavesNoStep()
{
    Doc doc;
    prepare(doc);
    const QSignalSpy spy(&doc, &Doc::changed);
    doc.addPictures({});
    doc.removePicture(7);
    doc.setCurrentPicture(0);
    doc.setSeed(1);
    doc.setDevice(u"cpu"_s);
    doc.resetParams();
    doc.resetAscentParams();
    doc.setWorkspace(Workspace::Explain);
    QCOMPARE(doc.undoStack().count(), 0);
    QCOMPARE(spy.size(), 0);
}

void TestSessionDocument::aDragIsOneStep()
{
    Doc doc;
    prepare(doc);
    const Session before = doc.session();
    for (int i = 1; i <= 100; ++i)
        doc.setParam(spec(u"noise"_s, u"Noise"_s), i);
    QCOMPARE(doc.undoStack().count(), 1);
    QCOMPARE(doc.explainRecipe().params.value(u"noise"_s).toInt(), 100);
    doc.undoStack().undo();
    QVERIFY(doc.session() == before);
}

void TestSessionDocument::gesturesAndControlsSeparateSteps()
{
    Doc doc;
    prepare(doc);
    doc.setParam(spec(u"noise"_s, u"Noise"_s), 1);
    doc.endGesture();
    doc.setParam(spec(u"noise"_s, u"Noise"_s), 2);
    QCOMPARE(doc.undoStack().count(), 2);
    doc.setParam(spec(u"n"_s, u"Samples"_s), 2);
    doc.setStyle({.opacity = 0.1}, u"opacity"_s);
    doc.setStyle({.blur = 3, .overlay = true}, u"blur"_s);
    QCOMPARE(doc.undoStack().count(), 5);
    doc.setTarget({.kind = Target::Kind::Class, .index = 3}, u"a"_s);
    doc.setTarget({.kind = Target::Kind::Class, .index = 4}, u"b"_s);
    QCOMPARE(doc.undoStack().count(), 7);
}

void TestSessionDocument::aDragBackToItsStartVanishes()
{
    Doc doc;
    prepare(doc);
    doc.setSeed(2);
    doc.setSeed(3);
    doc.setSeed(1);
    QCOMPARE(doc.undoStack().count(), 0);
    QCOMPARE(doc.session().seed, 1U);
}

void TestSessionDocument::eachMethodKeepsItsParameters()
{
    Doc doc;
    prepare(doc);
    doc.setParam(spec(u"n"_s, u"Samples"_s), 9);
    doc.setMethod(method(u"gradient"_s, u"Gradient"_s));
    QVERIFY(doc.explainRecipe().params.isEmpty());
    doc.setMethod(method(u"smoothgrad"_s, u"SmoothGrad"_s));
    QCOMPARE(doc.explainRecipe().params, ParamValues({{u"n"_s, 9}}));
    doc.resetParams();
    QVERIFY(doc.explainRecipe().params.isEmpty());
}

void TestSessionDocument::anotherModelResetsTargets()
{
    Doc doc;
    prepare(doc);
    doc.setTarget({.kind = Target::Kind::Class, .index = 900}, u"x"_s);
    doc.setAscentTarget({.kind = Target::Kind::Class, .index = 900}, u"x"_s);
    doc.setModelCard(ModelCard());
    QCOMPARE(doc.session().target.index, 900);
    doc.openModel({u"/m/ten-classes.pt2"_s, {}});
    QVERIFY(doc.session().target == Target());
    QCOMPARE(doc.session().ascent.target.index, 0);
    QCOMPARE(doc.session().ascent.target.kind, Target::Kind::Class);
    QVERIFY(!doc.session().model.card);
}

void TestSessionDocument::removingKeepsTheShownPictureOrItsNeighbour()
{
    Doc doc;
    prepare(doc);
    doc.addPictures({picture(u"c"_s)});
    QCOMPARE(doc.session().current, 2);
    doc.removePicture(0);
    QCOMPARE(doc.session().currentPicture()->picture.name, u"c"_s);
    doc.removePicture(1);
    QCOMPARE(doc.session().currentPicture()->picture.name, u"panda.jpg"_s);
    doc.removePicture(0);
    QVERIFY(!doc.session().currentPicture());
    QVERIFY(doc.explainRecipe().pictureHash.isEmpty());
}

void TestSessionDocument::workspaceIsNotUndone()
{
    Doc doc;
    prepare(doc);
    doc.setSeed(4);
    doc.setWorkspace(Workspace::Ascend);
    QCOMPARE(doc.undoStack().count(), 1);
    doc.undoStack().undo();
    QCOMPARE(doc.session().workspace, Workspace::Ascend);
}

void TestSessionDocument::recipesHoldWhatTheirResultsDependOn()
{
    Doc doc;
    prepare(doc);
    const Recipe predict = doc.predictRecipe();
    QCOMPARE(predict.pictureHash, QByteArray("koala.jpg"));
    doc.setParam(spec(u"n"_s, u"Samples"_s), 9);
    doc.setSeed(3);
    doc.setTarget({.kind = Target::Kind::Class, .index = 3}, u"a"_s);
    QVERIFY(doc.predictRecipe() == predict);
    const Recipe explain = doc.explainRecipe();
    QCOMPARE(explain.method, u"smoothgrad"_s);
    QCOMPARE(explain.seed, 3U);
    QCOMPARE(explain.target.index, 3);

    doc.setFraming({Framing::Fit::Custom, QRectF(1, 2, 3, 4)});
    QVERIFY(doc.predictRecipe() != predict);
    QCOMPARE(doc.explainRecipe().framing.region, QRectF(1, 2, 3, 4));

    const Recipe ascent = doc.ascentRecipe();
    QVERIFY(ascent.pictureHash.isEmpty());
    QCOMPARE(ascent.method, u"ascent"_s);
    QCOMPARE(ascent.target.kind, Target::Kind::Class);
    QCOMPARE(ascent.seed, 1U);

    doc.setPrecision(Precision::Float64);
    QCOMPARE(doc.explainRecipe().precision, Precision::Float64);
    QCOMPARE(doc.ascentRecipe().precision, Precision::Float64);
    doc.setDevice(u"cuda:0"_s);
    doc.setPrecision(Precision::Half);
    doc.setDevice(u"cpu"_s);
    QCOMPARE(doc.explainRecipe().precision, Precision::Float32);

    doc.setThreads(2);
    QCOMPARE(doc.predictRecipe().threads, 2);
    QCOMPARE(doc.explainRecipe().threads, 2);
    QCOMPARE(doc.ascentRecipe().threads, 2);
}

QTEST_GUILESS_MAIN(TestSessionDocument)
#include "test_session_document.moc"
