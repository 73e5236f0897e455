// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/progress.h"
#include "core/recipe/attribution.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace saliscope {

/// The foot of a panel that computes: a bar with n, elapsed and remaining time and relative error while it
/// runs, what came out when it has ended. Always as high, so that nothing jumps.
class JobFoot : public QWidget
{
    Q_OBJECT
public:
    explicit JobFoot(QAction* stop, QWidget* parent = nullptr);

    /// For narrow panels: Stop is an icon.
    void setCompact();

    void start();
    void showProgress(const Progress& progress);
    void showAttribution(const Attribution& attribution);
    void finish(const QString& text);

    bool isRunning() const { return m_isRunning; }
    QString text() const;

private:
    void showRunning();

    QProgressBar* m_bar;
    QLabel* m_text;
    QToolButton* m_stop;
    Progress m_progress;
    double m_relativeError = 0;
    bool m_isRunning = false;
};

/// "12 samples", with the error where it is known: the state of a finished or stopped map.
QString attributionSummary(const Attribution& attribution);

} // namespace saliscope
