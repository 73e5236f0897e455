// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/model/foreign_cards.h"

#include <QJsonArray>
#include <QSize>

#include <cmath>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

namespace {

constexpr int largestSide = 8192;

[[noreturn]] void complain(const QString& problem)
{
    throw ComputeError(ErrorCode::CardBroken, u"The settings beside the model cannot be used"_s, problem,
                       u"Correct them, or put a model card beside the model: it comes first."_s);
}

int side(const QJsonValue& value)
{
    const int number = value.toInt();
    if (number < 1 || number > largestSide)
        complain(u"The picture's size must be from 1 to %1."_s.arg(largestSide));
    return number;
}

/// "size" and "crop_size" are a number, {"height", "width"} or {"shortest_edge"}.
QSize sizeOf(const QJsonValue& value)
{
    if (!value.isObject())
        return QSize(side(value), side(value));
    const QJsonObject object = value.toObject();
    if (object.contains("shortest_edge"_L1))
        return QSize(side(object["shortest_edge"_L1]), side(object["shortest_edge"_L1]));
    return QSize(side(object["width"_L1]), side(object["height"_L1]));
}

void readStatistic(const QJsonValue& value, std::array<double, 3>& statistic)
{
    const QJsonArray numbers = value.toArray();
    if (numbers.isEmpty())
        return;
    for (int i = 0; i < 3; ++i) {
        statistic[std::size_t(i)] = numbers[numbers.size() == 1 ? 0 : i].toDouble(std::nan(""));
        if (!std::isfinite(statistic[std::size_t(i)]))
            complain(u"Mean and std must be numbers, one per channel."_s);
    }
}

void readMeanAndStd(const QJsonValue& mean, const QJsonValue& std, InputSpec& input)
{
    readStatistic(mean, input.mean);
    readStatistic(std, input.std);
    if (!std::all_of(input.std.begin(), input.std.end(), [](double value) { return value > 0; }))
        complain(u"The std must be greater than 0."_s);
}

/// Pillow's numbers for its filters.
Interpolation pillowFilter(int number)
{
    switch (number) {
    case 0:
        return Interpolation::Nearest;
    case 1:
        return Interpolation::Lanczos;
    case 3:
        return Interpolation::Bicubic;
    default:
        return Interpolation::Bilinear;
    }
}

Interpolation filterByName(const QString& name)
{
    if (name == "bicubic"_L1)
        return Interpolation::Bicubic;
    if (name == "nearest"_L1)
        return Interpolation::Nearest;
    return name == "lanczos"_L1 ? Interpolation::Lanczos : Interpolation::Bilinear;
}

Finding foreignFinding(const QString& file)
{
    return {u"card-foreign"_s, Finding::Severity::Note, u"Preprocessing and labels come from %1"_s.arg(file),
            u"Outputs are taken for logits, channels for RGB."_s,
            u"Change them in the model panel if the model differs."_s};
}

} // namespace

std::optional<FoundCard> huggingFaceCard(const QJsonObject& preprocessor)
{
    if (!preprocessor.contains("size"_L1))
        return std::nullopt;
    FoundCard found{{}, u"Hugging Face"_s, {foreignFinding(u"preprocessor_config.json"_s)}};
    InputSpec& input = found.card.input;
    const QSize resized = sizeOf(preprocessor["size"_L1]);
    const double cropFraction = preprocessor["crop_pct"_L1].toDouble(0);
    const bool hasCrop =
        preprocessor["do_center_crop"_L1].toBool(false) && preprocessor.contains("crop_size"_L1);
    const QSize size = hasCrop ? sizeOf(preprocessor["crop_size"_L1]) : resized;
    input.width = size.width();
    input.height = size.height();
    input.centerCrop = hasCrop || cropFraction > 0;
    input.resizeShorterSide = hasCrop            ? resized.height()
                              : cropFraction > 0 ? int(resized.height() / cropFraction)
                                                 : 0;
    input.interpolation = pillowFilter(preprocessor["resample"_L1].toInt(2));
    if (preprocessor["do_normalize"_L1].toBool(true)) {
        readMeanAndStd(preprocessor["image_mean"_L1], preprocessor["image_std"_L1], input);
    } else {
        input.mean.fill(0);
        input.std.fill(1);
    }
    return found;
}

std::optional<FoundCard> timmCard(const QJsonObject& config)
{
    const QJsonObject settings = config["pretrained_cfg"_L1].toObject();
    const QJsonArray shape = settings["input_size"_L1].toArray();
    if (shape.size() != 3)
        return std::nullopt;
    FoundCard found{{}, u"timm"_s, {foreignFinding(u"config.json (timm)"_s)}};
    found.card.name = config["architecture"_L1].toString();
    InputSpec& input = found.card.input;
    input.height = side(shape[1]);
    input.width = side(shape[2]);
    const double cropFraction = settings["crop_pct"_L1].toDouble(0.875);
    if (!(cropFraction > 0))
        complain(u"crop_pct must be greater than 0."_s);
    input.resizeShorterSide = int(std::floor(std::min(input.height, input.width) / cropFraction));
    input.interpolation = filterByName(settings["interpolation"_L1].toString());
    readMeanAndStd(settings["mean"_L1], settings["std"_L1], input);
    return found;
}

QStringList foreignLabels(const QJsonObject& config)
{
    QStringList labels;
    const QJsonArray names = config["label_names"_L1].toArray();
    for (const QJsonValue& name : names)
        labels += name.toString();
    const QJsonObject byId = config["id2label"_L1].toObject();
    for (qsizetype id = 0; id < byId.size(); ++id)
        labels += byId[QString::number(id)].toString();
    return labels;
}

} // namespace saliscope::compute
