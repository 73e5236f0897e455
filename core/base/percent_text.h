// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace saliscope {

/// 0.9204 as "92.0 %": how probabilities are written in the window, on figures and on the command line.
inline QString percentText(double fraction, const QLocale& locale = QLocale::c())
{
    return locale.toString(100 * fraction, 'f', 1) + QStringLiteral(" %");
}

} // namespace saliscope
