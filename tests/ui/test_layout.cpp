// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDockWidget>
#include <QListView>
#include <QTest>

#include "tests/ui/window_fixture.h"

namespace saliscope {

using test::WindowFixture;

class TestLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsASmallScreen()
    {
        WindowFixture f;
        f.addPhoto();
        for (const char* workspace : {"workspaceExplain", "workspaceAscend"}) {
            f.trigger(workspace);
            f.window.resize(1024, 640);
            QCoreApplication::sendPostedEvents();
            QCOMPARE(f.window.size(), QSize(1024, 640));
        }
        QVERIFY(f.window.minimumSizeHint().height() < 480); // A frame and larger fonts need the rest.
    }

    void aSmallWindowShowsFivePredictions()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        f.window.resize(1024, 640);
        f.trigger("restoreLayout");
        QCoreApplication::sendPostedEvents();
        auto* list = f.find<QListView>("predictions");
        QVERIFY(list->viewport()->height() >= 5 * list->sizeHintForRow(0));
        QVERIFY(f.map()->width() > 240 && f.map()->height() > 360);
        QCOMPARE(f.map()->size(), f.photo()->size());
    }

    void aTallWindowShowsAllPanels()
    {
        WindowFixture f;
        auto* method = f.find<QDockWidget>("methodDock");
        auto* display = f.find<QDockWidget>("displayDock");
        QVERIFY(f.window.tabifiedDockWidgets(method).contains(display));
        f.window.resize(1440, 1200);
        f.trigger("restoreLayout");
        QCoreApplication::sendPostedEvents();
        QVERIFY(!f.window.tabifiedDockWidgets(method).contains(display));
        QVERIFY(method->isVisible() && display->isVisible());
    }

    void aWorkspaceTakesTheKeysFromFieldsOfBefore()
    {
        WindowFixture f;
        f.addPhoto();
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        f.find<QWidget>("classSearch")->setFocus();
        f.trigger("workspaceAscend");
        QVERIFY(f.find<QWidget>("ascentView")->hasFocus());
        f.trigger("workspaceExplain");
        QVERIFY(f.map()->hasFocus());
    }

    void workspacesBringTheirPanels()
    {
        WindowFixture f;
        f.addPhoto();
        auto* method = f.find<QDockWidget>("methodDock");
        auto* ascent = f.find<QDockWidget>("ascendDock");
        QVERIFY(method->isVisible() && !ascent->isVisible());
        f.trigger("workspaceAscend");
        QVERIFY(!method->isVisible() && ascent->isVisible());
        f.trigger("workspaceExplain");
        QVERIFY(method->isVisible() && !ascent->isVisible());
    }

    void docksAndWindowAreRemembered()
    {
        QTemporaryDir folder;
        const auto control = std::make_shared<test::FakeControl>();
        Settings settings(folder.filePath(u"settings.ini"_s));
        for (const bool first : {true, false}) {
            Engine engine(test::fakeFactory(control));
            SessionDocument document;
            MainWindow window(engine, document, settings);
            window.show();
            auto* images = window.findChild<QDockWidget*>(u"imagesDock"_s);
            QCOMPARE(images->isVisible(), first);
            images->hide();
            window.close();
            if (!first) {
                window.show();
                window.findChild<QAction*>(u"restoreLayout"_s)->trigger();
                QVERIFY(images->isVisible());
            }
        }
    }

    void thePanelUnderTheCursorFillsTheMiddle()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        for (ZoomView* view : {static_cast<ZoomView*>(f.photo()), static_cast<ZoomView*>(f.map())}) {
            const double zoom = view->zoom();
            QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
            QApplication::sendEvent(view->parentWidget(), &enter);
            QApplication::sendEvent(view->parentWidget()->parentWidget(), &enter);
            QTest::keyClick(&f.window, Qt::Key_F);
            QCOMPARE(f.photo()->isVisible(), view == f.photo());
            QCOMPARE(f.map()->isVisible(), view == f.map());
            QTRY_VERIFY(view->zoom() > zoom);
            QTest::keyClick(&f.window, Qt::Key_Escape);
            QVERIFY(f.photo()->isVisible() && f.map()->isVisible());
            QTRY_COMPARE(view->zoom(), zoom);
            QEvent leave(QEvent::Leave);
            QApplication::sendEvent(view->parentWidget(), &leave);
            QApplication::sendEvent(view->parentWidget()->parentWidget(), &leave);
        }
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestLayout)
#include "test_layout.moc"
