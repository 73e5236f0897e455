// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSlider>
#include <QTest>
#include <QWheelEvent>

#include "tests/ui/window_fixture.h"
#include "ui/panels/method_box.h"
#include "ui/widgets/layer_chooser.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/path_edit.h"

namespace saliscope {

using test::WindowFixture;

class TestMethod : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void methodsStandUnderTheirFamilies()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        auto* box = f.find<QComboBox>("method");
        QStringList rows;
        for (int i = 0; i < box->count(); ++i)
            rows << (box->itemData(i).isValid() ? u"- "_s : QString()) + box->itemText(i);
        QCOMPARE(rows, QStringList({u"Gradients"_s, u"- Gradient"_s, u"- SmoothGrad"_s, u"Backward rules"_s,
                                    u"- Guided"_s, u"Class activation maps"_s, u"- Fake CAM"_s}));
        QCOMPARE(box->itemData(2, Qt::ToolTipRole).toString(), u"Mean gradient under noise."_s);
    }

    void aListThatIsCutHasAScrollBar()
    {
        MethodBox box;
        QList<MethodInfo> methods;
        for (int i = 0; i < 60; ++i) {
            methods += MethodInfo();
            methods.last().id = methods.last().name = u"method %1"_s.arg(i);
        }
        box.setMethods(methods);
        box.show();
        box.showPopup();
        QTRY_VERIFY(box.view()->isVisible());
        QVERIFY(box.view()->verticalScrollBar()->isVisible());
        box.hidePopup();
    }

    void keysReachMethodsAndNoHeadings()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        auto* box = f.find<QComboBox>("method");
        box->setFocus();
        QCOMPARE(box->currentText(), u"SmoothGrad"_s);
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(f.document.session().method, u"guided"_s);
        QTest::keyClick(box, Qt::Key_Up);
        QCOMPARE(f.document.session().method, u"smoothgrad"_s);
        QTest::keyClicks(box, u"f"_s);
        QCOMPARE(f.document.session().method, u"cam"_s);
    }

    void theMethodSaysWhatItIsAndWhereItComesFrom()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const auto* source = f.find<QLabel>("methodSource");
        QVERIFY(source->text().contains(u"href=\"https://arxiv.org/abs/1706.03825\""_s));
        auto* box = f.find<QComboBox>("method");
        box->setFocus();
        QTest::keyClicks(box, u"gr"_s);
        QCOMPARE(f.document.session().method, u"gradient"_s);
        QVERIFY(source->isHidden());
    }

    void wrappedParametersFollowTheWrappedMethod()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        QVERIFY(!f.find<QWidget>("param.of.steps"));
        auto* noise = f.find<NumberEdit>("param.noise");
        auto* of = f.find<QComboBox>("param.of");
        choose(of, u"cam"_s);
        auto* steps = f.find<NumberEdit>("param.of.steps");
        QVERIFY(steps);
        QVERIFY(!f.find<QWidget>("param.of.reduction"));
        QCOMPARE(f.find<QLabel>("heading.of")->text(), u"Map of: Fake CAM"_s);
        QCOMPARE(f.find<NumberEdit>("param.noise"), noise);
        steps->slider()->setValue(steps->slider()->maximum());
        QCOMPARE(f.document.explainRecipe().params.value(u"of.steps"_s).toInt(), 100);
        choose(of, u"gradient"_s);
        QVERIFY(!f.find<QWidget>("param.of.steps"));
        choose(of, u"cam"_s);
        QCOMPARE(f.find<NumberEdit>("param.of.steps")->value(), 100.0);
        f.trigger("undo");
        QVERIFY(!f.find<QWidget>("param.of.steps"));
    }

    void wrappedParametersReachTheMapAndItsCommand()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        choose(f.find<QComboBox>("param.of"), u"cam"_s);
        auto* steps = f.find<NumberEdit>("param.of.steps");
        steps->spinBox()->setValue(7);
        QTRY_VERIFY(f.isSettled());
        QVERIFY(!f.map()->isStale());
        f.trigger("copyCommandLine");
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY2(command.contains(u"--param of.steps=7"_s), qPrintable(command));
    }

    void layersAreChosenFromTheModel()
    {
        WindowFixture f;
        f.addPhoto();
        useCam(f);
        auto* box = f.find<LayerChooser>("param.layers");
        QCOMPARE(box->currentText(), u"Chosen by the model"_s);
        box->showPopup();
        auto* list = box->findChild<QListView*>(u"layerList"_s);
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->model()->rowCount(), 3); // No layer without places.
        QCOMPARE(list->model()->index(2, 0).data().toString(), u"features.1 — Conv2d — 16 × 8 × 8"_s);
        auto* search = list->parentWidget()->findChild<QLineEdit*>();
        QTest::keyClicks(search, u"features"_s);
        QCOMPARE(list->model()->rowCount(), 2);
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Space);
        QCOMPARE(f.document.explainRecipe().params.value(u"layers"_s).toString(), u"features.1"_s);
        QTest::keyClick(search, Qt::Key_Up);
        QTest::keyClick(search, Qt::Key_Space);
        QCOMPARE(f.document.explainRecipe().params.value(u"layers"_s).toString(), u"features.0,features.1"_s);
        QCOMPARE(box->currentText(), u"features.0, features.1"_s);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!list->isVisible());
        f.trigger("undo");
        QCOMPARE(box->currentText(), u"Chosen by the model"_s);
    }

    void returnTakesTheLayerAndClosesTheList()
    {
        WindowFixture f;
        f.addPhoto();
        useCam(f);
        auto* box = f.find<LayerChooser>("param.layers");
        box->showPopup();
        auto* list = box->findChild<QListView*>(u"layerList"_s);
        auto* search = list->parentWidget()->findChild<QLineEdit*>();
        QTest::keyClicks(search, u"features.1"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(!list->isVisible());
        QCOMPARE(box->currentText(), u"features.1"_s);
        box->showPopup();
        QCOMPARE(list->currentIndex().row(), 2); // Where it is ticked.
        QTest::keyClick(search, Qt::Key_Return); // Leaves it ticked.
        QVERIFY(!list->isVisible());
        QCOMPARE(box->currentText(), u"features.1"_s);
    }

    void theListOpensAtTheTickedLayer()
    {
        LayerChooser box(LayerChooser::Choice::Several, u"None"_s);
        QList<LayerInfo> layers;
        for (int i = 0; i < 200; ++i)
            layers += {u"block.%1"_s.arg(i), u"Conv2d"_s, {1, 8, 4, 4}};
        box.setLayers(layers);
        box.setValue(u"block.150"_s);
        box.show();
        box.showPopup();
        const auto* list = box.findChild<QListView*>(u"layerList"_s);
        const QRect row = list->visualRect(list->currentIndex());
        QCOMPARE(list->currentIndex().data().toString(), u"block.150 — Conv2d — 8 × 4 × 4"_s);
        QVERIFY(list->viewport()->rect().contains(row));
        box.hidePopup();
    }

    void theWheelLeavesControlsWithoutFocusAlone()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        auto* box = f.find<QComboBox>("method");
        auto* noise = f.find<NumberEdit>("param.noise");
        const double before = noise->value();
        f.map()->setFocus();
        for (QWidget* control : {static_cast<QWidget*>(box), static_cast<QWidget*>(noise->spinBox()),
                                 static_cast<QWidget*>(noise->slider())}) {
            turnWheel(*control);
            QVERIFY(!control->hasFocus());
        }
        QCOMPARE(f.document.session().method, u"smoothgrad"_s);
        QCOMPARE(noise->value(), before);
        noise->spinBox()->setFocus();
        turnWheel(*noise->spinBox());
        QVERIFY(noise->value() != before);
    }

    void aPresetIsChosenWhileItsDisplayIsInEffect()
    {
        WindowFixture f;
        f.addPhoto();
        useCam(f);
        auto* preset = f.find<QWidget>("methodDock")->findChild<QComboBox*>(u"preset"_s);
        QCOMPARE(preset->currentIndex(), -1); // The parameters are its own, the display is not.
        QCOMPARE(preset->placeholderText(), u"Defaults"_s);
        choose(preset, u"same"_s);
        QCOMPARE(f.document.session().style.highPercentile, 100.0);
        QCOMPARE(preset->currentText(), u"Another tool"_s); // Not the first that is just the same.
        RenderStyle style = f.document.session().style;
        style.highPercentile = 95;
        f.document.setStyle(style, u"upper limit"_s);
        QCOMPARE(preset->currentIndex(), -1);
    }

    void theTitleSaysWhatTheMethodChose()
    {
        WindowFixture f;
        f.addPhoto();
        useCam(f);
        QTRY_VERIFY(f.isSettled());
        const QString title = f.window.findChild<ExplainPage*>()->mapTitle();
        QVERIFY2(title.endsWith(u"Fake CAM · Layer features.1"_s), qPrintable(title));
        QVERIFY(!f.find<QLabel>("mapNotes")->text().contains(u"Layer"_s));
    }

    void aPathIsChosenOrCleared()
    {
        WindowFixture f;
        f.addPhoto();
        useCam(f);
        auto* edit = f.find<PathEdit>("param.baseline");
        auto* line = edit->findChild<QLineEdit*>();
        f.window.dialogs().setNextAnswer({u"/photos/cat.png"_s});
        edit->findChild<QAction*>(u"choosePicture"_s)->trigger();
        QCOMPARE(f.document.explainRecipe().params.value(u"baseline"_s).toString(), u"/photos/cat.png"_s);
        QCOMPARE(line->text(), u"/photos/cat.png"_s);
        f.window.dialogs().setNextAnswer({u"/photos"_s});
        edit->findChild<QAction*>(u"chooseFolder"_s)->trigger();
        QCOMPARE(line->text(), u"/photos"_s);
        line->findChild<QAbstractButton*>()->click();
        QCOMPARE(f.document.explainRecipe().params.value(u"baseline"_s).toString(), QString());
        f.trigger("undo");
        QCOMPARE(line->text(), u"/photos"_s);
    }

    void effectiveValuesStandBesideEveryPreset()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const auto* remark = f.find<QWidget>("methodDock")->findChild<QLabel*>(u"presetRemark"_s);
        const auto* effective = f.find<QWidget>("methodDock")->findChild<QLabel*>(u"effectiveValues"_s);
        QVERIFY(remark->isHidden());
        QVERIFY2(effective->text().contains(u"noise 20"_s) &&
                     effective->text().contains(u"reduction: largest magnitude"_s) &&
                     effective->text().contains(u"percentile 99"_s),
                 qPrintable(effective->text()));
        f.document.applyPreset(f.engine.method(u"smoothgrad"_s)->presets.first());
        QVERIFY(!remark->isHidden());
        QCOMPARE(remark->text(), u"Half the noise."_s);
        QVERIFY(effective->text().contains(u"noise 10"_s));
        RenderStyle style = f.document.session().style;
        style.highPercentile = 100;
        f.document.setStyle(style, u"upper limit"_s);
        QVERIFY(effective->text().contains(u"no clipping"_s));
    }

private:
    static void turnWheel(QWidget& control)
    {
        const QPointF middle = control.rect().center();
        QWheelEvent wheel(middle, control.mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&control, &wheel);
    }
    static void choose(QComboBox* box, const QString& id)
    {
        box->setCurrentIndex(box->findData(id));
        Q_EMIT box->activated(box->currentIndex());
    }
    /// Once the model is there, the method with a layer and a path.
    static void useCam(WindowFixture& f)
    {
        QTRY_VERIFY(f.isSettled());
        choose(f.find<QComboBox>("method"), u"cam"_s);
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestMethod)
#include "test_method.moc"
