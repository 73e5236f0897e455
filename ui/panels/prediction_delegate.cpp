// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/prediction_delegate.h"

#include <QApplication>
#include <QPainter>

#include "core/base/percent_text.h"
#include "ui/panels/prediction_model.h"
#include "ui/theme.h"

namespace saliscope {

void PredictionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const
{
    const bool isTarget = index.data(PredictionModel::IsTargetRole).toBool();
    const double probability = index.data(PredictionModel::ProbabilityRole).toDouble();
    QStyleOptionViewItem row(option);
    row.state.setFlag(QStyle::State_Selected, false);
    QApplication::style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, option.widget);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect area = option.rect.adjusted(space(1), 0, -space(1), 0);
    QFont font = option.font;
    font.setBold(isTarget);
    painter->setFont(font);
    const QFontMetrics metrics(font);
    const int percentWidth = metrics.horizontalAdvance(QStringLiteral("100.0 %"));
    const int barWidth = qMin(area.width() / 4, 96);
    const QRect percent(area.right() - percentWidth, area.top(), percentWidth, area.height());
    const QRectF bar(percent.left() - space(1) - barWidth, area.center().y() - 4, barWidth, 8);
    const QRect name(area.left() + space(2), area.top(), int(bar.left()) - area.left() - space(3),
                     area.height());

    if (isTarget) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.palette.color(QPalette::Highlight));
        painter->drawEllipse(QPointF(area.left() + 5, area.center().y() + 0.5), 4, 4);
    }
    painter->setPen(option.palette.color(QPalette::Text));
    painter->drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight, name.width()));
    painter->drawText(percent, Qt::AlignVCenter | Qt::AlignRight, percentText(probability, QLocale()));
    painter->setPen(Qt::NoPen);
    painter->setBrush(option.palette.color(QPalette::Mid));
    painter->drawRoundedRect(bar, 2, 2);
    painter->setBrush(option.palette.color(QPalette::Highlight));
    painter->drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * probability, bar.height())), 2, 2);
    if (option.state & QStyle::State_HasFocus) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(option.palette.color(QPalette::Highlight), 1));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
    painter->restore();
}

QSize PredictionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {space(20), qMax(space(3), option.fontMetrics.height() + space(1))};
}

} // namespace saliscope
