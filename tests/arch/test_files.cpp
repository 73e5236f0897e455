// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QTest>

#include "tests/arch/source_tree.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

const QStringList folders{u"app"_s, u"core"_s, u"ui"_s, u"tests"_s, u"packaging"_s, u"resources"_s};
const QStringList withNotice{u"*.h"_s, u"*.cpp"_s, u"*.py"_s, u"*.sh"_s, u"*.cmake"_s, u"CMakeLists.txt"_s};

/// The files of ours that match, without what the build or a person's environment put there.
QStringList ourFiles(const QStringList& nameFilters)
{
    QStringList files;
    for (const QString& folder : folders)
        files += sourceFiles(folder, nameFilters);
    files.removeIf([](const QString& file) { return file.contains(u"__pycache__"_s); });
    return files;
}

} // namespace

class TestFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWalkSeesTheTree();
    void everyFileNamesItsLicence();
    void filesAreShort();
    void nothingIsLeftToDo();
    void everyTestFileIsListed();
    void headersAreIncludedOnce();
};

void TestFiles::theWalkSeesTheTree()
{
    QVERIFY(ourFiles(withNotice).contains(u"tests/arch/test_files.cpp"_s));
}

void TestFiles::everyFileNamesItsLicence()
{
    QStringList without;
    for (const QString& file : ourFiles(withNotice)) {
        const QString head = sourceText(file).left(300);
        if (!head.contains(u"SPDX-FileCopyrightText: 2026 Saliscope contributors"_s) ||
            !head.contains(u"SPDX-License-Identifier: GPL-3.0-or-later"_s))
            without += file;
    }
    QCOMPARE(without, QStringList());
}

void TestFiles::filesAreShort()
{
    QStringList tooLong;
    for (const QString& file : ourFiles({u"*.h"_s, u"*.cpp"_s})) {
        const qsizetype lines = sourceText(file).count(u'\n');
        if (lines > 400)
            tooLong += u"%1: %2 lines"_s.arg(file).arg(lines);
    }
    QCOMPARE(tooLong, QStringList());
}

void TestFiles::nothingIsLeftToDo()
{
    // Written so that this file does not match itself.
    static const QRegularExpression note(u"\\b(TO"
                                         "DO|FIX"
                                         "ME|XX"
                                         "X|HA"
                                         "CK)\\b"_s);
    QStringList notes;
    for (const QString& file : ourFiles(withNotice)) {
        if (note.match(sourceText(file)).hasMatch())
            notes += file;
    }
    QCOMPARE(notes, QStringList());
}

void TestFiles::everyTestFileIsListed()
{
    static const QRegularExpression call(u"saliscope_add_test\\(\\s*([\\w/]+)"_s);
    QStringList listed;
    for (const QString& list : sourceFiles(u"tests"_s, {u"tests.cmake"_s})) {
        for (const QRegularExpressionMatch& match : call.globalMatch(sourceText(list)))
            listed += u"tests/"_s + match.captured(1).replace(u"/"_s, u"/test_"_s) + u".cpp"_s;
    }
    listed.sort();
    QCOMPARE(sourceFiles(u"tests"_s, {u"test_*.cpp"_s}), listed);

    for (const QString& list : sourceFiles(u"tests"_s, {u"tests.cmake"_s})) {
        const QString folder = list.section(u'/', 1, -2);
        QVERIFY2(sourceText(u"tests/CMakeLists.txt"_s).contains(u'/' + folder + u"/tests.cmake"_s),
                 qPrintable(list));
    }
}

void TestFiles::headersAreIncludedOnce()
{
    for (const QString& file : ourFiles({u"*.h"_s}))
        QVERIFY2(sourceText(file).contains(u"\n#pragma once\n"_s), qPrintable(file));
}

QTEST_GUILESS_MAIN(TestFiles)
#include "test_files.moc"
