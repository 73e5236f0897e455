// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDialog>
#include <QListView>
#include <QTest>

#include "core/engine/runner_loader.h"
#include "tests/ui/window_fixture.h"
#include "ui/files/opener.h"

namespace saliscope {

/// The real window with the real module and the bundled model.
class TestEndToEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSampleIsExplainedAndExported()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        Engine engine(openRunner);
        SessionDocument document;
        MainWindow window(engine, document, settings);
        window.show();
        const QStringList koala = Opener::samples().filter(u"koala"_s);
        QCOMPARE(koala.size(), 1);
        window.openFiles(koala);
        auto* predictions = window.findChild<QListView*>(u"predictions"_s);
        QTRY_VERIFY_WITH_TIMEOUT(predictions->model()->rowCount() > 0, 60000);
        QCOMPARE(predictions->model()->index(0, 0).data().toString(), u"koala"_s);
        auto* map = window.findChild<MapView*>(u"mapView"_s);
        QTRY_VERIFY_WITH_TIMEOUT(map->hasMap(), 60000);
        QVERIFY(window.findChild<ExplainPage*>()->mapTitle().contains(u"koala 92"_s));
        window.findChild<QAction*>(u"stop"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!engine.isExplaining(), 60000);

        const QString path = folder.filePath(u"figure.png"_s);
        window.dialogs().setNextAnswer({path});
        window.findChild<QAction*>(u"exportFigure"_s)->trigger();
        window.findChild<QDialog*>(u"figureDialog"_s)->accept();
        QVERIFY(!QImage(path).isNull());
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestEndToEnd)
#include "test_end_to_end.moc"
