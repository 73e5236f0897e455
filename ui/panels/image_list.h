// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

#include "core/session/session.h"

namespace saliscope {

class Thumbnails;

/// The open photos. The current one is shown; Delete takes it off the list.
class ImageList : public QListWidget
{
    Q_OBJECT
public:
    explicit ImageList(QWidget* parent = nullptr);

    void setPictures(const QList<OpenPicture>& pictures, int current);

Q_SIGNALS:
    void pictureChosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateIcons();

    QList<OpenPicture> m_pictures;
    Thumbnails* m_thumbnails;
};

} // namespace saliscope
