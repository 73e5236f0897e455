// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QSpinBox>
#include <QTest>

#include "tests/ui/window_fixture.h"

namespace saliscope {

using test::WindowFixture;

namespace {

/// The dialog that opens on File > Export Figure, as a person uses it.
class Dialog
{
public:
    explicit Dialog(WindowFixture& fixture)
        : m_fixture(fixture)
    {
        fixture.trigger("exportFigure");
        m_dialog = fixture.find<QDialog>("figureDialog");
    }

    QComboBox* choice(const char* name) const { return m_fixture.find<QComboBox>(name); }
    QSpinBox* dpi() const { return m_fixture.find<QSpinBox>("figureDpi"); }
    QLabel* label(const char* name) const { return m_fixture.find<QLabel>(name); }
    void choose(const char* name, const QString& value) const
    {
        choice(name)->setCurrentIndex(choice(name)->findData(value));
    }

    void cancel() { close(&QDialog::reject); }
    /// Exports to `name` in the fixture's folder; the path.
    QString exportAs(const QString& name)
    {
        const QString path = m_fixture.folder.filePath(name);
        m_fixture.window.dialogs().setNextAnswer({path});
        close(&QDialog::accept);
        return path;
    }

private:
    void close(void (QDialog::*how)())
    {
        (m_dialog->*how)();
        QTRY_VERIFY(!m_fixture.find<QDialog>("figureDialog"));
    }

    WindowFixture& m_fixture;
    QDialog* m_dialog = nullptr;
};

void addExplained(WindowFixture& f, QColor color, const QString& name)
{
    f.addPhoto(color, name);
    QTRY_VERIFY(f.isSettled());
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestWindowFigure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onePhotoIsAPairOnWhite()
    {
        WindowFixture f;
        f.settings.setValue(Setting::FigureLayout, u"rows"_s);
        addExplained(f, Qt::red, u"one"_s);
        Dialog dialog(f);
        QVERIFY(!dialog.choice("figureLayout")->isVisible());
        QVERIFY(!dialog.label("figureLeftOut")->isVisible());
        const QImage figure(dialog.exportAs(u"one.png"_s));
        QVERIFY(figure.width() > figure.height());
        QVERIFY(!figure.hasAlphaChannel());
        QCOMPARE(f.settings.value(Setting::FigureLayout).toString(), u"rows"_s); // was not asked
    }

    void choicesAreUsedAndRemembered()
    {
        WindowFixture f;
        addExplained(f, Qt::red, u"one"_s);
        Dialog dialog(f);
        dialog.choose("figureBackground", u"transparent"_s);
        dialog.dpi()->setValue(96);
        const QString size = dialog.label("figureSize")->text();
        const QImage figure(dialog.exportAs(u"one.png"_s));
        QCOMPARE(figure.dotsPerMeterX(), 3780);
        QCOMPARE(figure.pixelColor(0, 0).alpha(), 0);
        QVERIFY2(size.contains(QString::number(figure.width())), qPrintable(size));

        Dialog again(f);
        QCOMPARE(again.choice("figureBackground")->currentData().toString(), u"transparent"_s);
        QCOMPARE(again.dpi()->value(), 96);
        again.dpi()->setValue(192);
        QVERIFY(again.label("figureSize")->text().contains(QString::number(2 * figure.width())));
        again.cancel();
    }

    void theErrorOnScreenIsWhatIsExported()
    {
        WindowFixture f;
        addExplained(f, Qt::red, u"one"_s);
        Dialog plain(f);
        QCOMPARE(plain.choice("figureAspect")->currentText(), u"Map"_s);
        const QByteArray map = contents(plain.exportAs(u"map.svg"_s));
        QVERIFY(!map.contains("error"));
        f.trigger("aspectStandardError");
        Dialog dialog(f);
        QVERIFY(dialog.choice("figureAspect")->isVisible());
        const QByteArray error = contents(dialog.exportAs(u"error.svg"_s));
        for (const char* part : {"Standard error", ">standard error<", "standard error of the mean"})
            QVERIFY2(error.contains(part), part);
        f.trigger("copyCommandLine");
        QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"--out figure.png --show error"_s));
        f.trigger("copyMap");
        const QImage copied = QGuiApplication::clipboard()->image();
        f.trigger("aspectRelativeError");
        f.trigger("copyMap");
        QVERIFY(QGuiApplication::clipboard()->image() != copied);
    }

    void theCommandDrawsFiguresAsTheyWereExported()
    {
        WindowFixture f;
        addExplained(f, Qt::red, u"one"_s);
        Dialog dialog(f);
        dialog.choose("figureBackground", u"transparent"_s);
        dialog.dpi()->setValue(300);
        dialog.exportAs(u"one.png"_s);
        f.trigger("copyCommandLine");
        QVERIFY(QGuiApplication::clipboard()->text().endsWith(
            u"--out figure.png --background transparent --dpi 300"_s));
        f.settings.setValue(Setting::FigureLayout, u"rows"_s);
        addExplained(f, Qt::blue, u"two"_s);
        f.trigger("copyCommandLine");
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"--layout rows"_s));
    }

    void cancellingChangesNothing()
    {
        WindowFixture f;
        addExplained(f, Qt::red, u"one"_s);
        Dialog dialog(f);
        dialog.choose("figureBackground", u"transparent"_s);
        dialog.dpi()->setValue(600);
        dialog.cancel();
        QCOMPARE(f.settings.value(Setting::FigureBackground).toString(), u"white"_s);
        QCOMPARE(f.settings.value(Setting::FigureDpi).toInt(), 192);
    }

    void rowsShowEveryPhotoThatHasAMap()
    {
        WindowFixture f;
        addExplained(f, Qt::red, u"first"_s);
        addExplained(f, Qt::green, u"second"_s);
        f.document.addPictures(
            {test::fakePicture(Qt::blue, u"third"_s), test::fakePicture(Qt::gray, u"last"_s)});
        QTRY_VERIFY(f.isSettled());
        const int explanations = f.control->explanations;
        Dialog dialog(f);
        QVERIFY(dialog.choice("figureLayout")->isVisible());
        QVERIFY(!dialog.label("figureLeftOut")->isVisible());
        dialog.choose("figureLayout", u"rows"_s);
        QVERIFY(dialog.label("figureLeftOut")->isVisible());
        QVERIFY(dialog.label("figureLeftOut")->text().startsWith(u"3 of 4 photos have a map"_s));
        const QByteArray figure = contents(dialog.exportAs(u"all.svg"_s));
        for (const char* label : {"red ", "green ", "blue ", "first, second, third"})
            QVERIFY2(figure.contains(label), label);
        QVERIFY(!figure.contains("last"));
        QCOMPARE(int(f.control->explanations), explanations);
        QCOMPARE(f.settings.value(Setting::FigureLayout).toString(), u"rows"_s);

        f.document.setCurrentPicture(3);
        QTRY_VERIFY(f.isSettled());
        Dialog all(f);
        QVERIFY(!all.label("figureLeftOut")->isVisible());
        QVERIFY(contents(all.exportAs(u"all.svg"_s)).contains("first, second, third, last"));
    }

    void mapsOfClosedPhotosAndOtherModelsAreLeftOut()
    {
        WindowFixture f;
        addExplained(f, Qt::red, u"first"_s);
        addExplained(f, Qt::green, u"second"_s);
        addExplained(f, Qt::blue, u"third"_s);
        f.document.removePicture(0);
        f.trigger("undo"); // It is open again; its map was forgotten.
        QTRY_VERIFY(f.isSettled());
        Dialog dialog(f);
        dialog.choose("figureLayout", u"rows"_s);
        QVERIFY2(dialog.label("figureLeftOut")->text().startsWith(u"2 of 3"_s),
                 qPrintable(dialog.label("figureLeftOut")->text()));
        dialog.cancel();

        f.document.openModel({f.folder.filePath(u"other.pt2"_s), {}});
        QTRY_VERIFY(f.isSettled());
        Dialog other(f);
        other.choose("figureLayout", u"rows"_s);
        QVERIFY(other.label("figureLeftOut")->text().startsWith(u"1 of 3 photos has a map"_s));
        other.cancel();
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestWindowFigure)
#include "test_figure.moc"
