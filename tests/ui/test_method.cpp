// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSlider>
#include <QTest>

#include "tests/ui/window_fixture.h"
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
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(f.document.explainRecipe().params.value(u"layers"_s).toString(), u"features.1"_s);
        QTest::keyClick(search, Qt::Key_Up);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(f.document.explainRecipe().params.value(u"layers"_s).toString(), u"features.0,features.1"_s);
        QCOMPARE(box->currentText(), u"features.0, features.1"_s);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!list->isVisible());
        f.trigger("undo");
        QCOMPARE(box->currentText(), u"Chosen by the model"_s);
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
