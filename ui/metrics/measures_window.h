// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/recipe/measured_map.h"
#include "core/recipe/method_info.h"

class QLabel;
class QListWidget;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace saliscope {

class FileDialogs;
class JobFoot;
class MeasuresModel;
class MeasuresPlot;

/// Numbers about maps: a table that sorts, the curves behind the numbers, a CSV file. Stays open beside the
/// main window and gathers a line for every map that is measured.
class MeasuresWindow : public QDialog
{
    Q_OBJECT
public:
    MeasuresWindow(FileDialogs& dialogs, QWidget* parent);

    void setInfos(const QList<MethodInfo>& methods, const QList<MetricInfo>& metrics);
    /// Those that are ticked.
    QList<MetricRecipe> chosenMetrics() const;

    /// Why nothing can be measured now; empty: something can.
    void setObstacle(const QString& why);
    void start(const QString& what);
    void showProgress(const Progress& progress);
    void add(const MeasuredMap& map);
    void finish(const QString& text);
    void fail(const Error& error);

Q_SIGNALS:
    void measureRequested();
    void stopRequested();

private:
    QWidget* makeChoice();
    QWidget* makeTable();
    void showCurves();
    void removeSelected();
    void exportCsv();
    void updateButtons();
    QList<int> selectedRows() const;

    FileDialogs& m_dialogs;
    MeasuresModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QListWidget* m_metrics;
    QTableView* m_table;
    MeasuresPlot* m_plot;
    QLabel* m_hint;
    QPushButton* m_measure;
    QPushButton* m_remove;
    QPushButton* m_export;
    JobFoot* m_foot;
    QList<MetricInfo> m_infos;
    QString m_obstacle;
};

} // namespace saliscope
