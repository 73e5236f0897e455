// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metrics/measures_window.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "ui/files/file_dialogs.h"
#include "ui/metrics/measures_model.h"
#include "ui/metrics/measures_plot.h"
#include "ui/theme.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/job_foot.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

/// Ticked at first: what needs neither many more maps nor a box.
bool isAffordable(const MetricInfo& metric)
{
    return !metric.explainsAgain && !metric.needsBox;
}

QAction* makeStop(QWidget* parent)
{
    auto* stop = new QAction(symbolIcon(u"stop"_s), MeasuresWindow::tr("&Stop"), parent);
    stop->setObjectName(u"stopMeasuring"_s);
    stop->setToolTip(MeasuresWindow::tr("Stop measuring; finished lines stay"));
    return stop;
}

} // namespace

MeasuresWindow::MeasuresWindow(FileDialogs& dialogs, QWidget* parent)
    : QDialog(parent)
    , m_dialogs(dialogs)
    , m_model(new MeasuresModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_metrics(new QListWidget(this))
    , m_table(new QTableView(this))
    , m_plot(new MeasuresPlot(this))
    , m_hint(makeQuietLabel(this))
    , m_measure(new QPushButton(tr("&Measure the map"), this))
    , m_remove(new QPushButton(tr("&Remove lines"), this))
    , m_export(new QPushButton(tr("&Export CSV …"), this))
    , m_foot(new JobFoot(makeStop(this), this))
{
    setObjectName(u"measuresWindow"_s);
    setWindowTitle(tr("Measures of Maps"));
    resize(space(140), space(86));
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(makeChoice());
    split->addWidget(makeTable());
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    split->setSizes({space(28), space(112)});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space(1), space(1), space(1), space(1));
    column->addWidget(split, 1);
    column->addWidget(m_foot);
    connect(findChild<QAction*>(u"stopMeasuring"_s), &QAction::triggered, this,
            &MeasuresWindow::stopRequested);
    connect(m_measure, &QPushButton::clicked, this, &MeasuresWindow::measureRequested);
    connect(m_remove, &QPushButton::clicked, this, &MeasuresWindow::removeSelected);
    connect(m_export, &QPushButton::clicked, this, &MeasuresWindow::exportCsv);
    showCurves();
    updateButtons();
}

QWidget* MeasuresWindow::makeChoice()
{
    m_metrics->setObjectName(u"metricChoice"_s);
    m_metrics->setAccessibleName(tr("Metrics to compute"));
    m_measure->setObjectName(u"measure"_s);
    m_measure->setDefault(true);
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHeading(side, tr("Metrics")));
    column->addWidget(m_metrics, 1);
    column->addWidget(m_measure);
    connect(m_metrics, &QListWidget::itemChanged, this, &MeasuresWindow::updateButtons);
    return side;
}

QWidget* MeasuresWindow::makeTable()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(MeasuresModel::SortRole);
    m_table->setObjectName(u"measuresTable"_s);
    m_table->setAccessibleName(tr("Maps and their numbers"));
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->verticalHeader()->hide();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &MeasuresWindow::updateButtons);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &MeasuresWindow::showCurves);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &MeasuresWindow::showCurves);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_hint, 1);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_export);
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_plot);
    split->setStretchFactor(0, 1);
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split, 1);
    column->addLayout(buttons);
    return side;
}

void MeasuresWindow::setInfos(const QList<MethodInfo>& methods, const QList<MetricInfo>& metrics)
{
    m_infos = metrics;
    m_model->setInfos(methods, metrics);
    m_metrics->clear();
    for (const MetricInfo& metric : metrics) {
        if (metric.needsBox)
            continue; // Nobody can draw one here: the command line takes it.
        auto* item = new QListWidgetItem(metric.name, m_metrics);
        item->setData(Qt::UserRole, metric.id);
        item->setCheckState(isAffordable(metric) ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(metric.explainsAgain
                             ? metric.meaning + u'\n' +
                                   tr("Makes the map many times over, so it takes as much longer.")
                             : metric.meaning);
    }
    updateButtons();
}

QList<MetricRecipe> MeasuresWindow::chosenMetrics() const
{
    QList<MetricRecipe> chosen;
    for (int row = 0; row < m_metrics->count(); ++row) {
        const QListWidgetItem* item = m_metrics->item(row);
        if (item->checkState() == Qt::Checked)
            chosen += MetricRecipe{.metric = item->data(Qt::UserRole).toString(), .params = {}, .box = {}};
    }
    return chosen;
}

void MeasuresWindow::setObstacle(const QString& why)
{
    m_obstacle = why;
    updateButtons();
}

void MeasuresWindow::start(const QString& what)
{
    m_foot->start();
    m_hint->setText(what);
    updateButtons();
}

void MeasuresWindow::showProgress(const Progress& progress)
{
    m_foot->showProgress(progress);
}

void MeasuresWindow::add(const MeasuredMap& map)
{
    m_model->add(map);
    m_table->resizeColumnsToContents();
    const auto& maps = m_model->maps();
    for (int row = 0; row < maps.size(); ++row) {
        if (maps[row].measurement.attribution == map.measurement.attribution)
            m_table->selectRow(m_sorted->mapFromSource(m_model->index(row, 0)).row());
    }
    updateButtons();
}

void MeasuresWindow::finish(const QString& text)
{
    m_foot->finish(text);
    showCurves();
    updateButtons();
}

void MeasuresWindow::fail(const Error& error)
{
    finish(error.code == ErrorCode::Cancelled ? tr("stopped") : error.text().simplified());
}

QList<int> MeasuresWindow::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        rows += m_sorted->mapToSource(index).row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void MeasuresWindow::showCurves()
{
    const auto has = [this](const QString& metric) {
        for (const int row : selectedRows()) {
            const MetricResult* result = resultOf(m_model->maps()[row], metric);
            if (result && !result->curves.isEmpty())
                return true;
        }
        return false;
    };
    // Of the column that was clicked, or of the first that has some.
    QString metric = m_model->metric(m_table->currentIndex().column());
    for (int column = MeasuresModel::FirstMetric; !has(metric) && column < m_model->columnCount(); ++column)
        metric = m_model->metric(column);
    QList<NamedCurve> curves;
    for (const int row : selectedRows()) {
        const MetricResult* result = resultOf(m_model->maps()[row], metric);
        if (!result)
            continue;
        for (const MetricCurve& curve : result->curves)
            curves += NamedCurve{u"%1: %2"_s.arg(m_model->lineName(row), curve.name), curve};
    }
    m_plot->setCurves(curves);
    if (!m_foot->isRunning())
        m_hint->setText(m_model->maps().isEmpty()
                            ? tr("Measure the map on screen, then another one: each gets a line.")
                            : tr("Select lines and click a column to compare their curves."));
}

void MeasuresWindow::removeSelected()
{
    m_model->remove(selectedRows());
    showCurves();
    updateButtons();
}

void MeasuresWindow::exportCsv()
{
    const QString path = m_dialogs.saveFile(this, tr("Export Measures"), u"measures.csv"_s,
                                            tr("Comma-separated values (*.csv)"), Setting::ExportFolder);
    if (path.isEmpty())
        return;
    const Expected<void> saved = saveFile(path, measuredCsv(m_model->maps()));
    m_hint->setText(saved ? tr("Saved as %1").arg(path) : saved.error().text().simplified());
}

void MeasuresWindow::updateButtons()
{
    const QString why = m_foot->isRunning()         ? tr("A map is being measured.")
                        : !m_obstacle.isEmpty()     ? m_obstacle
                        : chosenMetrics().isEmpty() ? tr("Tick at least one metric.")
                                                    : QString();
    m_measure->setEnabled(why.isEmpty());
    m_measure->setToolTip(why.isEmpty() ? tr("Compute the ticked numbers for the map on screen") : why);
    m_remove->setEnabled(!selectedRows().isEmpty());
    m_remove->setToolTip(m_remove->isEnabled() ? tr("Take the selected lines off the table")
                                               : tr("Select lines first."));
    m_export->setEnabled(!m_model->maps().isEmpty());
    m_export->setToolTip(m_export->isEnabled() ? tr("Save the table") : tr("There is nothing in the table."));
}

} // namespace saliscope
