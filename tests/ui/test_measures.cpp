// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModel>
#include <QDialog>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "tests/ui/window_fixture.h"
#include "ui/metrics/measures_plot.h"
#include "ui/metrics/measures_window.h"

namespace saliscope {

using test::WindowFixture;

namespace {

QTableView* table(const WindowFixture& f)
{
    return f.find<QTableView>("measuresTable");
}

QPushButton* measureButton(const WindowFixture& f)
{
    return f.find<QPushButton>("measure");
}

QString cell(const WindowFixture& f, int row, int column)
{
    return table(f)->model()->index(row, column).data().toString();
}

/// With a map on screen and the window of measures open.
void prepare(WindowFixture& f)
{
    f.addPhoto();
    QTRY_VERIFY(f.isSettled());
    f.trigger("measureMap");
    QTRY_VERIFY(measureButton(f)->isEnabled());
}

void measureAnd(WindowFixture& f, int rows)
{
    QTRY_VERIFY(measureButton(f)->isEnabled());
    measureButton(f)->click();
    QTRY_COMPARE(table(f)->model()->rowCount(), rows);
    QTRY_VERIFY(!f.engine.isMeasuring());
}

} // namespace

class TestMeasures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAMapTheButtonSaysWhy()
    {
        WindowFixture f;
        f.trigger("measureMap");
        QVERIFY(f.find<QDialog>("measuresWindow")->isVisible());
        QVERIFY(!measureButton(f)->isEnabled());
        QVERIFY(measureButton(f)->toolTip().contains(u"photo"_s));
    }

    void theMapOnScreenGetsALine()
    {
        WindowFixture f;
        prepare(f);
        auto* choice = f.find<QListWidget>("metricChoice");
        QCOMPARE(choice->count(), 3);                           // Without the one that needs a box.
        QCOMPARE(choice->item(2)->checkState(), Qt::Unchecked); // It explains again.
        measureAnd(f, 1);
        QCOMPARE(cell(f, 0, 0), u"red"_s);
        QCOMPARE(table(f)->model()->columnCount(), 5);
        QCOMPARE(cell(f, 0, 3), u"0.5"_s);
        QVERIFY(table(f)->model()->headerData(3, Qt::Horizontal).toString().startsWith(u"Deletion"_s));
        QCOMPARE(f.window.findChild<MeasuresPlot*>()->curveCount(), 1);
    }

    void anotherMapGetsAnotherLineAndTheSameNone()
    {
        WindowFixture f;
        prepare(f);
        measureAnd(f, 1);
        measureAnd(f, 1);
        f.trigger("explainRank2");
        QTRY_VERIFY(f.isSettled());
        measureAnd(f, 2);
        QVERIFY(cell(f, 0, 1) != cell(f, 1, 1));
        table(f)->selectAll();
        QCOMPARE(f.window.findChild<MeasuresPlot*>()->curveCount(), 2);
    }

    void moreMetricsFillTheLine()
    {
        WindowFixture f;
        prepare(f);
        auto* choice = f.find<QListWidget>("metricChoice");
        choice->item(1)->setCheckState(Qt::Unchecked);
        measureAnd(f, 1);
        QCOMPARE(table(f)->model()->columnCount(), 4);
        choice->item(0)->setCheckState(Qt::Unchecked);
        choice->item(2)->setCheckState(Qt::Checked);
        measureButton(f)->click();
        QTRY_COMPARE(table(f)->model()->columnCount(), 5);
        QCOMPARE(table(f)->model()->rowCount(), 1);
        choice->item(2)->setCheckState(Qt::Unchecked);
        QVERIFY(!measureButton(f)->isEnabled());
        QVERIFY(measureButton(f)->toolTip().contains(u"at least one"_s));
    }

    void stoppingKeepsTheTable()
    {
        WindowFixture f;
        prepare(f);
        measureAnd(f, 1);
        f.control->gate.close();
        measureButton(f)->click();
        QTRY_COMPARE(f.control->measurements.load(), 2);
        QVERIFY(!measureButton(f)->isEnabled());
        f.trigger("stopMeasuring");
        QTRY_VERIFY(!f.engine.isMeasuring());
        QTRY_VERIFY(measureButton(f)->isEnabled());
        QCOMPARE(table(f)->model()->rowCount(), 1);
        f.control->gate.open();
    }

    void linesAreSortedRemovedAndExported()
    {
        WindowFixture f;
        prepare(f);
        measureAnd(f, 1);
        f.trigger("explainRank2");
        QTRY_VERIFY(f.isSettled());
        measureAnd(f, 2);
        table(f)->sortByColumn(1, Qt::AscendingOrder);
        const QString first = cell(f, 0, 1);
        table(f)->sortByColumn(1, Qt::DescendingOrder);
        QCOMPARE(cell(f, 1, 1), first);
        const QString path = f.folder.filePath(u"measures.csv"_s);
        f.window.dialogs().setNextAnswer({path});
        for (QPushButton* button : f.find<QDialog>("measuresWindow")->findChildren<QPushButton*>()) {
            if (button->text().contains(u"CSV"_s))
                button->click();
        }
        QFile csv(path);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll().count('\n'), 3);
        table(f)->selectRow(0);
        for (QPushButton* button : f.find<QDialog>("measuresWindow")->findChildren<QPushButton*>()) {
            if (button->text().contains(u"Remove"_s))
                button->click();
        }
        QCOMPARE(table(f)->model()->rowCount(), 1);
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestMeasures)
#include "test_measures.moc"
