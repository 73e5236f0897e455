// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/strings.h"
#include "core/imaging/photo_set.h"

using namespace saliscope;

class PhotoSetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void foldersAreSearchedToTheirEnds();
    void namesDoNotDependOnWhereOneStands();
    void severalPathsKeepTheirFoldersApart();
    void twoPhotosOfOneNameAreRefused();
    void foldersWithoutPhotosAreRefused();
    void foldersNameClasses();
    void shardsPartTheSet();
    void shardsDoNotDependOnTheOthers();
    void whatIsNoShardIsRefused();

private:
    void touch(const QString& name) const;
    QString path(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QStringList namesOf(const QList<SetPhoto>& photos)
{
    QStringList names;
    for (const SetPhoto& photo : photos)
        names += photo.name;
    return names;
}

} // namespace

void PhotoSetTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const QString& name : {u"set/b.png"_s, u"set/a/2.JPG"_s, u"set/a/10.jpg"_s, u"set/a/notes.txt"_s,
                                u"set/.hidden.png"_s, u"other/b.png"_s, u"empty/read.me"_s})
        touch(name);
}

void PhotoSetTest::touch(const QString& name) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
}

void PhotoSetTest::foldersAreSearchedToTheirEnds()
{
    const auto photos = findPhotos({path(u"set"_s)});
    QVERIFY(photos);
    QCOMPARE(namesOf(*photos), QStringList({u"a/10.jpg"_s, u"a/2.JPG"_s, u"b.png"_s}));
    QCOMPARE(photos->at(0).path, path(u"set/a/10.jpg"_s));
    QCOMPARE(photos->at(0).folder(), u"a"_s);
    QCOMPARE(photos->at(2).folder(), QString());
}

void PhotoSetTest::namesDoNotDependOnWhereOneStands()
{
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(path(u"set"_s)));
    const auto here = findPhotos({u"."_s});
    const auto fromBelow = findPhotos({u"../set/"_s});
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(here && fromBelow);
    QCOMPARE(namesOf(*here), QStringList({u"a/10.jpg"_s, u"a/2.JPG"_s, u"b.png"_s}));
    QCOMPARE(namesOf(*fromBelow), namesOf(*here));
}

void PhotoSetTest::severalPathsKeepTheirFoldersApart()
{
    const auto photos = findPhotos({path(u"set"_s), path(u"other"_s), path(u"set/b.png"_s)});
    QVERIFY(photos);
    QCOMPARE(namesOf(*photos), QStringList({u"b.png"_s, u"other/b.png"_s, u"set/a/10.jpg"_s, u"set/a/2.JPG"_s,
                                            u"set/b.png"_s}));
}

void PhotoSetTest::twoPhotosOfOneNameAreRefused()
{
    const auto photos = findPhotos({path(u"set/b.png"_s), path(u"other/b.png"_s)});
    QVERIFY(!photos);
    QCOMPARE(photos.error().code, ErrorCode::InvalidArgument);
    QVERIFY(photos.error().title.contains(u"b.png"_s));
}

void PhotoSetTest::foldersWithoutPhotosAreRefused()
{
    QCOMPARE(findPhotos({path(u"empty"_s)}).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(findPhotos({path(u"missing"_s)}).error().code, ErrorCode::FileNotFound);
}

void PhotoSetTest::foldersNameClasses()
{
    const QStringList labels{u"goldfish"_s, u"German shepherd"_s, u"ice bear"_s};
    const auto classOf = [&](const QString& name) { return folderClass(SetPhoto{name, name}, labels); };
    QCOMPARE(classOf(u"val/german_shepherd/1.jpg"_s), 1);
    QCOMPARE(classOf(u"2/1.jpg"_s), 2);
    QCOMPARE(classOf(u"bear/1.jpg"_s), -1);
    QCOMPARE(classOf(u"3/1.jpg"_s), -1);
    QCOMPARE(classOf(u"1.jpg"_s), -1);
}

void PhotoSetTest::shardsPartTheSet()
{
    QList<int> sizes;
    for (int i = 1; i <= 4; ++i) {
        int size = 0;
        for (int photo = 0; photo < 1000; ++photo)
            size += Shard{i, 4}.holds(u"%1.jpg"_s.arg(photo));
        sizes += size;
    }
    QCOMPARE(sizes[0] + sizes[1] + sizes[2] + sizes[3], 1000);
    for (const int size : sizes)
        QVERIFY2(size > 200 && size < 300, qPrintable(QString::number(size)));
}

void PhotoSetTest::shardsDoNotDependOnTheOthers()
{
    QVERIFY((Shard{1, 1}).holds(u"koala.jpg"_s));
    // Fixed for good: SHA-256 of the name, its first eight bytes modulo the number of shards.
    QVERIFY((Shard{3, 5}).holds(u"koala.jpg"_s));
}

void PhotoSetTest::whatIsNoShardIsRefused()
{
    QCOMPARE(parseShard(u"3/8"_s).value(), (Shard{3, 8}));
    for (const QString& text : {u"0/8"_s, u"9/8"_s, u"3"_s, u"3/8/1"_s, u"a/b"_s, u"1.5/2"_s, QString()})
        QCOMPARE(parseShard(text).error().code, ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(PhotoSetTest)
#include "test_photo_set.moc"
