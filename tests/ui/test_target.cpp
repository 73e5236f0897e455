// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include "core/figure/figure.h"
#include "tests/ui/window_fixture.h"
#include "ui/widgets/layer_chooser.h"

namespace saliscope {

using test::WindowFixture;

class TestTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theScoreIsChosenAndUndone()
    {
        WindowFixture f;
        openFold(f);
        chooseScore(f, 1);
        QCOMPARE(f.document.session().target.score, Target::Score::Probability);
        QTRY_VERIFY(title(f).contains(u"red"_s) && title(f).contains(u"probability"_s));
        QTest::keyClick(&f.window, Qt::Key_2);
        QCOMPARE(f.document.session().target.score, Target::Score::Probability);
        f.trigger("undo");
        f.trigger("undo");
        QCOMPARE(f.document.session().target, Target());
        QCOMPARE(f.find<QComboBox>("score")->currentIndex(), 0);
    }

    void twoClassesAreCompared()
    {
        WindowFixture f;
        openFold(f);
        compareWith(f, u"blu"_s);
        QCOMPARE(f.document.session().target.versus, (ClassChoice{false, 2}));
        QTRY_VERIFY(title(f).contains(u"red − blue"_s));
        auto* versus = f.find<QLineEdit>("versus");
        QCOMPARE(versus->text(), u"blue"_s);
        versus->findChild<QAbstractButton*>()->click();
        QVERIFY(!f.document.session().target.versus);
        f.trigger("undo");
        QVERIFY(f.document.session().target.versus);
    }

    void aClassIsNotComparedWithItself()
    {
        WindowFixture f;
        openFold(f);
        compareWith(f, u"blue"_s);
        auto* search = f.find<QLineEdit>("classSearch");
        search->setFocus();
        QTest::keyClicks(search, u"green"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(f.document.session().target.versus, (ClassChoice{false, 2}));
        search->clear();
        QTest::keyClicks(search, u"blue"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(f.document.session().target.index, 2);
        QVERIFY(!f.document.session().target.versus);
    }

    void aUnitOfALayerIsExplained()
    {
        WindowFixture f;
        openFold(f);
        auto* unit = f.find<QSpinBox>("unit");
        auto* row = f.find<QSpinBox>("unitRow");
        QVERIFY(!unit->isVisible());
        Q_EMIT f.find<LayerChooser>("unitLayer")->layersChosen(u"features.1"_s);
        QVERIFY(unit->isVisible() && row->isVisible());
        QCOMPARE(unit->maximum(), 15);
        QCOMPARE(row->maximum(), 7);
        unit->setValue(3);
        QTRY_VERIFY(title(f).contains(u"features.1:3"_s));
        QVERIFY(!title(f).contains(u'%'));
        row->setValue(4);
        QCOMPARE(targetText(f.document.session().target), u"features.1:3@4,0"_s);
        row->setValue(-1);
        QCOMPARE(targetText(f.document.session().target), u"features.1:3"_s);
        QVERIFY(!f.find<QComboBox>("score")->isEnabled());
        Q_EMIT f.find<LayerChooser>("unitLayer")->layersChosen(QString());
        QCOMPARE(f.document.session().target, Target());
        f.trigger("undo");
        QCOMPARE(f.document.session().target.layer, u"features.1"_s);
        QTest::keyClick(&f.window, Qt::Key_1);
        QCOMPARE(f.document.session().target.kind, Target::Kind::Class);
        QVERIFY(!unit->isVisible());
    }

    void theCommandLineRepeatsTheTarget()
    {
        WindowFixture f;
        openFold(f);
        QTest::keyClick(&f.window, Qt::Key_1);
        chooseScore(f, 2);
        compareWith(f, u"blue"_s);
        QTRY_VERIFY(title(f).contains(u"log-probability"_s) && title(f).contains(u"blue"_s) && f.isSettled());
        f.trigger("copyCommandLine");
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY2(command.contains(u"--target '0 - 2' --score log-probability"_s), qPrintable(command));
    }

    void figuresSayWhatIsExplained()
    {
        Attribution map;
        map.target = {3, u"koala"_s, 0.92, 7};
        QCOMPARE(panelTitle(map), u"koala 92.0 %"_s);
        map.recipe.target.score = Target::Score::Probability;
        QCOMPARE(panelTitle(map), u"koala 92.0 %, probability"_s);
        map.recipe.target = *parseTarget(u"features.7:3"_s, {});
        map.target.label = targetText(map.recipe.target);
        QCOMPARE(panelTitle(map), u"features.7:3"_s);
    }

private:
    static QString title(const WindowFixture& f) { return f.window.findChild<ExplainPage*>()->mapTitle(); }

    static void openFold(WindowFixture& f)
    {
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        f.find<QWidget>("targetFold")->findChild<QToolButton*>()->click();
    }
    static void chooseScore(const WindowFixture& f, int index)
    {
        auto* score = f.find<QComboBox>("score");
        score->setCurrentIndex(index);
        Q_EMIT score->activated(index);
    }
    static void compareWith(const WindowFixture& f, const QString& name)
    {
        auto* versus = f.find<QLineEdit>("versus");
        versus->setFocus();
        QTest::keyClicks(versus, name);
        QTest::keyClick(versus, Qt::Key_Return);
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestTarget)
#include "test_target.moc"
