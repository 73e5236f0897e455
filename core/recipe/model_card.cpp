// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/model_card.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

#include "core/base/strings.h"

namespace saliscope {
namespace {

template <typename Enum>
struct Name
{
    Enum value;
    QLatin1StringView text;
};

constexpr Name<Interpolation> interpolationNames[] = {{Interpolation::Nearest, "nearest"_L1},
                                                      {Interpolation::Bilinear, "bilinear"_L1},
                                                      {Interpolation::Bicubic, "bicubic"_L1},
                                                      {Interpolation::Lanczos, "lanczos"_L1}};
constexpr Name<ChannelOrder> channelNames[] = {
    {ChannelOrder::Rgb, "RGB"_L1}, {ChannelOrder::Bgr, "BGR"_L1}, {ChannelOrder::Gray, "gray"_L1}};
constexpr Name<bool> cropNames[] = {{true, "center"_L1}, {false, "none"_L1}};
constexpr Name<OutputKind> outputNames[] = {{OutputKind::Logits, "logits"_L1},
                                            {OutputKind::Probabilities, "probabilities"_L1},
                                            {OutputKind::LogProbabilities, "log-probabilities"_L1},
                                            {OutputKind::Sigmoid, "sigmoid"_L1}};

constexpr int largestSide = 8192;
constexpr qint64 largestLabelFile = 16 << 20;

template <typename Enum, std::size_t n>
QString nameOf(const Name<Enum> (&names)[n], Enum value)
{
    for (const Name<Enum>& name : names) {
        if (name.value == value)
            return name.text;
    }
    return {};
}

/// Reads one card; the first thing that is wrong is remembered and the rest is left at its default.
class CardParser
{
public:
    CardParser(const QJsonObject& object, const QString& folder)
        : m_object(object)
        , m_folder(folder)
    {}

    Expected<ModelCard> parse()
    {
        ModelCard card;
        card.name = string("name"_L1);
        card.source = string("source"_L1);
        card.licence = string("licence"_L1);
        card.camLayer = string("cam_layer"_L1);
        card.output = choice(m_object, "output"_L1, outputNames, card.output);
        card.labels = labels();
        parseInput(card.input);
        if (!m_problem.isEmpty()) {
            return failure(ErrorCode::CardBroken, u"The model card cannot be used"_s, m_problem,
                           u"Correct the card, or set the values in the model panel."_s);
        }
        return card;
    }

private:
    void complain(const QString& problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

    QString string(QLatin1StringView key)
    {
        const QJsonValue value = m_object[key];
        if (!value.isUndefined() && !value.isNull() && !value.isString())
            complain(u"\"%1\" must be a text."_s.arg(key));
        return value.toString();
    }

    template <typename Enum, std::size_t n>
    Enum choice(const QJsonObject& object, QLatin1StringView key, const Name<Enum> (&names)[n],
                Enum otherwise)
    {
        const QJsonValue value = object[key];
        if (value.isUndefined() || value.isNull())
            return otherwise;
        QStringList allowed;
        for (const Name<Enum>& name : names) {
            if (value.isString() && value.toString().compare(name.text, Qt::CaseInsensitive) == 0)
                return name.value;
            allowed += name.text;
        }
        complain(u"\"%1\" must be one of %2."_s.arg(key, allowed.join(u", "_s)));
        return otherwise;
    }

    int side(const QJsonValue& value, QLatin1StringView what)
    {
        const double number = value.toDouble(-1);
        if (number < 1 || number > largestSide || number != std::floor(number)) {
            complain(u"\"%1\" must be whole numbers from 1 to %2."_s.arg(what).arg(largestSide));
            return 1;
        }
        return int(number);
    }

    void parseInput(InputSpec& input)
    {
        const QJsonValue value = m_object["input"_L1];
        if (!value.isObject()) {
            complain(u"\"input\" is missing or is not an object."_s);
            return;
        }
        const QJsonObject object = value.toObject();
        const QJsonArray size = object["size"_L1].toArray();
        if (size.size() != 2) {
            complain(u"\"size\" must be [height, width]."_s);
            return;
        }
        input.height = side(size[0], "size"_L1);
        input.width = side(size[1], "size"_L1);
        const QJsonValue resize = object["resize"_L1];
        input.resizeShorterSide = resize.isNull() || resize.isUndefined() ? 0 : side(resize, "resize"_L1);
        input.interpolation = choice(object, "interpolation"_L1, interpolationNames, input.interpolation);
        input.centerCrop = choice(object, "crop"_L1, cropNames, input.resizeShorterSide > 0);
        input.channels = choice(object, "channels"_L1, channelNames, input.channels);
        parseStatistic(object, "mean"_L1, input, input.mean);
        parseStatistic(object, "std"_L1, input, input.std);
        for (int channel = 0; channel < input.channelCount(); ++channel) {
            if (!(input.std[std::size_t(channel)] > 0))
                complain(u"\"std\" must be greater than 0."_s);
        }
    }

    void parseStatistic(const QJsonObject& object, QLatin1StringView key, const InputSpec& input,
                        std::array<double, 3>& statistic)
    {
        const QJsonArray array = object[key].toArray();
        bool isRight = array.size() == input.channelCount();
        for (qsizetype i = 0; isRight && i < array.size(); ++i) {
            isRight = array[i].isDouble() && std::isfinite(array[i].toDouble());
            statistic[std::size_t(i)] = array[i].toDouble();
        }
        if (!isRight)
            complain(
                u"\"%1\" must be %2 numbers, on pixel values 0 to 1."_s.arg(key).arg(input.channelCount()));
    }

    QStringList labels()
    {
        const QJsonValue value = m_object["labels"_L1];
        if (value.isUndefined() || value.isNull())
            return {};
        if (value.isString())
            return labelFile(value.toString());
        QStringList names;
        for (const QJsonValue& name : value.toArray()) {
            if (!name.isString())
                complain(u"\"labels\" must be a list of texts or a file name."_s);
            names += name.toString();
        }
        if (!value.isArray())
            complain(u"\"labels\" must be a list of texts or a file name."_s);
        return names;
    }

    QStringList labelFile(const QString& name)
    {
        QFile file(QDir(m_folder).filePath(name));
        if (!file.open(QIODevice::ReadOnly) || file.size() > largestLabelFile) {
            complain(u"The label file \"%1\" cannot be read."_s.arg(file.fileName()));
            return {};
        }
        QString text = QString::fromUtf8(file.readAll());
        text.remove(u'\r');
        if (text.endsWith(u'\n'))
            text.chop(1);
        return text.split(u'\n');
    }

    QJsonObject m_object;
    QString m_folder;
    QString m_problem;
};

QJsonArray statisticJson(const std::array<double, 3>& statistic, int count)
{
    QJsonArray array;
    for (int i = 0; i < count; ++i)
        array += statistic[std::size_t(i)];
    return array;
}

} // namespace

Expected<ModelCard> parseModelCard(const QByteArray& json, const QString& folder)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (!document.isObject()) {
        const QString reason = document.isNull() ? parseError.errorString() : u"It is not a JSON object."_s;
        return failure(ErrorCode::CardBroken, u"The model card is not readable JSON"_s, reason,
                       u"Correct the card, or set the values in the model panel."_s);
    }
    return CardParser(document.object(), folder).parse();
}

QByteArray modelCardJson(const ModelCard& card)
{
    const InputSpec& spec = card.input;
    QJsonObject input{
        {"size"_L1, QJsonArray{spec.height, spec.width}},
        {"resize"_L1, spec.resizeShorterSide > 0 ? QJsonValue(spec.resizeShorterSide) : QJsonValue()},
        {"interpolation"_L1, nameOf(interpolationNames, spec.interpolation)},
        {"crop"_L1, nameOf(cropNames, spec.centerCrop)},
        {"mean"_L1, statisticJson(spec.mean, spec.channelCount())},
        {"std"_L1, statisticJson(spec.std, spec.channelCount())},
        {"channels"_L1, nameOf(channelNames, spec.channels)}};
    QJsonObject object{{"name"_L1, card.name},
                       {"source"_L1, card.source},
                       {"licence"_L1, card.licence},
                       {"input"_L1, input},
                       {"output"_L1, nameOf(outputNames, card.output)},
                       {"labels"_L1, QJsonArray::fromStringList(card.labels)}};
    if (!card.camLayer.isEmpty())
        object.insert("cam_layer"_L1, card.camLayer);
    return QJsonDocument(object).toJson();
}

} // namespace saliscope
