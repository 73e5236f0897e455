// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <memory>

struct zip;

namespace saliscope::compute {

/// A model's zip, read-only. Nothing in it is believed: an entry may not claim more bytes than the file can
/// hold (stored) or than 64 MB and a hundred times its packed size (deflated), which bounds what reading
/// allocates; checksums are verified. Names are given without the one top folder that PyTorch writes.
class Archive
{
public:
    /// Throws ComputeError ModelBroken when the file is no zip or its directory lies.
    explicit Archive(const QString& path);
    /// A zip inside another, as its entry's bytes; `name` is for messages.
    Archive(const QByteArray& bytes, const QString& name);

    QStringList names() const;
    bool contains(const QString& name) const { return m_entries.count(name) != 0; }
    /// Bytes of an entry when unpacked; 0 when it is missing.
    quint64 size(const QString& name) const;
    /// Throws ComputeError when the entry is missing or damaged.
    QByteArray read(const QString& name) const;
    /// The same into `destination`, which holds size() bytes.
    void readInto(const QString& name, void* destination) const;
    /// The entries "extra/NAME", by NAME, up to 16 MB of them.
    std::map<QString, QByteArray> extraFiles() const;

private:
    struct Entry
    {
        quint64 index;
        quint64 size;
    };

    void readDirectory(quint64 fileSize);

    QString m_path;
    QByteArray m_bytes; ///< Of a zip inside another; m_zip reads from it.
    std::unique_ptr<zip, void (*)(zip*)> m_zip;
    std::map<QString, Entry> m_entries;
};

} // namespace saliscope::compute
