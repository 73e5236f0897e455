// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QTimer>

#include "core/render/map_limits.h"
#include "core/session/session_document.h"
#include "ui/compare/board_maps.h"
#include "ui/compare/board_similarities.h"

namespace saliscope {

class ComparePage;
class ComparePanel;

/// Draws the maps of the board in their styles: on scales of their own or shared ones, or as differences from
/// the reference. One panel a turn of the event loop, and none while nobody looks. GUI thread.
class BoardRenderer : public QObject
{
    Q_OBJECT
public:
    BoardRenderer(const SessionDocument& document, const BoardMaps& maps, ComparePage& page,
                  QObject* parent = nullptr);

    void touch(int panel);
    void touchAll();
    /// Goes on after nobody looked.
    void resume();
    /// Says how the panel compares with the reference, without drawing it.
    void compare(int panel);
    /// What of the panel is drawn: its map or the difference. Empty: nothing.
    const FloatMap& shownMap(int panel) const;
    /// The panels with the colour scale of this one, itself among them.
    QList<int> scaleMates(int panel) const;

Q_SIGNALS:
    void drawn(int panel);

private:
    struct Scale
    {
        double low = 0;
        double high = 0;
        int users = 0;

        bool operator==(const Scale&) const = default;
    };
    /// The limits that a map would have by itself.
    struct OwnLimits
    {
        AttributionPtr map;
        RenderStyle style;
        MapLimits limits;
        FloatMap difference; ///< From the reference, while that is drawn.
    };

    void renderNext();
    void render(int panel);
    void draw(int panel, const FloatMap& map, const RenderStyle& style);
    void holdReferenceAgainst(int panel);
    void showScale(int panel);
    void rescale();
    const MapLimits& ownLimits(int panel);
    QString scaleKey(int panel) const;
    bool isDifference(int panel) const;
    FloatMap difference(int panel) const;
    AttributionPtr referenceMap() const;
    RenderStyle drawnStyle(int panel) const;
    const BoardPanel& panelOf(int panel) const { return m_document.session().board.panels.at(panel); }
    ComparePanel& widget(int panel) const;

    const SessionDocument& m_document;
    const BoardMaps& m_maps;
    ComparePage& m_page;
    BoardSimilarities m_similarities;
    QList<OwnLimits> m_own; ///< Of the panels.
    QHash<QString, Scale> m_scales;
    QSet<int> m_dirty;
    QTimer m_turn;
    QImage m_reference; ///< As it is drawn.
};

/// "0 to P99": which limits a style asks for.
QString limitsText(const RenderStyle& style, bool isDiverging);
/// "r 0.93 · ρ 0.88 · SSIM 0.71 · top 5 % 63 %".
QString similarityText(const MapSimilarity& similarity);

} // namespace saliscope
