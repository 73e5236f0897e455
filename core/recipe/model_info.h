// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/recipe/model_card.h"

namespace saliscope {

/// Something the model doctor noticed: what was assumed, what cannot work, what to change.
struct Finding
{
    enum class Severity
    {
        Note,
        Warning,
        Problem
    };

    QString code;
    Severity severity = Severity::Note;
    QString title;
    QString detail;
    QString fix;
};

/// A value of the graph a person can name: the output of a module.
struct LayerInfo
{
    QString name;        ///< Dotted module path.
    QString type;        ///< Operator or module type.
    QList<qint64> shape; ///< Batch first; of one example.
};

/// What is known about a model once it is loaded. A plain value; no tensor inside.
struct ModelInfo
{
    QString name;
    QString path;
    QString format; ///< "pt2", "torchscript".
    ModelCard card;
    QString cardOrigin;       ///< Where the card came from: "archive", "beside", "user", "assumed".
    QList<qint64> inputShape; ///< -1: any batch.
    int classCount = 0;
    qint64 parameters = 0;
    bool anyBatch = false; ///< False: the file takes one image at a time.
    QList<LayerInfo> layers;
    QList<Finding> findings;
    double loadSeconds = 0;

    /// "koala", or "class 105" without labels.
    QString label(int classIndex) const;
};

/// A device that can compute, or why it cannot.
struct DeviceInfo
{
    QString id; ///< "cpu", "cuda:0".
    QString name;
    qint64 freeBytes = 0;
    int cores = 0; ///< Physical cores that may be used; 0: not a CPU.
    bool available = true;
    QString reason; ///< Why not available.
};

} // namespace saliscope
