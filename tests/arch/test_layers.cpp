// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QTest>

#include "tests/arch/source_tree.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

/// Low to high: a file includes only from its own layer or a lower one.
const QStringList layers{u"core/base"_s,   u"core/imaging"_s, u"core/recipe"_s, u"core/render"_s,
                         u"core/figure"_s, u"core/session"_s, u"core/engine"_s, u"core/compute"_s};
const QStringList code{u"*.h"_s, u"*.cpp"_s};
/// What core may be tempted to include from QtWidgets and QtPrintSupport.
const QRegularExpression widgetHeader(
    u"^(QtWidgets|QtPrintSupport|QApplication|QMainWindow|QLabel|QLineEdit|QMenu|QMenuBar|QStatusBar|"
    u"QToolTip|"
    "QStyle|QSlider|QPrinter|QDockWidget|Q(?!TextLayout)\\w*(Widget|Dialog|Layout|Button|ItemView|TreeView|Box))(/.*)?$"_s);
const QRegularExpression torchHeader(u"^(torch|ATen|c10)/"_s);
const QRegularExpression openCvHeader(u"^opencv2"_s);

QStringList includes(const QString& file)
{
    static const QRegularExpression line(u"^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"_s,
                                         QRegularExpression::MultilineOption);
    QStringList result;
    for (const QRegularExpressionMatch& match : line.globalMatch(sourceText(file)))
        result += match.captured(1);
    return result;
}

int layerOf(const QString& path)
{
    for (int i = 0; i < layers.size(); ++i) {
        if (path.startsWith(layers[i] + u'/'))
            return i;
    }
    return -1;
}

bool startsWithAny(const QString& path, const QStringList& folders)
{
    return std::any_of(folders.begin(), folders.end(),
                       [&](const QString& folder) { return path.startsWith(folder + u'/'); });
}

/// "file includes header" for every include of the files under `folder` for which `isForbidden`.
template <typename Predicate>
QStringList offences(const QString& folder, Predicate isForbidden)
{
    QStringList result;
    for (const QString& file : sourceFiles(folder, code)) {
        for (const QString& header : includes(file)) {
            if (isForbidden(file, header))
                result += file + u" includes "_s + header;
        }
    }
    return result;
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWalkSeesTheTree();
    void coreIncludesOnlyDownwards();
    void onlyComputeSeesTorch();
    void onlyArithmeticSeesOpenCv();
    void coreHasNoWidgets();
    void windowAndProgramNeverSeeCompute();
    void windowNeverSeesTheProgram();
    void coreNeverLinksWidgets();
};

void TestLayers::theWalkSeesTheTree()
{
    QVERIFY(sourceFiles(u"core"_s, code).contains(u"core/engine/runner.h"_s));
    QVERIFY(includes(u"core/engine/runner.h"_s).contains(u"core/recipe/recipe.h"_s));
}

void TestLayers::coreIncludesOnlyDownwards()
{
    QCOMPARE(offences(u"core"_s,
                      [](const QString& file, const QString& header) {
                          const bool isOurs = startsWithAny(
                              header, {u"core"_s, u"ui"_s, u"app"_s, u"tests"_s, u"resources"_s});
                          return isOurs && (layerOf(header) < 0 || layerOf(header) > layerOf(file));
                      }),
             QStringList());
}

void TestLayers::onlyComputeSeesTorch()
{
    for (const QString& folder : {u"core"_s, u"ui"_s, u"app"_s}) {
        QCOMPARE(offences(folder,
                          [](const QString& file, const QString& header) {
                              return torchHeader.match(header).hasMatch() &&
                                     !file.startsWith(u"core/compute/"_s);
                          }),
                 QStringList());
    }
}

void TestLayers::onlyArithmeticSeesOpenCv()
{
    const QStringList allowed{u"core/imaging"_s, u"core/render"_s, u"core/figure"_s, u"core/compute"_s};
    for (const QString& folder : {u"core"_s, u"ui"_s, u"app"_s}) {
        QCOMPARE(offences(folder,
                          [&](const QString& file, const QString& header) {
                              return openCvHeader.match(header).hasMatch() && !startsWithAny(file, allowed);
                          }),
                 QStringList());
    }
}

void TestLayers::coreHasNoWidgets()
{
    QVERIFY(widgetHeader.match(u"QMessageBox"_s).hasMatch());
    QVERIFY(widgetHeader.match(u"QFormLayout"_s).hasMatch());
    QVERIFY(!widgetHeader.match(u"QTextLayout"_s).hasMatch()); // of QtGui
    QVERIFY(!widgetHeader.match(u"QUndoStack"_s).hasMatch());
    QVERIFY(!widgetHeader.match(u"QStringView"_s).hasMatch());
    QCOMPARE(offences(u"core"_s, [](const QString&,
                                    const QString& header) { return widgetHeader.match(header).hasMatch(); }),
             QStringList());
}

void TestLayers::windowAndProgramNeverSeeCompute()
{
    for (const QString& folder : {u"ui"_s, u"app"_s}) {
        QCOMPARE(
            offences(folder, [](const QString&,
                                const QString& header) { return header.startsWith(u"core/compute/"_s); }),
            QStringList());
    }
}

void TestLayers::windowNeverSeesTheProgram()
{
    QCOMPARE(
        offences(u"ui"_s, [](const QString&, const QString& header) { return header.startsWith(u"app/"_s); }),
        QStringList());
}

void TestLayers::coreNeverLinksWidgets()
{
    for (const QString& file : sourceFiles(u"core"_s, {u"CMakeLists.txt"_s}))
        QVERIFY2(!sourceText(file).contains(u"Widgets"_s), qPrintable(file));
}

QTEST_GUILESS_MAIN(TestLayers)
#include "test_layers.moc"
