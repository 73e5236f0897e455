// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/method_box.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QProxyStyle>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

constexpr int shownRows = 32; // All of them, where the screen is high enough.

/// Headings quiet and bold, methods a step to the right of them.
class MethodDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        if (isMethod(index)) {
            QStyleOptionViewItem ground = option;
            initStyleOption(&ground, index);
            ground.text.clear();
            const QWidget* view = option.widget;
            view->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, view);
            painter->setPen(option.palette.color(
                option.state & QStyle::State_Selected ? QPalette::HighlightedText : QPalette::Text));
        } else {
            QFont bold = option.font;
            bold.setBold(true);
            painter->setFont(bold);
            painter->setPen(quietTextColor(option.palette));
        }
        const QRect place = option.rect.adjusted(space(isMethod(index) ? 2 : 1), 0, -space(1), 0);
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, index.data().toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const int rest = space(4); // margins and the scroll bar
        return {option.fontMetrics.horizontalAdvance(index.data().toString()) + rest,
                option.fontMetrics.height() + space(1)};
    }

private:
    static bool isMethod(const QModelIndex& index) { return index.flags() & Qt::ItemIsEnabled; }
};

/// Opens a list that scrolls, where Fusion would open a menu as long as the list.
class ListPopupStyle : public QProxyStyle
{
public:
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override
    {
        return hint == SH_ComboBox_Popup ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

} // namespace

MethodBox::MethodBox(QWidget* parent)
    : QComboBox(parent)
{
    auto* style = new ListPopupStyle;
    style->setParent(this);
    setStyle(style); // Before there is a list: in the style's menu it would have no scroll bar.
    setItemDelegate(new MethodDelegate(this));
    setMaxVisibleItems(shownRows);
    shrinkable(this);
}

void MethodBox::setMethods(const QList<MethodInfo>& methods)
{
    clear();
    using Family = MethodInfo::Family;
    for (const Family family : {Family::Gradient, Family::Rules, Family::Cam, Family::Perturbation,
                                Family::Combination, Family::Ascent}) {
        bool isFirst = true;
        for (const MethodInfo& method : methods) {
            if (method.family != family)
                continue;
            if (isFirst)
                addHeading(familyName(family));
            isFirst = false;
            addMethod(method);
        }
    }
    setCurrentIndex(-1);
}

void MethodBox::addHeading(const QString& text)
{
    addItem(text);
    auto* item = qobject_cast<QStandardItemModel*>(model())->item(count() - 1);
    item->setFlags(Qt::NoItemFlags);
}

void MethodBox::addMethod(const MethodInfo& method)
{
    addItem(method.name, method.id);
    setItemData(count() - 1, method.summary, Qt::ToolTipRole);
    setItemData(count() - 1, method.summary, Qt::AccessibleDescriptionRole);
}

} // namespace saliscope
