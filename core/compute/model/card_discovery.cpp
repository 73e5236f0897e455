// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/model/card_discovery.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/model/foreign_cards.h"

namespace saliscope::compute {

namespace {

constexpr qint64 maximalCardSize = 16 << 20;
constexpr int usualSize = 224;
constexpr double usualCropFraction = 0.875;

std::optional<QByteArray> readSmallFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maximalCardSize)
        return std::nullopt;
    return file.readAll();
}

QJsonObject readJson(const QString& path)
{
    return QJsonDocument::fromJson(readSmallFile(path).value_or(QByteArray())).object();
}

ModelCard parsed(const QByteArray& json, const QString& folder, const QString& where)
{
    Expected<ModelCard> card = parseModelCard(json, folder);
    if (!card) {
        Error error = card.error();
        error.detail = where + u": "_s + error.detail;
        throw ComputeError(std::move(error));
    }
    return *card;
}

/// The extra file that is a card: "card.json", or the only JSON object with an "input" among them.
const QByteArray* cardAmong(const std::map<QString, QByteArray>& extraFiles)
{
    if (const auto card = extraFiles.find(u"card.json"_s); card != extraFiles.end())
        return &card->second;
    for (const auto& [name, bytes] : extraFiles) {
        if (QJsonDocument::fromJson(bytes).object().contains("input"_L1))
            return &bytes;
    }
    return nullptr;
}

std::optional<FoundCard> cardOfFolder(const QDir& folder)
{
    const QJsonObject config = readJson(folder.filePath(u"config.json"_s));
    const QJsonObject preprocessor = readJson(folder.filePath(u"preprocessor_config.json"_s));
    std::optional<FoundCard> found = timmCard(config);
    if (!found)
        found = huggingFaceCard(preprocessor);
    if (found)
        found->card.labels = foreignLabels(config);
    return found;
}

} // namespace

std::optional<FoundCard> findCard(const ModelSource& source, const std::map<QString, QByteArray>& extraFiles)
{
    if (source.card)
        return FoundCard{*source.card, u"user"_s, {}};
    const QFileInfo file(source.path);
    const QDir folder = file.dir();
    if (const QByteArray* json = cardAmong(extraFiles))
        return FoundCard{parsed(*json, folder.path(), u"the card inside the model"_s), u"archive"_s, {}};
    for (const QString& name : {file.completeBaseName(), file.fileName()}) {
        const QString path = folder.filePath(name + u".json"_s);
        if (const auto json = readSmallFile(path))
            return FoundCard{parsed(*json, folder.path(), path), u"beside"_s, {}};
    }
    return cardOfFolder(folder);
}

FoundCard assumeCard(const std::vector<int64_t>& declaredShape)
{
    FoundCard found;
    found.origin = u"assumed"_s;
    InputSpec& input = found.card.input;
    const bool isDeclared = declaredShape.size() == 4 && declaredShape[2] > 0 && declaredShape[3] > 0;
    input.height = isDeclared ? int(declaredShape[2]) : usualSize;
    input.width = isDeclared ? int(declaredShape[3]) : usualSize;
    input.resizeShorterSide = int(std::min(input.height, input.width) / usualCropFraction);
    if (declaredShape.size() == 4 && declaredShape[1] == 1) {
        input.channels = ChannelOrder::Gray;
        input.mean.fill(0.5);
        input.std.fill(0.5);
    }
    const QString fix =
        u"Set size, mean, std and resizing in the model panel, or save a card beside the model."_s;
    found.findings += {u"card-assumed"_s, Finding::Severity::Warning,
                       u"No model card: ImageNet's usual preprocessing is assumed"_s,
                       u"Shorter side to %1, centre crop %2 x %3, ImageNet's mean and std; logits out."_s
                           .arg(input.resizeShorterSide)
                           .arg(input.height)
                           .arg(input.width),
                       fix};
    if (!isDeclared) {
        found.findings += {u"size-assumed"_s,
                           Finding::Severity::Warning,
                           u"The file does not say how large its pictures are: 224 x 224 is assumed"_s,
                           {},
                           fix};
    }
    return found;
}

} // namespace saliscope::compute
