// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

#include "core/base/strings.h"

namespace saliscope {

namespace {

class SymbolEngine : public QIconEngine
{
public:
    explicit SymbolEngine(const QString& name)
        : m_name(name)
    {
        QFile file(u":/saliscope/icons/%1.svg"_s.arg(name));
        const bool isOpen = file.open(QIODevice::ReadOnly);
        Q_ASSERT_X(isOpen, "symbolIcon", qPrintable(name));
        m_svg = isOpen ? file.readAll() : QByteArray();
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        const QByteArray color = QGuiApplication::palette().color(group, role).name().toLatin1();
        QSvgRenderer(QByteArray(m_svg).replace("currentColor", color)).render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new SymbolEngine(*this); }

private:
    QString m_name;
    QByteArray m_svg;
};

} // namespace

QIcon symbolIcon(const QString& name)
{
    return QIcon(new SymbolEngine(name));
}

} // namespace saliscope
