// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QLabel;
class QStatusBar;

namespace saliscope {

class AscendController;
class CompareController;
class ExplainController;
class ExplainPage;

/// The status bar: position, image colour and map value under the cursor; speed and memory on the right. GUI
/// thread.
class StatusReadout : public QObject
{
    Q_OBJECT
public:
    StatusReadout(QStatusBar& bar, const ExplainPage& page, const ExplainController& explain,
                  const CompareController& compare, const AscendController& ascend,
                  QObject* parent = nullptr);

    /// Follows the views' links again after they were joined or parted.
    void followLinks();

private:
    void showCursor();
    void showSpeed();
    QString mapText(QPointF photo) const;
    QString speedText() const;

    const ExplainPage& m_page;
    const ExplainController& m_explain;
    const CompareController& m_compare;
    const AscendController& m_ascend;
    QLabel* m_cursor;
    QLabel* m_speed;
};

} // namespace saliscope
