// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace saliscope {

/// One line of text that ends in an ellipsis where there is no room; the tooltip has it whole.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text, QWidget* parent = nullptr);

    /// Of second rank.
    void setQuiet() { m_isQuiet = true; }
    void setWholeText(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_isQuiet = false;
};

} // namespace saliscope
