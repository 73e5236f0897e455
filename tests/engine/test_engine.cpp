// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "core/base/strings.h"
#include "core/engine/engine.h"
#include "tests/support/fake_runner.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

const Error brokenModel{ErrorCode::ModelBroken, u"The model is broken"_s, u"Its end is missing."_s,
                        u"Export it again."_s};

struct Bench
{
    FakeControlPtr control = std::make_shared<FakeControl>();
    Engine engine{fakeFactory(control)};
    Picture koala = fakePicture(Qt::green, u"koala"_s);
    Picture panda = fakePicture(Qt::red, u"panda"_s);
    QSignalSpy started{&engine, &Engine::explainStarted};
    QSignalSpy previewed{&engine, &Engine::previewed};
    QSignalSpy explained{&engine, &Engine::explained};
    QSignalSpy failed{&engine, &Engine::explainFailed};

    static Recipe recipe(const Picture& picture, int n)
    {
        Recipe result;
        result.pictureHash = picture.contentHash;
        result.method = u"smoothgrad"_s;
        result.params = {{u"n"_s, n}};
        return result;
    }
    void explain(const Picture& picture, int n) { engine.explain(recipe(picture, n), picture); }
    AttributionPtr map(int i) const { return explained.at(i).front().value<AttributionPtr>(); }
};

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItCanDoOnceTheRunnerIsOpen();
    void requestsBeforeReadyWait();
    void aMissingModuleFailsEveryRequest();
    void loadsPredictsAndExplains();
    void theNewestNoisyInputIsAnswered();
    void errorsArriveAsTheyWere();
    void aBurstOfChangesStartsAtMostTwoJobs();
    void aDragShowsPreviewsOfPassedValues();
    void anotherPictureDropsWhatBelongsToTheFirst();
    void theSameRequestTwiceComputesOnce();
    void cancelKeepsThePartialMap();
    void cancelBeforeTheFirstSampleIsAnError();
    void cancelOfAWaitingRequestAnswersAtOnce();
    void previewsAndProgressCoalesce();
    void predictionsRunWhileNoExplanationWaits();
    void nothingTheWindowCallsTakesLong();
    void destroyingItMidJobEndsEverything();
    void fiftyLives();
};

void TestEngine::saysWhatItCanDoOnceTheRunnerIsOpen()
{
    Bench b;
    QSignalSpy ready(&b.engine, &Engine::ready);
    QVERIFY(b.engine.methods().isEmpty());
    QVERIFY(!b.engine.ascentMethod());
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(b.engine.method(u"smoothgrad"_s)->name, u"SmoothGrad"_s);
    QVERIFY(!b.engine.method(u"nothing"_s));
    QCOMPARE(b.engine.ascentMethod()->id, u"ascent"_s);
    QCOMPARE(b.engine.devices().size(), 2);
}

void TestEngine::requestsBeforeReadyWait()
{
    Bench b;
    bool wasReady = false;
    connect(&b.engine, &Engine::ready, this, [&] { wasReady = b.explained.isEmpty(); });
    b.explain(b.koala, 3);
    QTRY_COMPARE(b.explained.size(), 1);
    QVERIFY(wasReady);
}

void TestEngine::aMissingModuleFailsEveryRequest()
{
    const Error missing{ErrorCode::ModuleUnavailable, u"No module"_s, {}, u"Install it."_s};
    Engine engine([&]() -> Expected<std::unique_ptr<Runner>> { return tl::unexpected(missing); });
    QSignalSpy module(&engine, &Engine::moduleFailed);
    QSignalSpy model(&engine, &Engine::modelFailed);
    QSignalSpy prediction(&engine, &Engine::predictFailed);
    QSignalSpy explanation(&engine, &Engine::explainFailed);
    QSignalSpy ascent(&engine, &Engine::ascentFailed);
    engine.loadModel({});
    engine.predict({}, {});
    engine.startAscent({});
    engine.explain({}, {});
    for (const QSignalSpy* spy : {&module, &model, &prediction, &explanation, &ascent}) {
        QTRY_COMPARE(spy->size(), 1);
        QCOMPARE(spy->front().front().value<Error>().hint, u"Install it."_s);
    }
    QCOMPARE(engine.ascentState(), AscentState::Failed);
}

void TestEngine::loadsPredictsAndExplains()
{
    Bench b;
    QSignalSpy loaded(&b.engine, &Engine::modelLoaded);
    QSignalSpy predicted(&b.engine, &Engine::predicted);
    b.engine.loadModel(Bench::recipe(b.koala, 3));
    b.engine.predict(Bench::recipe(b.koala, 3), b.koala);
    b.explain(b.koala, 3);
    QVERIFY(b.engine.isExplaining());
    QTRY_COMPARE(b.explained.size(), 1);
    QVERIFY(!b.engine.isExplaining());
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(loaded[0][0].value<ModelInfo>().label(2), u"blue"_s);
    QCOMPARE(predicted.size(), 1);
    QCOMPARE(predicted[0][0].value<Prediction>().classes.front().label, u"green"_s);
    QCOMPARE(b.started.size(), 1);
    QCOMPARE(b.map(0)->target.label, u"green"_s);
    QCOMPARE(b.map(0)->samples, 3);
    QVERIFY(b.map(0)->isComplete);
}

void TestEngine::theNewestNoisyInputIsAnswered()
{
    Bench b;
    QSignalSpy made(&b.engine, &Engine::noisyInputMade);
    QSignalSpy refused(&b.engine, &Engine::noisyInputFailed);
    Recipe recipe = Bench::recipe(b.koala, 3);
    recipe.params[u"noise"_s] = 0.25;
    b.control->gate.close();
    b.engine.makeNoisyInput(recipe, b.koala, 0);
    QTRY_COMPARE(b.control->noisyInputs.load(), 1);
    b.engine.makeNoisyInput(recipe, b.koala, 1);
    b.engine.makeNoisyInput(recipe, b.koala, 2);
    b.control->gate.open();
    QTRY_COMPARE(made.size(), 1);
    QCOMPARE(b.control->noisyInputs.load(), 2);
    const auto input = made[0][0].value<NoisyInput>();
    QCOMPARE(input.sample, 2);
    QCOMPARE(input.noiseSigma, 0.25);
    QCOMPARE(input.picture.size(), QSize(FakeRunner::Side, FakeRunner::Side));
    QCOMPARE(input.prediction.classes.front().label, u"green"_s);
    b.control->setFailure(brokenModel);
    b.engine.makeNoisyInput(recipe, b.koala, 3);
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(made.size(), 1);
}

void TestEngine::errorsArriveAsTheyWere()
{
    Bench b;
    b.control->setFailure(brokenModel);
    QSignalSpy model(&b.engine, &Engine::modelFailed);
    QSignalSpy prediction(&b.engine, &Engine::predictFailed);
    b.engine.loadModel({});
    b.engine.predict(Bench::recipe(b.koala, 3), b.koala);
    b.explain(b.koala, 3);
    QTRY_COMPARE(b.failed.size(), 1);
    for (const QSignalSpy* spy : {&model, &prediction, &b.failed}) {
        QCOMPARE(spy->size(), 1);
        const Error error = spy->front().front().value<Error>();
        QCOMPARE(error.code, ErrorCode::ModelBroken);
        QCOMPARE(error.text(), u"The model is broken\nIts end is missing.\nExport it again."_s);
    }
    b.control->setFailure(std::nullopt);
    b.explain(b.koala, 3);
    QTRY_COMPARE(b.explained.size(), 1);
}

void TestEngine::aBurstOfChangesStartsAtMostTwoJobs()
{
    Bench b;
    b.control->gate.close();
    b.explain(b.koala, 1);
    QTRY_COMPARE(b.control->explanations.load(), 1);
    for (int n = 2; n <= 101; ++n)
        b.explain(b.koala, n);
    b.control->gate.open();
    QTRY_COMPARE(b.explained.size(), 1);
    QCOMPARE(b.control->explanations.load(), 2);
    QCOMPARE(b.map(0)->samples, 101);
}

void TestEngine::aDragShowsPreviewsOfPassedValues()
{
    Bench b;
    b.control->gate.close();
    b.explain(b.koala, 10);
    QTRY_COMPARE(b.control->explanations.load(), 1);
    b.explain(b.koala, 20);
    b.control->gate.permit();
    QTRY_COMPARE(b.control->explanations.load(), 2);
    QTRY_VERIFY(!b.previewed.isEmpty());
    QCOMPARE(b.previewed.front().front().value<AttributionPtr>()->requestedSamples, 10);
    QCOMPARE(b.control->samples.load(), 1);
    b.control->gate.open();
    QTRY_COMPARE(b.explained.size(), 1);
    QCOMPARE(b.map(0)->samples, 20);
    QVERIFY(b.failed.isEmpty());
}

void TestEngine::anotherPictureDropsWhatBelongsToTheFirst()
{
    Bench b;
    b.control->gate.close();
    b.explain(b.koala, 5);
    b.control->gate.permit(2);
    QTRY_COMPARE(b.control->samples.load(), 2);
    b.explain(b.panda, 5);
    b.previewed.clear();
    b.control->gate.open();
    QTRY_COMPARE(b.explained.size(), 1);
    QCOMPARE(b.map(0)->recipe.pictureHash, b.panda.contentHash);
    for (const QList<QVariant>& preview : b.previewed)
        QCOMPARE(preview.front().value<AttributionPtr>()->recipe.pictureHash, b.panda.contentHash);
    QVERIFY(b.failed.isEmpty());
}

void TestEngine::theSameRequestTwiceComputesOnce()
{
    Bench b;
    b.control->gate.close();
    b.explain(b.koala, 5);
    QTRY_COMPARE(b.control->explanations.load(), 1);
    b.explain(b.koala, 5);
    b.control->gate.open();
    QTRY_COMPARE(b.explained.size(), 1);
    QCOMPARE(b.control->explanations.load(), 1);
}

void TestEngine::cancelKeepsThePartialMap()
{
    Bench b;
    b.control->gate.close();
    b.explain(b.koala, 100);
    b.control->gate.permit(3);
    QTRY_COMPARE(b.control->samples.load(), 3);
    b.engine.cancelExplain();
    QTRY_COMPARE(b.explained.size(), 1);
    QCOMPARE(b.map(0)->samples, 3);
    QVERIFY(!b.map(0)->isComplete);
    QVERIFY(!b.engine.isExplaining());
}

void TestEngine::cancelBeforeTheFirstSampleIsAnError()
{
    Bench b;
    b.control->gate.close();
    b.explain(b.koala, 100);
    QTRY_COMPARE(b.control->explanations.load(), 1);
    b.engine.cancelExplain();
    QTRY_COMPARE(b.failed.size(), 1);
    QCOMPARE(b.failed[0][0].value<Error>().code, ErrorCode::Cancelled);
}

void TestEngine::cancelOfAWaitingRequestAnswersAtOnce()
{
    Bench b;
    b.control->gate.close();
    b.explain(b.koala, 100);
    QTRY_COMPARE(b.control->explanations.load(), 1);
    b.explain(b.panda, 100);
    b.engine.cancelExplain();
    QCOMPARE(b.failed.size(), 1);
    QVERIFY(!b.engine.isExplaining());
    b.explain(b.koala, 7);
    b.control->gate.open();
    QTRY_COMPARE(b.explained.size(), 1);
    QCOMPARE(b.map(0)->samples, 7);
    QCOMPARE(b.control->explanations.load(), 2);
}

void TestEngine::previewsAndProgressCoalesce()
{
    Bench b;
    QSignalSpy progress(&b.engine, &Engine::progress);
    QSignalSpy ready(&b.engine, &Engine::ready);
    QTRY_COMPARE(ready.size(), 1);
    // While this thread is busy elsewhere all samples are computed; then only the newest news is left.
    b.explain(b.koala, 1000);
    QElapsedTimer clock;
    clock.start();
    while (b.control->samples.load() < 1000 && clock.elapsed() < 60'000)
        QThread::yieldCurrentThread();
    QTRY_COMPARE(b.explained.size(), 1);
    QCOMPARE(b.previewed.size(), 1);
    QCOMPARE(progress.size(), 1);
    QCOMPARE(progress[0][0].value<Progress>().done, 1000);
}

void TestEngine::predictionsRunWhileNoExplanationWaits()
{
    Bench b;
    QSignalSpy predicted(&b.engine, &Engine::predicted);
    b.explain(b.koala, 50);
    b.engine.predict(Bench::recipe(b.koala, 50), b.koala);
    QTRY_COMPARE(b.explained.size(), 1);
    QTRY_COMPARE(predicted.size(), 1);
    QCOMPARE(b.control->predictions.load(), 1);
}

void TestEngine::nothingTheWindowCallsTakesLong()
{
    Bench b;
    b.control->gate.close();
    b.explain(b.koala, 1000);
    QTRY_COMPARE(b.control->explanations.load(), 1);
    // The worker is stuck in a job: whatever waits for it would never come back.
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 100; ++i) {
        b.explain(i % 2 == 0 ? b.koala : b.panda, i);
        b.engine.predict(Bench::recipe(b.panda, i), b.panda);
        b.engine.loadModel(Bench::recipe(b.panda, i));
        b.engine.startAscent(Bench::recipe(b.panda, i));
        b.engine.pauseAscent();
        b.engine.changeAscent(Bench::recipe(b.koala, i));
        b.engine.stopAscent();
        b.engine.cancelExplain();
    }
    const double millisecondsPerCall = double(clock.nsecsElapsed()) * 1e-6 / 800;
    QVERIFY2(millisecondsPerCall < 1, qPrintable(QString::number(millisecondsPerCall)));
}

void TestEngine::destroyingItMidJobEndsEverything()
{
    const FakeControlPtr control = std::make_shared<FakeControl>();
    control->gate.close();
    {
        Engine engine(fakeFactory(control));
        const Picture koala = fakePicture(Qt::green, u"koala"_s);
        engine.explain(Bench::recipe(koala, 100), koala);
        engine.predict(Bench::recipe(koala, 100), koala);
        engine.startAscent(Bench::recipe(koala, 100));
        QTRY_VERIFY(control->explanations.load() + control->predictions.load() > 0);
        QCOMPARE(control->alive.load(), 1);
    }
    QCOMPARE(control->alive.load(), 0);
}

void TestEngine::fiftyLives()
{
    const FakeControlPtr control = std::make_shared<FakeControl>();
    const Picture koala = fakePicture(Qt::green, u"koala"_s);
    for (int i = 0; i < 50; ++i) {
        Engine engine(fakeFactory(control));
        engine.startAscent(Bench::recipe(koala, 100));
        engine.explain(Bench::recipe(koala, 100), koala);
        if (i % 2 == 0) {
            QSignalSpy explained(&engine, &Engine::explained);
            QTRY_COMPARE(explained.size(), 1);
        }
    }
    QCOMPARE(control->alive.load(), 0);
}

QTEST_GUILESS_MAIN(TestEngine)
#include "test_engine.moc"
