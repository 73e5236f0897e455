// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/strings.h"
#include "core/recipe/framing_text.h"

using namespace saliscope;

class TestFramingText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsReadBackAsTheyWere();
    void whatIsNoFramingSaysWhatIs_data();
    void whatIsNoFramingSaysWhatIs();
};

void TestFramingText::textsReadBackAsTheyWere()
{
    for (const Framing& framing :
         {Framing{}, Framing{Framing::Fit::Pad, {}}, Framing{Framing::Fit::Stretch, {}},
          Framing{Framing::Fit::Custom, QRectF(-3, 0.1, 1.0 / 3, 400)}}) {
        const auto read = parseFraming(framingText(framing));
        QVERIFY(read);
        QVERIFY(*read == framing);
    }
    QCOMPARE(framingText({Framing::Fit::Custom, QRectF(1, 2, 30, 40)}), u"1,2,30,40"_s);
}

void TestFramingText::whatIsNoFramingSaysWhatIs_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "centre", "1,2,3", "1,2,3,4,5", "1,2,0,4", "1,2,3,-4", "a,2,3,4", "1,2,inf,4"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestFramingText::whatIsNoFramingSaysWhatIs()
{
    QFETCH(QString, text);
    const auto read = parseFraming(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    QVERIFY(read.error().hint.contains(u"stretch"_s));
}

QTEST_GUILESS_MAIN(TestFramingText)
#include "test_framing_text.moc"
