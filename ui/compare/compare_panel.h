// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imaging/picture.h"
#include "core/render/map_limits.h"
#include "ui/compare/board_maps.h"
#include "ui/widgets/pane.h"

namespace saliscope {

class ColorBar;
class ElidedLabel;
class JobFoot;
class MapView;

/// One map of the board: title and menu above, the map, its colour bar, what its scale is, how it compares
/// with the reference, how far it is. Shows; decides nothing.
class ComparePanel : public Pane
{
    Q_OBJECT
public:
    explicit ComparePanel(QWidget* parent = nullptr);

    MapView* map() const { return m_map; }
    ColorBar* colorBar() const { return m_colorBar; }
    JobFoot* foot() const { return m_foot; }

    /// What it shows, so that it can be found again when the board changes.
    void setRecipe(const Recipe& recipe) { m_recipe = recipe; }
    const Recipe& recipe() const { return m_recipe; }
    const AttributionPtr& shownMap() const { return m_shownMap; }

    void setPanelTitle(const QString& title);
    void setPhoto(const Picture& photo);
    /// Progress and errors; the map itself is drawn by the owner.
    void showState(const PanelMap& state);
    void setScaleNote(const QString& text);
    QString scaleNote() const;
    /// How it compares with the reference; null: the line is not there.
    void setComparison(const QString& text);
    QString comparison() const;
    void setSelected(bool selected);
    bool isSelected() const { return m_isSelected; }
    void setReference(bool reference);
    /// The height of everything but the map.
    int chromeHeight() const;

Q_SIGNALS:
    void stopRequested();
    void restartRequested();
    /// Pressed or reached by the keyboard.
    void selectRequested(Qt::KeyboardModifiers modifiers);
    void menuRequested(QPoint global);
    void enlargeRequested();
    /// Dragged by its title; in the parent's coordinates.
    void dragged(QPoint position);
    void dropped(QPoint position);
    void dragCancelled();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void makeTools();
    void takePress(const QMouseEvent& event);
    void showTitle();

    MapView* m_map;
    ColorBar* m_colorBar;
    ElidedLabel* m_scaleNote;
    ElidedLabel* m_comparison;
    QAction* m_stop;
    QAction* m_again;
    JobFoot* m_foot;
    Recipe m_recipe;
    AttributionPtr m_shownMap;
    QString m_title;
    QByteArray m_photoHash;
    std::optional<QPoint> m_pressedAt;
    bool m_isDragged = false;
    bool m_isSelected = false;
    bool m_isReference = false;
};

} // namespace saliscope
