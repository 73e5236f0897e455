// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/strings.h"
#include "core/engine/replay.h"
#include "core/figure/figure_file.h"
#include "core/figure/figure_plan.h"
#include "core/figure/manifest_file.h"
#include "core/imaging/picture_io.h"
#include "tests/support/fake_runner.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

/// A folder with photos and a model, and a runner; figures are made in it and made again.
class ReplayTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::shared_ptr<FakeControl> m_control = std::make_shared<FakeControl>();
    std::unique_ptr<FakeRunner> m_runner = std::make_unique<FakeRunner>(m_control);

    QString path(const QString& name) const { return m_folder.filePath(name); }

    Picture photo(QColor color, const QString& name) const
    {
        const QString file = path(name);
        if (!QFile::exists(file))
            fakePicture(color, name).pixels.save(file);
        return *readPicture(file);
    }

    FigurePanel panel(const Picture& photo, const QString& method, const ParamValues& params,
                      const RenderStyle& style = {}) const
    {
        Recipe recipe;
        recipe.pictureHash = photo.contentHash;
        recipe.model.path = path(u"net.pt2"_s);
        recipe.method = method;
        recipe.params = params;
        recipe.seed = 3;
        return {.photo = photo,
                .attribution = *m_runner->explain(recipe, photo, {}),
                .methodName = method == u"gradient" ? u"Gradient"_s : u"SmoothGrad"_s,
                .modelName = u"net"_s,
                .style = style};
    }

    /// A panel without a map, as it is made again from its recipe.
    ManifestPanel bare(const QByteArray& pictureHash, const QString& method, int index) const
    {
        ManifestPanel result;
        result.recipe.pictureHash = pictureHash;
        result.recipe.model.path = path(u"net.pt2"_s);
        result.recipe.method = method;
        result.recipe.target = {.kind = Target::Kind::Class, .index = index};
        return result;
    }

    Figure mixedFigure() const
    {
        const Picture red = photo(Qt::red, u"red.png"_s), green = photo(Qt::green, u"green.png"_s);
        Figure figure;
        figure.panels += panel(red, u"smoothgrad"_s, {{u"n"_s, 5}, {u"noise"_s, 0.1}});
        figure.panels += panel(green, u"gradient"_s, {{u"reduction"_s, u"sum"_s}}, {.overlay = true});
        figure.panels += panel(red, u"gradient"_s, {}, {.colorMap = u"gray"_s, .highPercentile = 100});
        figure.panels.last().title = u"a  title of my own · é <&>"_s;
        return figure;
    }

    Expected<Figure> made(const Manifest& manifest, const FileFinder& finder = FileFinder()) const
    {
        Replay replay(manifest, finder, *m_runner);
        Figure figure{.options = manifest.options};
        for (qsizetype i = 0; i < manifest.panels.size(); ++i) {
            const auto panel = replay.panel(i, {});
            if (!panel)
                return tl::unexpected(panel.error());
            figure.panels += *panel;
        }
        return figure;
    }

    Error errorOf(Manifest manifest, void (*change)(Manifest&)) const
    {
        change(manifest);
        const auto figure = made(manifest);
        return figure ? Error{} : figure.error();
    }

private Q_SLOTS:
    void init() { write(path(u"net.pt2"_s), "weights"); }

    void aPngIsMadeAgainBitForBit_data()
    {
        QTest::addColumn<FigureLayout>("layout");
        QTest::addColumn<FigureBackground>("background");
        QTest::newRow("pairs") << FigureLayout::Pair << FigureBackground::White;
        QTest::newRow("rows") << FigureLayout::Rows << FigureBackground::Transparent;
    }
    void aPngIsMadeAgainBitForBit()
    {
        QFETCH(FigureLayout, layout);
        QFETCH(FigureBackground, background);
        Figure figure = mixedFigure();
        figure.options = {.layout = layout, .background = background, .dpi = 120};
        const QString file = path(u"figure.png"_s);
        QVERIFY(writeFigure(figure, file));
        const QByteArray before = contents(file);
        const Expected<Manifest> manifest = readManifest(file);
        QVERIFY2(manifest.has_value(), qPrintable(manifest ? QString() : manifest.error().text()));
        QVERIFY(QFile::remove(file));
        const Expected<Figure> again = made(*manifest);
        QVERIFY2(again.has_value(), qPrintable(again ? QString() : again.error().text()));
        QVERIFY(writeFigure(*again, file));
        QVERIFY(contents(file) == before);
    }

    void everyFormatCarriesTheSameManifest()
    {
        const Figure figure = mixedFigure();
        const Manifest wanted = manifestOf(figure);
        QCOMPARE(wanted.pictures.size(), 2);
        QCOMPARE(wanted.models.size(), 1);
        for (const QString& ending : {u"png"_s, u"svg"_s, u"pdf"_s}) {
            const QString file = path(u"figure."_s + ending);
            QVERIFY(writeFigure(figure, file));
            QVERIFY2(holdsManifest(file), qPrintable(ending));
            const Expected<Manifest> carried = readManifest(file);
            QVERIFY2(carried.has_value(), qPrintable(carried ? QString() : carried.error().text()));
            QVERIFY2(*carried == wanted, qPrintable(ending));
        }
        write(path(u"figure.json"_s), manifestJson(wanted, m_folder.path()));
        QVERIFY(holdsManifest(path(u"figure.json"_s)));
        QVERIFY(*readManifest(path(u"figure.json"_s)) == wanted);
    }

    void filesWithoutAManifestSaySo()
    {
        photo(Qt::red, u"red.png"_s);
        write(path(u"card.json"_s), R"({"name": "net"})");
        write(path(u"empty.svg"_s), "<svg/>");
        for (const QString& name : {u"red.png"_s, u"card.json"_s, u"empty.svg"_s, u"none.png"_s, u"."_s}) {
            QVERIFY2(!holdsManifest(path(name)), qPrintable(name));
            QVERIFY2(!readManifest(path(name)), qPrintable(name));
        }
        QVERIFY(readManifest(path(u"red.png"_s)).error().detail.contains(u"no manifest"_s));
        QCOMPARE(readManifest(path(u"none.png"_s)).error().code, ErrorCode::FileNotFound);
    }

    void photosAloneAndDrawingsArePanels()
    {
        const Picture red = photo(Qt::red, u"red.png"_s);
        Manifest manifest;
        manifest.options.layout = FigureLayout::Rows;
        manifest.pictures = {stored(red)};
        manifest.panels = {bare(red.contentHash, u"prediction"_s, 0), bare({}, u"ascent"_s, 2)};
        manifest.panels.last().recipe.params = {{u"steps"_s, 7}};
        const Expected<Figure> figure = made(manifest);
        QVERIFY2(figure.has_value(), qPrintable(figure ? QString() : figure.error().text()));
        const FigurePanel& alone = figure->panels.first();
        QVERIFY(!alone.hasMap() && !alone.drawing);
        QVERIFY2(panelTitle(alone, MapAspect::Map).startsWith(u"red "_s),
                 qPrintable(panelTitle(alone, MapAspect::Map)));
        QCOMPARE(panelCaption(alone, MapAspect::Map), u"red\u00a0· net"_s);
        const FigurePanel& drawn = figure->panels.last();
        QCOMPARE(drawn.drawing->step, 7);
        QVERIFY2(panelTitle(drawn, MapAspect::Map).startsWith(u"blue "_s),
                 qPrintable(panelTitle(drawn, MapAspect::Map)));
        QVERIFY(panelCaption(drawn, MapAspect::Map).contains(u"Gradient ascent\u00a0· lr=10, steps=7"_s));

        const FigurePlan plan = planFigure(*figure);
        for (const PanelPlan& place : plan.panels)
            QVERIFY(place.map.isEmpty() && place.bar.isEmpty() && !place.photo.isEmpty());
        QVERIFY(plan.captions.first().place.top() > plan.panels.last().photo.bottom());
        const QString file = path(u"sheet.png"_s);
        QVERIFY(writeFigure(*figure, file));
        const QByteArray before = contents(file);
        QVERIFY(writeFigure(*made(*readManifest(file)), file));
        QVERIFY(contents(file) == before);
    }

    void whatHasMovedIsFoundByItsContent()
    {
        const QString file = path(u"figure.png"_s);
        QVERIFY(writeFigure(mixedFigure(), file));
        const Manifest manifest = *readManifest(file);
        QDir(m_folder.path()).mkpath(u"away/deep"_s);
        QVERIFY(QFile::rename(path(u"red.png"_s), path(u"away/deep/another name.png"_s)));
        QVERIFY(QFile::rename(path(u"net.pt2"_s), path(u"away/model.pt2"_s)));
        const auto lost = made(manifest);
        QVERIFY(!lost);
        QCOMPARE(lost.error().code, ErrorCode::FileNotFound);
        QVERIFY2(lost.error().hint.contains(u"--search"_s), qPrintable(lost.error().text()));
        const auto found = made(manifest, FileFinder({path(u"away"_s)}));
        QVERIFY2(found.has_value(), qPrintable(found ? QString() : found.error().text()));
        QCOMPARE(found->panels.first().photo.name, u"red"_s);
        QVERIFY(QFile::rename(path(u"away/deep/another name.png"_s), path(u"red.png"_s)));
        QVERIFY(QFile::rename(path(u"away/model.pt2"_s), path(u"net.pt2"_s)));
    }

    void aFileThatHoldsSomethingElseIsNotTaken()
    {
        const QString file = path(u"figure.png"_s);
        QVERIFY(writeFigure(mixedFigure(), file));
        const Manifest manifest = *readManifest(file);
        write(path(u"net.pt2"_s), "other weights");
        const auto model = made(manifest);
        QVERIFY(!model && model.error().detail.contains(u"something else"_s));
        write(path(u"net.pt2"_s), "weights");
        QVERIFY(made(manifest));
        const QByteArray red = contents(path(u"red.png"_s));
        QVERIFY(fakePicture(Qt::yellow, {}).pixels.save(path(u"red.png"_s)));
        const auto picture = made(manifest);
        QVERIFY(!picture && picture.error().detail.contains(u"something else"_s));
        write(path(u"red.png"_s), red);
    }

    void whatThisProgramCannotComputeIsSaid()
    {
        const Manifest manifest = manifestOf(mixedFigure());
        const Error method = errorOf(manifest, [](Manifest& m) { m.panels[1].recipe.method = u"magic"_s; });
        QVERIFY2(method.title.startsWith(u"Panel 2"_s) && method.title.contains(u"magic"_s),
                 qPrintable(method.text()));
        const Error param = errorOf(manifest, [](Manifest& m) { m.panels[0].recipe.params[u"n"_s] = 1e12; });
        QVERIFY2(param.title.contains(u"\"n\""_s), qPrintable(param.text()));
        QCOMPARE(param.code, ErrorCode::FileUnreadable); // the command line was right
        const Error unknown = errorOf(manifest, [](Manifest& m) { m.panels[0].recipe.params[u"x"_s] = 1; });
        QVERIFY2(unknown.title.contains(u"no parameter \"x\""_s), qPrintable(unknown.text()));
        const Error picture = errorOf(manifest, [](Manifest& m) { m.pictures.clear(); });
        QVERIFY2(picture.title.contains(u"does not name its picture"_s), qPrintable(picture.text()));
    }

    void aStoppedMapIsSaidToBeStopped()
    {
        Figure figure = mixedFigure();
        Attribution stopped = *figure.panels.first().attribution;
        stopped.isComplete = false;
        stopped.samples = 2;
        figure.panels.first().attribution = std::make_shared<const Attribution>(stopped);
        const Manifest manifest = manifestOf(figure);
        QCOMPARE(manifest.panels[0].stoppedAfter, 2);
        QCOMPARE(manifest.panels[1].stoppedAfter, 0);
    }

    void newerManifestsAreRefused()
    {
        QJsonObject json = QJsonDocument::fromJson(manifestJson(manifestOf(mixedFigure()), {})).object();
        json[u"version"_s] = u"9.1"_s;
        QVERIFY(readManifest(json, {}));
        json[u"format_version"_s] = 2;
        const auto newer = readManifest(json, {});
        QVERIFY(!newer && newer.error().detail.contains(u"9.1"_s));
    }

    void brokenManifestsAreErrors()
    {
        const QString file = path(u"broken.json"_s);
        const QByteArray whole = manifestJson(manifestOf(mixedFigure()), m_folder.path());
        for (qsizetype size = 0; size + 2 < whole.size(); size += 97) {
            write(file, whole.first(size));
            QVERIFY(!readManifest(file));
        }
        QRandomGenerator random(1);
        for (int i = 0; i < 300; ++i) {
            QByteArray changed = whole;
            for (int k = 0; k < 3; ++k)
                changed[random.bounded(changed.size())] = char(random.bounded(256));
            write(file, changed);
            (void)readManifest(file); // an error or a manifest, never the end
        }
    }

    void brokenFiguresAreErrors()
    {
        for (const QString& ending : {u"png"_s, u"svg"_s, u"pdf"_s}) {
            const QString file = path(u"broken."_s + ending);
            QVERIFY(writeFigure(mixedFigure(), file));
            const QByteArray whole = contents(file);
            QRandomGenerator random(2);
            for (int i = 0; i < 60; ++i) {
                QByteArray changed = whole.first(random.bounded(whole.size()));
                for (int k = 0; k < 8 && !changed.isEmpty(); ++k)
                    changed[random.bounded(std::min<qsizetype>(changed.size(), 4000))] =
                        char(random.bounded(256));
                write(file, changed);
                (void)readManifest(file);
                (void)holdsManifest(file);
            }
        }
    }
};

QTEST_MAIN(ReplayTest)
#include "test_replay.moc"
