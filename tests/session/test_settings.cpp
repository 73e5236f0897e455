// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/strings.h"
#include "core/session/recent_files.h"
#include "core/session/settings.h"

using namespace saliscope;

namespace {

QString touch(const QTemporaryDir& folder, const QString& name)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) ? file.fileName() : QString();
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySettingHasAValidDefault();
    void valuesSurviveARestart();
    void valuesOfTheWrongTypeAreIgnored();
    void changesAreAnnouncedOnce();
    void recentFilesAreNewestFirstWithoutRepeats();
    void recentFilesAreCappedAndMissingOnesDropped();
};

void TestSettings::everySettingHasAValidDefault()
{
    const QTemporaryDir folder;
    const Settings settings(folder.filePath(u"s.ini"_s));
    QCOMPARE(Settings::all().size(), int(Setting::RulesHintDismissed) + 1);
    for (int i = 0; i < Settings::all().size(); ++i) {
        QCOMPARE(int(Settings::all()[i]), i);
        QVERIFY(Settings::defaultValue(Setting(i)).isValid());
        QCOMPARE(settings.value(Setting(i)), Settings::defaultValue(Setting(i)));
    }
}

void TestSettings::valuesSurviveARestart()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"s.ini"_s);
    {
        Settings settings(file);
        settings.setValue(Setting::Device, u"cuda:0"_s);
        settings.setValue(Setting::WindowGeometry, QByteArray("\x01\x00\xff", 3));
        settings.setValue(Setting::RecentImages, QStringList{u"only one"_s});
    }
    Settings settings(file);
    QCOMPARE(settings.value(Setting::Device).toString(), u"cuda:0"_s);
    QCOMPARE(settings.value(Setting::WindowGeometry).toByteArray(), QByteArray("\x01\x00\xff", 3));
    QCOMPARE(settings.value(Setting::RecentImages).toStringList(), QStringList{u"only one"_s});
    settings.resetAll();
    QCOMPARE(settings.value(Setting::Device).toString(), u"cpu"_s);
}

void TestSettings::valuesOfTheWrongTypeAreIgnored()
{
    const QTemporaryDir folder;
    QSettings(folder.filePath(u"s.ini"_s), QSettings::IniFormat)
        .setValue(u"recent/images"_s, QVariantMap{{u"a"_s, 1}});
    const Settings settings(folder.filePath(u"s.ini"_s));
    QCOMPARE(settings.value(Setting::RecentImages), QVariant(QStringList()));
}

void TestSettings::changesAreAnnouncedOnce()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"s.ini"_s));
    const QSignalSpy spy(&settings, &Settings::changed);
    settings.setValue(Setting::ColorMap, u"magma"_s);
    settings.setValue(Setting::ColorMap, u"magma"_s);
    QCOMPARE(spy.size(), 1);
    settings.reset(Setting::ColorMap);
    QCOMPARE(spy.size(), 2);
    QCOMPARE(settings.value(Setting::ColorMap).toString(), u"viridis"_s);
}

void TestSettings::recentFilesAreNewestFirstWithoutRepeats()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"s.ini"_s));
    RecentFiles images(settings, Setting::RecentImages);
    RecentFiles models(settings, Setting::RecentModels);
    const QString a = touch(folder, u"a.png"_s);
    const QString b = touch(folder, u"b.png"_s);
    images.add(a);
    images.add(b);
    images.add(folder.filePath(u"./x/../a.png"_s));
    QCOMPARE(images.files(), QStringList({a, b}));
    QVERIFY(models.files().isEmpty());
    images.clear();
    QVERIFY(images.files().isEmpty());
}

void TestSettings::recentFilesAreCappedAndMissingOnesDropped()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"s.ini"_s));
    RecentFiles recent(settings, Setting::RecentImages);
    for (int i = 0; i < 12; ++i)
        recent.add(touch(folder, QString::number(i)));
    QCOMPARE(recent.files().size(), 10);
    QCOMPARE(recent.files().front(), folder.filePath(u"11"_s));
    QVERIFY(QFile::remove(folder.filePath(u"11"_s)));
    QCOMPARE(recent.files().size(), 9);
    QCOMPARE(recent.files().front(), folder.filePath(u"10"_s));
    QCOMPARE(settings.value(Setting::RecentImages).toStringList().size(), 9);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "test_settings.moc"
