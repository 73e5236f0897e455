// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recipe_options.h"

#include <QFileInfo>

#include "core/base/strings.h"
#include "core/imaging/picture_io.h"
#include "core/recipe/framing_text.h"

namespace saliscope::app {
namespace {

tl::unexpected<Error> wrong(const QString& title, const QString& hint)
{
    return failure(ErrorCode::InvalidArgument, title, {}, hint);
}

template <typename List>
QString idList(const List& entries)
{
    QStringList ids;
    for (const auto& entry : entries)
        ids += entry.id;
    return ids.isEmpty() ? u"There are none."_s : u"There are: %1."_s.arg(ids.join(u", "_s));
}

Expected<void> readParam(const QString& text, const MethodInfo& method, ParamValues& params)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 1)
        return wrong(u"\"%1\" is not a parameter"_s.arg(text), u"Give it as --param NAME=VALUE."_s);
    const QString id = text.first(equals);
    const ParamSpec* spec = method.param(id);
    if (!spec)
        return wrong(u"%1 has no parameter \"%2\""_s.arg(method.name, id), idList(method.params));
    const Expected<QVariant> value = parseParam(*spec, text.sliced(equals + 1));
    if (!value)
        return tl::unexpected(value.error());
    params.insert(id, *value);
    return {};
}

} // namespace

void declareModelOptions(QCommandLineParser& parser)
{
    parser.addOptions(
        {{u"model"_s, u"Model file, .pt2 or TorchScript .pt (default: the bundled EfficientNet-Lite0)."_s,
          u"M"_s},
         {u"device"_s, u"cpu (default) or cuda:0."_s, u"D"_s, u"cpu"_s},
         {u"threads"_s, u"Threads that compute (default: one for each core)."_s, u"N"_s},
         {u"precision"_s, u"float32 (default) or float64; on CUDA also tf32 or half."_s, u"P"_s,
          u"float32"_s}});
}

void declareFramingOption(QCommandLineParser& parser)
{
    parser.addOption(
        {u"framing"_s,
         u"What the model sees of a photo: crop (as trained, default), pad, stretch, or X,Y,WIDTH,HEIGHT in "
         "pixels of the photo."_s,
         u"F"_s, u"crop"_s});
}

void declareMethodOptions(QCommandLineParser& parser)
{
    parser.addOptions(
        {{u"preset"_s, u"Named set of parameters; \"saliscope methods\" lists them."_s, u"NAME"_s},
         {u"param"_s, u"Sets one parameter; may be repeated; wins over the preset."_s, u"k=v"_s},
         {u"seed"_s, u"Seed of the random numbers: same seed, same result (default: 1)."_s, u"N"_s, u"1"_s}});
}

void declareFigureOptions(QCommandLineParser& parser)
{
    parser.addOptions(
        {{u"layout"_s,
          u"pair (every photo beside its map) or rows (photos over their maps; default for several)."_s,
          u"L"_s},
         {u"background"_s, u"Of the figure: white (default) or transparent."_s, u"B"_s, u"white"_s},
         {u"dpi"_s, u"Dots per inch of the figure (default: 192); its size in millimetres stays."_s, u"N"_s,
          QString::number(FigureOptions().dpi)}});
}

Expected<Recipe> baseRecipe(const QCommandLineParser& parser)
{
    Recipe recipe;
    recipe.model.path = parser.value(u"model"_s);
    recipe.device = parser.value(u"device"_s);
    if (parser.isSet(u"threads"_s)) {
        const Expected<int> threads = numberOption(parser, u"threads"_s, 1);
        if (!threads)
            return tl::unexpected(threads.error());
        recipe.threads = *threads;
    }
    const Expected<Precision> precision = parsePrecision(parser.value(u"precision"_s));
    if (!precision)
        return tl::unexpected(precision.error());
    recipe.precision = *precision;
    return recipe;
}

Expected<Recipe> pictureRecipe(const QCommandLineParser& parser)
{
    Expected<Recipe> recipe = baseRecipe(parser);
    const Expected<Framing> framing = parseFraming(parser.value(u"framing"_s));
    if (!framing)
        return tl::unexpected(framing.error());
    if (recipe)
        recipe->framing = *framing;
    return recipe;
}

Expected<void> readMethodOptions(const QCommandLineParser& parser, const Runner& runner,
                                 const MethodInfo& method, const QString& defaultPreset, Recipe& recipe)
{
    bool ok = false;
    recipe.method = method.id;
    recipe.seed = parser.value(u"seed"_s).toULongLong(&ok);
    if (!ok)
        return wrong(u"\"%1\" is not a seed"_s.arg(parser.value(u"seed"_s)),
                     u"Give a whole number from 0."_s);
    const QString presetId = parser.isSet(u"preset"_s) ? parser.value(u"preset"_s) : defaultPreset;
    if (!presetId.isEmpty()) {
        const Preset* preset = method.preset(presetId);
        if (!preset)
            return wrong(u"%1 has no preset \"%2\""_s.arg(method.name, presetId), idList(method.presets));
        recipe.params = preset->params;
    }
    const QList<MethodInfo> methods = runner.methods();
    for (const QString& text : parser.values(u"param"_s)) { // What is wrapped is named before its parameters.
        const MethodInfo wrapping = withWrapped(method, recipe.params, methods);
        if (const Expected<void> read = readParam(text, wrapping, recipe.params); !read)
            return read;
    }
    return {};
}

Expected<FigureOptions> readFigureOptions(const QCommandLineParser& parser, qsizetype photos)
{
    for (const QString& name : {u"layout"_s, u"background"_s, u"dpi"_s}) {
        if (parser.isSet(name) && !parser.isSet(u"out"_s))
            return wrong(u"--%1 is for a figure, and none is written"_s.arg(name), u"Add --out FIGURE."_s);
    }
    FigureOptions options{.layout = photos > 1 ? FigureLayout::Rows : FigureLayout::Pair};
    if (parser.isSet(u"layout"_s)) {
        const Expected<FigureLayout> layout = parseFigureLayout(parser.value(u"layout"_s));
        if (!layout)
            return tl::unexpected(layout.error());
        options.layout = *layout;
    }
    const Expected<FigureBackground> background = parseFigureBackground(parser.value(u"background"_s));
    if (!background)
        return tl::unexpected(background.error());
    options.background = *background;
    const Expected<int> dpi = numberOption(parser, u"dpi"_s, FigureOptions::leastDpi, FigureOptions::mostDpi);
    if (!dpi)
        return tl::unexpected(dpi.error());
    options.dpi = *dpi;
    return options;
}

Expected<QList<Picture>> readPictures(const QStringList& paths)
{
    if (paths.isEmpty())
        return wrong(u"No image is given"_s, u"Name one or more image files."_s);
    QList<Picture> pictures;
    for (const QString& path : paths) {
        const Expected<Picture> picture = readPicture(path);
        if (!picture)
            return tl::unexpected(picture.error());
        pictures += *picture;
    }
    return pictures;
}

Expected<MethodInfo> findMethod(const Runner& runner, const QString& id, MethodInfo::Produces produces)
{
    QList<MethodInfo> methods = runner.methods();
    methods.removeIf([&](const MethodInfo& method) { return method.produces != produces; });
    for (const MethodInfo& method : methods) {
        if (method.id == id)
            return method;
    }
    return wrong(u"There is no method \"%1\""_s.arg(id), idList(methods));
}

Expected<int> numberOption(const QCommandLineParser& parser, const QString& name, int minimum, int maximum)
{
    bool ok = false;
    const int number = parser.value(name).toInt(&ok);
    if (ok && number >= minimum && number <= maximum)
        return number;
    const bool isBounded = maximum < std::numeric_limits<int>::max();
    return wrong(u"\"%1\" is not a value of --%2"_s.arg(parser.value(name), name),
                 isBounded ? u"Give a whole number from %1 to %2."_s.arg(minimum).arg(maximum)
                           : u"Give a whole number from %1."_s.arg(minimum));
}

Expected<void> checkEnding(const QString& path, const QStringList& endings)
{
    if (endings.contains(QFileInfo(path).suffix().toLower()))
        return {};
    return wrong(u"\"%1\" does not say which kind of file to write"_s.arg(path),
                 u"Let the name end in .%1."_s.arg(endings.join(u" or ."_s)));
}

} // namespace saliscope::app
