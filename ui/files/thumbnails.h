// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QIcon>
#include <QObject>
#include <QSet>
#include <QSize>
#include <QThreadPool>

#include "core/imaging/picture.h"

namespace saliscope {

/// Small copies of photos, made off the GUI thread and kept by content. GUI thread.
class Thumbnails : public QObject
{
    Q_OBJECT
public:
    static constexpr QSize room{96, 72}; ///< Logical pixels.

    explicit Thumbnails(QObject* parent = nullptr);
    ~Thumbnails() override;

    /// Empty until made; then changed() tells.
    QIcon icon(const Picture& picture, double devicePixelRatio);

Q_SIGNALS:
    void changed();

private:
    QThreadPool m_pool;
    QHash<QByteArray, QIcon> m_icons;
    QSet<QByteArray> m_asked;
};

} // namespace saliscope
