// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QSlider>
#include <QTest>

#include "core/render/confidence.h"
#include "tests/ui/window_fixture.h"
#include "ui/explain/explain_page.h"
#include "ui/explain/rules_hint.h"
#include "ui/views/color_bar.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/hint_strip.h"
#include "ui/widgets/number_edit.h"

namespace saliscope {

using test::FakeRunner;
using test::WindowFixture;

class TestConfidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRelativeErrorIsAFractionOfTheValue()
    {
        Attribution attribution;
        attribution.map = FloatMap(1, 1, 4);
        attribution.map.values = {2, -4, 0, 0};
        attribution.standardError = FloatMap(1, 1, 4);
        attribution.standardError.values = {1, 8, 0, 1};
        QCOMPARE(mapAspect(attribution, MapAspect::RelativeError).values,
                 (std::vector<float>{0.5F, 1, 0, 1}));
        QCOMPARE(mapAspect(attribution, MapAspect::StandardError).values, attribution.standardError.values);
        QCOMPARE(mapAspect(attribution, MapAspect::Map).values, attribution.map.values);
    }

    void moreSamplesAreNeededAsTheSquareOfTheError()
    {
        Attribution attribution;
        QCOMPARE(samplesFor(attribution, 0.05), 0);
        attribution.samples = 50;
        attribution.relativeError = 0.1;
        QCOMPARE(samplesFor(attribution, 0.05), 200);
    }

    void theErrorIsDrawnInPlaceOfTheMap()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        auto* page = f.window.findChild<ExplainPage*>();
        const QImage map = f.map()->grab().toImage();
        const double high = page->colorBar()->limits().maximum;
        const int explanations = f.control->explanations;
        f.trigger("aspectStandardError");
        QVERIFY(page->mapTitle().startsWith(u"Standard error"_s));
        QVERIFY(f.find<QLabel>("mapNotes")->text().contains(u"standard error of the mean"_s));
        const double relative = 1 / std::sqrt(8.0); // after the fake method's eight samples
        QVERIFY(std::abs(page->colorBar()->limits().maximum - relative * high) < 1e-6);
        f.trigger("aspectRelativeError");
        QVERIFY(f.map()->grab().toImage() != map);
        QVERIFY(std::abs(page->colorBar()->limits().maximum - relative) < 1e-6);
        f.trigger("aspectMap");
        QCOMPARE(f.map()->grab().toImage(), map);
        QCOMPARE(int(f.control->explanations), explanations);
    }

    void theNotesSayHowManySamplesASmallErrorTakes()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const QString notes = f.find<QLabel>("mapNotes")->text();
        QVERIFY2(notes.contains(u"mean relative error 35.4 %"_s), qPrintable(notes));
        QVERIFY2(notes.contains(u"5 % takes 400 samples"_s), qPrintable(notes));
    }

    void mapsOfBackwardRulesCarryAHintUntilItIsDismissed()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        auto* strip = f.window.findChild<HintStrip*>();
        QVERIFY(!strip->isVisible());
        f.document.setMethod(*f.engine.method(u"guided"_s));
        QTRY_VERIFY(strip->isVisible());
        QTRY_VERIFY(f.isSettled());
        strip->findChild<QAbstractButton*>(u"hintAction"_s)->click();
        QCOMPARE(f.document.session().target.kind, Target::Kind::Class);
        QVERIFY(f.document.session().target.index != 0); // red was explained
        QTRY_VERIFY(f.isSettled());
        strip->findChild<QAbstractButton*>(u"dismissHint"_s)->click();
        QVERIFY(!strip->isVisible());
        f.trigger("recompute");
        QTRY_VERIFY(f.isSettled());
        QVERIFY(!strip->isVisible());
        QVERIFY(f.settings.value(Setting::RulesHintDismissed).toBool());
    }

    void aNoisyCopyTakesThePlaceOfThePhoto()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const QWidget* pane = f.photo();
        while (!pane->findChild<ElidedLabel*>())
            pane = pane->parentWidget();
        const auto* title = pane->findChild<ElidedLabel*>();
        const QImage photo = f.photo()->grab().toImage();
        auto* action = f.find<QAction>("noisyInput");
        QVERIFY(action->isEnabled());
        action->trigger();
        QTRY_VERIFY2(title->text().contains(u"Noisy copy 1"_s) && title->text().contains(u"red"_s),
                     qPrintable(title->text()));
        QCOMPARE(int(f.control->noisyInputs), 1);
        QVERIFY(f.photo()->grab().toImage() != photo);
        f.find<NumberEdit>("param.noise")->slider()->setValue(0);
        QTRY_VERIFY(title->text().contains(u"σ = 0"_s));
        action->trigger();
        QCOMPARE(f.photo()->grab().toImage(), photo);
        QCOMPARE(title->text(), u"red"_s);
        f.document.setMethod(*f.engine.method(u"gradient"_s));
        QVERIFY(!action->isEnabled());
    }

    void wrappedRulesCount()
    {
        MethodInfo rule;
        rule.id = u"rule"_s;
        rule.family = MethodInfo::Family::Rules;
        MethodInfo outer;
        outer.id = u"outer"_s;
        outer.wraps = {u"of"_s};
        ParamSpec of;
        of.id = u"of"_s;
        of.kind = ParamSpec::Kind::Choice;
        of.defaultValue = u"plain"_s;
        outer.params = {of};
        MethodInfo plain;
        plain.id = u"plain"_s;
        const QList<MethodInfo> methods{plain, rule, outer};
        QVERIFY(!usesRules(u"outer"_s, {}, methods));
        QVERIFY(usesRules(u"outer"_s, {{u"of"_s, u"rule"_s}}, methods));
        QVERIFY(usesRules(u"outer"_s, {{u"of"_s, u"outer"_s}, {u"of.of"_s, u"rule"_s}}, methods));
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestConfidence)
#include "test_confidence.moc"
