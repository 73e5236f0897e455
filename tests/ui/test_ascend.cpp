// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QTest>

#include "tests/ui/window_fixture.h"
#include "ui/ascent/ascend_panel.h"
#include "ui/ascent/frame_store.h"
#include "ui/ascent/loss_plot.h"
#include "ui/widgets/class_search.h"
#include "ui/widgets/in_place_message.h"
#include "ui/widgets/number_edit.h"

namespace saliscope {

using test::WindowFixture;

class TestAscend : public QObject
{
    Q_OBJECT

    struct Ascend : WindowFixture
    {
        Ascend()
        {
            trigger("workspaceAscend");
            auto* run = find<QAction>("ascentRun");
            ready = QTest::qWaitFor([run] { return run->isEnabled(); });
        }
        PictureView* view() const { return find<PictureView>("ascentView"); }
        QString readout() const { return find<QLabel>("ascentReadout")->text(); }
        int points() const { return window.findChild<LossPlot*>()->pointCount(); }
        bool ready = false;
    };

private Q_SLOTS:
    void spaceStartsAndPauses()
    {
        Ascend f;
        QVERIFY(f.ready);
        QVERIFY(f.view()->message()->isVisible());
        f.view()->setFocus();
        f.control->gate.close();
        QTest::keyClick(&f.window, Qt::Key_Space);
        for (int points = 1; points <= 3; ++points) {
            f.control->gate.permit();
            QTRY_VERIFY(f.points() >= points);
        }
        QVERIFY(!f.view()->picture().isNull());
        QVERIFY(f.view()->message()->isHidden());
        QTest::keyClick(&f.window, Qt::Key_Space);
        QCOMPARE(f.engine.ascentState(), AscentState::Paused);
        QTest::keyClick(&f.window, Qt::Key_Space);
        QCOMPARE(f.engine.ascentState(), AscentState::Running);
        f.control->gate.open();
    }

    void spaceDrawsTheClassThatWasJustChosen()
    {
        Ascend f;
        QVERIFY(f.ready);
        auto* search = f.window.findChild<AscendPanel*>()->findChild<ClassSearch*>();
        search->setFocus();
        search->clear();
        QTest::keyClicks(search, u"green"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(f.document.ascentRecipe().target.index, 1);
        QCOMPARE(f.window.focusWidget(), f.view());
    }

    void runningDoesNotWaitForAMap()
    {
        Ascend f;
        QVERIFY(f.ready);
        f.trigger("workspaceExplain");
        f.control->gate.close();
        f.addPhoto();
        QTRY_COMPARE(int(f.control->predictions), 1);
        f.control->gate.permit(); // the prediction
        QTRY_VERIFY(f.engine.isExplaining() && f.control->explanations == 1);
        f.trigger("workspaceAscend");
        f.trigger("ascentRun");
        QTRY_COMPARE(int(f.control->ascents), 1);
        QTRY_VERIFY(!f.engine.isExplaining());
        f.control->gate.open();
        QTRY_COMPARE(f.engine.ascentState(), AscentState::Finished);
        QTRY_VERIFY(f.points() >= 1); // only the newest of frames that come at once are shown
        f.trigger("workspaceExplain");
        QTRY_COMPARE(int(f.control->explanations), 2);
        QTRY_VERIFY(f.isSettled());
    }

    void askingForAMapPausesTheAscent()
    {
        Ascend f;
        QVERIFY(f.ready);
        f.document.setAscentParam(f.engine.ascentMethod()->params.first(), 5000);
        f.trigger("ascentRun");
        f.addPhoto();
        QTest::qWait(100);
        QCOMPARE(f.engine.ascentState(), AscentState::Running); // nobody looks at the map
        f.trigger("workspaceExplain");
        QTRY_COMPARE(f.engine.ascentState(), AscentState::Paused);
        QTRY_VERIFY(f.isSettled());
    }

    void stepsOneByOne()
    {
        Ascend f;
        f.trigger("ascentStep");
        QTRY_VERIFY(f.readout().startsWith(u"step 1 "_s));
        f.trigger("ascentStep");
        QTRY_VERIFY(f.readout().startsWith(u"step 2 "_s));
        QCOMPARE(f.engine.ascentState(), AscentState::Paused);
    }

    void stopKeepsThePicturesAndResetBeginsAnew()
    {
        Ascend f;
        f.trigger("ascentStep");
        QTRY_VERIFY(f.readout().startsWith(u"step 1 "_s));
        f.trigger("ascentStop");
        QCOMPARE(f.engine.ascentState(), AscentState::Idle);
        QVERIFY(!f.view()->picture().isNull());
        QVERIFY(f.find<QAction>("saveDrawing")->isEnabled());
        f.trigger("ascentStep");
        QTRY_VERIFY(f.readout().startsWith(u"step 1 "_s));
        f.trigger("ascentReset");
        QTRY_VERIFY(f.readout().startsWith(u"step 0 "_s));
    }

    void theTimelineLooksBack()
    {
        Ascend f;
        f.trigger("ascentReset");
        QTRY_VERIFY(f.readout().startsWith(u"step 0 "_s));
        for (int i = 1; i <= 3; ++i) {
            f.trigger("ascentStep");
            QTRY_VERIFY(f.readout().startsWith(u"step %1 "_s.arg(i)));
        }
        auto* timeline = f.find<QSlider>("timeline");
        timeline->setValue(0);
        QVERIFY(f.readout().startsWith(u"step 0 "_s));
        f.find<QAbstractButton>("showBest")->click();
        QVERIFY(f.readout().contains(u"best so far"_s));
        f.trigger("ascentStep");
        QTRY_VERIFY(f.readout().startsWith(u"step 4 "_s));
    }

    void parametersChangeTheRunningPictureAndUndo()
    {
        Ascend f;
        f.trigger("ascentStep");
        QTRY_VERIFY(f.readout().startsWith(u"step 1 "_s));
        const Recipe before = f.document.ascentRecipe();
        const auto edits = f.find<QWidget>("ascendDock")->findChildren<NumberEdit*>();
        QVERIFY(!edits.isEmpty());
        edits.first()->slider()->setValue(333);
        QVERIFY(f.document.ascentRecipe() != before);
        QCOMPARE(f.engine.ascentState(), AscentState::Paused);
        f.trigger("undo");
        QCOMPARE(f.document.ascentRecipe(), before);
    }

    void aClassIsFoundByName()
    {
        Ascend f;
        auto* search = f.find<QLineEdit>("ascentClass");
        search->setFocus();
        search->selectAll();
        QTest::keyClicks(search, u"green"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(f.document.session().ascent.target.index, 1);
    }

    void thePictureIsSaved()
    {
        Ascend f;
        f.trigger("ascentStep");
        QTRY_VERIFY(f.readout().startsWith(u"step 1 "_s));
        const QString path = f.folder.filePath(u"drawn.png"_s);
        f.window.dialogs().setNextAnswer({path});
        f.trigger("saveDrawing");
        QCOMPARE(QImage(path).size(), f.view()->photoSize());
    }

    void errorsStandInThePlaceOfThePicture()
    {
        Ascend f;
        f.control->setFailure(Error{ErrorCode::NotFinite, u"The picture broke"_s, {}, {}});
        f.trigger("ascentRun");
        QTRY_VERIFY(f.view()->message()->text().contains(u"The picture broke"_s));
    }

    void keptFramesAreBounded()
    {
        FrameStore store;
        for (int step = 0; step <= 2000; ++step) {
            auto frame = std::make_shared<AscentFrame>();
            frame->step = step;
            frame->isBest = step == 77;
            store.add(frame);
            QVERIFY(store.count() <= FrameStore::capacity);
            QCOMPARE(store.at(store.count() - 1)->step, step);
        }
        QCOMPARE(store.at(0)->step, 0);
        QCOMPARE(store.best()->step, 77);
        QVERIFY(store.bestIndex() >= 0);
        for (int i = 1; i < store.count(); ++i)
            QVERIFY(store.at(i - 1)->step < store.at(i)->step);
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestAscend)
#include "test_ascend.moc"
