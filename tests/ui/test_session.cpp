// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include "core/figure/figure_file.h"
#include "core/session/session_file.h"
#include "tests/ui/window_fixture.h"
#include "ui/dialogs/missing_files_dialog.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/recovery_strip.h"

namespace saliscope {

using test::WindowFixture;

namespace {

/// A window with a photo of a file open and explained.
void openPhoto(WindowFixture& f, const QString& name, QColor color = Qt::red)
{
    f.window.openFiles({f.savePhoto(name, color)});
    QTRY_VERIFY(f.isSettled());
}

QString saveSession(WindowFixture& f, const QString& name)
{
    const QString path = f.folder.filePath(name);
    f.window.dialogs().setNextAnswer({path});
    f.trigger("saveSession");
    return path;
}

QPushButton* answer(const WindowFixture& f, QMessageBox::StandardButton button)
{
    auto* box = f.find<QMessageBox>("unsavedQuestion");
    return box ? qobject_cast<QPushButton*>(box->button(button)) : nullptr;
}

} // namespace

class TestWindowSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savingTakesTheMarkAwayAndNamesTheWindow()
    {
        WindowFixture f;
        openPhoto(f, u"koala.png"_s);
        QVERIFY(!f.window.isWindowModified());
        f.document.setSeed(12);
        QVERIFY(f.window.isWindowModified());
        const QString path = saveSession(f, u"work"_s) + u".saliscope"_s;
        QVERIFY(!f.window.isWindowModified());
        QVERIFY2(f.window.windowTitle().contains(u"koala — work[*]"_s), qPrintable(f.window.windowTitle()));
        QCOMPARE(readSession(path)->session.seed, quint64(12));
        QCOMPARE(f.settings.value(Setting::RecentSessions).toStringList(), QStringList{path});
        f.document.setSeed(13);
        f.trigger("saveSession"); // asks no more
        QCOMPARE(readSession(path)->session.seed, quint64(13));
        f.trigger("undo");
        QVERIFY(f.window.isWindowModified());
    }

    void whatCannotBeSavedSaysWhy()
    {
        WindowFixture f;
        openPhoto(f, u"koala.png"_s);
        f.document.setSeed(12);
        saveSession(f, u"none/work.saliscope"_s);
        QVERIFY(f.window.isWindowModified());
        QVERIFY(f.window.findChild<MessageBar*>()->text().contains(u"work.saliscope"_s));
    }

    void aSessionOpensAsItWas()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"work.saliscope"_s);
        Session saved;
        {
            WindowFixture f;
            openPhoto(f, u"koala.png"_s);
            f.addPhoto(Qt::green, u"pasted"_s);
            f.document.setSeed(12);
            f.document.setStyle({.colorMap = u"gray"_s}, u"colour map"_s);
            saved = f.document.session();
            QVERIFY(writeSession(saved, path));
            WindowFixture g;
            g.window.openFiles({path});
            QTRY_COMPARE(g.document.session().pictures.size(), 2);
            QVERIFY(g.document.session() == saved);
            QVERIFY(!g.window.isWindowModified() && !g.find<QAction>("undo")->isEnabled());
            QVERIFY2(g.window.windowTitle().contains(u"pasted — work[*]"_s),
                     qPrintable(g.window.windowTitle()));
            QTRY_VERIFY(g.isSettled());
        }
    }

    void aBrokenSessionSaysWhyAndChangesNothing()
    {
        WindowFixture f;
        openPhoto(f, u"koala.png"_s);
        const Session before = f.document.session();
        QFile file(f.folder.filePath(u"broken.saliscope"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"format": "saliscope session", "seed": 7})");
        file.close();
        f.window.openFiles({file.fileName()});
        auto* bar = f.window.findChild<MessageBar*>();
        QTRY_VERIFY(bar->text().contains(u"seed must be a text"_s));
        QVERIFY(f.document.session() == before);
    }

    void valuesThatNoMethodAllowsAreRefused()
    {
        WindowFixture f;
        const QString path = f.folder.filePath(u"wild.saliscope"_s);
        QVERIFY(writeSession({.params = {{u"smoothgrad"_s, {{u"n"_s, 1e12}}}}}, path));
        f.window.openFiles({path});
        auto* bar = f.window.findChild<MessageBar*>();
        QTRY_VERIFY2(bar->text().contains(u"\"n\""_s), qPrintable(bar->text()));
    }

    void missingFilesAreAskedFor_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<QString>("given");
        QTest::addColumn<int>("pictures");
        QTest::newRow("without") << QByteArray("openWithout") << QString() << 0;
        QTest::newRow("file") << QByteArray("findFile") << u"away/renamed.png"_s << 1;
        QTest::newRow("folder") << QByteArray("searchFolder") << u"away"_s << 1;
    }
    void missingFilesAreAskedFor()
    {
        QFETCH(QByteArray, button);
        QFETCH(QString, given);
        QFETCH(int, pictures);
        WindowFixture f;
        openPhoto(f, u"koala.png"_s);
        QDir(f.folder.path()).mkdir(u"saved"_s);
        QDir(f.folder.path()).mkdir(u"away"_s);
        const QString path = f.folder.filePath(u"saved/work.saliscope"_s);
        QVERIFY(writeSession(f.document.session(), path));
        QVERIFY(QFile::rename(f.folder.filePath(u"koala.png"_s), f.folder.filePath(u"away/renamed.png"_s)));
        f.document.replace({});
        f.window.openFiles({path});
        QTRY_VERIFY(f.window.findChild<MissingFilesDialog*>());
        auto* list = f.find<QTreeWidget>("missingFiles");
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->text(0), u"koala.png"_s);
        if (!given.isEmpty())
            f.window.dialogs().setNextAnswer({f.folder.filePath(given)});
        f.find<QAbstractButton>(button.constData())->click();
        QTRY_VERIFY(!f.window.findChild<MissingFilesDialog*>());
        QTRY_VERIFY(f.window.windowTitle().contains(u"work"_s));
        QCOMPARE(f.document.session().pictures.size(), pictures);
    }

    void closingAsksAboutChanges()
    {
        WindowFixture f;
        openPhoto(f, u"koala.png"_s);
        f.document.setSeed(12);
        QVERIFY(!f.window.close());
        QVERIFY(f.window.isVisible());
        answer(f, QMessageBox::Cancel)->click();
        QTRY_VERIFY(!f.find<QMessageBox>("unsavedQuestion"));
        QVERIFY(f.window.isVisible());

        QVERIFY(!f.window.close());
        const QString path = f.folder.filePath(u"work.saliscope"_s);
        f.window.dialogs().setNextAnswer({path});
        answer(f, QMessageBox::Save)->click();
        QTRY_VERIFY(!f.window.isVisible());
        QCOMPARE(readSession(path)->session.seed, quint64(12));
    }

    void closingWithoutSavingWritesNothing()
    {
        WindowFixture f;
        openPhoto(f, u"koala.png"_s);
        f.document.setSeed(12);
        QVERIFY(!f.window.close());
        answer(f, QMessageBox::Discard)->click();
        QTRY_VERIFY(!f.window.isVisible());
        QVERIFY(QDir(f.folder.path()).entryList({u"*.saliscope"_s}).isEmpty());
    }

    void anotherSessionAsksAboutChanges()
    {
        WindowFixture f;
        const QString path = f.folder.filePath(u"other.saliscope"_s);
        QVERIFY(writeSession({.seed = 99}, path));
        openPhoto(f, u"koala.png"_s);
        f.document.setSeed(12);
        f.window.dialogs().setNextAnswer({path});
        f.trigger("openSession");
        QTRY_VERIFY(answer(f, QMessageBox::Discard));
        QCOMPARE(f.document.session().seed, quint64(12));
        answer(f, QMessageBox::Discard)->click();
        QTRY_COMPARE(f.document.session().seed, quint64(99));
    }

    void aFigureRestoresWhatItWasMadeOf()
    {
        WindowFixture f;
        openPhoto(f, u"koala.png"_s);
        f.document.setSeed(12);
        f.document.setFraming({Framing::Fit::Stretch, {}});
        f.document.setStyle({.colorMap = u"gray"_s}, u"colour map"_s);
        f.document.setTarget({.kind = Target::Kind::Class, .index = 2}, u"blue"_s);
        QTRY_VERIFY(f.isSettled());
        const Session wanted = f.document.session();
        const QString path = f.folder.filePath(u"figure.png"_s);
        f.window.dialogs().setNextAnswer({path});
        f.trigger("exportFigure");
        f.find<QDialog>("figureDialog")->accept();
        QTRY_VERIFY(QFile::exists(path));

        f.document.replace({});
        f.window.dialogs().setNextAnswer({path});
        f.trigger("openImages");
        QTRY_COMPARE(f.document.session().pictures.size(), 1);
        const Session& is = f.document.session();
        QVERIFY(is.pictures == wanted.pictures && is.target == wanted.target && is.style == wanted.style);
        QCOMPARE(is.seed, quint64(12));
        QCOMPARE(f.document.undoStack().count(), 1);
        QTRY_VERIFY(f.isSettled());
        f.trigger("undo");
        QVERIFY(f.document.session().pictures.isEmpty());
    }

    void workOfAnUnexpectedEndIsOffered()
    {
        WindowFixture f;
        auto* strip = f.window.findChild<RecoveryStrip*>();
        f.window.protect(f.folder.filePath(u"autosave"_s));
        QVERIFY(strip->isHidden());

        WindowFixture g;
        const QString copies = g.folder.filePath(u"autosave"_s);
        QDir().mkpath(copies);
        const QString copy = copies + u"/session-999999.saliscope"_s;
        QVERIFY(writeSession({.seed = 41}, copy));
        g.window.protect(copies);
        auto* offer = g.window.findChild<RecoveryStrip*>();
        QVERIFY(offer->isVisible());
        g.find<QAbstractButton>("restoreWork")->click();
        QTRY_COMPARE(g.document.session().seed, quint64(41));
        QVERIFY(g.window.isWindowModified()); // it is not saved yet
        QVERIFY(offer->isHidden());
        QVERIFY(!QFile::exists(copy));
    }

    void workOfAnUnexpectedEndCanBeDiscarded()
    {
        WindowFixture f;
        const QString copies = f.folder.filePath(u"autosave"_s);
        QDir().mkpath(copies);
        QVERIFY(writeSession({}, copies + u"/session-999998.saliscope"_s));
        QVERIFY(writeSession({}, copies + u"/session-999999.saliscope"_s));
        f.window.protect(copies);
        auto* strip = f.window.findChild<RecoveryStrip*>();
        for (int left = 1; left >= 0; --left) {
            QVERIFY(strip->isVisible());
            f.find<QAbstractButton>("discardWork")->click();
            QCOMPARE(QDir(copies).entryList({u"*.saliscope"_s}).size(), left);
        }
        QVERIFY(strip->isHidden());
        QVERIFY(!f.window.isWindowModified());
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestWindowSession)
#include "test_session.moc"
