// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>

#include "app/command.h"
#include "app/console.h"
#include "app/recipe_options.h"
#include "core/base/strings.h"
#include "core/engine/replay.h"
#include "core/engine/runner_loader.h"
#include "core/figure/figure_file.h"
#include "core/figure/manifest_file.h"
#include "core/session/session_restore.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    parser.addPositionalArgument(
        u"FILE"_s, u"A manifest, a figure that carries its own (PNG, SVG, PDF), or a session."_s, u"FILE"_s);
    parser.addOptions(
        {{u"out"_s, u"Writes the figure: PNG, SVG, PDF or TIFF."_s, u"FIGURE"_s},
         {u"search"_s, u"Folder with photos and models that have moved; may be repeated."_s, u"DIR"_s},
         {u"device"_s, u"Computes on this device instead of the one that the figure was made on."_s,
          u"D"_s}});
}

tl::unexpected<Error> wrong(const QString& title, const QString& hint)
{
    return failure(ErrorCode::InvalidArgument, title, {}, hint);
}

Expected<FileFinder> finder(const QStringList& folders)
{
    for (const QString& folder : folders) {
        if (!QFileInfo(folder).isDir())
            return wrong(u"\"%1\" is not a folder"_s.arg(folder), u"Name a folder as --search."_s);
    }
    return FileFinder(folders);
}

/// What the file on the command line asks for.
struct Source
{
    Manifest manifest;
    QList<Picture> pasted; ///< Pictures that a session holds itself.
};

Expected<Source> sessionSource(const QString& path)
{
    const Expected<StoredSession> stored = readSession(path);
    if (!stored)
        return tl::unexpected(stored.error());
    Source source{.manifest = manifestOf(*stored), .pasted = {}};
    for (const OpenPicture& open : stored->session.pictures) {
        if (!open.picture.isNull())
            source.pasted += open.picture;
    }
    if (source.manifest.panels.isEmpty())
        return failure(ErrorCode::FileUnreadable, u"There is nothing to draw in \"%1\""_s.arg(path),
                       u"The session has no photo."_s, u"Open one in it and save it again."_s);
    return source;
}

Expected<Source> source(const QString& path)
{
    if (QFileInfo(path).suffix().toLower() == sessionEnding)
        return sessionSource(path);
    return readManifest(path).map([](const Manifest& manifest) { return Source{manifest, {}}; });
}

Expected<Figure> computed(const Source& source, const FileFinder& finder, Runner& runner)
{
    const Manifest& manifest = source.manifest;
    Replay replay(manifest, finder, runner);
    for (const Picture& picture : source.pasted)
        replay.give(picture);
    Figure figure{.options = manifest.options};
    for (qsizetype i = 0; i < manifest.panels.size(); ++i) {
        ProgressLine line(u"panel %1 of %2"_s.arg(i + 1).arg(manifest.panels.size()));
        JobContext job;
        job.cancel = interruption();
        job.progress = [&](const Progress& progress) { line.show(progress); };
        const Expected<FigurePanel> panel = replay.panel(i, job);
        if (!panel)
            return tl::unexpected(panel.error());
        if (job.cancel.isCancelled())
            return failure(ErrorCode::Cancelled, u"Cancelled; nothing was written"_s);
        figure.panels += *panel;
    }
    return figure;
}

/// What keeps the figure from being the one it was.
void warn(const Manifest& manifest)
{
    if (manifest.version != QStringLiteral(SALISCOPE_VERSION))
        printMessage(
            u"saliscope: The figure was made by version %1; this is %2, so its numbers may differ a little."_s
                .arg(manifest.version, QStringLiteral(SALISCOPE_VERSION)));
    for (qsizetype i = 0; i < manifest.panels.size(); ++i) {
        if (const int samples = manifest.panels[i].stoppedAfter)
            printMessage(
                u"saliscope: Panel %1 had been stopped after %2 samples; it is computed to the end."_s
                    .arg(i + 1)
                    .arg(samples));
    }
}

Expected<void> run(const QCommandLineParser& parser)
{
    if (parser.positionalArguments().size() != 1)
        return wrong(u"One file is needed"_s, u"Name a manifest or an exported figure."_s);
    if (!parser.isSet(u"out"_s))
        return wrong(u"No figure is asked for"_s, u"Add --out FIGURE."_s);
    const QString out = parser.value(u"out"_s);
    if (const auto checked = checkEnding(out, figureEndings()); !checked)
        return checked;
    const Expected<FileFinder> files = finder(parser.values(u"search"_s));
    if (!files)
        return tl::unexpected(files.error());
    Expected<Source> asked = source(parser.positionalArguments().front());
    if (!asked)
        return tl::unexpected(asked.error());
    if (parser.isSet(u"device"_s)) {
        for (ManifestPanel& panel : asked->manifest.panels)
            panel.recipe.device = parser.value(u"device"_s);
    }
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());
    warn(asked->manifest);
    const Expected<Figure> figure = computed(*asked, *files, **runner);
    if (!figure)
        return tl::unexpected(figure.error());
    return writeFigure(*figure, out);
}

} // namespace

Command figureCommand()
{
    return {u"figure"_s, u"Makes a figure from a manifest, a session or what a figure carries."_s, declare,
            run};
}

} // namespace saliscope::app
