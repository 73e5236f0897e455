// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/board_traits.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <functional>
#include <optional>

#include "core/base/strings.h"
#include "core/recipe/framing_text.h"

namespace saliscope {
namespace {

struct BoardTraits
{
    Q_DECLARE_TR_FUNCTIONS(BoardTraits)
};

const MethodInfo* find(const QList<MethodInfo>& methods, const QString& id)
{
    const auto found = std::find_if(methods.begin(), methods.end(),
                                    [&id](const MethodInfo& method) { return method.id == id; });
    return found == methods.end() ? nullptr : &*found;
}

QString pictureName(const QByteArray& hash, const QList<OpenPicture>& pictures)
{
    for (const OpenPicture& open : pictures) {
        if (open.picture.contentHash == hash)
            return open.picture.name;
    }
    return BoardTraits::tr("closed photo");
}

QString modelName(const ModelSource& model)
{
    return model.path.isEmpty() ? BoardTraits::tr("bundled model") : QFileInfo(model.path).completeBaseName();
}

PanelTraits traitsOf(const BoardPanel& panel, const QString& target, const QList<MethodInfo>& methods,
                     const QList<OpenPicture>& pictures)
{
    const Recipe& recipe = panel.recipe;
    const MethodInfo* method = find(methods, recipe.method);
    PanelTraits traits{{u"method"_s, method ? method->name : recipe.method},
                       {u"target"_s, target},
                       {u"photo"_s, pictureName(recipe.pictureHash, pictures)},
                       {u"model"_s, modelName(recipe.model)}};
    if (method) {
        const MethodInfo whole = withWrapped(*method, recipe.params, methods);
        const ParamValues params = whole.completed(recipe.params);
        for (const ParamSpec& spec : whole.params)
            traits += {u"param.%1.%2"_s.arg(method->id, spec.id), paramText(spec, params.value(spec.id))};
    }
    traits += {u"framing"_s, framingText(recipe.framing)};
    traits += {u"seed"_s, BoardTraits::tr("seed %1").arg(recipe.seed)};
    traits += {u"precision"_s, precisionText(recipe.precision)};
    return traits;
}

/// Empty where the panel has no such trait.
QString textOf(const PanelTraits& traits, const QString& id)
{
    for (const PanelTrait& trait : traits) {
        if (trait.id == id)
            return trait.text;
    }
    return {};
}

/// Ids whose texts are not the same on the whole board, in the order of the traits. A parameter that some
/// panels lack differs only if it does among those that have it.
QStringList differingTraits(const QList<PanelTraits>& panels)
{
    QStringList ids;
    QHash<QString, QSet<QString>> texts;
    for (const PanelTraits& traits : panels) {
        for (const PanelTrait& trait : traits) {
            if (!texts.contains(trait.id))
                ids += trait.id;
            texts[trait.id].insert(trait.text);
        }
    }
    ids.removeIf([&texts](const QString& id) { return texts.value(id).size() < 2; });
    return ids;
}

/// One text for each of `groups` groups of panels, where every panel of a group has the same.
std::optional<QStringList> groupTexts(const QList<PanelTraits>& panels, const QString& id, int groups,
                                      const std::function<int(int)>& groupOf)
{
    QList<std::optional<QString>> texts(groups);
    for (int i = 0; i < panels.size(); ++i) {
        std::optional<QString>& group = texts[groupOf(i)];
        const QString text = textOf(panels[i], id);
        if (group && *group != text)
            return std::nullopt;
        group = text;
    }
    QStringList result;
    for (const auto& text : texts)
        result += text.value_or(QString());
    return result;
}

void append(QStringList& headings, const QStringList& texts)
{
    if (headings.isEmpty()) {
        headings = texts;
        return;
    }
    for (int i = 0; i < headings.size(); ++i) {
        if (!texts[i].isEmpty())
            headings[i] += (headings[i].isEmpty() ? QString() : u" · "_s) + texts[i];
    }
}

QString title(const PanelTraits& traits, const QStringList& differing, const QSet<QString>& told)
{
    QStringList parts; // What differs comes first: narrow panels cut the end off.
    QStringList rest;
    for (const PanelTrait& trait : traits) {
        if (told.contains(trait.id))
            continue;
        if (differing.contains(trait.id))
            parts += trait.text;
        else if (trait.id == u"method"_s || trait.id == u"target"_s)
            rest += trait.text;
    }
    parts += rest;
    parts.removeAll(QString());
    return parts.isEmpty() ? textOf(traits, u"target"_s) : parts.join(u" · "_s);
}

} // namespace

QString paramText(const ParamSpec& spec, const QVariant& value)
{
    QString text = value.toString();
    if (spec.kind == ParamSpec::Kind::Boolean)
        text = value.toBool() ? BoardTraits::tr("on") : BoardTraits::tr("off");
    else if (spec.isFraction)
        text = BoardTraits::tr("%1 %").arg(QLocale().toString(value.toDouble() * 100, 'g', 4));
    else if (spec.kind == ParamSpec::Kind::Real)
        text = QLocale().toString(value.toDouble(), 'g', 4);
    else if (spec.kind == ParamSpec::Kind::Path)
        text = QFileInfo(text).fileName();
    for (const ParamSpec::Choice& choice : spec.choices) {
        if (choice.id == value.toString())
            text = choice.name;
    }
    if (text.isEmpty())
        text = BoardTraits::tr("automatic");
    if (!spec.unit.isEmpty() && !spec.isFraction)
        text += u' ' + spec.unit;
    return u"%1 %2"_s.arg(spec.name.toLower(), text);
}

QList<PanelTraits> boardTraits(const QList<BoardPanel>& panels, const QStringList& targets,
                               const QList<MethodInfo>& methods, const QList<OpenPicture>& pictures)
{
    QList<PanelTraits> result;
    for (int i = 0; i < panels.size(); ++i)
        result += traitsOf(panels[i], targets.value(i), methods, pictures);
    return result;
}

BoardHeadings boardHeadings(const QList<PanelTraits>& panels, int columns)
{
    BoardHeadings headings;
    const QStringList differing = differingTraits(panels);
    const int columnCount = std::min(columns, int(panels.size()));
    const int rowCount = columns > 0 ? int((panels.size() + columns - 1) / columns) : 0;
    QSet<QString> told;
    if (columnCount > 1 && rowCount > 1) {
        for (const QString& id : differing) {
            const auto inColumns =
                groupTexts(panels, id, columnCount, [columns](int i) { return i % columns; });
            const auto inRows = groupTexts(panels, id, rowCount, [columns](int i) { return i / columns; });
            if (inColumns)
                append(headings.columns, *inColumns);
            else if (inRows)
                append(headings.rows, *inRows);
            if (inColumns || inRows)
                told.insert(id);
        }
    }
    for (const PanelTraits& traits : panels)
        headings.titles += title(traits, differing, told);
    return headings;
}

} // namespace saliscope
