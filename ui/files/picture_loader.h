// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QThreadPool>

#include <functional>

#include "core/base/error.h"
#include "core/imaging/picture.h"

namespace saliscope {

/// Decodes photos off the GUI thread, in the order asked for. GUI thread; the destructor waits for the one
/// being read.
class PictureLoader : public QObject
{
    Q_OBJECT
public:
    using Task = std::function<Expected<Picture>()>;

    explicit PictureLoader(QObject* parent = nullptr);
    ~PictureLoader() override;

    void load(const QList<Task>& tasks);
    bool isLoading() const { return m_pending > 0; }

Q_SIGNALS:
    /// All of one load() together: what could be opened and what could not.
    void loaded(const QList<saliscope::Picture>& pictures, const QList<saliscope::Error>& errors);

private:
    QThreadPool m_pool;
    int m_pending = 0;
};

} // namespace saliscope
