// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace saliscope {

/// Versions and licence, with a button that copies them for a bug report.
class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    /// `device` as the window names it; `model` likewise.
    AboutDialog(const QString& device, const QString& model, QWidget* parent = nullptr);

    const QString& details() const { return m_details; }

private:
    QString m_details;
};

} // namespace saliscope
