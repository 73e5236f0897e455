// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

#include "core/base/strings.h"
#include "core/figure/figure_file.h"
#include "core/figure/figure_plan.h"
#include "core/imaging/picture_io.h"

using namespace saliscope;

namespace {

/// A blue photo, of which the model saw the middle square; the map is one bright dot in its centre.
FigurePanel panel(QSize photoSize)
{
    QImage photo(photoSize, QImage::Format_RGB32);
    photo.fill(qRgb(0, 0, 255));
    Attribution map;
    map.map = FloatMap(1, 21, 21);
    for (float& value : map.map.values)
        value = 0.5F;
    for (const int y : {9, 10, 11})
        for (const int x : {9, 10, 11})
            map.map.at(0, y, x) = 1;
    const int side = std::min(photoSize.width(), photoSize.height());
    map.geometry = {photoSize, {21, 21}, QRectF((photoSize.width() - side) / 2.0, 0, side, side)};
    map.target = {105, u"koala"_s, 0.9204, 11};
    map.requestedSamples = map.samples = 50;
    map.relativeError = 0.042;
    map.recipe.method = u"smoothgrad"_s;
    map.recipe.params = {{u"n"_s, 50}, {u"noise"_s, 0.15}};
    map.recipe.seed = 7;
    map.recipe.model.path = QStringLiteral(SALISCOPE_TEST_DATA "/models/linear.pt2");
    return {.photo = pictureFromImage(photo, u"my photo"_s),
            .attribution = std::make_shared<const Attribution>(map),
            .methodName = u"SmoothGrad"_s,
            .modelName = u"Tiny"_s,
            .style = {.highPercentile = 100}};
}

Figure figure(int panels, QSize photoSize = {300, 200})
{
    Figure result;
    for (int i = 0; i < panels; ++i)
        result.panels += panel(photoSize);
    return result;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSizeF figureSize(const Figure& figure)
{
    return planFigure(figure).size;
}

/// A colour of the figure where a point of its plan lies.
QColor colorAt(const QImage& image, QPointF place, const Figure& figure)
{
    return image.pixelColor((place * figure.options.dpi / 96.0).toPoint());
}

bool isCloseTo(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 24;
}

} // namespace

class FigureTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void thePngHasItsSizeResolutionAndOrigin()
    {
        const Figure made = figure(1);
        QVERIFY(writeFigure(made, path(u"figure.png"_s)));
        const QImage image(path(u"figure.png"_s));
        QCOMPARE(image.size(), (figureSize(made) * 2).toSize());
        QCOMPARE(image.dotsPerMeterX(), int(std::lround(192 / 0.0254)));
        QCOMPARE(image.dotsPerMeterY(), image.dotsPerMeterX());
        QVERIFY(image.text(u"Software"_s).startsWith(u"Saliscope"));
        QCOMPARE(image.text(u"Title"_s), u"koala 92.0 %"_s);
        const auto manifest = QJsonDocument::fromJson(image.text(u"Saliscope manifest"_s).toUtf8());
        QCOMPARE(manifest[u"panels"].toArray().size(), 1);
        QCOMPARE(manifest[u"panels"][0][u"recipe"][u"method"].toString(), u"smoothgrad"_s);
    }

    void photoAndMapLieBesideEachOther()
    {
        const Figure made = figure(1, {300, 200});
        QVERIFY(writeFigure(made, path(u"figure.png"_s)));
        const QImage image(path(u"figure.png"_s));
        const PanelPlan plan = planFigure(made).panels.front();
        QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
        QVERIFY(isCloseTo(colorAt(image, plan.photo.center() - QPointF(200, 0), made), Qt::blue));
        QVERIFY(isCloseTo(colorAt(image, plan.map.center(), made), QColor(253, 231, 37))); // viridis, 1
        QVERIFY(isCloseTo(colorAt(image, plan.map.topLeft() + QPointF(10, 10), made),
                          QColor(33, 145, 140))); // viridis, 0.5
    }

    void overThePhotoTheMapCoversWhatTheModelSaw()
    {
        Figure made = figure(1, {300, 200});
        made.panels.front().style.overlay = true;
        made.panels.front().style.opacity = 1;
        QVERIFY(writeFigure(made, path(u"figure.png"_s)));
        const QImage image(path(u"figure.png"_s));
        const QRectF map = planFigure(made).panels.front().map;
        QVERIFY(isCloseTo(colorAt(image, map.center() - QPointF(190, 0), made), Qt::blue));
        QVERIFY(isCloseTo(colorAt(image, map.center(), made), QColor(253, 231, 37)));
    }

    void theCropIsOutlinedUnlessItIsEverything()
    {
        const auto linesIn = [this](QSize photoSize) {
            const Figure made = figure(1, photoSize);
            [&] { QVERIFY(writeFigure(made, path(u"figure.png"_s))); }();
            const QImage image(path(u"figure.png"_s));
            int notBlue = 0;
            for (int x = 2 * 16 + 4; x < 2 * (16 + 280) - 4; ++x)
                notBlue += isCloseTo(image.pixelColor(x, 2 * (40 + 140)), Qt::blue) ? 0 : 1;
            return notBlue;
        };
        QVERIFY(linesIn({300, 200}) > 0);
        QCOMPARE(linesIn({200, 200}), 0);
    }

    void inRowsThePhotoIsWhatTheModelSaw()
    {
        Figure made = figure(2);
        made.options.layout = FigureLayout::Rows;
        QVERIFY(writeFigure(made, path(u"figure.png"_s)));
        const QImage image(path(u"figure.png"_s));
        for (const PanelPlan& plan : planFigure(made).panels) {
            QVERIFY(isCloseTo(colorAt(image, plan.photo.topLeft() + QPointF(2, 2), made), Qt::blue));
            QVERIFY(isCloseTo(colorAt(image, plan.map.center(), made), QColor(253, 231, 37)));
        }
    }

    void inRowsAPaddedPhotoKeepsItsPlaceOnWhite()
    {
        Figure made = figure(1, {300, 200});
        Attribution padded = *made.panels.front().attribution;
        padded.geometry.source = QRectF(0, -50, 300, 300);
        made.panels.front().attribution = std::make_shared<const Attribution>(padded);
        made.options.layout = FigureLayout::Rows;
        made.panels.front().style.overlay = true;
        made.panels.front().style.opacity = 0;
        QVERIFY(writeFigure(made, path(u"figure.png"_s)));
        const QImage image(path(u"figure.png"_s));
        const PanelPlan plan = planFigure(made).panels.front();
        for (const QRectF& place : {plan.photo, plan.map}) {
            const double edge = place.height() / 6;
            QVERIFY(isCloseTo(colorAt(image, place.center(), made), Qt::blue));
            QVERIFY(isCloseTo(colorAt(image, place.topLeft() + QPointF(9, edge + 2), made), Qt::blue));
            QVERIFY(isCloseTo(colorAt(image, place.topLeft() + QPointF(9, edge - 2), made), Qt::white));
        }
    }

    void theDpiScalesThePixelsAndIsStored_data()
    {
        QTest::addColumn<int>("dpi");
        for (const int dpi : {72, 96, 192, 300, 600})
            QTest::addRow("%d", dpi) << dpi;
    }
    void theDpiScalesThePixelsAndIsStored()
    {
        QFETCH(int, dpi);
        Figure made = figure(1);
        made.options.dpi = dpi;
        QVERIFY(writeFigure(made, path(u"figure.png"_s)));
        const QImage image(path(u"figure.png"_s));
        QCOMPARE(image.size(), figurePixels(made));
        QCOMPARE(image.dotsPerMeterX(), int(std::lround(dpi / 0.0254)));
        QVERIFY(std::abs(image.width() / double(dpi) - figureSize(made).width() / 96) < 1.0 / dpi);
        QVERIFY(isCloseTo(colorAt(image, planFigure(made).panels.front().map.center(), made),
                          QColor(253, 231, 37)));
    }

    void theBackgroundOfAPngIsWhiteOrNothing()
    {
        Figure made = figure(2);
        made.options.layout = FigureLayout::Rows;
        QVERIFY(writeFigure(made, path(u"figure.png"_s)));
        QVERIFY(!QImage(path(u"figure.png"_s)).hasAlphaChannel());
        made.options.background = FigureBackground::Transparent;
        QVERIFY(writeFigure(made, path(u"figure.png"_s)));
        const QImage image(path(u"figure.png"_s));
        for (const QPoint corner : {image.rect().topLeft(), image.rect().bottomRight()})
            QCOMPARE(image.pixelColor(corner).alpha(), 0);
        const PanelPlan plan = planFigure(made).panels.front();
        QCOMPARE(colorAt(image, plan.photo.center(), made).alpha(), 255);
        QCOMPARE(colorAt(image, plan.map.center(), made).alpha(), 255);
    }

    void theBackgroundOfAnSvgIsWhiteOrNothing()
    {
        const auto corner = [this](FigureBackground background) {
            Figure made = figure(1);
            made.options.background = background;
            [&] { QVERIFY(writeFigure(made, path(u"figure.svg"_s))); }();
            return QImage(path(u"figure.svg"_s)).pixelColor(2, 2).alpha();
        };
        QCOMPARE(corner(FigureBackground::White), 255);
        QCOMPARE(corner(FigureBackground::Transparent), 0);
    }

    void aDrawingHoldsItsPicturesAtThreeHundredDpiOrMore()
    {
        Figure made = figure(1);
        made.options.dpi = 72;
        QVERIFY(writeFigure(made, path(u"figure.pdf"_s)));
        QVERIFY(contents(path(u"figure.pdf"_s)).contains("/Width 875")); // 280 / 96 inch
    }

    void aTiffHasItsResolutionAndIsCompressed()
    {
        Figure made = figure(1);
        made.options.dpi = 300;
        for (const FigureBackground background : {FigureBackground::White, FigureBackground::Transparent}) {
            made.options.background = background;
            QVERIFY(writeFigure(made, path(u"figure.tiff"_s)));
            QVERIFY(writeFigure(made, path(u"figure.png"_s)));
            const QImage tiff(path(u"figure.tiff"_s)), png(path(u"figure.png"_s));
            QCOMPARE(tiff.convertToFormat(QImage::Format_ARGB32), png.convertToFormat(QImage::Format_ARGB32));
            QVERIFY(std::abs(tiff.dotsPerMeterX() - 11811) <= 1);
            QVERIFY(QFileInfo(path(u"figure.tiff"_s)).size() < tiff.sizeInBytes() / 4);
        }
    }

    void aPngTooLargeIsRefused()
    {
        Figure made = figure(40);
        made.options.dpi = FigureOptions::mostDpi;
        const auto written = writeFigure(made, path(u"large.png"_s));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::InvalidArgument);
        QVERIFY(written.error().hint.contains(u"fewer dpi"));
        QVERIFY(!QFileInfo::exists(path(u"large.png"_s)));
    }

    void extremePhotosStayBounded()
    {
        for (const QSize size : {QSize(4000, 10), QSize(10, 4000), QSize(1, 1)}) {
            QVERIFY(figureSize(figure(1, size)).width() < 1000);
            for (const FigureLayout layout : {FigureLayout::Pair, FigureLayout::Rows}) {
                Figure made = figure(1, size);
                made.panels.front().style.overlay = layout == FigureLayout::Pair;
                made.options.layout = layout;
                QVERIFY(writeFigure(made, path(u"figure.png"_s)));
            }
        }
    }

    void theCaptionSaysHowTheMapWasMade()
    {
        const Figure made = figure(1);
        const QString caption = panelCaption(made.panels.front(), made.options.show);
        for (const QString& part : {u"my photo"_s, u"SmoothGrad"_s, u"n=50"_s, u"noise=0.15"_s, u"± 4.2 %"_s,
                                    u"seed 7"_s, u"Tiny"_s})
            QVERIFY2(caption.contains(part), qPrintable(part));
    }

    void theCaptionSaysWhatTheMethodChose()
    {
        Figure made = figure(1);
        Attribution map = *made.panels.front().attribution;
        map.notes = {u"Layer features, 16 × 16 × 16"_s};
        made.panels.front().attribution = std::make_shared<const Attribution>(map);
        QVERIFY(
            panelCaption(made.panels.front(), made.options.show).contains(u"Layer features, 16 × 16 × 16"_s));
        QVERIFY(sharedCaption(made).contains(u"Layer features, 16 × 16 × 16"_s));
    }

    void anErrorIsDrawnAndNamedInPlaceOfTheMap()
    {
        for (const FigureLayout layout : {FigureLayout::Pair, FigureLayout::Rows}) {
            Figure made = figure(2);
            made.options.layout = layout;
            for (FigurePanel& panel : made.panels) {
                Attribution map = *panel.attribution;
                map.standardError = FloatMap(1, 21, 21);
                map.standardError.at(0, 0, 0) = 0.25F;
                panel.attribution = std::make_shared<const Attribution>(map);
            }
            QVERIFY(writeFigure(made, path(u"map.svg"_s)));
            QVERIFY(!contents(path(u"map.svg"_s)).contains("rror"));
            const QSizeF size = figureSize(made);
            made.options.show = MapAspect::StandardError;
            QVERIFY(writeFigure(made, path(u"error.svg"_s)));
            const QByteArray error = contents(path(u"error.svg"_s));
            QCOMPARE(error.count(">standard error<"), 2); // A label at each bar.
            QVERIFY(error.contains("Standard error") && error.contains("standard error of the mean"));
            QVERIFY(error.contains(">0.25<"));
            for (const PanelPlan& plan : planFigure(made).panels)
                QVERIFY(QRectF(QPointF(), figureSize(made)).contains(plan.barLabel));
            QVERIFY(figureSize(made) != size);
        }
    }

    void theCaptionCountsTheSamplesOfAStoppedMap()
    {
        Figure made = figure(1);
        QVERIFY(!panelCaption(made.panels.front(), made.options.show).contains(u"of 50"));
        Attribution stopped = *made.panels.front().attribution;
        stopped.samples = 31;
        made.panels.front().attribution = std::make_shared<const Attribution>(stopped);
        QVERIFY(panelCaption(made.panels.front(), made.options.show).contains(u"31 of 50 samples"));
    }

    void theSharedCaptionSaysWhatIsEqualOnce()
    {
        Figure made = figure(3);
        made.panels[1].photo.name = u"second"_s;
        const QString alike = sharedCaption(made);
        QCOMPARE(alike.count(u"SmoothGrad"_s), 1);
        QVERIFY(alike.startsWith(u"my photo, second, my photo\u00a0· SmoothGrad\u00a0· n=50"));
        made.panels[1].methodName = u"Gradient"_s;
        QStringList lines = sharedCaption(made).split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith(u"my photo, my photo\u00a0· SmoothGrad"));
        QVERIFY(lines[1].startsWith(u"second\u00a0· Gradient"));
    }

    void everyFormatIsWritten()
    {
        for (const QString& ending : figureEndings())
            QVERIFY(writeFigure(figure(2), path(u"figure."_s + ending)));
        QVERIFY(contents(path(u"figure.png"_s)).startsWith("\x89PNG"));
        const QByteArray pdf = contents(path(u"figure.pdf"_s));
        QVERIFY(pdf.startsWith("%PDF") && pdf.trimmed().endsWith("%%EOF"));
        const QByteArray svg = contents(path(u"figure.svg"_s));
        QVERIFY(svg.contains("koala 92.0 %") && svg.trimmed().endsWith("</svg>"));
        const QImage drawn(path(u"figure.svg"_s));
        const QSize size = figureSize(figure(2)).toSize();
        QVERIFY(svg.contains(u"viewBox=\"0 0 %1 %2\""_s.arg(size.width()).arg(size.height()).toLatin1()));
        QVERIFY(!drawn.isNull()); // Qt takes 90 units to the inch, browsers 96
    }

    void aMapWithNothingToDrawSaysWhy()
    {
        Figure made = figure(1);
        Attribution zero = *made.panels.front().attribution;
        zero.map = FloatMap(1, 21, 21);
        made.panels.front().attribution = std::make_shared<const Attribution>(zero);
        QVERIFY(writeFigure(made, path(u"figure.svg"_s)));
        QVERIFY(contents(path(u"figure.svg"_s)).contains("zero"));
    }

    void whatCannotBeWrittenIsAnError()
    {
        const auto unknown = writeFigure(figure(1), path(u"figure.docx"_s));
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().code, ErrorCode::InvalidArgument);
        QVERIFY(unknown.error().hint.contains(u".svg"));
        for (const QString& ending : figureEndings()) {
            const auto nowhere = writeFigure(figure(1), path(u"none/figure."_s + ending));
            QVERIFY(!nowhere);
            QCOMPARE(nowhere.error().code, ErrorCode::FileUnwritable);
        }
        QVERIFY(!QFileInfo::exists(path(u"figure.docx"_s)));
        QVERIFY(!QFileInfo::exists(path(u"none"_s)));
    }
};

QTEST_MAIN(FigureTest)
#include "test_figure.moc"
