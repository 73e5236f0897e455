// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace saliscope {

/// The one of `words` that `text` is most probably meant to be: it differs, whatever the case, by the fewest
/// letters put in, left out, replaced or swapped with their neighbour, and by at most a third of its own.
/// Empty where there is none.
QString mostSimilar(const QString& text, const QStringList& words);

/// "Did you mean "gradcam"? ", or nothing: the beginning of a hint.
QString didYouMean(const QString& text, const QStringList& words);

} // namespace saliscope
