// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/text_block.h"

#include <cmath>

#include "core/base/strings.h"

namespace saliscope {

namespace {

/// A number stays with its "%".
QString unbroken(QString text)
{
    return text.replace(u" %"_s, QString(QChar::Nbsp) + u'%').replace(u'\n', QChar::LineSeparator);
}

} // namespace

QFont figureFont(double size, bool bold)
{
    QFont font(u"Sans"_s);
    font.setPixelSize(int(size));
    font.setBold(bold);
    // The same pixels from the window as from the command line, whatever a desktop sets for its screen.
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::NoSubpixelAntialias);
    return font;
}

TextBlock::TextBlock(QString text, const QFont& font, double width, Qt::Alignment alignment)
    : m_layout(unbroken(std::move(text)), font)
{
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_layout.setTextOption(option);
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, m_height});
        m_height += line.height();
    }
    m_layout.endLayout();
    m_height = std::ceil(m_height);
}

} // namespace saliscope
