// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "core/base/strings.h"
#include "tests/support/fake_runner.h"
#include "ui/views/map_view.h"
#include "ui/views/picture_view.h"

namespace saliscope {

namespace {

void wheel(QWidget& widget, QPointF at, int degrees)
{
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, degrees * 8}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

void hover(QWidget& widget, QPointF at)
{
    QMouseEvent event(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                      Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

bool isNear(QPointF a, QPointF b)
{
    return QLineF(a, b).length() < 1e-6;
}

} // namespace

class TestViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<PictureView>();
        m_view->resize(400, 300);
        m_view->setPicture(test::fakePicture(Qt::red, u"red"_s));
    }

    void theWheelKeepsThePointUnderTheCursor()
    {
        const QPointF at(100, 90);
        const QPointF photo = m_view->toPhoto(at);
        for (const int degrees : {15, 15, -45, 120}) {
            const double before = m_view->zoom();
            wheel(*m_view, at, degrees);
            QVERIFY(degrees > 0 ? m_view->zoom() > before : m_view->zoom() < before);
            QVERIFY(isNear(m_view->toPhoto(at), photo));
        }
    }

    void fitShowsTheWholePhoto()
    {
        m_view->actualSize();
        m_view->fit();
        const QRectF shown = m_view->toView(QRectF(0, 0, 64, 48));
        QCOMPARE(shown, QRectF(0, 0, 400, 300));
    }

    void actualSizeIsOnePixelPerPixel()
    {
        m_view->actualSize();
        QCOMPARE(m_view->zoom(), 1.0);
    }

    void draggingPans()
    {
        m_view->actualSize();
        const QPointF before = m_view->toPhoto({200, 150});
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {200, 150});
        QTest::mouseMove(m_view.get(), {210, 170});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {210, 170});
        QVERIFY(isNear(m_view->toPhoto({210, 170}), before));
    }

    void linkedViewsShareZoomAndCursorInPhotoCoordinates()
    {
        ViewLink link;
        MapView map;
        map.resize(200, 500);
        map.setPhoto(m_view->picture());
        m_view->setLink(&link);
        map.setLink(&link);
        wheel(*m_view, {50, 60}, 45);
        QCOMPARE(map.zoom(), m_view->zoom());
        QVERIFY(isNear(map.toPhoto({100, 250}), m_view->toPhoto({200, 150})));
        hover(*m_view, {200, 150});
        QVERIFY(link.cursor().has_value());
        QVERIFY(isNear(*link.cursor(), m_view->toPhoto({200, 150})));

        map.setLink(nullptr);
        const double zoom = map.zoom();
        wheel(*m_view, {50, 60}, 45);
        QCOMPARE(map.zoom(), zoom);
    }

    void arrowKeysMoveTheCursorByPixels()
    {
        QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(*m_view->link()->cursor(), QPointF(33.5, 24.5));
        QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(*m_view->link()->cursor(), QPointF(33.5, 14.5));
        for (int i = 0; i < 10; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(*m_view->link()->cursor(), QPointF(33.5, 0.5));
    }

    void cropHandlesResizeAndTheLineMoves()
    {
        m_view->setCrop(QRectF(8, 0, 32, 32));
        connect(m_view.get(), &PictureView::cropDragged, m_view.get(), &PictureView::setCrop);
        QSignalSpy finished(m_view.get(), &PictureView::cropDragFinished);
        const auto drag = [this](QPointF from, QPointF to) {
            const QPoint start = m_view->toView(from).toPoint();
            const QPoint end = m_view->toView(to).toPoint();
            QTest::mousePress(m_view.get(), Qt::LeftButton, {}, start);
            QTest::mouseMove(m_view.get(), end);
            QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, end);
        };
        drag({40, 32}, {44, 40}); // The lower right handle.
        QCOMPARE(m_view->crop().topLeft(), QPointF(8, 0));
        QVERIFY(QLineF(m_view->crop().bottomRight(), QPointF(44, 40)).length() < 0.2);
        const QSizeF size = m_view->crop().size();
        drag({16, 40}, {100, 44}); // The line below: moves, but not out of the photo.
        QVERIFY(std::abs(m_view->crop().right() - 64) < 0.2);
        QVERIFY(std::abs(m_view->crop().width() - size.width()) < 1e-6);
        QCOMPARE(finished.count(), 2);
    }

    void insideTheOutlineADragMovesItUnlessZoomed()
    {
        m_view->setCrop(QRectF(8, 0, 32, 32));
        connect(m_view.get(), &PictureView::cropDragged, m_view.get(), &PictureView::setCrop);
        const auto dragBy = [this](QPoint way) {
            const QPoint start = m_view->toView(m_view->crop().center()).toPoint();
            QTest::mousePress(m_view.get(), Qt::LeftButton, {}, start);
            QTest::mouseMove(m_view.get(), start + way);
            QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, start + way);
        };
        dragBy({50, 0});
        QCOMPARE(m_view->crop(), QRectF(16, 0, 32, 32));
        QVERIFY(m_view->link()->state().fitted);
        m_view->actualSize();
        dragBy({5, 0});
        QCOMPARE(m_view->crop(), QRectF(16, 0, 32, 32));
        m_view->fit();
        m_view->setCrop(QRectF(0, 0, 64, 48)); // No room to move.
        dragBy({5, 0});
        QCOMPARE(m_view->crop(), QRectF(0, 0, 64, 48));
    }

    void theFocusOnlyFramesTheView()
    {
        m_view->setCrop(QRectF(8, 0, 32, 32));
        const QColor before = m_view->grab().toImage().pixelColor(150, 60);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
        QTRY_VERIFY(m_view->hasFocus());
        QCOMPARE(m_view->grab().toImage().pixelColor(150, 60), before);
    }

    void cropMovesByKeys()
    {
        m_view->setCrop(QRectF(8, 0, 32, 32));
        connect(m_view.get(), &PictureView::cropDragged, m_view.get(), &PictureView::setCrop);
        QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_view->crop(), QRectF(9, 0, 32, 32));
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(m_view->crop(), QRectF(9, 0, 32, 33));
    }

    void staleMapsAreMarked()
    {
        MapView map;
        map.resize(300, 300);
        map.setPhoto(m_view->picture());
        QImage colors(16, 16, QImage::Format_RGB32);
        colors.fill(Qt::yellow);
        map.setMap(colors, {{64, 48}, {16, 16}, QRectF(8, 0, 48, 48)}, 1);
        const QImage fresh = map.grab().toImage();
        map.setStale(true);
        const QImage stale = map.grab().toImage();
        QVERIFY(fresh != stale);
        QCOMPARE(stale.pixelColor(150, 150), fresh.pixelColor(150, 150));
        map.setStale(false);
        QCOMPARE(map.grab().toImage(), fresh);
    }

    void blinkingShowsThePhoto()
    {
        MapView map;
        map.resize(300, 300);
        map.setPhoto(m_view->picture());
        QImage colors(16, 16, QImage::Format_RGB32);
        colors.fill(Qt::yellow);
        map.setMap(colors, {{64, 48}, {16, 16}, QRectF(8, 0, 48, 48)}, 1);
        QCOMPARE(map.grab().toImage().pixelColor(150, 150), QColor(Qt::yellow));
        map.setBlink(true);
        QVERIFY(map.grab().toImage().pixelColor(150, 150) != QColor(Qt::yellow));
    }

private:
    std::unique_ptr<PictureView> m_view;
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestViews)
#include "test_views.moc"
