// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTableWidget>
#include <QTest>

#include "tests/ui/window_fixture.h"
#include "ui/actions.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/shortcut_dialog.h"
#include "ui/theme.h"
#include "ui/widgets/message_bar.h"

namespace saliscope {

using test::WindowFixture;

namespace {

QList<QMenu*> allMenus(const QMainWindow& window)
{
    return window.menuBar()->findChildren<QMenu*>();
}

QChar mnemonic(const QString& text)
{
    const qsizetype at = QString(text).replace(u"&&"_s, u"  "_s).indexOf(u'&');
    return at < 0 ? QChar() : text.at(at + 1).toLower();
}

double luminance(const QColor& color)
{
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

QString accessibleName(const QWidget& widget)
{
    return QAccessible::queryAccessibleInterface(const_cast<QWidget*>(&widget))->text(QAccessible::Name);
}

} // namespace

class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMenuEntryHasATextAndItsOwnMnemonic()
    {
        WindowFixture f;
        QVERIFY(allMenus(f.window).size() >= 7);
        QStringList wrong;
        for (const QMenu* menu : allMenus(f.window)) {
            QSet<QChar> seen;
            for (const QAction* action : menu->actions()) {
                if (action->isSeparator())
                    continue;
                if (action->text().isEmpty())
                    wrong << menu->title() + u": empty text"_s;
                const QChar key = mnemonic(action->text());
                if (!key.isNull() && seen.contains(key))
                    wrong << menu->title() + u": "_s + action->text();
                seen.insert(key);
            }
        }
        QCOMPARE(wrong, QStringList());
    }

    void everyCommandIsInAMenu()
    {
        WindowFixture f;
        QSet<const QAction*> inMenus;
        for (const QMenu* menu : allMenus(f.window)) {
            for (const QAction* action : menu->actions())
                inMenus.insert(action);
        }
        for (const QAction* action : f.window.findChild<Actions*>()->all())
            QVERIFY2(inMenus.contains(action), qPrintable(action->objectName()));
    }

    void noTwoCommandsShareAKey()
    {
        WindowFixture f;
        QHash<QKeySequence, QString> owners;
        for (const QAction* action : f.window.findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!owners.contains(key),
                         qPrintable(key.toString() + u' ' + action->objectName() + u' ' + owners.value(key)));
                owners.insert(key, action->objectName());
            }
        }
        QVERIFY(owners.size() > 30);
    }

    void everyCommandHasATooltipWithItsKey()
    {
        WindowFixture f;
        for (const QAction* action : f.window.findChild<Actions*>()->all()) {
            QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
            if (!action->shortcut().isEmpty() && action->objectName() != u"undo"_s &&
                action->objectName() != u"redo"_s)
                QVERIFY2(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                         qPrintable(action->toolTip()));
        }
    }

    void everythingThatTakesTheFocusHasAName()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        QStringList nameless;
        for (const QWidget* widget : f.window.findChildren<QWidget*>()) {
            const bool isPart = qobject_cast<QDockWidget*>(widget->parentWidget()) ||
                                widget->objectName().startsWith(u"qt_"_s) ||
                                widget->parentWidget()->inherits("QComboBoxPrivateContainer");
            if (widget->focusPolicy() == Qt::NoFocus || isPart || qobject_cast<const QMenu*>(widget))
                continue;
            if (accessibleName(*widget).isEmpty())
                nameless << QString::fromLatin1(widget->metaObject()->className()) + u' ' +
                                widget->objectName() + u" in "_s +
                                QString::fromLatin1(widget->parentWidget()->metaObject()->className());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }

    void theKeyListIsMadeFromTheCommands()
    {
        WindowFixture f;
        f.trigger("shortcuts");
        auto* dialog = f.window.findChild<ShortcutDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->table()->rowCount(), int(f.window.findChild<Actions*>()->all().size()));
        dialog->close();
    }

    void theAboutBoxNamesAllVersions()
    {
        WindowFixture f;
        f.trigger("about");
        auto* dialog = f.window.findChild<AboutDialog*>();
        QVERIFY(dialog);
        for (const QString& part : {u"Saliscope"_s, u"Qt 6"_s, u"libtorch 2"_s, u"OpenCV 4"_s, u"Device"_s})
            QVERIFY2(dialog->details().contains(part), qPrintable(dialog->details()));
        dialog->close();
    }

    void deviceAndColorsAreRemembered()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        for (const bool first : {true, false}) {
            Engine engine(test::fakeFactory(std::make_shared<test::FakeControl>()));
            SessionDocument document(rememberedSession(settings));
            MainWindow window(engine, document, settings);
            QCOMPARE(document.session().style.colorMap, first ? u"viridis"_s : u"magma"_s);
            RenderStyle style;
            style.colorMap = u"magma"_s;
            document.setStyle(style, u"colour map"_s);
        }
        settings.setValue(Setting::Device, u"cuda:0"_s);
        const Session session = rememberedSession(settings);
        QCOMPARE(session.device, u"cuda:0"_s);
    }

    void aDeviceThatIsGoneGivesWayToTheCpu()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        settings.setValue(Setting::Device, u"cuda:7"_s);
        Engine engine(test::fakeFactory(std::make_shared<test::FakeControl>()));
        SessionDocument document(rememberedSession(settings));
        MainWindow window(engine, document, settings);
        QTRY_COMPARE(document.session().device, u"cpu"_s);
        QVERIFY(window.findChild<MessageBar*>()->text().contains(u"cuda:7"_s));
    }

    void theThreadsAreChosenUndoneAndRemembered()
    {
        WindowFixture f;
        QTRY_COMPARE(f.find<QMenu>("threadsMenu")->actions().size(), 3);
        const QList<QAction*> entries = f.find<QMenu>("threadsMenu")->actions();
        QCOMPARE(entries.at(0)->text(), u"&Automatic (2 threads)"_s);
        QVERIFY(entries.at(0)->isChecked());
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());

        entries.at(2)->trigger();
        QTRY_VERIFY(f.isSettled() &&
                    f.find<QLabel>("speedReadout")->text().contains(u"ms/sample · 2 threads"_s));
        QVERIFY(entries.at(2)->isChecked() && !entries.at(0)->isChecked());
        QCOMPARE(f.settings.value(Setting::Threads).toInt(), 2);
        QCOMPARE(rememberedSession(f.settings).threads, 2);

        f.document.undoStack().undo();
        QVERIFY(entries.at(0)->isChecked() && !entries.at(2)->isChecked());
        QTRY_VERIFY(f.find<QLabel>("speedReadout")->text().contains(u"ms/sample · 1 thread"_s));
        QCOMPARE(f.settings.value(Setting::Threads).toInt(), 0);
    }

    void thePrecisionIsChosenAndWhatIsForCudaIsNotOnTheCpu()
    {
        WindowFixture f;
        const QList<QAction*> entries = f.find<QMenu>("precisionMenu")->actions();
        QCOMPARE(entries.size(), 4);
        QVERIFY(entries.at(0)->isChecked() && !entries.at(2)->isEnabled() && !entries.at(3)->isEnabled());
        entries.at(1)->trigger();
        QCOMPARE(f.document.session().precision, Precision::Float64);
        QVERIFY(entries.at(1)->isChecked() && !entries.at(0)->isChecked());
        QCOMPARE(rememberedSession(f.settings).precision, Precision::Float64);
    }

    void moreThreadsThanThisMachineHasGiveWayToAutomatic()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        settings.setValue(Setting::Threads, 64);
        Engine engine(test::fakeFactory(std::make_shared<test::FakeControl>()));
        SessionDocument document(rememberedSession(settings));
        MainWindow window(engine, document, settings);
        QTRY_COMPARE(document.session().threads, 0);
    }

    void escapeReturnsBeforeItStops()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        f.control->gate.close();
        f.trigger("fillPanel");
        f.trigger("recompute");
        f.control->gate.permit(); // the prediction
        QTRY_VERIFY(f.find<QAction>("stop")->isEnabled());
        QTest::keyClick(&f.window, Qt::Key_Escape);
        QVERIFY(f.photo()->isVisible() && f.find<QAction>("stop")->isEnabled());
        QTest::keyClick(&f.window, Qt::Key_Escape);
        f.control->gate.open();
        QTRY_VERIFY(!f.find<QAction>("stop")->isEnabled());
    }

    void arrowKeysStepThroughTheImages()
    {
        WindowFixture f;
        f.addPhoto(Qt::red, u"red"_s);
        f.addPhoto(Qt::green, u"green"_s);
        QTRY_VERIFY(f.isSettled());
        f.map()->setFocus();
        QTest::keyClick(f.map(), Qt::Key_Left);
        QCOMPARE(f.document.session().current, 0);
        QTest::keyClick(f.map(), Qt::Key_Right);
        QCOMPARE(f.document.session().current, 1);
        auto* slider = f.find<QWidget>("displayDock")->findChild<QSlider*>();
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Left);
        QCOMPARE(f.document.session().current, 1);
    }

    void theStatusBarTellsSpeedThreadsAndMemory()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const QString text = f.find<QLabel>("speedReadout")->text();
        const QRegularExpression form(u"^[\\d.,]+ ms/sample · 1 thread · [\\d.,]+ MB$"_s);
        QVERIFY2(form.match(text).hasMatch(), qPrintable(text));
    }

    void waitsVisiblyForTheEngine()
    {
        const auto control = std::make_shared<test::FakeControl>();
        control->gate.close();
        WindowFixture f(control);
        f.addPhoto();
        QVERIFY(f.window.isVisible());
        QVERIFY(!f.map()->hasMap());
        const auto labels = f.window.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains(u"Starting the engine"_s);
        }));
        control->gate.open();
        QTRY_VERIFY(f.isSettled());
    }

    void closingWhileComputingEndsCleanly()
    {
        const auto control = std::make_shared<test::FakeControl>();
        {
            WindowFixture f(control);
            f.addPhoto();
            QTRY_VERIFY(f.isSettled());
            control->gate.close();
            f.trigger("recompute");
            QTRY_VERIFY(f.engine.isExplaining());
            f.document.undoStack().setClean();
            QVERIFY(f.window.close());
        }
        QCOMPARE(int(control->alive), 0);
    }

    void lightAndDarkDifferAndCanBeRead()
    {
        const QPalette before = qApp->palette();
        QList<QImage> grabs;
        QList<QPalette> palettes;
        for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
            applyAppearance(*qApp, appearance);
            WindowFixture f;
            grabs << f.window.grab().toImage();
            palettes << f.window.palette();
        }
        qApp->setPalette(before);
        QVERIFY(grabs.first() != grabs.last());
        QVERIFY(!isDark(palettes.first()) && isDark(palettes.last()));
        for (const QPalette& palette : palettes) {
            const QColor window = palette.color(QPalette::Window);
            QVERIFY(contrast(palette.color(QPalette::WindowText), window) > 7);
            QVERIFY(contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)) > 7);
            QVERIFY(contrast(quietTextColor(palette), window) > 4.5);
            QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >
                    4.5);
            QVERIFY(contrast(palette.color(QPalette::Link), palette.color(QPalette::Base)) > 4.5);
        }
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestWindow)
#include "test_window.moc"
