// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/readers/file_kind.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>
#include <QtEndian>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/readers/archive.h"

namespace saliscope::compute {

namespace {

constexpr qint64 headSize = 4096;

/// How to make a file that can be opened, for people who have the model in Python.
QString exportHint()
{
    return u"Export it in Python, with the model as \"model\":\n"
           "  batch = torch.export.Dim(\"batch\", min=1, max=1024)\n"
           "  program = torch.export.export(model.eval(), (torch.rand(2, 3, 224, 224),), dynamic_shapes=({0: "
           "batch},))\n"
           "  torch.export.save(program, \"model.pt2\")"_s;
}

[[noreturn]] void refuse(const QString& path, const QString& what, const QString& hint)
{
    throw ComputeError(ErrorCode::ModelUnsupported, what, path, hint);
}

void refuseFolder(const QString& path)
{
    const QDir folder(path);
    if (folder.exists(u"saved_model.pb"_s))
        refuse(path, u"This folder is a TensorFlow SavedModel"_s, u"Saliscope opens PyTorch models."_s);
    if (folder.exists(u"config.json"_s)) {
        refuse(path,
               u"This folder is a Hugging Face model: weights and settings without the network itself"_s,
               u"Load it with transformers' from_pretrained. "_s + exportHint());
    }
    refuse(path, u"This is a folder, not a model"_s, u"Choose a .pt2 or .pt file."_s);
}

FileKind kindOfArchive(const QString& path)
{
    const Archive archive(path);
    const QStringList names = archive.names();
    const auto hasIn = [&](const QString& folder) {
        return std::any_of(names.begin(), names.end(),
                           [&](const QString& name) { return name.startsWith(folder); });
    };
    if (archive.contains(u"archive_format"_s) || archive.contains(u"serialized_exported_program.json"_s) ||
        hasIn(u"models/"_s))
        return FileKind::ExportedProgram;
    if (archive.contains(u"bytecode.pkl"_s) && !hasIn(u"code/"_s))
        refuse(path, u"This is a PyTorch Mobile model, whose network cannot be read back"_s, exportHint());
    if (archive.contains(u"constants.pkl"_s))
        return FileKind::TorchScript;
    if (archive.contains(u"data.pkl"_s)) {
        refuse(path,
               u"This file has weights alone, as torch.save writes them: the network itself is not inside"_s,
               u"Build the network in Python and load the weights into it. "_s + exportHint());
    }
    if (names.contains(u"model.weights.h5"_s) || hasIn(u"weights.h5"_s))
        refuse(path, u"This is a Keras model"_s, u"Saliscope opens PyTorch models."_s);
    refuse(path, u"This zip archive is not a model"_s, u"Choose a .pt2 or .pt file. "_s + exportHint());
}

bool looksLikeSafetensors(const QByteArray& head, qint64 size)
{
    return head.size() > 9 && head[8] == '{' && qFromLittleEndian<quint64>(head.constData()) < quint64(size);
}

/// ONNX is a protocol buffer: field 1 is a small version number, field 2 the producer's name.
bool looksLikeOnnx(const QByteArray& head)
{
    return head.size() > 4 && head[0] == 0x08 && head[1] > 0 && head[1] < 32 &&
           (head[2] == 0x12 || head[2] == 0x3a);
}

bool looksLikeText(const QByteArray& head)
{
    if (head.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(head);
    return !text.isEmpty() && !decoder.hasError();
}

void refuseByHead(const QString& path, const QByteArray& head, qint64 size)
{
    if (head.isEmpty())
        refuse(path, u"The file is empty"_s, u"Copy or export the model again."_s);
    if (head.startsWith("\x89HDF"))
        refuse(path, u"This is a Keras model (HDF5)"_s, u"Saliscope opens PyTorch models."_s);
    if (head.mid(4, 4) == "TFL3")
        refuse(path, u"This is a TensorFlow Lite model"_s, u"Saliscope opens PyTorch models."_s);
    if (head.startsWith("\x89PNG") || head.startsWith("\xff\xd8\xff"))
        refuse(path, u"This is a picture, not a model"_s, u"Open it as an image."_s);
    if (looksLikeSafetensors(head, size)) {
        refuse(path, u"This file has weights alone (safetensors): the network itself is not inside"_s,
               u"Build the network in Python and load the weights into it. "_s + exportHint());
    }
    if (looksLikeOnnx(head))
        refuse(path, u"This is an ONNX model, which Saliscope cannot open yet"_s, exportHint());
    if (head.startsWith("\x80\x02")) {
        refuse(path, u"This is a Python pickle: weights, or a model that only its own Python code can open"_s,
               u"Load it in Python. "_s + exportHint());
    }
    if (looksLikeText(head))
        refuse(path, u"This is a text file, not a model"_s, u"Choose a .pt2 or .pt file."_s);
    throw ComputeError(
        ErrorCode::ModelBroken, u"This file is not a model"_s, path,
        u"It is no zip archive, as .pt2 and .pt files are; it may be damaged or incomplete."_s);
}

} // namespace

FileKind detectFileKind(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        throw ComputeError(ErrorCode::FileNotFound, u"There is no such file"_s, path, u"Check the path."_s);
    if (info.isDir())
        refuseFolder(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw ComputeError(ErrorCode::FileUnreadable, u"The file cannot be opened"_s,
                           path + u": "_s + file.errorString(), u"Check its permissions."_s);
    const QByteArray head = file.read(headSize);
    if (!head.startsWith("PK\x03\x04") && !head.startsWith("PK\x05\x06"))
        refuseByHead(path, head, info.size());
    return kindOfArchive(path);
}

} // namespace saliscope::compute
