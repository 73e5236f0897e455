// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace saliscope {

struct DropOffer;

/// Lies over its parent while something is dragged over it and says what dropping will do. It takes no drops:
/// they go to the parent.
class DropOverlay : public QWidget
{
    Q_OBJECT
public:
    explicit DropOverlay(QWidget* parent);

    void showOffer(const DropOffer& offer);
    QString text() const; ///< Empty while hidden.

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_detail;
    bool m_opens = false;
};

} // namespace saliscope
