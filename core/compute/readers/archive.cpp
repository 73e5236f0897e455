// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/readers/archive.h"

#include <QFile>
#include <QFileInfo>

#include <zip.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

namespace {

constexpr quint64 maximalDeflatedSize = 64 << 20;
constexpr quint64 maximalDeflation = 100;
constexpr quint64 maximalExtraBytes = 16 << 20;
constexpr int maximalEntries = 100'000;

[[noreturn]] void throwBroken(const QString& path, const QString& detail)
{
    throw ComputeError(ErrorCode::ModelBroken, u"The model file is damaged"_s, path + u": "_s + detail,
                       u"Copy or export the model again; the file may be incomplete."_s);
}

bool isPlausible(const zip_stat_t& entry, quint64 fileSize)
{
    if (entry.comp_size > fileSize)
        return false;
    if (entry.comp_method == ZIP_CM_STORE)
        return entry.size == entry.comp_size;
    return entry.comp_method == ZIP_CM_DEFLATE && entry.size <= maximalDeflatedSize &&
           entry.size <= entry.comp_size * maximalDeflation;
}

[[noreturn]] void throwZipError(const QString& path, zip_error_t& error)
{
    const QString text = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    throwBroken(path, text);
}

zip* openZip(const QString& path)
{
    int code = 0;
    zip* const handle = zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, &code);
    if (!handle) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        throwZipError(path, error);
    }
    return handle;
}

zip* openZip(const QByteArray& bytes, const QString& name)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source =
        zip_source_buffer_create(bytes.constData(), zip_uint64_t(bytes.size()), 0, &error);
    zip* const handle = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!handle) {
        zip_source_free(source);
        throwZipError(name, error);
    }
    zip_error_fini(&error);
    return handle;
}

} // namespace

Archive::Archive(const QString& path)
    : m_path(path)
    , m_zip(openZip(path), [](zip* handle) { zip_discard(handle); })
{
    readDirectory(quint64(QFileInfo(path).size()));
}

Archive::Archive(const QByteArray& bytes, const QString& name)
    : m_path(name)
    , m_bytes(bytes)
    , m_zip(openZip(m_bytes, name), [](zip* handle) { zip_discard(handle); })
{
    readDirectory(quint64(bytes.size()));
}

void Archive::readDirectory(quint64 fileSize)
{
    const zip_int64_t count = zip_get_num_entries(m_zip.get(), 0);
    if (count > maximalEntries)
        throwBroken(m_path, u"%1 entries"_s.arg(count));
    for (zip_uint64_t i = 0; i < zip_uint64_t(count); ++i) {
        zip_stat_t entry;
        if (zip_stat_index(m_zip.get(), i, 0, &entry) != 0)
            throwBroken(m_path, QString::fromUtf8(zip_strerror(m_zip.get())));
        const QString name = QString::fromUtf8(entry.name);
        if (!isPlausible(entry, fileSize))
            throwBroken(m_path, u"the entry %1 claims to be %2 bytes"_s.arg(name).arg(entry.size));
        m_entries[name.section(u'/', 1)] = {i, entry.size};
    }
}

QStringList Archive::names() const
{
    QStringList result;
    for (const auto& [name, entry] : m_entries)
        result += name;
    return result;
}

quint64 Archive::size(const QString& name) const
{
    const auto entry = m_entries.find(name);
    return entry == m_entries.end() ? 0 : entry->second.size;
}

QByteArray Archive::read(const QString& name) const
{
    QByteArray bytes(qsizetype(size(name)), Qt::Uninitialized);
    readInto(name, bytes.data());
    return bytes;
}

void Archive::readInto(const QString& name, void* destination) const
{
    const auto entry = m_entries.find(name);
    if (entry == m_entries.end())
        throwBroken(m_path, u"the entry %1 is missing"_s.arg(name));
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(m_zip.get(), entry->second.index, 0), zip_fclose);
    // One byte more than expected: libzip verifies the checksum when it meets the end.
    char past = 0;
    if (!file || zip_fread(file.get(), destination, entry->second.size) != zip_int64_t(entry->second.size) ||
        zip_fread(file.get(), &past, 1) != 0)
        throwBroken(m_path, u"the entry %1 cannot be read"_s.arg(name));
}

std::map<QString, QByteArray> Archive::extraFiles() const
{
    std::map<QString, QByteArray> result;
    const QString prefix = u"extra/"_s;
    quint64 left = maximalExtraBytes;
    for (const auto& [name, entry] : m_entries) {
        if (!name.startsWith(prefix) || name == prefix || entry.size > left)
            continue;
        left -= entry.size;
        result[name.mid(prefix.size())] = read(name);
    }
    return result;
}

} // namespace saliscope::compute
