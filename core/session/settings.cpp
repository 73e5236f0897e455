// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/settings.h"

#include <array>
#include <memory>

#include "core/base/strings.h"
#include "core/figure/figure_options.h"

namespace saliscope {
namespace {

struct Row
{
    Setting setting;
    const char16_t* key;
    QVariant defaultValue;
};

const auto& table()
{
    static const std::array rows{
        Row{Setting::WindowGeometry, u"window/geometry", QByteArray()},
        Row{Setting::WindowState, u"window/state", QByteArray()},
        Row{Setting::ImageFolder, u"folders/images", QString()},
        Row{Setting::ModelFolder, u"folders/models", QString()},
        Row{Setting::ExportFolder, u"folders/export", QString()},
        Row{Setting::SessionFolder, u"folders/sessions", QString()},
        Row{Setting::ExplainSplitter, u"window/explainSplitter", QByteArray()},
        Row{Setting::Appearance, u"display/appearance", 0},
        Row{Setting::Started, u"program/started", false},
        Row{Setting::Device, u"compute/device", u"cpu"_s},
        Row{Setting::Precision, u"compute/precision", precisionText(saliscope::Precision::Float32)},
        Row{Setting::Threads, u"compute/threads", 0},
        Row{Setting::ColorMap, u"display/colorMap", u"viridis"_s},
        Row{Setting::FigureLayout, u"figure/layout", figureLayoutText(FigureOptions().layout)},
        Row{Setting::FigureBackground, u"figure/background",
            figureBackgroundText(FigureOptions().background)},
        Row{Setting::FigureDpi, u"figure/dpi", FigureOptions().dpi},
        Row{Setting::RecentImages, u"recent/images", QStringList()},
        Row{Setting::RecentModels, u"recent/models", QStringList()},
        Row{Setting::RecentSessions, u"recent/sessions", QStringList()},
        Row{Setting::RulesHintDismissed, u"hints/rulesDismissed", false},
    };
    return rows;
}

const Row& row(Setting setting)
{
    return table()[std::size_t(setting)];
}

QString key(Setting setting)
{
    return QString::fromUtf16(row(setting).key);
}

} // namespace

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent)
    , m_store(file.isEmpty() ? std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope,
                                                           u"saliscope"_s, u"saliscope"_s)
                             : std::make_unique<QSettings>(file, QSettings::IniFormat))
{}

QVariant Settings::value(Setting setting) const
{
    const Row& entry = row(setting);
    QVariant stored = m_store->value(key(setting));
    // An INI file keeps a list of one entry as plain text; what cannot become the default's type is not ours.
    if (!stored.isValid() || !stored.convert(entry.defaultValue.metaType()))
        return entry.defaultValue;
    return stored;
}

void Settings::setValue(Setting setting, const QVariant& value)
{
    if (value == this->value(setting))
        return;
    m_store->setValue(key(setting), value);
    Q_EMIT changed(setting);
}

void Settings::reset(Setting setting)
{
    setValue(setting, defaultValue(setting));
    m_store->remove(key(setting));
}

void Settings::resetAll()
{
    for (const Row& entry : table())
        reset(entry.setting);
}

QVariant Settings::defaultValue(Setting setting)
{
    return row(setting).defaultValue;
}

QList<Setting> Settings::all()
{
    QList<Setting> settings;
    for (const Row& entry : table())
        settings += entry.setting;
    return settings;
}

Session rememberedSession(const Settings& settings)
{
    Session session;
    session.device = settings.value(Setting::Device).toString();
    session.precision =
        parsePrecision(settings.value(Setting::Precision).toString()).value_or(Precision::Float32);
    session.threads = settings.value(Setting::Threads).toInt();
    session.style.colorMap = settings.value(Setting::ColorMap).toString();
    return session;
}

} // namespace saliscope
