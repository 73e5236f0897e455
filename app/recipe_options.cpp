// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recipe_options.h"

#include <QFileInfo>

#include <algorithm>

#include "core/base/similar_words.h"
#include "core/base/strings.h"
#include "core/imaging/picture_io.h"
#include "core/recipe/framing_text.h"

namespace saliscope::app {
namespace {

tl::unexpected<Error> wrong(const QString& title, const QString& hint)
{
    return failure(ErrorCode::InvalidArgument, title, {}, hint);
}

/// What there is instead of `wanted`.
template <typename List>
QString idList(const QString& wanted, const List& entries)
{
    QStringList ids;
    for (const auto& entry : entries)
        ids += entry.id;
    return ids.isEmpty() ? u"There are none."_s
                         : didYouMean(wanted, ids) + u"There are: %1."_s.arg(ids.join(u", "_s));
}

/// "of.layer": what has to be wrapped so that there is such a parameter; empty where nothing helps.
QString wrappingHint(const QString& id, const MethodInfo& method, const QList<MethodInfo>& methods)
{
    const qsizetype dot = id.lastIndexOf(u'.');
    const QString wrapping = id.left(std::max<qsizetype>(dot, 0));
    const ParamSpec* names = method.param(wrapping);
    if (!names)
        return {};
    QStringList fitting;
    for (const MethodInfo& other : methods) {
        const auto isOther = [&](const ParamSpec::Choice& choice) { return choice.id == other.id; };
        if (other.param(id.sliced(dot + 1)) &&
            std::any_of(names->choices.begin(), names->choices.end(), isOther))
            fitting += other.id;
    }
    return fitting.isEmpty() ? QString()
                             : u"Name a method that has it, for example --param %1=%2; there are: %3."_s.arg(
                                   wrapping, fitting.first(), fitting.join(u", "_s));
}

/// A parameter as it was typed.
struct TypedParam
{
    QString id;
    QString value;
};

/// What is wrapped before its own parameters, in whatever order they were typed.
Expected<QList<TypedParam>> typedParams(const QCommandLineParser& parser)
{
    QList<TypedParam> typed;
    for (const QString& text : parser.values(u"param"_s)) {
        const qsizetype equals = text.indexOf(u'=');
        if (equals < 1)
            return wrong(u"\"%1\" is not a parameter"_s.arg(text), u"Give it as --param NAME=VALUE."_s);
        typed += {text.first(equals), text.sliced(equals + 1)};
    }
    std::stable_sort(typed.begin(), typed.end(), [](const TypedParam& a, const TypedParam& b) {
        return a.id.count(u'.') < b.id.count(u'.');
    });
    return typed;
}

Expected<void> readParam(const TypedParam& typed, const MethodInfo& method, const QList<MethodInfo>& methods,
                         ParamValues& params)
{
    const MethodInfo whole = withWrapped(method, params, methods);
    const ParamSpec* spec = whole.param(typed.id);
    if (!spec) {
        const QString hint = wrappingHint(typed.id, whole, methods);
        return wrong(u"%1 has no parameter \"%2\""_s.arg(method.name, typed.id),
                     hint.isEmpty() ? idList(typed.id, whole.params) : hint);
    }
    const Expected<QVariant> value = parseParam(*spec, typed.value);
    if (!value)
        return tl::unexpected(value.error());
    params.insert(typed.id, *value);
    return {};
}

/// Refuses a parameter that the others leave without effect.
Expected<void> checkCounts(const QString& id, const MethodInfo& whole, const ParamValues& params)
{
    const ParamSpec& spec = *whole.param(id);
    if (spec.countsWith(whole.completed(params)))
        return {};
    return wrong(u"The parameter \"%1\" has no effect here"_s.arg(id),
                 u"Add --param %1=%2."_s.arg(spec.needs.param, spec.needs.value));
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
         {u"show"_s,
          u"What is drawn: map (default), or of a map made of samples its standard error (error) or that as "
          "a part of the value (relative)."_s,
          u"W"_s, u"map"_s},
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
            return wrong(u"%1 has no preset \"%2\""_s.arg(method.name, presetId),
                         idList(presetId, method.presets));
        recipe.params = preset->params;
    }
    const QList<MethodInfo> methods = runner.methods();
    const Expected<QList<TypedParam>> typed = typedParams(parser);
    if (!typed)
        return tl::unexpected(typed.error());
    for (const TypedParam& param : *typed)
        if (const Expected<void> read = readParam(param, method, methods, recipe.params); !read)
            return read;
    const MethodInfo whole = withWrapped(method, recipe.params, methods);
    for (const TypedParam& param : *typed)
        if (const Expected<void> checked = checkCounts(param.id, whole, recipe.params); !checked)
            return checked;
    return {};
}

Expected<FigureOptions> readFigureOptions(const QCommandLineParser& parser, qsizetype photos)
{
    for (const QString& name : {u"layout"_s, u"show"_s, u"background"_s, u"dpi"_s}) {
        if (parser.isSet(name) && !parser.isSet(u"out"_s) && !parser.isSet(u"manifest"_s))
            return wrong(u"--%1 is for a figure, and none is written"_s.arg(name),
                         u"Add --out FIGURE or --manifest OUT.json."_s);
    }
    FigureOptions options{.layout = photos > 1 ? FigureLayout::Rows : FigureLayout::Pair};
    if (parser.isSet(u"layout"_s)) {
        const Expected<FigureLayout> layout = parseFigureLayout(parser.value(u"layout"_s));
        if (!layout)
            return tl::unexpected(layout.error());
        options.layout = *layout;
    }
    const Expected<MapAspect> aspect = parseMapAspect(parser.value(u"show"_s));
    if (!aspect)
        return tl::unexpected(aspect.error());
    options.show = *aspect;
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
    return wrong(u"There is no method \"%1\""_s.arg(id), idList(id, methods));
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
