// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/target.h"

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
                       u"Give a class name of this model, its index, top1, or LAYER:UNIT."_s);
    }
    return failure(ErrorCode::InvalidArgument, u"\"%1\" fits several classes"_s.arg(text),
                   names.join(u", "_s), u"Give the whole name or the index."_s);
}

} // namespace

Expected<Target> parseTarget(const QString& text, const QStringList& labels)
{
    const QString trimmed = text.trimmed();
    bool isNumber = false;
    if (trimmed.startsWith(u"top"_s)) {
        const int rank = trimmed.sliced(3).toInt(&isNumber);
        if (isNumber && rank >= 1)
            return Target{.kind = Target::Kind::Rank, .index = rank - 1, .layer = {}};
    }
    const int index = trimmed.toInt(&isNumber);
    if (isNumber && index >= 0)
        return classTarget(index, labels);
    const qsizetype colon = trimmed.lastIndexOf(u':');
    if (colon > 0) {
        const int unit = trimmed.sliced(colon + 1).toInt(&isNumber);
        if (isNumber && unit >= 0)
            return Target{.kind = Target::Kind::Unit, .index = unit, .layer = trimmed.first(colon)};
    }
    if (trimmed.isEmpty())
        return failure(ErrorCode::InvalidArgument, u"The target is empty"_s);
    return labelTarget(trimmed, labels);
}

QString targetText(const Target& target)
{
    switch (target.kind) {
    case Target::Kind::Rank:
        return u"top%1"_s.arg(target.index + 1);
    case Target::Kind::Class:
        return QString::number(target.index);
    case Target::Kind::Unit:
        return u"%1:%2"_s.arg(target.layer).arg(target.index);
    }
    return {};
}

} // namespace saliscope
