// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/target.h"

#include <QRegularExpression>

#include "core/base/similar_words.h"
#include "core/base/strings.h"

namespace saliscope {
namespace {

QString simplifiedLabel(const QString& label)
{
    return label.toLower().replace(u'_', u' ').simplified();
}

Expected<Target> classTarget(int index, const QStringList& labels)
{
    if (!labels.isEmpty() && index >= labels.size()) {
        return failure(ErrorCode::InvalidArgument, u"There is no class %1"_s.arg(index), {},
                       u"The model's classes are 0 to %1."_s.arg(labels.size() - 1));
    }
    return Target{.kind = Target::Kind::Class, .index = index, .layer = {}};
}

/// A whole label wins; otherwise a part of exactly one label.
Expected<Target> labelTarget(const QString& text, const QStringList& labels)
{
    const QString wanted = simplifiedLabel(text);
    QList<int> partial;
    for (int i = 0; i < labels.size(); ++i) {
        const QString label = simplifiedLabel(labels[i]);
        if (label == wanted)
            return classTarget(i, labels);
        if (label.contains(wanted))
            partial += i;
    }
    if (partial.size() == 1)
        return classTarget(partial.front(), labels);
    QStringList names;
    for (const int i : partial.first(std::min<qsizetype>(partial.size(), 10)))
        names += labels[i];
    if (names.isEmpty()) {
        return failure(ErrorCode::InvalidArgument, u"No class is called \"%1\""_s.arg(text), {},
                       didYouMean(text, labels) +
                           u"Give a class name of this model, its index or top1, two of these with \" - \" "
                           "between them, LAYER:UNIT, or LAYER:UNIT@ROW,COLUMN."_s);
    }
    return failure(ErrorCode::InvalidArgument, u"\"%1\" fits several classes"_s.arg(text),
                   names.join(u", "_s), u"Give the whole name or the index."_s);
}

/// One class, without what it is compared with.
Expected<Target> singleClass(const QString& text, const QStringList& labels)
{
    bool isNumber = false;
    if (text.startsWith(u"top"_s)) {
        const int rank = text.sliced(3).toInt(&isNumber);
        if (isNumber && rank >= 1)
            return Target{.kind = Target::Kind::Rank, .index = rank - 1, .layer = {}};
    }
    const int index = text.toInt(&isNumber);
    if (isNumber && index >= 0)
        return classTarget(index, labels);
    if (text.isEmpty())
        return failure(ErrorCode::InvalidArgument, u"The target is empty"_s);
    return labelTarget(text, labels);
}

/// "layer:unit", with or without a place behind it.
std::optional<Target> unitTarget(const QString& text)
{
    static const QRegularExpression form(u"^(.+):(\\d+)(?:@(\\d+)(?:,(\\d+))?)?$"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto number = [&](int group) {
        return match.hasCaptured(group) ? match.captured(group).toInt() : -1;
    };
    return Target{.kind = Target::Kind::Unit,
                  .index = number(2),
                  .layer = match.captured(1),
                  .row = number(3),
                  .column = number(4)};
}

QString classText(bool isRank, int index)
{
    return isRank ? u"top%1"_s.arg(index + 1) : QString::number(index);
}

} // namespace

Expected<Target> parseTarget(const QString& text, const QStringList& labels)
{
    const QString trimmed = text.trimmed();
    if (const auto unit = unitTarget(trimmed))
        return *unit;
    const QString minus = u" - "_s;
    const qsizetype at = trimmed.indexOf(minus);
    if (at < 0 || labels.contains(trimmed))
        return singleClass(trimmed, labels);
    Expected<Target> target = singleClass(trimmed.first(at).trimmed(), labels);
    const Expected<Target> other = singleClass(trimmed.sliced(at + minus.size()).trimmed(), labels);
    if (!target || !other)
        return target ? other : target;
    target->versus = ClassChoice{other->kind == Target::Kind::Rank, other->index};
    return target;
}

QString targetText(const Target& target)
{
    if (target.kind == Target::Kind::Unit) {
        QString text = u"%1:%2"_s.arg(target.layer).arg(target.index);
        if (target.row >= 0)
            text += u"@%1"_s.arg(target.row);
        return target.column >= 0 ? text + u",%1"_s.arg(target.column) : text;
    }
    const QString text = classText(target.kind == Target::Kind::Rank, target.index);
    return target.versus ? text + u" - "_s + classText(target.versus->isRank, target.versus->index) : text;
}

Expected<Target::Score> parseScore(const QString& text)
{
    for (const auto score : {Target::Score::Logit, Target::Score::Probability, Target::Score::LogProbability})
        if (scoreText(score) == text)
            return score;
    return failure(ErrorCode::InvalidArgument, u"\"%1\" is not a score"_s.arg(text), {},
                   u"There are: logit, probability, log-probability."_s);
}

QString scoreText(Target::Score score)
{
    switch (score) {
    case Target::Score::Logit:
        return u"logit"_s;
    case Target::Score::Probability:
        return u"probability"_s;
    case Target::Score::LogProbability:
        return u"log-probability"_s;
    }
    return {};
}

} // namespace saliscope
