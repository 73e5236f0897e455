// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QGuiApplication>
#include <QTest>

#include "core/base/strings.h"
#include "core/figure/figure_plan.h"

using namespace saliscope;

namespace {

FigurePanel panel(QSize photo, const QRectF& source, const QString& label)
{
    Attribution map;
    map.map = FloatMap(1, 4, 4);
    map.geometry = {photo, {4, 4}, source};
    map.target = {0, label, 0.5, 1};
    Picture picture;
    picture.pixels = QImage(photo, QImage::Format_RGB32);
    picture.name = label;
    return {.photo = picture,
            .attribution = std::make_shared<const Attribution>(map),
            .methodName = u"Gradient"_s,
            .modelName = u"Tiny"_s};
}

/// What most models see: the middle square.
FigurePanel panel(QSize photo, const QString& label = u"koala"_s)
{
    const int side = std::min(photo.width(), photo.height());
    return panel(photo, QRectF((photo.width() - side) / 2.0, (photo.height() - side) / 2.0, side, side),
                 label);
}

Figure figure(const QList<FigurePanel>& panels, FigureLayout layout)
{
    return {.panels = panels, .options = {.layout = layout}};
}

const QList<FigurePanel> mixed{panel({300, 200}),
                               panel({200, 300}),
                               panel({640, 480}),
                               panel({100, 100}),
                               panel({100, 900}, u"a class with so long a name that it takes lines"_s),
                               panel({4000, 30}, u"unbroken_unbroken_unbroken_unbroken_unbroken"_s)};

} // namespace

class FigurePlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingOverlapsOrLeavesTheFigure_data()
    {
        QTest::addColumn<FigureLayout>("layout");
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 3, 4, 6, 7, 18}) {
            QTest::addRow("pair %d", count) << FigureLayout::Pair << count;
            QTest::addRow("rows %d", count) << FigureLayout::Rows << count;
        }
    }
    void nothingOverlapsOrLeavesTheFigure()
    {
        QFETCH(FigureLayout, layout);
        QFETCH(int, count);
        QList<FigurePanel> panels;
        for (int i = 0; i < count; ++i)
            panels += mixed[i % mixed.size()];
        const FigurePlan plan = planFigure(figure(panels, layout));
        QCOMPARE(plan.panels.size(), count);
        QList<QRectF> places;
        for (const PanelPlan& panel : plan.panels)
            places << panel.title << panel.photo << panel.map << panel.bar;
        for (const CaptionPlan& caption : plan.captions)
            places << caption.place;
        const QRectF page = QRectF(QPointF(), plan.size).adjusted(16, 16, -16, -16);
        for (qsizetype i = 0; i < places.size(); ++i) {
            QVERIFY2(page.adjusted(-0.01, -0.01, 0.01, 0.01).contains(places[i]), qPrintable(u"%1"_s.arg(i)));
            for (qsizetype j = i + 1; j < places.size(); ++j)
                QVERIFY2(!places[i].intersects(places[j]), qPrintable(u"%1, %2"_s.arg(i).arg(j)));
        }
    }

    void rowsPutEveryMapBelowWhatItExplains()
    {
        const FigurePlan plan = planFigure(figure(mixed, FigureLayout::Rows));
        for (qsizetype i = 0; i < mixed.size(); ++i) {
            const PanelPlan& panel = plan.panels[i];
            QCOMPARE(panel.photoRegion, mixed[i].attribution->geometry.source);
            QCOMPARE(panel.mapRegion, panel.photoRegion);
            QCOMPARE(panel.map.size(), panel.photo.size());
            QCOMPARE(panel.map.left(), panel.photo.left());
            QCOMPARE(panel.map.top(), plan.panels.front().map.top());
            QCOMPARE(panel.photo.bottom(), plan.panels.front().photo.bottom());
            QVERIFY(panel.title.bottom() < panel.photo.top() && panel.photo.bottom() < panel.map.top());
            QVERIFY(panel.bar.top() > panel.map.bottom() && panel.bar.width() > panel.bar.height());
        }
        QCOMPARE(plan.captions.size(), 1);
    }

    void rowsOfManyAreAsEqualAsTheyCanBe_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("columns");
        QTest::newRow("one") << 1 << 1;
        QTest::newRow("six") << 6 << 6;
        QTest::newRow("seven") << 7 << 4;
        QTest::newRow("eight") << 8 << 4;
        QTest::newRow("thirteen") << 13 << 5;
    }
    void rowsOfManyAreAsEqualAsTheyCanBe()
    {
        QFETCH(int, count);
        QFETCH(int, columns);
        const FigurePlan plan =
            planFigure(figure(QList<FigurePanel>(count, panel({300, 200})), FigureLayout::Rows));
        int inFirstRow = 0;
        for (const PanelPlan& panel : plan.panels)
            inFirstRow += panel.photo.top() == plan.panels.front().photo.top() ? 1 : 0;
        QCOMPARE(inFirstRow, columns);
    }

    void partsOfAnotherShapeKeepIt()
    {
        const FigurePlan plan = planFigure(figure({panel({800, 400}, QRectF(0, 0, 300, 200), u"wide"_s),
                                                   panel({400, 800}, QRectF(10, 10, 100, 400), u"high"_s)},
                                                  FigureLayout::Rows));
        QCOMPARE(plan.panels[0].map.size(), QSizeF(252, 168));
        QCOMPARE(plan.panels[1].map.size(), QSizeF(42, 168));
        QCOMPARE(plan.panels[1].map.center().x(), plan.panels[1].title.center().x());
    }

    void aPairShowsThePhotoWhole()
    {
        Figure made = figure({panel({300, 200})}, FigureLayout::Pair);
        PanelPlan plan = planFigure(made).panels.front();
        QCOMPARE(plan.photoRegion, QRectF(0, 0, 300, 200));
        QCOMPARE(plan.photo.size(), QSizeF(420, 280));
        QCOMPARE(plan.mapRegion, QRectF(50, 0, 200, 200));
        QCOMPARE(plan.map.size(), QSizeF(280, 280));
        QCOMPARE(plan.map.top(), plan.photo.top());
        QVERIFY(plan.map.left() > plan.photo.right() && plan.bar.left() > plan.map.right());
        made.panels.front().style.overlay = true;
        plan = planFigure(made).panels.front();
        QCOMPARE(plan.mapRegion, plan.photoRegion);
        QCOMPARE(plan.map.size(), plan.photo.size());
    }

    void moreThanThreePairsStandInTwoColumns()
    {
        const auto size = [](int count) {
            return planFigure(figure(QList<FigurePanel>(count, panel({300, 200})), FigureLayout::Pair)).size;
        };
        QCOMPARE(size(3).width(), size(1).width());
        QVERIFY(size(3).height() > 2.5 * size(1).height());
        QVERIFY(size(4).width() > 1.9 * size(1).width());
        QVERIFY(size(4).height() < size(3).height());
    }

    void dpiChangesNoPlace()
    {
        Figure made = figure(mixed, FigureLayout::Rows);
        const FigurePlan before = planFigure(made);
        made.options.dpi = 600;
        QCOMPARE(planFigure(made).size, before.size);
        QCOMPARE(planFigure(made).panels.last().map, before.panels.last().map);
    }
};

QTEST_MAIN(FigurePlanTest)
#include "test_figure_plan.moc"
