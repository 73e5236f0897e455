// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/strings.h"
#include "core/recipe/target.h"

using namespace saliscope;

class TargetTest : public QObject
{
    Q_OBJECT

    const QStringList m_labels{u"goldfish"_s, u"Siberian husky"_s, u"computer_keyboard"_s,
                               u"keyboard"_s, u"kit fox"_s,        u"red fox"_s};

private Q_SLOTS:
    void readsRankIndexLabelAndUnit_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("layer");
        const auto row = [](const char* name, const QString& text, Target::Kind kind, int index,
                            const QString& layer) {
            QTest::newRow(name) << text << int(kind) << index << layer;
        };
        row("prediction", u"top1"_s, Target::Kind::Rank, 0, {});
        row("third", u"top3"_s, Target::Kind::Rank, 2, {});
        row("index", u"4"_s, Target::Kind::Class, 4, {});
        row("label", u"goldfish"_s, Target::Kind::Class, 0, {});
        row("label, other case", u"siberian HUSKY"_s, Target::Kind::Class, 1, {});
        row("label, underscore", u"computer keyboard"_s, Target::Kind::Class, 2, {});
        row("whole label beats a part", u"keyboard"_s, Target::Kind::Class, 3, {});
        row("unambiguous part", u"husky"_s, Target::Kind::Class, 1, {});
        row("unit", u"blocks.3.conv:17"_s, Target::Kind::Unit, 17, u"blocks.3.conv"_s);
    }
    void readsRankIndexLabelAndUnit()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(int, index);
        QFETCH(QString, layer);
        const Expected<Target> target = parseTarget(text, m_labels);
        QVERIFY2(target, target ? "" : qPrintable(target.error().text()));
        QCOMPARE(int(target->kind), kind);
        QCOMPARE(target->index, index);
        QCOMPARE(target->layer, layer);
    }

    void refusesWithAReason_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("unknown") << u"zebra crossing"_s << u"zebra crossing"_s;
        QTest::newRow("ambiguous names the choices") << u"fox"_s << u"kit fox, red fox"_s;
        QTest::newRow("past the last class") << u"6"_s << u"0 to 5"_s;
        QTest::newRow("empty") << u" "_s << u"empty"_s;
    }
    void refusesWithAReason()
    {
        QFETCH(QString, text);
        QFETCH(QString, said);
        const Expected<Target> target = parseTarget(text, m_labels);
        QVERIFY(!target);
        QVERIFY2(target.error().text().contains(said), qPrintable(target.error().text()));
    }

    void textIsReadBack()
    {
        for (const QString& text : {u"top2"_s, u"5"_s, u"features.1:3"_s})
            QCOMPARE(targetText(*parseTarget(text, m_labels)), text);
    }
};

QTEST_GUILESS_MAIN(TargetTest)
#include "test_target.moc"
