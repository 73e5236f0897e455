// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/command_line.h"

#include <QRegularExpression>

#include "core/base/strings.h"
#include "core/recipe/framing_text.h"

namespace saliscope {

QString shellQuoted(const QString& text)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:=@%+,-]+$"_s);
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString explainCommandLine(const Recipe& recipe, const QString& picturePath, const FigureOptions& figure)
{
    QStringList words{u"saliscope"_s, u"explain"_s, picturePath};
    if (!recipe.model.path.isEmpty())
        words << u"--model"_s << recipe.model.path;
    if (recipe.framing.fit != Framing::Fit::AsTrained)
        words << u"--framing"_s << framingText(recipe.framing);
    words << u"--method"_s << recipe.method;
    for (auto param = recipe.params.cbegin(); param != recipe.params.cend(); ++param)
        words << u"--param"_s << u"%1=%2"_s.arg(param.key(), param->toString());
    words << u"--target"_s << targetText(recipe.target);
    if (recipe.target.score != Target::Score::Logit && recipe.target.kind != Target::Kind::Unit)
        words << u"--score"_s << scoreText(recipe.target.score);
    words << u"--seed"_s << QString::number(recipe.seed);
    if (recipe.device != u"cpu"_s)
        words << u"--device"_s << recipe.device;
    if (recipe.precision != Precision::Float32)
        words << u"--precision"_s << precisionText(recipe.precision);
    if (recipe.threads != 0)
        words << u"--threads"_s << QString::number(recipe.threads);
    words << u"--out"_s << u"figure.png"_s;
    const FigureOptions usual;
    if (figure.layout != usual.layout)
        words << u"--layout"_s << figureLayoutText(figure.layout);
    if (figure.show != usual.show)
        words << u"--show"_s << mapAspectText(figure.show);
    if (figure.background != usual.background)
        words << u"--background"_s << figureBackgroundText(figure.background);
    if (figure.dpi != usual.dpi)
        words << u"--dpi"_s << QString::number(figure.dpi);
    for (QString& word : words)
        word = shellQuoted(word);
    return words.join(u' ');
}

} // namespace saliscope
