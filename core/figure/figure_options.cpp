// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure_options.h"

#include <QStringList>

#include "core/base/strings.h"

namespace saliscope {
namespace {

/// In the order of the enumerators.
const QStringList layouts{u"pair"_s, u"rows"_s};
const QStringList backgrounds{u"white"_s, u"transparent"_s};
const QStringList aspects{u"map"_s, u"error"_s, u"relative"_s};

template <typename Choice>
Expected<Choice> parse(const QString& text, const QStringList& choices, const QString& kind)
{
    const qsizetype index = choices.indexOf(text);
    if (index < 0)
        return failure(ErrorCode::InvalidArgument, u"\"%1\" is not a %2 of figures"_s.arg(text, kind), {},
                       u"There are: %1."_s.arg(choices.join(u", "_s)));
    return Choice(index);
}

} // namespace

QString figureLayoutText(FigureLayout layout)
{
    return layouts[int(layout)];
}

Expected<FigureLayout> parseFigureLayout(const QString& text)
{
    return parse<FigureLayout>(text, layouts, u"layout"_s);
}

QString figureBackgroundText(FigureBackground background)
{
    return backgrounds[int(background)];
}

Expected<FigureBackground> parseFigureBackground(const QString& text)
{
    return parse<FigureBackground>(text, backgrounds, u"background"_s);
}

QString mapAspectText(MapAspect aspect)
{
    return aspects[int(aspect)];
}

Expected<MapAspect> parseMapAspect(const QString& text)
{
    return parse<MapAspect>(text, aspects, u"content"_s);
}

} // namespace saliscope
