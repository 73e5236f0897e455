// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

class QStringListModel;

namespace saliscope {

/// Finds a class by any part of its name, or by its index.
class ClassSearch : public QLineEdit
{
    Q_OBJECT
public:
    explicit ClassSearch(QWidget* parent = nullptr);

    void setLabels(const QStringList& labels);
    const QStringList& labels() const { return m_labels; }

Q_SIGNALS:
    void classChosen(int classIndex, const QString& label);

private:
    void choose(const QString& text);

    QStringList m_labels;
    QStringListModel* m_model;
};

} // namespace saliscope
