// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exporter.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QWidget>

#include "core/base/strings.h"
#include "core/figure/figure_file.h"
#include "core/imaging/map_file.h"
#include "core/imaging/picture_io.h"
#include "core/imaging/preprocess.h"
#include "core/render/map_renderer.h"
#include "ui/actions.h"
#include "ui/ascent/ascend_controller.h"
#include "ui/command_line.h"
#include "ui/compare/compare_controller.h"
#include "ui/dialogs/figure_dialog.h"
#include "ui/explain/explain_controller.h"
#include "ui/files/file_dialogs.h"

namespace saliscope {

Exporter::Exporter(const SessionDocument& document, const ExplainController& explain,
                   const CompareController& compare, const AscendController& ascend, FileDialogs& dialogs,
                   Settings& settings, const Actions& actions, QWidget* window)
    : QObject(window)
    , m_document(document)
    , m_explain(explain)
    , m_compare(compare)
    , m_ascend(ascend)
    , m_dialogs(dialogs)
    , m_settings(settings)
    , m_actions(actions)
    , m_window(window)
{
    connect(actions.exportFigure, &QAction::triggered, this, &Exporter::exportFigure);
    connect(actions.exportMap, &QAction::triggered, this, &Exporter::exportMap);
    connect(actions.saveDrawing, &QAction::triggered, this, &Exporter::saveDrawing);
    connect(actions.copyMap, &QAction::triggered, this, &Exporter::copyMap);
    connect(actions.copyCommandLine, &QAction::triggered, this, &Exporter::copyCommandLine);
    connect(&explain, &ExplainController::attributionChanged, this, &Exporter::updateActions);
    connect(&compare, &CompareController::selectionChanged, this, &Exporter::updateActions);
    connect(&document, &SessionDocument::changed, this, &Exporter::updateActions);
    updateActions();
}

std::optional<ShownMap> Exporter::shown() const
{
    if (m_document.session().workspace == Workspace::Compare)
        return m_compare.selectedMap();
    const OpenPicture* open = m_document.session().currentPicture();
    if (!m_explain.attribution() || !open)
        return std::nullopt;
    return ShownMap{m_explain.attribution(), m_explain.shownMap(), open->picture, m_document.session().style};
}

void Exporter::updateActions()
{
    const bool hasMap = shown().has_value();
    for (QAction* action :
         {m_actions.exportFigure, m_actions.exportMap, m_actions.copyMap, m_actions.copyCommandLine})
        action->setEnabled(hasMap);
}

QString Exporter::suggestion(const QString& kind, const QString& ending) const
{
    const auto map = shown();
    const QString name = map ? QFileInfo(map->photo.name).completeBaseName() : u"saliscope"_s;
    return u"%1-%2.%3"_s.arg(name, kind, ending);
}

void Exporter::report(const Expected<void>& saved, const QString& path)
{
    if (saved)
        Q_EMIT noted(tr("Saved as %1").arg(path));
    else
        Q_EMIT failed(saved.error());
}

std::optional<Figure> Exporter::shownFigure() const
{
    return m_document.session().workspace == Workspace::Compare ? m_compare.selectedFigure()
                                                                : m_explain.figure();
}

void Exporter::exportFigure()
{
    const auto figure = shownFigure();
    if (!figure)
        return;
    auto* dialog = new FigureDialog(*figure, m_explain.figureOfAll(), m_document.session().pictures.size(),
                                    m_settings, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { saveFigure(dialog->figure()); });
    dialog->open();
}

void Exporter::saveFigure(const Figure& figure)
{
    const QString name = figure.panels.size() > 1 ? tr("figure.png") : suggestion(u"figure"_s, u"png"_s);
    const QString path = m_dialogs.saveFile(
        m_window, tr("Export Figure"), name,
        tr("PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf);;TIFF picture (*.tiff)"),
        Setting::ExportFolder);
    if (!path.isEmpty())
        report(writeFigure(figure, path), path);
}

void Exporter::exportMap()
{
    const auto map = shown();
    if (!map)
        return;
    const Attribution& attribution = *map->attribution;
    const QString path =
        m_dialogs.saveFile(m_window, tr("Export Raw Map"), suggestion(attribution.recipe.method, u"npy"_s),
                           tr("NumPy array (*.npy);;Text (*.csv)"), Setting::ExportFolder);
    if (!path.isEmpty())
        report(writeMap(path, attribution.map), path);
}

void Exporter::saveDrawing()
{
    const AscentFramePtr frame = m_ascend.shown();
    if (!frame)
        return;
    const QString name = u"%1-step-%2.png"_s.arg(QString(frame->label).replace(u' ', u'-')).arg(frame->step);
    const QString path = m_dialogs.saveFile(m_window, tr("Save Ascent Picture"), name,
                                            tr("PNG picture (*.png)"), Setting::ExportFolder);
    if (!path.isEmpty())
        report(writePng(unitImage(frame->picture), path), path);
}

void Exporter::copyMap()
{
    const auto map = shown();
    if (!map)
        return;
    const MapRenderer renderer(map->drawn, map->style);
    const bool isOverPhoto = map->style.overlay && !map->photo.isNull();
    QGuiApplication::clipboard()->setImage(
        isOverPhoto ? renderer.overlay(map->photo.pixels, map->attribution->geometry.source)
                    : renderer.image());
    Q_EMIT noted(tr("Map copied"));
}

FigureOptions Exporter::figureOptions() const
{
    const auto figure = shownFigure();
    FigureOptions options = figure ? figure->options : FigureOptions();
    if (m_document.session().pictures.size() > 1)
        options.layout =
            parseFigureLayout(m_settings.value(Setting::FigureLayout).toString()).value_or(options.layout);
    options.background = parseFigureBackground(m_settings.value(Setting::FigureBackground).toString())
                             .value_or(options.background);
    options.dpi = m_settings.value(Setting::FigureDpi).toInt();
    return options;
}

void Exporter::copyCommandLine()
{
    const auto map = shown();
    if (!map)
        return;
    const bool isInFile = !map->photo.path.isEmpty();
    QGuiApplication::clipboard()->setText(explainCommandLine(
        map->attribution->recipe, isInFile ? map->photo.path : map->photo.name, figureOptions()));
    Q_EMIT noted(
        isInFile ? tr("Command copied")
                 : tr("Command copied; the picture is not in a file yet, so save it and put its name there"));
}

} // namespace saliscope
