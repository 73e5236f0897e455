// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/picture_loader.h"

namespace saliscope {

PictureLoader::PictureLoader(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

PictureLoader::~PictureLoader()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PictureLoader::load(const QList<Task>& tasks)
{
    ++m_pending;
    m_pool.start([this, tasks] {
        QList<Picture> pictures;
        QList<Error> errors;
        for (const Task& task : tasks) {
            if (const auto picture = task())
                pictures << *picture;
            else
                errors << picture.error();
        }
        QMetaObject::invokeMethod(this, [this, pictures, errors] {
            --m_pending;
            Q_EMIT loaded(pictures, errors);
        });
    });
}

} // namespace saliscope
