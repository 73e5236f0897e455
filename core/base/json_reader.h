// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <limits>
#include <memory>

#include "core/base/error.h"

namespace saliscope {

/// Reads an object of a JSON document and remembers the first thing that is wrong in the whole document, with
/// its place: "panels[2].style.blur must be a number". What is missing or null keeps its default; unknown
/// members are passed over. Readers of inner objects share the memory.
class JsonReader
{
public:
    explicit JsonReader(QJsonObject object, QString path = {});

    const QJsonObject& json() const { return m_object; }
    bool has(const QString& key) const;

    QString text(const QString& key, const QString& otherwise = {}) const;
    bool boolean(const QString& key, bool otherwise) const;
    double number(const QString& key, double otherwise, double least = std::numeric_limits<double>::lowest(),
                  double most = std::numeric_limits<double>::max()) const;
    int integer(const QString& key, int otherwise, int least = std::numeric_limits<int>::min(),
                int most = std::numeric_limits<int>::max()) const;
    /// A SHA-256 in hexadecimal; empty where there is none.
    QByteArray hash(const QString& key) const;
    /// An empty object where there is none.
    JsonReader object(const QString& key) const;
    QList<JsonReader> objects(const QString& key) const;

    /// A text as `parse` reads it.
    template <typename T>
    T parsed(const QString& key, const T& otherwise, Expected<T> (*parse)(const QString&)) const
    {
        if (!has(key))
            return otherwise;
        const Expected<T> value = parse(text(key));
        if (!value)
            complain(key, value.error());
        return value.value_or(otherwise);
    }

    void complain(const QString& key, const QString& problem) const;
    void complain(const QString& key, const Error& error) const;
    /// What is wrong; empty when nothing is.
    const QString& problem() const { return *m_problem; }

private:
    JsonReader(QJsonObject object, QString path, std::shared_ptr<QString> problem);
    QString place(const QString& key) const;
    /// Undefined, after a complaint, where the value is there and of another type.
    QJsonValue value(const QString& key, QJsonValue::Type type, const QString& wanted) const;

    QJsonObject m_object;
    QString m_path;
    std::shared_ptr<QString> m_problem;
};

/// Parses a document whose outermost value is an object. Error: FileUnreadable, with the title `failed`.
Expected<QJsonObject> parseJsonObject(const QByteArray& json, const QString& failed);

} // namespace saliscope
