// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace saliscope {

/// One line of text, or more where told so, that ends in an ellipsis where there is no room; the tooltip has
/// it whole.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text, QWidget* parent = nullptr);

    /// Of second rank.
    void setQuiet() { m_isQuiet = true; }
    void setWholeText(const QString& text);
    /// That there is room for, whether the text needs them or not.
    void setLines(int lines);

    QSize sizeHint() const override { return withLines(QLabel::sizeHint()); }
    QSize minimumSizeHint() const override { return withLines(QLabel::minimumSizeHint()); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QSize withLines(QSize oneLine) const;

    bool m_isQuiet = false;
    int m_lines = 1;
};

} // namespace saliscope
