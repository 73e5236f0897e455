// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QLabel;
class QStatusBar;

namespace saliscope {

class ExplainController;
class ExplainPage;

/// The status bar: position, image colour and map value under the cursor; speed on the right. GUI thread.
class StatusReadout : public QObject
{
    Q_OBJECT
public:
    StatusReadout(QStatusBar& bar, const ExplainPage& page, const ExplainController& explain,
                  QObject* parent = nullptr);

    /// Follows the views' links again after they were joined or parted.
    void followLinks();

private:
    void showCursor();
    void showSpeed();
    QString mapText(QPointF photo) const;

    const ExplainPage& m_page;
    const ExplainController& m_explain;
    QLabel* m_cursor;
    QLabel* m_speed;
};

} // namespace saliscope
