// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/board_renderer.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/strings.h"
#include "core/render/map_renderer.h"
#include "ui/compare/board_grid.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_panel.h"
#include "ui/views/color_bar.h"
#include "ui/views/map_view.h"
#include "ui/widgets/in_place_message.h"

namespace saliscope {

using Phase = PanelMap::Phase;

BoardRenderer::BoardRenderer(const SessionDocument& document, const BoardMaps& maps, ComparePage& page,
                             QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_maps(maps)
    , m_page(page)
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &BoardRenderer::renderNext);
    connect(&m_similarities, &BoardSimilarities::ready, this, [this] {
        for (int panel = 0; panel < m_page.grid()->panels().size(); ++panel)
            compare(panel);
    });
}

ComparePanel& BoardRenderer::widget(int panel) const
{
    return *m_page.grid()->panels().at(panel);
}

void BoardRenderer::touch(int panel)
{
    m_dirty.insert(panel);
    m_turn.start();
}

void BoardRenderer::resume()
{
    if (!m_dirty.isEmpty())
        m_turn.start();
}

void BoardRenderer::touchAll()
{
    m_dirty.clear();
    for (int panel = 0; panel < m_page.grid()->panels().size(); ++panel)
        touch(panel);
}

void BoardRenderer::renderNext()
{
    const int count = int(m_page.grid()->panels().size());
    m_dirty.removeIf([count](int panel) { return panel >= count; });
    if (m_dirty.isEmpty() || !m_page.isVisible())
        return;
    m_own.resize(count);
    const int reference = m_document.session().board.reference;
    int next = m_dirty.contains(reference) ? reference : *std::min_element(m_dirty.begin(), m_dirty.end());
    for (const int panel : std::as_const(m_dirty)) {
        if (next != reference && m_page.isInSight(widget(panel)) && !m_page.isInSight(widget(next)))
            next = panel;
    }
    m_dirty.remove(next);
    render(next);
    if (!m_dirty.isEmpty())
        m_turn.start();
}

AttributionPtr BoardRenderer::referenceMap() const
{
    const int reference = m_document.session().board.reference;
    return reference >= 0 ? m_maps.at(reference).map : nullptr;
}

bool BoardRenderer::isDifference(int panel) const
{
    return m_page.view() == BoardView::Difference && panel != m_document.session().board.reference;
}

const FloatMap& BoardRenderer::shownMap(int panel) const
{
    static const FloatMap none;
    const AttributionPtr& map = m_maps.at(panel).map;
    if (!map || panel >= m_own.size())
        return none;
    return isDifference(panel) ? m_own.at(panel).difference : map->map;
}

FloatMap BoardRenderer::difference(int panel) const
{
    const AttributionPtr& map = m_maps.at(panel).map;
    const AttributionPtr reference = referenceMap();
    if (!reference || map->geometry != reference->geometry || !areComparable(map->map, reference->map))
        return {};
    return signedDifference(map->map, reference->map,
                            mapQuantity(map->recipe) != mapQuantity(reference->recipe));
}

void BoardRenderer::render(int panel)
{
    ComparePanel& target = widget(panel);
    const AttributionPtr& map = m_maps.at(panel).map;
    if (!map) {
        target.map()->setStale(target.map()->hasMap());
        if (!target.map()->hasMap())
            target.colorBar()->clear();
        return compare(panel);
    }
    target.map()->setStale(false);
    ownLimits(panel);
    rescale();
    m_dirty.remove(panel);
    m_own[panel].difference = isDifference(panel) ? difference(panel) : FloatMap();
    draw(panel, shownMap(panel), drawnStyle(panel));
    showScale(panel);
    holdReferenceAgainst(panel);
    compare(panel);
    Q_EMIT drawn(panel);
}

RenderStyle BoardRenderer::drawnStyle(int panel) const
{
    RenderStyle style = panelOf(panel).style;
    if (isDifference(panel)) {
        style.sign = RenderStyle::Sign::Signed;
        style.low.reset();
        style.high.reset();
    } else if (const Scale scale = m_scales.value(scaleKey(panel)); scale.users > 1) {
        style.low = scale.low;
        style.high = scale.high;
    }
    return style;
}

void BoardRenderer::draw(int panel, const FloatMap& map, const RenderStyle& style)
{
    ComparePanel& target = widget(panel);
    const MapRenderer renderer(map, style);
    const MapLimits& limits = renderer.limits();
    target.colorBar()->setLimits(limits);
    if (!limits.isDrawable()) {
        target.map()->clearMap();
        const bool isUnlike = isDifference(panel) && map.isEmpty();
        target.map()->message()->showText(
            isUnlike ? tr("No difference can be told") : tr("There is nothing to draw"),
            isUnlike              ? tr("The maps do not lie on the same pixels of the photo.")
            : isDifference(panel) ? tr("The maps are equal.")
                                  : limits.stateText());
        return;
    }
    target.map()->message()->clear();
    const double opacity = style.overlay ? style.opacity : 1;
    target.map()->setMap(renderer.image(), m_maps.at(panel).map->geometry, opacity);
    if (panel == m_document.session().board.reference) {
        m_reference = renderer.image();
        for (int other = 0; other < m_page.grid()->panels().size(); ++other)
            holdReferenceAgainst(other);
    }
}

void BoardRenderer::holdReferenceAgainst(int panel)
{
    MapView& view = *widget(panel).map();
    const int reference = m_document.session().board.reference;
    const AttributionPtr held = referenceMap();
    const bool isSamePhoto =
        held && panelOf(panel).recipe.pictureHash == panelOf(reference).recipe.pictureHash;
    if (!isSamePhoto || panel == reference || m_reference.isNull())
        return view.clearOther();
    const RenderStyle& style = panelOf(reference).style;
    view.setOther(m_reference, held->geometry, style.overlay ? style.opacity : 1);
    view.setSplit(m_page.view() == BoardView::Split);
}

void BoardRenderer::compare(int panel)
{
    const int reference = m_document.session().board.reference;
    if (reference < 0)
        return widget(panel).setComparison(QString());
    const AttributionPtr& map = m_maps.at(panel).map;
    const AttributionPtr held = referenceMap();
    const bool areDone = m_maps.at(panel).phase == Phase::Done && m_maps.at(reference).phase == Phase::Done;
    QString text = u""_s;
    if (panel == reference) {
        m_similarities.keepOnly(held);
        text = tr("the others are compared with this map");
    } else if (areDone && map->geometry == held->geometry && areComparable(map->map, held->map)) {
        if (const auto similarity = m_similarities.of(map, held))
            text = similarityText(*similarity);
    } else if (areDone) {
        text = tr("not on the same pixels as the reference");
    }
    widget(panel).setComparison(text);
}

const MapLimits& BoardRenderer::ownLimits(int panel)
{
    OwnLimits& own = m_own[panel];
    const AttributionPtr& map = m_maps.at(panel).map;
    const RenderStyle& style = panelOf(panel).style;
    if (own.map != map || own.style != style)
        own = {map, style, MapRenderer(map->map, style).limits(), {}};
    return own.limits;
}

QString BoardRenderer::scaleKey(int panel) const
{
    const OwnLimits own = m_own.value(panel);
    if (m_document.session().board.scale != BoardScale::Shared || !own.map ||
        own.map != m_maps.at(panel).map || !own.limits.isDrawable())
        return {};
    return u"%1 %2 %3"_s.arg(mapQuantity(own.map->recipe))
        .arg(own.limits.isDiverging)
        .arg(own.map->map.channels);
}

/// The widest limits of the maps of each quantity. Maps that still change have no say: the others would
/// flicker.
void BoardRenderer::rescale()
{
    QHash<QString, Scale> scales;
    for (int panel = 0; panel < m_own.size(); ++panel) {
        const QString key = scaleKey(panel);
        if (key.isEmpty() || m_maps.at(panel).phase == Phase::Running)
            continue;
        const MapLimits& limits = m_own.at(panel).limits;
        Scale& scale = scales[key];
        scale.low = scale.users == 0 ? limits.low : std::min(scale.low, limits.low);
        scale.high = scale.users == 0 ? limits.high : std::max(scale.high, limits.high);
        ++scale.users;
    }
    const QHash<QString, Scale> before = std::exchange(m_scales, scales);
    for (int panel = 0; panel < m_own.size(); ++panel) {
        const QString key = scaleKey(panel);
        if (!key.isEmpty() && before.value(key) != scales.value(key))
            touch(panel);
    }
}

QList<int> BoardRenderer::scaleMates(int panel) const
{
    QList<int> mates;
    const QString key = scaleKey(panel);
    for (int other = 0; other < m_own.size(); ++other) {
        if (other == panel || (!key.isEmpty() && scaleKey(other) == key))
            mates << other;
    }
    return mates;
}

void BoardRenderer::showScale(int panel)
{
    const MapLimits& limits = widget(panel).colorBar()->limits();
    const QString asked = limitsText(panelOf(panel).style, limits.isDiverging);
    QString text = tr("own scale, %1").arg(asked);
    if (isDifference(panel)) {
        const AttributionPtr reference = referenceMap();
        const bool isScaled =
            reference && mapQuantity(m_maps.at(panel).map->recipe) != mapQuantity(reference->recipe);
        text = isScaled ? tr("this − reference, each over its largest value") : tr("this − reference");
    } else if (const int users = m_scales.value(scaleKey(panel)).users; users > 1) {
        text = tr("shared by %1 panels, widest of %2").arg(users).arg(asked);
    }
    widget(panel).setScaleNote(text);
}

QString limitsText(const RenderStyle& style, bool isDiverging)
{
    const QLocale locale;
    if (style.low || style.high)
        return BoardRenderer::tr("limits set by hand");
    const QString high = BoardRenderer::tr("P%1").arg(locale.toString(style.highPercentile));
    if (isDiverging)
        return u"±"_s + high;
    return style.zeroBased ? BoardRenderer::tr("0 to %1").arg(high)
                           : BoardRenderer::tr("P%1 to %2").arg(locale.toString(style.lowPercentile), high);
}

QString similarityText(const MapSimilarity& similarity)
{
    const QLocale locale;
    const auto number = [&locale](double value) {
        return std::isfinite(value) ? locale.toString(value, 'f', 2) : u"–"_s;
    };
    return BoardRenderer::tr("r %1 · ρ %2 · SSIM %3 · top %4 %: %5 %")
        .arg(number(similarity.pearson), number(similarity.spearman), number(similarity.ssim),
             locale.toString(topFraction * 100), locale.toString(similarity.topOverlap * 100, 'f', 0));
}

} // namespace saliscope
