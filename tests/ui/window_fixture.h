// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/strings.h"
#include "tests/support/fake_runner.h"
#include "ui/explain/explain_page.h"
#include "ui/main_window.h"
#include "ui/views/map_view.h"
#include "ui/views/picture_view.h"

namespace saliscope::test {

/// The real window on a fake runner, with settings of its own.
class WindowFixture
{
public:
    explicit WindowFixture(FakeControlPtr fakeControl = std::make_shared<FakeControl>())
        : control(std::move(fakeControl))
        , settings(folder.filePath(u"settings.ini"_s))
        , engine(fakeFactory(control))
        , document(rememberedSession(settings))
        , window(engine, document, settings)
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        window.resize(1440, 900);
        window.show();
    }

    /// The panels of the Compare workspace have the same controls as Explain's: they are found in their
    /// docks.
    template <typename T>
    T* find(const char* name) const
    {
        for (T* found : window.findChildren<T*>(QString::fromLatin1(name))) {
            if (!isOfBoard(found))
                return found;
        }
        return nullptr;
    }
    void trigger(const char* name) const { find<QAction>(name)->trigger(); }

    MapView* map() const { return find<MapView>("mapView"); }
    PictureView* photo() const { return find<PictureView>("photoView"); }

    void addPhoto(QColor color = Qt::red, const QString& name = u"red"_s)
    {
        document.addPictures({fakePicture(color, name)});
    }
    /// A photo on disk; its path.
    QString savePhoto(const QString& name, QColor color = Qt::red) const
    {
        const QString path = folder.filePath(name);
        fakePicture(color, name).pixels.save(path);
        return path;
    }
    bool isSettled() const { return map()->hasMap() && !map()->isStale() && !engine.isExplaining(); }

    bool isOfBoard(const QObject* object) const
    {
        for (; object; object = object->parent()) {
            if (object->objectName() == u"panelMethodDock"_s || object->objectName() == u"panelDisplayDock"_s)
                return true;
        }
        return false;
    }

    QTemporaryDir folder;
    FakeControlPtr control;
    Settings settings;
    Engine engine;
    SessionDocument document;
    MainWindow window;
};

} // namespace saliscope::test
