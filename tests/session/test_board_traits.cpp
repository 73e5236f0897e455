// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/strings.h"
#include "core/session/board_traits.h"
#include "tests/support/fake_methods.h"

using namespace saliscope;

namespace {

BoardPanel panel(const QString& method, const ParamValues& params = {}, const QByteArray& photo = "koala")
{
    BoardPanel result;
    result.recipe.pictureHash = photo;
    result.recipe.method = method;
    result.recipe.params = params;
    return result;
}

OpenPicture picture(const QByteArray& name)
{
    Picture result;
    result.name = QString::fromUtf8(name) + u".jpg"_s;
    result.contentHash = name;
    return {result, {}};
}

BoardHeadings headings(const QList<BoardPanel>& panels, int columns, const QStringList& targets = {})
{
    QStringList all = targets;
    while (all.size() < panels.size())
        all << u"koala 92 %"_s;
    return boardHeadings(boardTraits(panels, all, test::fakeMethods(), {picture("koala"), picture("panda")}),
                         columns);
}

} // namespace

/// What is written over, beside and above the panels of a board.
class TestBoardTraits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titlesSayMethodAndTarget();
    void titlesSayWhatDiffers();
    void aSweepHasItsValuesAsHeadings();
    void methodsByPhotos();
    void oneRowHasNoHeadings();
    void methodsWithOtherParametersDoNotDifferInThem();
    void parametersReadAsInForms();
};

void TestBoardTraits::titlesSayMethodAndTarget()
{
    QCOMPARE(headings({panel(u"smoothgrad"_s)}, 3).titles, {u"SmoothGrad · koala 92 %"_s});
}

void TestBoardTraits::titlesSayWhatDiffers()
{
    const BoardHeadings two =
        headings({panel(u"smoothgrad"_s), panel(u"smoothgrad"_s, {{u"n"_s, 20}}, "panda")}, 2);
    QCOMPARE(two.titles, QStringList({u"koala.jpg · samples 8 · SmoothGrad · koala 92 %"_s,
                                      u"panda.jpg · samples 20 · SmoothGrad · koala 92 %"_s}));
}

void TestBoardTraits::aSweepHasItsValuesAsHeadings()
{
    QList<BoardPanel> panels;
    for (const int n : {5, 20}) {
        for (const double noise : {0.1, 0.2, 0.3})
            panels << panel(u"smoothgrad"_s, {{u"n"_s, n}, {u"noise"_s, noise}});
    }
    const BoardHeadings board = headings(panels, 3);
    QCOMPARE(board.columns, QStringList({u"noise 10 %"_s, u"noise 20 %"_s, u"noise 30 %"_s}));
    QCOMPARE(board.rows, QStringList({u"samples 5"_s, u"samples 20"_s}));
    QCOMPARE(board.titles.first(), u"SmoothGrad · koala 92 %"_s);

    panels.swapItemsAt(0, 1); // After a drag no column has one noise any more.
    QVERIFY(headings(panels, 3).columns.isEmpty());
    QCOMPARE(headings(panels, 3).rows, board.rows);
    QCOMPARE(headings(panels, 3).titles.first(), u"noise 20 % · SmoothGrad · koala 92 %"_s);
}

void TestBoardTraits::methodsByPhotos()
{
    const BoardHeadings board =
        headings({panel(u"gradient"_s), panel(u"cam"_s), panel(u"gradient"_s, {}, "panda"),
                  panel(u"cam"_s, {}, "panda")},
                 2, {u"koala 92 %"_s, u"koala 92 %"_s, u"panda 97 %"_s, u"panda 97 %"_s});
    QCOMPARE(board.columns, QStringList({u"Gradient"_s, u"Fake CAM"_s}));
    QCOMPARE(board.rows, QStringList({u"koala 92 % · koala.jpg"_s, u"panda 97 % · panda.jpg"_s}));
    QCOMPARE(board.titles.first(), u"koala 92 %"_s); // Never empty.
}

void TestBoardTraits::oneRowHasNoHeadings()
{
    const BoardHeadings board = headings({panel(u"gradient"_s), panel(u"cam"_s)}, 3);
    QVERIFY(board.columns.isEmpty() && board.rows.isEmpty());
    QVERIFY(boardHeadings({}, 3).titles.isEmpty());
}

void TestBoardTraits::methodsWithOtherParametersDoNotDifferInThem()
{
    QCOMPARE(headings({panel(u"gradient"_s), panel(u"smoothgrad"_s)}, 3).titles,
             QStringList({u"Gradient · koala 92 %"_s, u"SmoothGrad · koala 92 %"_s}));
}

void TestBoardTraits::parametersReadAsInForms()
{
    const MethodInfo method = test::fakeMethods().at(1);
    QCOMPARE(paramText(*method.param(u"noise"_s), 0.125), u"noise 12.5 %"_s);
    QCOMPARE(paramText(*method.param(u"n"_s), 20), u"samples 20"_s);
    QCOMPARE(paramText(*method.param(u"reduction"_s), u"max-abs"_s), u"reduction largest magnitude"_s);
    ParamSpec onOff;
    onOff.name = u"Relu"_s;
    onOff.kind = ParamSpec::Kind::Boolean;
    QCOMPARE(paramText(onOff, true), u"relu on"_s);
    ParamSpec layer;
    layer.name = u"Layer"_s;
    layer.kind = ParamSpec::Kind::Layer;
    QCOMPARE(paramText(layer, QString()), u"layer automatic"_s);
}

QTEST_GUILESS_MAIN(TestBoardTraits)
#include "test_board_traits.moc"
