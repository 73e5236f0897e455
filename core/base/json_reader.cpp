// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_reader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

#include "core/base/strings.h"

namespace saliscope {
namespace {

constexpr qsizetype sha256Bytes = 32;

QString rangeText(double least, double most)
{
    if (least <= std::numeric_limits<int>::min())
        return {};
    return most >= std::numeric_limits<int>::max() ? u" of at least %1"_s.arg(least)
                                                   : u" from %1 to %2"_s.arg(least).arg(most);
}

} // namespace

JsonReader::JsonReader(QJsonObject object, QString path)
    : JsonReader(std::move(object), std::move(path), std::make_shared<QString>())
{}

JsonReader::JsonReader(QJsonObject object, QString path, std::shared_ptr<QString> problem)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_problem(std::move(problem))
{}

QString JsonReader::place(const QString& key) const
{
    return m_path.isEmpty() ? key : m_path + u'.' + key;
}

bool JsonReader::has(const QString& key) const
{
    const QJsonValue value = m_object[key];
    return !value.isUndefined() && !value.isNull();
}

QJsonValue JsonReader::value(const QString& key, QJsonValue::Type type, const QString& wanted) const
{
    const QJsonValue value = m_object[key];
    if (!has(key))
        return QJsonValue::Undefined;
    if (value.type() == type)
        return value;
    complain(key, u"must be "_s + wanted);
    return QJsonValue::Undefined;
}

QString JsonReader::text(const QString& key, const QString& otherwise) const
{
    return value(key, QJsonValue::String, u"a text"_s).toString(otherwise);
}

bool JsonReader::boolean(const QString& key, bool otherwise) const
{
    return value(key, QJsonValue::Bool, u"true or false"_s).toBool(otherwise);
}

double JsonReader::number(const QString& key, double otherwise, double least, double most) const
{
    const QString wanted = u"a number"_s + rangeText(least, most);
    const QJsonValue found = value(key, QJsonValue::Double, wanted);
    const double number = found.toDouble(otherwise);
    if (found.isUndefined() || (number >= least && number <= most))
        return number;
    complain(key, u"must be "_s + wanted);
    return otherwise;
}

int JsonReader::integer(const QString& key, int otherwise, int least, int most) const
{
    const double number = this->number(key, otherwise, least, most);
    if (number == std::floor(number))
        return int(number);
    complain(key, u"must be a whole number"_s);
    return otherwise;
}

QByteArray JsonReader::hash(const QString& key) const
{
    const QByteArray text = this->text(key).toLatin1();
    const QByteArray bytes = QByteArray::fromHex(text);
    if (text.isEmpty() || (bytes.size() == sha256Bytes && bytes.toHex() == text.toLower()))
        return bytes;
    complain(key, u"must be a SHA-256 of 64 hexadecimal digits"_s);
    return {};
}

JsonReader JsonReader::object(const QString& key) const
{
    return {value(key, QJsonValue::Object, u"an object"_s).toObject(), place(key), m_problem};
}

QList<JsonReader> JsonReader::objects(const QString& key) const
{
    QList<JsonReader> readers;
    const QJsonArray array = value(key, QJsonValue::Array, u"a list"_s).toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString name = u"%1[%2]"_s.arg(key).arg(i);
        if (!array[i].isObject())
            complain(name, u"must be an object"_s);
        readers += JsonReader(array[i].toObject(), place(name), m_problem);
    }
    return readers;
}

void JsonReader::complain(const QString& key, const QString& problem) const
{
    if (m_problem->isEmpty())
        *m_problem = u"%1 %2."_s.arg(place(key), problem);
}

void JsonReader::complain(const QString& key, const Error& error) const
{
    QStringList texts{error.title, error.detail, error.hint};
    texts.removeAll(QString());
    if (m_problem->isEmpty())
        *m_problem = place(key) + u": "_s + texts.join(u' ');
}

Expected<QJsonObject> parseJsonObject(const QByteArray& json, const QString& failed)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (document.isObject())
        return document.object();
    return failure(ErrorCode::FileUnreadable, failed,
                   error.error == QJsonParseError::NoError
                       ? u"It holds JSON, but no object."_s
                       : u"It is not JSON: %1 at byte %2."_s.arg(error.errorString()).arg(error.offset),
                   u"It may have been cut off or changed by hand: take another copy of it."_s);
}

} // namespace saliscope
