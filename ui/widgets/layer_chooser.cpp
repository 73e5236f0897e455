// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/layer_chooser.h"

#include <QCoreApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScreen>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

constexpr int nameRole = Qt::UserRole;
constexpr QSize popupSize(space(60), space(44));

/// Below `box`, above it where the screen ends.
QRect popupPlace(const QWidget& box)
{
    const QRect screen = box.screen()->availableGeometry();
    QRect place(box.mapToGlobal(QPoint(0, box.height())),
                popupSize.expandedTo({box.width(), 0}).boundedTo(screen.size()));
    if (place.bottom() > screen.bottom())
        place.moveBottom(box.mapToGlobal(QPoint(0, 0)).y() - 1);
    place.moveTop(qMax(place.top(), screen.top()));
    place.moveRight(qMin(place.right(), screen.right()));
    return place;
}

} // namespace

QString layerText(const LayerInfo& layer)
{
    QStringList sizes;
    for (const qint64 size : layer.shape.mid(1))
        sizes << QString::number(size);
    QStringList parts{layer.name, layer.type, sizes.join(u" × "_s)};
    parts.removeAll(QString());
    return parts.join(u" — "_s);
}

LayerChooser::LayerChooser(Choice choice, const QString& emptyText, QWidget* parent)
    : QComboBox(parent)
    , m_choice(choice)
    , m_emptyText(emptyText)
    , m_popup(new QFrame(this, Qt::Popup))
    , m_search(new QLineEdit(m_popup))
    , m_list(new QListView(m_popup))
    , m_rows(new QStandardItemModel(this))
    , m_found(new QSortFilterProxyModel(this))
{
    shrinkable(this);
    addItem(m_emptyText);
    makePopup();
}

void LayerChooser::makePopup()
{
    m_popup->setFrameShape(QFrame::StyledPanel);
    m_popup->installEventFilter(this);
    m_search->setPlaceholderText(tr("Search a layer …"));
    m_search->setAccessibleName(tr("Search a layer"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_found->setSourceModel(m_rows);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setObjectName(u"layerList"_s);
    m_list->setAccessibleName(tr("Layers"));
    m_list->setModel(m_found);
    m_list->setUniformItemSizes(true);
    m_list->setSpacing(2);
    m_list->setTextElideMode(Qt::ElideMiddle); // Name and shape stay.
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(m_popup);
    column->setContentsMargins(space(1), space(1), space(1), space(1));
    column->setSpacing(space(1));
    column->addWidget(m_search);
    column->addWidget(m_list);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_found->setFilterFixedString(text);
        m_list->setCurrentIndex(m_found->index(0, 0));
    });
    connect(m_list, &QListView::clicked, this, &LayerChooser::choose);
}

void LayerChooser::setLayers(const QList<LayerInfo>& layers)
{
    m_layers = layers;
    fillList();
}

void LayerChooser::fillList()
{
    m_rows->clear();
    m_rows->appendRow(new QStandardItem(m_emptyText));
    for (const LayerInfo& layer : m_layers) {
        auto* item = new QStandardItem(layerText(layer));
        item->setData(layer.name, nameRole);
        item->setToolTip(item->text());
        m_rows->appendRow(item);
    }
    showChosen();
}

void LayerChooser::setValue(const QString& names)
{
    m_chosen = names.split(u',', Qt::SkipEmptyParts);
    for (QString& name : m_chosen)
        name = name.trimmed();
    showChosen();
}

void LayerChooser::showChosen()
{
    setItemText(0, m_chosen.isEmpty() ? m_emptyText : m_chosen.join(u", "_s));
    for (int row = 0; row < m_rows->rowCount() && m_choice == Choice::Several; ++row) {
        QStandardItem* item = m_rows->item(row);
        item->setCheckState(isChosen(item->data(nameRole).toString()) ? Qt::Checked : Qt::Unchecked);
    }
}

bool LayerChooser::isChosen(const QString& name) const
{
    return name.isEmpty() ? m_chosen.isEmpty() : m_chosen.contains(name);
}

void LayerChooser::takeCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (current.isValid() && !isChosen(current.data(nameRole).toString()))
        choose(current);
    hidePopup();
}

void LayerChooser::choose(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const QString name = index.data(nameRole).toString();
    QStringList chosen;
    if (m_choice == Choice::Several && !name.isEmpty()) {
        for (const LayerInfo& layer : m_layers) {
            if (m_chosen.contains(layer.name) != (layer.name == name))
                chosen << layer.name;
        }
    } else if (!name.isEmpty()) {
        chosen << name;
    }
    m_chosen = chosen;
    showChosen();
    Q_EMIT layersChosen(m_chosen.join(u','));
    if (m_choice == Choice::One || name.isEmpty())
        hidePopup();
}

void LayerChooser::showPopup()
{
    m_search->clear();
    m_popup->setGeometry(popupPlace(*this));
    m_popup->show();
    m_search->setFocus(Qt::PopupFocusReason);
    const QModelIndexList chosen =
        m_found->match(m_found->index(0, 0), nameRole, m_chosen.value(0), 1, Qt::MatchExactly);
    m_list->setCurrentIndex(chosen.isEmpty() ? m_found->index(0, 0) : chosen.first());
    m_list->scrollTo(m_list->currentIndex(), QAbstractItemView::PositionAtCenter);
}

void LayerChooser::hidePopup()
{
    m_popup->hide();
}

bool LayerChooser::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_popup && event->type() == QEvent::Hide)
        Q_EMIT gestureEnded();
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QComboBox::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        takeCurrent();
        return true;
    case Qt::Key_Space:
        if (m_choice != Choice::Several)
            return false;
        choose(m_list->currentIndex());
        return true;
    default:
        return false;
    }
}

} // namespace saliscope
