// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

#include "core/base/save_file.h"
#include "core/base/strings.h"

using namespace saliscope;

namespace {

/// While it lives, no file of this process may grow beyond `bytes`: a disk that is full.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
};

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class SaveFileTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void bytesAreWrittenAndReplaced()
    {
        QVERIFY(saveFile(path(u"file"_s), "first, longer"));
        QVERIFY(saveFile(path(u"file"_s), "second"));
        QCOMPARE(contents(path(u"file"_s)), "second");
    }

    void aFullDiskLeavesWhatWasThere()
    {
        QVERIFY(saveFile(path(u"kept"_s), "before"));
        const QStringList before = QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
        for (const QString& name : {u"kept"_s, u"new"_s}) {
            const FullDisk full(1000);
            const auto saved = saveFile(path(name), QByteArray(100'000, 'x'));
            QVERIFY(!saved);
            QCOMPARE(saved.error().code, ErrorCode::FileUnwritable);
            QVERIFY(!saved.error().detail.isEmpty());
        }
        QCOMPARE(contents(path(u"kept"_s)), "before");
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), before);
    }

    void placesThatCannotBeWrittenAreErrors_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("folder") << m_folder.path();
        QTest::newRow("no such folder") << path(u"none/file"_s);
        QTest::newRow("full device") << u"/dev/full"_s;
        QTest::newRow("empty name") << QString();
    }
    void placesThatCannotBeWrittenAreErrors()
    {
        QFETCH(QString, target);
        const auto saved = saveFile(target, "x");
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::FileUnwritable);
    }

    void devicesAreWrittenNotReplaced()
    {
        QVERIFY(saveFile(u"/dev/null"_s, "x"));
        QVERIFY(!QFileInfo(u"/dev/null"_s).isFile());
    }
};

QTEST_GUILESS_MAIN(SaveFileTest)
#include "test_save_file.moc"
