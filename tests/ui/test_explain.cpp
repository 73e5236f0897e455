// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSlider>
#include <QTest>

#include "tests/ui/window_fixture.h"
#include "ui/panels/prediction_model.h"
#include "ui/widgets/in_place_message.h"
#include "ui/widgets/job_foot.h"
#include "ui/widgets/number_edit.h"

namespace saliscope {

using test::FakeControl;
using test::WindowFixture;

class TestExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstMapAppearsByItself()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        QVERIFY(f.window.windowTitle().startsWith(u"red"_s));
        QVERIFY(f.window.findChild<ExplainPage*>()->mapTitle().contains(u"red"_s));
        QCOMPARE(f.find<QListView>("predictions")->model()->rowCount(), 4);
    }

    void choosingAPredictionExplainsIt()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        QTest::keyClick(&f.window, Qt::Key_2);
        const Target target = f.document.session().target;
        QCOMPARE(target.kind, Target::Kind::Class);
        const auto* model = f.find<QListView>("predictions")->model();
        const QString label = model->index(1, 0).data().toString();
        QTRY_VERIFY(f.window.findChild<ExplainPage*>()->mapTitle().contains(label));
        f.trigger("undo");
        QCOMPARE(f.document.session().target, Target());
        QTRY_VERIFY(f.window.findChild<ExplainPage*>()->mapTitle().contains(u"red"_s));
    }

    void searchingAClassExplainsIt()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        auto* search = f.find<QLineEdit>("classSearch");
        search->setFocus();
        QTest::keyClicks(search, u"blu"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(f.document.session().target.index, 2);
    }

    void aDragIsOneUndoStep()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const int steps = f.document.undoStack().count();
        auto* noise = f.find<NumberEdit>("param.noise");
        const double before = noise->value();
        const ParamValues unchanged = f.document.explainRecipe().params;
        noise->slider()->setSliderDown(true);
        for (int position = 400; position <= 600; position += 20)
            noise->slider()->setValue(position);
        noise->slider()->setSliderDown(false);
        QCOMPARE(f.document.undoStack().count(), steps + 1);
        QVERIFY(noise->value() != before);
        QCOMPARE(noise->spinBox()->value(), noise->value() * 100);
        f.trigger("undo");
        QCOMPARE(noise->value(), before);
        QCOMPARE(f.document.explainRecipe().params, unchanged);
        f.trigger("redo");
        QVERIFY(noise->value() != before);
    }

    void aChangeMarksTheMapStaleUntilTheNextPreview()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        f.control->gate.close();
        auto* noise = f.find<NumberEdit>("param.noise");
        noise->slider()->setValue(700);
        QVERIFY(f.map()->isStale());
        QVERIFY(f.map()->hasMap());
        f.control->gate.open();
        QTRY_VERIFY(f.isSettled());
    }

    void aBurstStartsAtMostTwoJobs()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        f.control->gate.close();
        const int before = f.control->explanations;
        auto* noise = f.find<NumberEdit>("param.noise");
        for (int i = 0; i < 100; ++i)
            noise->slider()->setValue(300 + i);
        f.control->gate.open();
        QTRY_VERIFY(f.isSettled());
        QVERIFY(f.control->explanations - before >= 1);
        QVERIFY(f.control->explanations - before <= 2);
    }

    void displayChangesComputeNothing()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const int explanations = f.control->explanations;
        const int predictions = f.control->predictions;
        const QImage before = f.map()->grab().toImage();
        auto* colors = f.find<QComboBox>("colorMap");
        colors->setCurrentIndex(3);
        Q_EMIT colors->activated(3);
        f.find<QCheckBox>("overlayCheck")->click();
        QVERIFY(!f.map()->isStale());
        QVERIFY(f.map()->grab().toImage() != before);
        QVERIFY(!f.engine.isExplaining());
        QCOMPARE(int(f.control->explanations), explanations);
        QCOMPARE(int(f.control->predictions), predictions);
        f.trigger("undo");
        QVERIFY(!f.document.session().style.overlay);
        QVERIFY(!f.find<QAction>("overlay")->isChecked());
    }

    void escapeStopsAndKeepsThePartialMap()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        f.control->gate.close();
        f.trigger("recompute");
        QTRY_VERIFY(f.engine.isExplaining());
        f.control->gate.permit(4);
        QTRY_VERIFY(f.find<QAction>("stop")->isEnabled());
        QTest::keyClick(&f.window, Qt::Key_Escape);
        QTRY_VERIFY(!f.engine.isExplaining());
        QTRY_VERIFY(!f.find<QAction>("stop")->isEnabled());
        QVERIFY(f.map()->hasMap());
        QVERIFY(f.window.findChild<JobFoot*>()->text().contains(u"stopped"_s));
        f.control->gate.open();
    }

    void theLastPhotoTakesItsPredictionsAlong()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const auto* list = f.find<QWidget>("predictions");
        QVERIFY(list->isVisible());
        f.trigger("closeImage");
        QVERIFY(!list->isVisible());
    }

    void presetsAndResetSetTheControls()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const auto* panel = f.find<QWidget>("methodDock");
        auto* preset = panel->findChild<QComboBox*>(u"preset"_s);
        QVERIFY(preset->count() > 0);
        const MethodInfo& method = *f.engine.method(f.document.session().method);
        const Preset chosen = method.presets.first();
        preset->setCurrentIndex(0);
        Q_EMIT preset->activated(0);
        QCOMPARE(method.completed(f.document.explainRecipe().params), method.completed(chosen.params));
        QCOMPARE(preset->currentText(), chosen.name);
        panel->findChild<QAbstractButton*>(u"resetParams"_s)->click();
        QCOMPARE(method.completed(f.document.explainRecipe().params), method.completed({}));
    }

    void errorsStandInThePlaceOfTheMap()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        f.control->setFailure(
            Error{ErrorCode::OutOfMemory, u"No memory left"_s, u"It needs more."_s, u"Use less."_s});
        f.trigger("recompute");
        QTRY_VERIFY(f.map()->message()->text().contains(u"No memory left"_s));
        QVERIFY(f.map()->message()->text().contains(u"Use less."_s));
        QVERIFY(!f.map()->hasMap());
        f.control->setFailure({});
        f.trigger("recompute");
        QTRY_VERIFY(f.isSettled());
        QVERIFY(f.map()->message()->text().isEmpty());
    }

    void framingChangesWhatTheModelSees()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const QRectF asTrained = f.photo()->crop();
        QVERIFY(!asTrained.isEmpty());
        f.find<QAbstractButton>("framing.stretch")->click();
        QCOMPARE(f.photo()->crop(), QRectF(0, 0, 64, 48));
        QVERIFY(f.map()->isStale());
        QTRY_VERIFY(f.isSettled());
        Q_EMIT f.photo()->cropDragged(QRectF(4, 4, 20, 20));
        QCOMPARE(f.document.session().currentPicture()->framing.fit, Framing::Fit::Custom);
        QVERIFY(f.find<QAbstractButton>("framing.custom")->isChecked());
        QCOMPARE(f.photo()->crop(), QRectF(4, 4, 20, 20));
        f.trigger("undo");
        f.trigger("undo");
        QCOMPARE(f.photo()->crop(), asTrained);
    }

    void theStatusBarReadsWhatIsUnderTheCursor()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        f.photo()->link()->setCursor(QPointF(32.5, 20.5));
        const QString text = f.find<QLabel>("cursorReadout")->text();
        QVERIFY2(text.contains(u"x 32  y 20"_s) && text.contains(u"map"_s) && text.contains(u"% of max"_s),
                 qPrintable(text));
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestExplain)
#include "test_explain.moc"
