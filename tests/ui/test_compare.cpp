// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QSpinBox>
#include <QTest>

#include <cmath>

#include "tests/ui/window_fixture.h"
#include "ui/compare/board_grid.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_panel.h"
#include "ui/compare/sweep_axis.h"
#include "ui/compare/sweep_dialog.h"
#include "ui/dialogs/checklist_dialog.h"
#include "ui/panels/display_panel.h"
#include "ui/views/color_bar.h"
#include "ui/widgets/in_place_message.h"
#include "ui/widgets/job_foot.h"

namespace saliscope {

using test::WindowFixture;

namespace {

/// The window on the Compare workspace.
struct BoardFixture : WindowFixture
{
    explicit BoardFixture(int photos = 1)
    {
        addPhoto();
        if (photos > 1)
            addPhoto(Qt::blue, u"blue"_s);
        document.setWorkspace(Workspace::Compare);
    }

    ComparePage* page() const { return window.findChild<ComparePage*>(); }
    BoardGrid* grid() const { return page()->grid(); }
    ComparePanel* panel(int i) const { return grid()->panels().at(i); }
    const Board& board() const { return document.session().board; }
    bool isReady() const { return !engine.methods().isEmpty(); }

    BoardPanel made(const QString& method, int n = 2) const
    {
        BoardPanel panel{document.explainRecipe(), {}, {}};
        panel.recipe.method = method;
        panel.recipe.params = method == u"smoothgrad"_s ? ParamValues{{u"n"_s, n}} : ParamValues();
        return panel;
    }
    /// Gradient, SmoothGrad with 2 samples, CAM.
    void fill() { document.addPanels({made(u"gradient"_s), made(u"smoothgrad"_s), made(u"cam"_s)}); }
    bool isDone() const
    {
        for (const ComparePanel* panel : grid()->panels()) {
            if (!panel->map()->hasMap() || panel->map()->isStale() || panel->foot()->isRunning() ||
                panel->foot()->text() == u"waiting"_s)
                return false;
        }
        return true;
    }
    void click(int i, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::mouseClick(panel(i), Qt::LeftButton, modifiers, QPoint(20, 12));
    }
    /// A combo box as a person chooses from it.
    void choose(const char* name, int index) const
    {
        auto* box = find<QComboBox>(name);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
};

} // namespace

class TestCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyBoardSaysHowToFillIt()
    {
        BoardFixture f;
        QTRY_VERIFY(f.isReady());
        QVERIFY(f.page()->emptyMessage()->isVisible());
        QVERIFY(f.page()->emptyMessage()->text().contains(u"Ctrl+B"_s));
        QVERIFY(f.find<QAction>("addToBoard")->isEnabled());
    }

    void theShownMapGoesToTheBoardWithoutComputing()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const int computed = f.control->explanations;
        f.trigger("addToBoard");
        f.trigger("workspaceCompare");
        const auto* page = f.window.findChild<ComparePage*>();
        QCOMPARE(page->grid()->panels().size(), 1);
        const ComparePanel* panel = page->grid()->panels().first();
        QTRY_VERIFY(panel->map()->hasMap());
        QVERIFY2(panel->title().startsWith(u"SmoothGrad · red"_s), qPrintable(panel->title()));
        QVERIFY(panel->foot()->text().startsWith(u"n = 8"_s));
        QCOMPARE(f.control->explanations.load(), computed);
    }

    void editingOnePanelKeepsTheOthers()
    {
        BoardFixture f;
        f.fill();
        QTRY_VERIFY(f.isDone());
        const int computed = f.control->explanations;
        BoardPanel edited = f.board().panels.at(1);
        edited.recipe.params.insert(u"n"_s, 5);
        f.document.setPanels({{1, edited}}, u"samples"_s);
        QTRY_VERIFY(f.panel(1)->foot()->text().startsWith(u"n = 5"_s));
        QCOMPARE(f.control->explanations.load(), computed + 1);
        f.trigger("undo");
        QTRY_VERIFY(f.panel(1)->foot()->text().startsWith(u"n = 2"_s));
        QCOMPARE(f.control->explanations.load(), computed + 1);
    }

    void removingAndMovingComputesNothing()
    {
        BoardFixture f;
        f.fill();
        QTRY_VERIFY(f.isDone());
        const int computed = f.control->explanations;
        const ComparePanel* cam = f.panel(2);
        f.click(0);
        f.trigger("removePanels");
        QCOMPARE(f.grid()->panels().size(), 2);
        QCOMPARE(f.panel(1), cam);
        f.trigger("undo");
        f.document.movePanel(2, 0);
        QCOMPARE(f.panel(0), cam);
        QTRY_VERIFY(f.isDone());
        QCOMPARE(f.control->explanations.load(), computed);
    }

    void onePanelStopsAndTheOthersGoOn()
    {
        BoardFixture f;
        QTRY_VERIFY(!f.engine.isExplaining() && f.isReady());
        f.control->gate.close();
        f.document.addPanels({f.made(u"smoothgrad"_s, 50), f.made(u"smoothgrad"_s, 60)});
        QTRY_VERIFY(f.panel(0)->foot()->isRunning());
        f.control->gate.permit(3);
        QTRY_VERIFY(f.panel(0)->map()->hasMap());
        Q_EMIT f.panel(0)->stopRequested();
        f.control->gate.open();
        QTRY_VERIFY(f.panel(1)->foot()->text().startsWith(u"n = 60"_s));
        QVERIFY2(f.panel(0)->foot()->text().startsWith(u"stopped at"_s),
                 qPrintable(f.panel(0)->foot()->text()));
        Q_EMIT f.panel(0)->restartRequested();
        QTRY_VERIFY(f.panel(0)->foot()->text().startsWith(u"n = 50"_s));
    }

    void errorsStandInTheirPanel()
    {
        BoardFixture f;
        QTRY_VERIFY(!f.engine.isExplaining() && f.isReady());
        f.control->setFailure(Error{ErrorCode::OutOfMemory, u"Too large"_s, {}, u"Take less."_s});
        f.document.addPanels({f.made(u"cam"_s)});
        QTRY_VERIFY(f.panel(0)->map()->message()->text().contains(u"Too large"_s));
        f.control->setFailure({});
        Q_EMIT f.panel(0)->restartRequested();
        QTRY_VERIFY(f.isDone());
        QVERIFY(f.panel(0)->map()->message()->text().isEmpty());
    }

    void aClosedPhotoIsAskedFor()
    {
        BoardFixture f;
        QTRY_VERIFY(f.isReady());
        f.control->gate.close();
        f.document.addPanels({f.made(u"cam"_s)});
        f.document.removePicture(0);
        QTRY_VERIFY(f.panel(0)->map()->message()->text().startsWith(u"The photo is not open"_s));
        f.control->gate.open();
        f.trigger("undo");
        QTRY_VERIFY(f.isDone());
    }

    void zoomAndCursorAreShared()
    {
        BoardFixture f;
        f.fill();
        QTRY_VERIFY(f.isDone());
        f.panel(0)->map()->zoomAbout(QPointF(50, 50), 3);
        QCOMPARE(f.panel(2)->map()->zoom(), f.panel(0)->map()->zoom());
        f.panel(0)->map()->link()->setCursor(QPointF(32, 24));
        for (int i = 0; i < 3; ++i)
            QVERIFY(!f.panel(i)->map()->readout().isEmpty());
        QVERIFY(f.find<QLabel>("cursorReadout")->text().startsWith(u"x 32  y 24"_s));
        f.panel(0)->map()->link()->setCursor(std::nullopt);
        QVERIFY(f.panel(1)->map()->readout().isEmpty());
        f.trigger("linkViews");
        f.panel(0)->map()->zoomAbout(QPointF(50, 50), 2);
        QVERIFY(f.panel(2)->map()->zoom() != f.panel(0)->map()->zoom());
    }

    void draggingReorders()
    {
        BoardFixture f;
        f.fill();
        QTRY_VERIFY(f.isDone());
        ComparePanel* first = f.panel(0);
        const QPoint grip(40, 12);
        const QPoint target = first->mapFrom(f.grid(), f.panel(2)->geometry().center() + QPoint(60, 0));
        QTest::mousePress(first, Qt::LeftButton, {}, grip);
        QTest::mouseMove(first, grip + QPoint(30, 0));
        QTest::mouseMove(first, target);
        QTest::mouseRelease(first, Qt::LeftButton, {}, target);
        QCOMPARE(f.panel(2), first);
        QCOMPARE(f.board().panels.at(2).recipe.method, u"gradient"_s);
        QCOMPARE(f.document.undoStack().undoText(), u"Move a panel"_s);
    }

    void onePanelFillsThePage()
    {
        BoardFixture f;
        f.fill();
        QTRY_VERIFY(f.isDone());
        f.click(1);
        f.trigger("fillPanel");
        QVERIFY(!f.panel(0)->isVisible() && f.panel(1)->isVisible());
        QVERIFY(f.panel(1)->width() > f.grid()->width() / 2);
        QTest::keyClick(&f.window, Qt::Key_Escape);
        QVERIFY(f.panel(0)->isVisible());
    }

    void aSweepMakesColumnsAndRows()
    {
        BoardFixture f;
        QTRY_VERIFY(f.isReady());
        f.trigger("addSweep");
        auto* dialog = f.find<SweepDialog>("sweepDialog");
        dialog->columns()->setParam(u"noise"_s);
        dialog->columns()->setText(u"10, 20 %, 30"_s);
        dialog->rows()->setParam(u"n"_s);
        dialog->rows()->setText(u"2 4"_s);
        dialog->accept();
        QCOMPARE(f.board().panels.size(), 6);
        QCOMPARE(f.board().columns, 3);
        QCOMPARE(f.board().panels.at(5).recipe.params.value(u"noise"_s).toDouble(), 0.3);
        QCOMPARE(f.board().panels.at(5).recipe.params.value(u"n"_s).toInt(), 4);
        QTRY_VERIFY(f.isDone());
        QStringList labels;
        for (const QLabel* label : f.grid()->findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly))
            labels << label->text();
        QVERIFY(labels.contains(u"noise 30 %"_s) && labels.contains(u"samples 4"_s));
        QCOMPARE(f.document.undoStack().undoText(), u"Add 6 panels to the board"_s);
    }

    void aSweepSaysWhatIsWrong()
    {
        BoardFixture f;
        QTRY_VERIFY(f.isReady());
        f.trigger("addSweep");
        auto* dialog = f.find<SweepDialog>("sweepDialog");
        dialog->columns()->setParam(u"noise"_s);
        dialog->columns()->setText(u"much"_s);
        QVERIFY(dialog->panels().isEmpty());
        QVERIFY(!f.find<QLabel>("sweepSummary")->text().isEmpty());
        dialog->columns()->setText(QString());
        QVERIFY(dialog->panels().isEmpty());
        QVERIFY(std::abs(spacedValues(1, 8, 4, true).at(2) - 4) < 1e-12);
        QCOMPARE(spacedValues(1, 4, 4, false), QList<double>({1, 2, 3, 4}));
    }

    void severalMethodsAreTickedAtOnce()
    {
        BoardFixture f;
        QTRY_VERIFY(f.isReady());
        f.trigger("addMethods");
        auto* dialog = f.window.findChild<ChecklistDialog*>();
        auto* list = dialog->findChild<QListWidget*>(u"checklist"_s);
        for (const QString& name : {u"Gradient"_s, u"Fake CAM"_s})
            list->findItems(name, Qt::MatchExactly).first()->setCheckState(Qt::Checked);
        dialog->accept();
        QCOMPARE(f.board().panels.size(), 2);
        QCOMPARE(f.board().panels.at(1).recipe.method, u"cam"_s);
        QTRY_VERIFY(f.isDone());
    }

    void whyThisAndWhyNotThat()
    {
        BoardFixture f;
        QTRY_VERIFY(f.isReady() && f.control->predictions > 0);
        QTRY_VERIFY(!f.engine.isExplaining());
        f.trigger("addClasses");
        f.window.findChild<ChecklistDialog*>()->accept();
        QCOMPARE(f.board().panels.size(), 2);
        QVERIFY(f.board().panels.at(0).recipe.target != f.board().panels.at(1).recipe.target);
        QTRY_VERIFY(f.isDone());
        QVERIFY(f.panel(0)->title() != f.panel(1)->title());
    }

    void everyPhotoByEveryMethod()
    {
        BoardFixture f(2);
        QTRY_VERIFY(f.isReady());
        f.document.addPanels({f.made(u"gradient"_s), f.made(u"cam"_s)});
        f.trigger("addPhotos");
        QCOMPARE(f.board().panels.size(), 4);
        QCOMPARE(f.board().columns, 2);
        QTRY_VERIFY(f.isDone());
        f.trigger("addPhotos");
        QCOMPARE(f.board().panels.size(), 4);
    }

    void styleAppliesToAllSelected()
    {
        BoardFixture f;
        f.fill();
        QTRY_VERIFY(f.isDone());
        f.click(0);
        f.click(2, Qt::ControlModifier);
        f.trigger("overlay");
        QVERIFY(f.board().panels.at(0).style.overlay && f.board().panels.at(2).style.overlay);
        QVERIFY(!f.board().panels.at(1).style.overlay);
        QVERIFY(!f.document.session().style.overlay);
    }

    void aSharedScaleIsOneScaleAndSaysSo()
    {
        BoardFixture f;
        f.fill();
        BoardPanel blue = f.made(u"gradient"_s);
        blue.recipe.target = {.kind = Target::Kind::Class, .index = 3};
        f.document.addPanels({blue});
        QTRY_VERIFY(f.isDone());
        QVERIFY(f.panel(0)->scaleNote().startsWith(u"own scale"_s));
        f.choose("boardScale", 1);
        QTRY_VERIFY(f.panel(0)->scaleNote().startsWith(u"shared by 3 panels"_s));
        QTRY_COMPARE(f.panel(0)->colorBar()->limits().high, f.panel(3)->colorBar()->limits().high);
        QCOMPARE(f.panel(0)->colorBar()->limits().high, f.panel(1)->colorBar()->limits().high);
        QVERIFY(f.panel(2)->scaleNote().startsWith(u"own scale"_s)); // Another quantity.
        f.choose("boardScale", 0);
        QTRY_VERIFY(f.panel(0)->scaleNote().startsWith(u"own scale"_s));
    }

    void numbersAndDifferencesFromTheReference()
    {
        BoardFixture f;
        f.fill();
        QTRY_VERIFY(f.isDone());
        QVERIFY(!f.find<QComboBox>("boardView")->isEnabled());
        f.click(0);
        f.trigger("makeReference");
        QVERIFY(f.panel(0)->title().startsWith(u"Reference: "_s));
        QTRY_VERIFY2(f.panel(1)->comparison().startsWith(u"r 1.00 · ρ 1.00 · SSIM 1.00"_s),
                     qPrintable(f.panel(1)->comparison()));
        f.choose("boardView", 1);
        QTRY_VERIFY(f.panel(1)->map()->message()->text().contains(u"equal"_s));
        QVERIFY(f.panel(0)->map()->hasMap());
        f.choose("boardView", 2);
        QTRY_VERIFY(f.panel(1)->map()->isSplit());
        QVERIFY(!f.panel(0)->map()->isSplit());
        QTest::keyPress(f.panel(1)->map(), Qt::Key_C);
        QVERIFY(f.panel(1)->map()->isPeeking());
        QTest::keyRelease(f.panel(1)->map(), Qt::Key_C);
        QVERIFY(!f.panel(1)->map()->isPeeking());
        f.trigger("makeReference");
        QCOMPARE(f.board().reference, -1);
        QVERIFY(f.panel(1)->comparison().isEmpty());
    }

    void aPanelOpensInExplain()
    {
        BoardFixture f;
        f.fill();
        QTRY_VERIFY(f.isDone());
        f.click(2);
        f.trigger("openInExplain");
        QCOMPARE(f.document.session().workspace, Workspace::Explain);
        QCOMPARE(f.document.session().method, u"cam"_s);
        QTRY_VERIFY(f.isSettled());
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestCompare)
#include "test_compare.moc"
