// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace saliscope {

class ElidedLabel;

/// A titled panel: its name and tools above, the content, and below it how far and how sure it is.
class Pane : public QWidget
{
    Q_OBJECT
public:
    explicit Pane(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    QString title() const;
    /// Beside the title, right.
    void addTool(QAction* action);
    void addContent(QWidget* content, int stretch = 0);

private:
    ElidedLabel* m_title;
    QHBoxLayout* m_tools;
    QVBoxLayout* m_column;
};

} // namespace saliscope
