// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QStringList>

#include "core/recipe/model_info.h"

class QFrame;
class QLineEdit;
class QListView;
class QModelIndex;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace saliscope {

/// "features.7.0 — Conv2d — 320 × 7 × 7".
QString layerText(const LayerInfo& layer);

/// A closed box that names layers of the model; its list, with type, shape and a search, opens below it. Keys
/// typed while it is open search, the arrows move, Return takes the current layer and closes, Space checks or
/// unchecks it.
class LayerChooser : public QComboBox
{
    Q_OBJECT
public:
    enum class Choice
    {
        One,    ///< Choosing closes the list.
        Several ///< Layers are checked.
    };

    /// `emptyText`: what no layer means.
    LayerChooser(Choice choice, const QString& emptyText, QWidget* parent = nullptr);

    void setLayers(const QList<LayerInfo>& layers);
    /// Names with commas between them, as recipes have them.
    void setValue(const QString& names);

    void showPopup() override;
    void hidePopup() override;

Q_SIGNALS:
    void layersChosen(const QString& names);
    void gestureEnded(); ///< The list was closed.

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makePopup();
    void fillList();
    void choose(const QModelIndex& index);
    void takeCurrent();
    bool isChosen(const QString& name) const;
    void showChosen();

    Choice m_choice;
    QString m_emptyText;
    QList<LayerInfo> m_layers;
    QStringList m_chosen;
    QFrame* m_popup;
    QLineEdit* m_search;
    QListView* m_list;
    QStandardItemModel* m_rows;
    QSortFilterProxyModel* m_found;
};

} // namespace saliscope
