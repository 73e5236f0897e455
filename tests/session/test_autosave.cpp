// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/strings.h"
#include "core/session/autosave.h"

using namespace saliscope;

namespace {

constexpr int soon = 5;
constexpr int never = 3'600'000;

QStringList copiesIn(const QString& folder)
{
    return QDir(folder).entryList({u"*.saliscope"_s}, QDir::Files);
}

} // namespace

class AutosaveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangedSessionHasACopy()
    {
        const QTemporaryDir folder;
        const QString copies = folder.filePath(u"deep/autosave"_s);
        SessionDocument document;
        Autosave autosave(document, copies, soon);
        autosave.setFile(u"/home/me/work.saliscope"_s);
        QTest::qWait(10 * soon);
        QCOMPARE(copiesIn(copies), QStringList());
        document.setSeed(77);
        QTRY_COMPARE(copiesIn(copies).size(), 1);
        const auto copy = readSession(copies + u'/' + copiesIn(copies).first());
        QVERIFY(copy);
        QCOMPARE(copy->session.seed, quint64(77));
        QCOMPARE(copy->savedAs, u"/home/me/work.saliscope"_s);
    }

    void theCopyGoesWithSavingAndWithTheEnd()
    {
        const QTemporaryDir folder;
        SessionDocument document;
        {
            Autosave autosave(document, folder.path(), soon);
            document.setSeed(2);
            QTRY_COMPARE(copiesIn(folder.path()).size(), 1);
            document.undoStack().setClean();
            autosave.discard();
            QCOMPARE(copiesIn(folder.path()), QStringList());
            document.setSeed(3);
            QTRY_COMPARE(copiesIn(folder.path()).size(), 1);
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
    }

    void whatAnUnexpectedEndLeftIsOffered()
    {
        const QTemporaryDir folder;
        const QString left = folder.filePath(u"session-999999.saliscope"_s);
        QVERIFY(writeSession({.seed = 5}, left));
        SessionDocument document;
        Autosave autosave(document, folder.path(), never);
        QCOMPARE(autosave.leftOver(), QStringList{left});
        autosave.remove(left);
        QVERIFY(!QFile::exists(left));
    }

    void whatARunningProcessKeepsIsNotOffered()
    {
        const QTemporaryDir folder;
        const QString copy = folder.filePath(u"session-999999.saliscope"_s);
        QVERIFY(writeSession({}, copy));
        QLockFile other(copy + u".lock"_s);
        QVERIFY(other.tryLock());
        SessionDocument document;
        Autosave autosave(document, folder.path(), never);
        QCOMPARE(autosave.leftOver(), QStringList());
    }

    void aFolderThatCannotBeWrittenDoesNoHarm()
    {
        SessionDocument document;
        Autosave autosave(document, u"/proc/none"_s, soon);
        document.setSeed(4);
        QTest::qWait(10 * soon);
        QCOMPARE(autosave.leftOver(), QStringList());
    }
};

QTEST_GUILESS_MAIN(AutosaveTest)
#include "test_autosave.moc"
