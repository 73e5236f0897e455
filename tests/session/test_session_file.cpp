// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/strings.h"
#include "core/imaging/picture_io.h"
#include "core/session/session_restore.h"
#include "tests/support/fake_methods.h"
#include "tests/support/fake_runner.h"

using namespace saliscope;
using namespace saliscope::test;

class SessionFileTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

    Picture photo(QColor color, const QString& name) const
    {
        fakePicture(color, name).pixels.save(path(name));
        return *readPicture(path(name));
    }

    /// Nothing in it is a default.
    Session fullSession() const
    {
        QFile model(path(u"net.pt2"_s));
        [&] { QVERIFY(model.open(QIODevice::WriteOnly)); }();
        model.write("weights");
        Session session;
        session.pictures = {{photo(Qt::red, u"red.png"_s), {Framing::Fit::Pad, {}}},
                            {fakePicture(Qt::blue, u"Pasted picture 1"_s), {}},
                            {photo(Qt::green, u"green.png"_s), {Framing::Fit::Custom, QRectF(1, 2, 3.5, 4)}}};
        session.current = 1;
        session.model = {path(u"net.pt2"_s), ModelCard{.name = u"net"_s, .labels = {u"a"_s, u"b"_s}}};
        session.device = u"cuda:0"_s;
        session.precision = Precision::Tf32;
        session.threads = 2;
        session.method = u"gradient"_s;
        session.params = {{u"gradient"_s, {{u"reduction"_s, u"sum"_s}}},
                          {u"smoothgrad"_s, {{u"n"_s, 12}, {u"noise"_s, 0.25}}}};
        session.target = {.kind = Target::Kind::Class, .index = 2, .score = Target::Score::Probability};
        session.seed = 18446744073709551615ULL;
        session.style = {.colorMap = u"gray"_s, .blur = 1.5, .overlay = true};
        session.board = {.columns = 4, .scale = BoardScale::Shared, .reference = 1};
        const Recipe recipe = explainRecipe(session, &session.pictures[0]);
        session.board.panels = {{recipe, session.style, u"one"_s}, {recipe, {.high = 2.5}, {}}};
        session.ascent = {.params = {{u"steps"_s, 33}},
                          .target = {.kind = Target::Kind::Unit, .index = 4, .layer = u"features.1"_s},
                          .seed = 5};
        session.workspace = Workspace::Ascend;
        return session;
    }

    Session restored(const QString& file) const
    {
        const auto stored = readSession(file);
        if (!stored)
            qFatal("%s", qPrintable(stored.error().text()));
        const RestoredSession result = restoredSession(*stored, FileFinder());
        [&] { QCOMPARE(result.missing.size(), 0); }();
        return result.session;
    }

private Q_SLOTS:
    void aSessionComesBackWhole()
    {
        const Session session = fullSession();
        QVERIFY(writeSession(session, path(u"work.saliscope"_s)));
        const Session again = restored(path(u"work.saliscope"_s));
        QCOMPARE(again.pictures.size(), session.pictures.size());
        for (qsizetype i = 0; i < again.pictures.size(); ++i) {
            QVERIFY(again.pictures[i] == session.pictures[i]);
            QCOMPARE(again.pictures[i].picture.pixels, session.pictures[i].picture.pixels);
            QCOMPARE(again.pictures[i].picture.name, session.pictures[i].picture.name);
        }
        QVERIFY(again == session);
    }

    void anEmptySessionComesBack()
    {
        QVERIFY(writeSession({}, path(u"empty.saliscope"_s)));
        QVERIFY(restored(path(u"empty.saliscope"_s)) == Session());
    }

    void aMovedFolderOpens()
    {
        QDir(m_folder.path()).mkdir(u"here"_s);
        Session session;
        session.pictures = {{photo(Qt::red, u"here/red.png"_s), {}}};
        session.current = 0;
        QVERIFY(writeSession(session, path(u"here/work.saliscope"_s)));
        QVERIFY(QDir(m_folder.path()).rename(u"here"_s, u"there"_s));
        const Session moved = restored(path(u"there/work.saliscope"_s));
        QCOMPARE(moved.pictures.first().picture.path, path(u"there/red.png"_s));
    }

    void whatIsMissingIsListedAndLeftOut()
    {
        QVERIFY(writeSession(fullSession(), path(u"work.saliscope"_s)));
        QVERIFY(QFile::remove(path(u"red.png"_s)) && QFile::remove(path(u"net.pt2"_s)));
        const StoredSession stored = *readSession(path(u"work.saliscope"_s));
        const RestoredSession without = restoredSession(stored, FileFinder());
        QCOMPARE(without.missing.size(), 2);
        QCOMPARE(without.missing.first().name, u"red.png"_s);
        QVERIFY(!without.missing.first().isModel && without.missing.last().isModel);
        QCOMPARE(without.session.pictures.size(), 2);
        QCOMPARE(without.session.currentPicture()->picture.name, u"Pasted picture 1"_s);
        QCOMPARE(without.session.model.path, path(u"net.pt2"_s)); // the window says what is missing

        FileFinder finder;
        finder.point(path(u"red.png"_s), path(u"green.png"_s));
        const RestoredSession pointed = restoredSession(stored, finder);
        QCOMPARE(pointed.missing.size(), 1);
        QCOMPARE(pointed.session.pictures.first().framing.fit, Framing::Fit::Pad);
    }

    void valuesAreCheckedAgainstTheMethods()
    {
        Session session = fullSession();
        session.params[u"smoothgrad"_s][u"n"_s] = 12.0; // as JSON may give it
        session.params[u"of a later version"_s] = {{u"x"_s, 1}};
        const auto checked = checkedSession(session, fakeMethods());
        QVERIFY2(checked.has_value(), qPrintable(checked ? QString() : checked.error().text()));
        QCOMPARE(checked->params[u"smoothgrad"_s][u"n"_s].typeId(), int(QMetaType::LongLong));
        session.params[u"smoothgrad"_s][u"n"_s] = -5;
        QVERIFY(!checkedSession(session, fakeMethods()));
        session = fullSession();
        session.ascent.params[u"steps"_s] = u"many"_s;
        QVERIFY(!checkedSession(session, fakeMethods()));
    }

    void whatIsNoSessionSaysWhy()
    {
        QCOMPARE(readSession(path(u"none.saliscope"_s)).error().code, ErrorCode::FileNotFound);
        QVERIFY(!readSession(m_folder.path()));
        const auto problem = [](const QByteArray& json) {
            const auto parsed = parseSession(json, {});
            return parsed ? QString() : parsed.error().detail;
        };
        QVERIFY(problem("").contains(u"not JSON"_s));
        QVERIFY(problem("[]").contains(u"no object"_s));
        QVERIFY(problem("{}").contains(u"no session"_s));
        const QByteArray head = R"({"format": "saliscope session", )";
        QVERIFY(problem(head + R"("format_version": 2, "version": "7.5"})").contains(u"7.5"_s));
        QVERIFY(problem(head + R"("params": {"cam": {"steps": []}}})").startsWith(u"params.cam.steps "_s));
        QVERIFY(problem(head + R"("pictures": [{"sha256": "zz"}]})").startsWith(u"pictures[0].sha256 "_s));
        QVERIFY(problem(head + R"("style": {"opacity": "half"}})").startsWith(u"style.opacity "_s));
        QVERIFY(problem(head + R"("workspace": "garden"})").startsWith(u"workspace"_s));
        QCOMPARE(problem(head + R"("of a later version": {"x": [1]}})"), QString());
    }

    void brokenSessionsAreErrors()
    {
        const QByteArray whole = sessionJson(fullSession(), m_folder.path());
        for (qsizetype size = 0; size + 2 < whole.size(); size += 61)
            QVERIFY(!parseSession(whole.first(size), m_folder.path()));
        QRandomGenerator random(1);
        for (int i = 0; i < 500; ++i) {
            QByteArray changed = whole;
            for (int k = 0; k < 4; ++k)
                changed[random.bounded(changed.size())] = char(random.bounded(256));
            if (const auto stored = parseSession(changed, m_folder.path())) {
                const RestoredSession session = restoredSession(*stored, FileFinder());
                QVERIFY(session.session.current < session.session.pictures.size());
                (void)checkedSession(session.session, fakeMethods());
            }
        }
    }

    void everyMemberOfAnotherTypeIsAnError()
    {
        const QJsonObject whole = QJsonDocument::fromJson(sessionJson(fullSession(), {})).object();
        for (const QString& key : whole.keys()) {
            QJsonObject changed = whole;
            changed[key] = QJsonValue(true);
            const auto parsed = parseSession(QJsonDocument(changed).toJson(), {});
            QVERIFY2(key == u"program"_s || key == u"version"_s || !parsed, qPrintable(key));
        }
    }

    void theFigureOfASessionShowsItsPhotosOrItsDrawing()
    {
        Session session = fullSession();
        session.workspace = Workspace::Explain;
        StoredSession stored = *parseSession(sessionJson(session, {}), {});
        const Manifest maps = manifestOf(stored);
        QCOMPARE(maps.panels.size(), 3);
        QCOMPARE(maps.pictures.size(), 2); // the pasted one is in no file
        QCOMPARE(maps.options.layout, FigureLayout::Rows);
        QCOMPARE(maps.panels[2].recipe.framing, session.pictures[2].framing);
        QCOMPARE(maps.panels[2].recipe.params, session.params[u"gradient"_s]);
        QVERIFY(maps.panels[2].style == session.style);
        stored.session.workspace = Workspace::Compare;
        QCOMPARE(manifestOf(stored).panels.size(), 2);
        QCOMPARE(manifestOf(stored).panels.front().title, u"one"_s);
        stored.session.workspace = Workspace::Ascend;
        const Manifest drawing = manifestOf(stored);
        QCOMPARE(drawing.panels.size(), 1);
        QVERIFY(drawing.panels.first().recipe.target == session.ascent.target);
    }

    void aFigureGivesItsPicturesAndChoices()
    {
        const Picture red = photo(Qt::red, u"red.png"_s), green = photo(Qt::green, u"green.png"_s);
        Manifest manifest;
        manifest.pictures = {stored(red), stored(green)};
        ManifestPanel panel;
        panel.recipe.pictureHash = green.contentHash;
        panel.recipe.method = u"gradient"_s;
        panel.recipe.params = {{u"reduction"_s, u"sum"_s}};
        panel.recipe.framing.fit = Framing::Fit::Stretch;
        panel.recipe.target = {.kind = Target::Kind::Class, .index = 1};
        panel.recipe.seed = 9;
        panel.style.colorMap = u"gray"_s;
        manifest.panels = {panel};
        Session present;
        present.pictures = {{red, {}}};
        present.current = 0;
        present.device = u"cuda:0"_s;
        const RestoredSession restored = restoredSession(sessionOf(manifest, present), FileFinder());
        QCOMPARE(restored.missing.size(), 0);
        const Session& session = restored.session;
        QCOMPARE(session.pictures.size(), 2);
        QCOMPARE(session.currentPicture()->picture.contentHash, green.contentHash);
        QCOMPARE(session.currentPicture()->framing.fit, Framing::Fit::Stretch);
        QCOMPARE(session.method, u"gradient"_s);
        QCOMPARE(session.params[u"gradient"_s], panel.recipe.params);
        QVERIFY(session.target == panel.recipe.target && session.style == panel.style);
        QCOMPARE(session.seed, quint64(9));
        QCOMPARE(session.device, u"cuda:0"_s);
        QCOMPARE(session.workspace, Workspace::Explain);
        QVERIFY(session.board.panels.isEmpty());

        manifest.panels += panel;
        manifest.panels.last().recipe.pictureHash = red.contentHash; // another photo alone is no comparison
        QCOMPARE(sessionOf(manifest, present).session.workspace, Workspace::Explain);
        manifest.panels.last().recipe.method = u"smoothgrad"_s;
        const Session board = sessionOf(manifest, present).session;
        QCOMPARE(board.workspace, Workspace::Compare);
        QCOMPARE(board.board.panels.size(), 2);
        QCOMPARE(board.board.panels.last().recipe.method, u"smoothgrad"_s);
    }
};

QTEST_GUILESS_MAIN(SessionFileTest)
#include "test_session_file.moc"
