// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/similar_words.h"

#include <algorithm>

#include "core/base/strings.h"

namespace saliscope {
namespace {

/// Letters put in, left out, replaced, or swapped with their neighbour.
qsizetype distance(const QString& a, const QString& b)
{
    QList<QList<qsizetype>> steps(a.size() + 1, QList<qsizetype>(b.size() + 1));
    for (qsizetype i = 0; i <= a.size(); ++i) {
        for (qsizetype j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                steps[i][j] = i + j;
                continue;
            }
            steps[i][j] = std::min({steps[i - 1][j] + 1, steps[i][j - 1] + 1,
                                    steps[i - 1][j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                steps[i][j] = std::min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
    }
    return steps[a.size()][b.size()];
}

} // namespace

QString mostSimilar(const QString& text, const QStringList& words)
{
    QString best;
    qsizetype least = 0;
    for (const QString& word : words) {
        const qsizetype apart = distance(text.toLower(), word.toLower());
        if (apart <= std::max<qsizetype>(1, word.size() / 3) && (best.isEmpty() || apart < least)) {
            best = word;
            least = apart;
        }
    }
    return best;
}

QString didYouMean(const QString& text, const QStringList& words)
{
    const QString word = mostSimilar(text, words);
    return word.isEmpty() ? QString() : u"Did you mean \"%1\"? "_s.arg(word);
}

} // namespace saliscope
