// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "core/base/strings.h"
#include "core/session/session_document.h"

using namespace saliscope;

namespace {

using Doc = SessionDocument;
using Act = std::function<void(Doc&)>;

BoardPanel panel(const QString& method)
{
    BoardPanel result;
    result.recipe.pictureHash = "koala";
    result.recipe.method = method;
    return result;
}

/// Panels a, b, c, d; b is the reference.
void prepare(Doc& doc)
{
    doc.addPanels({panel(u"a"_s), panel(u"b"_s), panel(u"c"_s), panel(u"d"_s)});
    doc.setReference(1);
    doc.undoStack().clear();
}

/// "abcd", the reference in capitals.
QString order(const Doc& doc)
{
    const Board& board = doc.session().board;
    QString text;
    for (int i = 0; i < board.panels.size(); ++i) {
        const QString& method = board.panels[i].recipe.method;
        text += i == board.reference ? method.toUpper() : method;
    }
    return text;
}

} // namespace

Q_DECLARE_METATYPE(Act)

/// What a person changes on the board, as undo steps.
class TestBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeIsOneNamedStep_data();
    void everyChangeIsOneNamedStep();
    void whatIsNotThereChangesNothing();
    void dragsMerge();
    void theReferenceFollowsItsPanel_data();
    void theReferenceFollowsItsPanel();
};

void TestBoard::everyChangeIsOneNamedStep_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const Act& act, const QString& text) {
        QTest::newRow(name) << act << text;
    };
    row(
        "add one", [](Doc& d) { d.addPanels({panel(u"e"_s)}); }, u"Add a panel to the board"_s);
    row(
        "add two",
        [](Doc& d) {
            d.addPanels({panel(u"e"_s), panel(u"f"_s)});
        },
        u"Add 2 panels to the board"_s);
    row(
        "remove one", [](Doc& d) { d.removePanels({2}); }, u"Remove a panel from the board"_s);
    row(
        "remove two",
        [](Doc& d) {
            d.removePanels({3, 0, 3, 9});
        },
        u"Remove 2 panels from the board"_s);
    row(
        "move", [](Doc& d) { d.movePanel(0, 3); }, u"Move a panel"_s);
    row(
        "recipe",
        [](Doc& d) {
            d.setPanels({{0, panel(u"e"_s)}}, u"method"_s);
        },
        u"Change method of a panel"_s);
    row(
        "recipes",
        [](Doc& d) {
            d.setPanels({{0, panel(u"e"_s)}, {2, panel(u"f"_s)}}, u"method"_s);
        },
        u"Change method of 2 panels"_s);
    row(
        "add row",
        [](Doc& d) {
            d.addPanels({panel(u"e"_s), panel(u"f"_s)}, 2);
        },
        u"Add 2 panels to the board"_s);
    row(
        "columns", [](Doc& d) { d.setBoardColumns(2); }, u"Change the columns of the board"_s);
    row(
        "shared scale", [](Doc& d) { d.setBoardScale(BoardScale::Shared); }, u"Share the colour scale"_s);
    row(
        "reference", [](Doc& d) { d.setReference(0); }, u"Compare with another panel"_s);
    row(
        "no reference", [](Doc& d) { d.setReference(-1); }, u"Compare with no panel"_s);
}

void TestBoard::everyChangeIsOneNamedStep()
{
    QFETCH(Act, act);
    QFETCH(QString, text);
    Doc doc;
    prepare(doc);
    const Session before = doc.session();
    QSignalSpy changed(&doc, &Doc::changed);
    act(doc);
    QCOMPARE(doc.undoStack().count(), 1);
    QCOMPARE(doc.undoStack().undoText(), text);
    QCOMPARE(changed.front().front().value<Doc::Changes>(), Doc::BoardChanged);
    const Session after = doc.session();
    QVERIFY(before != after);
    doc.undoStack().undo();
    QVERIFY(doc.session() == before);
    doc.undoStack().redo();
    QVERIFY(doc.session() == after);
}

void TestBoard::whatIsNotThereChangesNothing()
{
    Doc doc;
    prepare(doc);
    doc.addPanels({});
    doc.removePanels({-1, 4});
    doc.movePanel(0, 4);
    doc.movePanel(-1, 0);
    doc.setPanels({{4, panel(u"e"_s)}}, u"method"_s);
    doc.setReference(4);
    QCOMPARE(doc.undoStack().count(), 0);
    doc.setBoardColumns(0);
    QCOMPARE(doc.session().board.columns, 1);
}

void TestBoard::dragsMerge()
{
    Doc doc;
    prepare(doc);
    const auto styled = [](double opacity) {
        BoardPanel result = panel(u"a"_s);
        result.style.opacity = opacity;
        return result;
    };
    for (const double opacity : {0.1, 0.2, 0.3})
        doc.setPanels({{0, styled(opacity)}}, u"opacity"_s);
    QCOMPARE(doc.undoStack().count(), 1);
    doc.setPanels({{0, styled(0.4)}, {1, styled(0.4)}}, u"opacity"_s);
    QCOMPARE(doc.undoStack().count(), 2);
    for (const int columns : {2, 4, 5})
        doc.setBoardColumns(columns);
    QCOMPARE(doc.undoStack().count(), 3);
}

void TestBoard::theReferenceFollowsItsPanel_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<QString>("expected");
    QTest::newRow("moved") << Act([](Doc& d) { d.movePanel(1, 3); }) << u"acdB"_s;
    QTest::newRow("passed from the left") << Act([](Doc& d) { d.movePanel(0, 2); }) << u"Bcad"_s;
    QTest::newRow("passed from the right") << Act([](Doc& d) { d.movePanel(3, 0); }) << u"daBc"_s;
    QTest::newRow("not passed") << Act([](Doc& d) { d.movePanel(3, 2); }) << u"aBdc"_s;
    QTest::newRow("removed") << Act([](Doc& d) { d.removePanels({1}); }) << u"acd"_s;
    QTest::newRow("one before it removed") << Act([](Doc& d) { d.removePanels({0, 3}); }) << u"Bc"_s;
}

void TestBoard::theReferenceFollowsItsPanel()
{
    QFETCH(Act, act);
    QFETCH(QString, expected);
    Doc doc;
    prepare(doc);
    act(doc);
    QCOMPARE(order(doc), expected);
}

QTEST_GUILESS_MAIN(TestBoard)
#include "test_board.moc"
