// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_controller.h"

#include <QMenu>

#include <algorithm>
#include <cmath>

#include "core/base/strings.h"
#include "core/render/color_bar.h"
#include "ui/actions.h"
#include "ui/compare/board_grid.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_panel.h"
#include "ui/explain/map_texts.h"
#include "ui/model_controller.h"
#include "ui/panels/display_panel.h"
#include "ui/panels/method_panel.h"
#include "ui/views/color_bar.h"
#include "ui/views/map_view.h"

namespace saliscope {

CompareController::CompareController(Engine& engine, SessionDocument& document, ModelController& model,
                                     const Actions& actions, const CompareParts& parts, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_document(document)
    , m_model(model)
    , m_actions(actions)
    , m_parts(parts)
    , m_maps(engine)
    , m_renderer(document, m_maps, parts.page)
{
    connect(&document, &SessionDocument::changed, this, &CompareController::takeChange);
    connect(&engine, &Engine::ready, this, [this] {
        m_parts.method.setMethods(m_engine.methods());
        showTitles();
        showSelection();
    });
    connect(&m_maps, &BoardMaps::changed, this, &CompareController::takeMap);
    connect(&m_links, &BoardLinks::cursorMoved, this, &CompareController::readCursor);
    connect(&m_renderer, &BoardRenderer::drawn, this, [this](int panel) {
        if (panel == current())
            showHistogram();
    });
    connectPage();
    connectActions();
    connectPanels();
    showBoard();
}

ComparePanel* CompareController::widget(int panel) const
{
    return m_parts.page.grid()->panels().value(panel);
}

int CompareController::indexOf(const ComparePanel* panel) const
{
    return int(m_parts.page.grid()->panels().indexOf(panel));
}

Picture CompareController::pictureOf(const Recipe& recipe) const
{
    for (const OpenPicture& open : m_document.session().pictures) {
        if (open.picture.contentHash == recipe.pictureHash)
            return open.picture;
    }
    return {};
}

void CompareController::takeChange(SessionDocument::Changes changes)
{
    if (changes & (SessionDocument::BoardChanged | SessionDocument::PicturesChanged))
        showBoard();
    if (changes & SessionDocument::WorkspaceChanged)
        showSelection();
}

void CompareController::showBoard()
{
    const Board before = std::exchange(m_shown, board());
    const QList<ComparePanel*> widgetsBefore = m_parts.page.grid()->panels();
    const int added = int(board().panels.size() - before.panels.size());
    m_parts.page.grid()->setPanels(reconciled());
    m_parts.page.setBoard(board()); // Now, for what is in sight is told at once.
    m_selected.removeIf([this](int panel) { return panel >= board().panels.size(); });
    double aspect = 0;
    for (int i = 0; i < board().panels.size(); ++i) {
        const Recipe& recipe = board().panels.at(i).recipe;
        const Picture picture = pictureOf(recipe);
        widget(i)->setPhoto(picture);
        widget(i)->setReference(i == board().reference);
        m_links.join(*widget(i)->map(), recipe.pictureHash);
        if (!picture.isNull())
            aspect = std::max(aspect, double(picture.pixels.height()) / picture.pixels.width());
    }
    ask();
    for (int i = 0; i < board().panels.size(); ++i)
        m_renderer.compare(i);
    m_parts.page.grid()->setAspect(std::clamp(aspect, 0.5, 1.25));
    m_parts.page.grid()->setColumns(board().columns);
    showTitles();
    if (added > 0 && !widgetsBefore.isEmpty())
        m_parts.page.bringIntoSight(*widget(int(board().panels.size()) - 1));
    if (added > 0)
        selectOnly(int(board().panels.size()) - added);
    else
        showSelection();
    const bool isAnew = before.reference != board().reference || before.scale != board().scale;
    for (int i = 0; i < board().panels.size(); ++i) {
        if (isAnew || before.panels.value(i) != board().panels.at(i) || widgetsBefore.value(i) != widget(i))
            m_renderer.touch(i);
    }
}

QList<ComparePanel*> CompareController::reconciled()
{
    const QList<ComparePanel*> old = m_parts.page.grid()->panels();
    const QList<BoardPanel>& panels = board().panels;
    QList<ComparePanel*> result(panels.size());
    QList<ComparePanel*> free = old;
    const auto take = [&](qsizetype panel, ComparePanel* widget) {
        result[panel] = widget;
        free.removeOne(widget);
    };
    for (qsizetype i = 0; i < panels.size(); ++i) {
        for (ComparePanel* candidate : QList<ComparePanel*>{old.value(i)} + free) {
            if (candidate && free.contains(candidate) && candidate->recipe() == panels.at(i).recipe) {
                take(i, candidate);
                break;
            }
        }
    }
    for (qsizetype i = 0; i < panels.size(); ++i) {
        if (!result[i] && free.contains(old.value(i)))
            take(i, old.at(i));
        if (!result[i])
            result[i] = makePanel();
        result[i]->setRecipe(panels.at(i).recipe);
    }
    return result;
}

void CompareController::ask()
{
    QList<PanelRequest> requests;
    for (int i = 0; i < board().panels.size(); ++i) {
        const Recipe& recipe = board().panels.at(i).recipe;
        requests << PanelRequest{recipe, pictureOf(recipe), m_parts.page.isInSight(*widget(i))};
    }
    m_maps.follow(requests);
}

QString CompareController::targetText(int panel) const
{
    if (const AttributionPtr& map = m_maps.at(panel).map)
        return panelTitle(*map, MapAspect::Map, QLocale());
    const Target& target = board().panels.at(panel).recipe.target;
    if (target.kind == Target::Kind::Class && m_model.info())
        return m_model.info()->label(target.index);
    return target.kind == Target::Kind::Rank && target.index == 0 ? tr("top prediction")
                                                                  : saliscope::targetText(target);
}

void CompareController::showTitles()
{
    QStringList targets;
    for (int i = 0; i < board().panels.size(); ++i)
        targets << targetText(i);
    const BoardHeadings headings =
        boardHeadings(boardTraits(board().panels, targets, m_engine.methods(), m_document.session().pictures),
                      board().columns);
    for (int i = 0; i < board().panels.size(); ++i) {
        const QString& own = board().panels.at(i).title;
        widget(i)->setPanelTitle(own.isEmpty() ? headings.titles.at(i) : own);
    }
    m_parts.page.grid()->setHeadings(headings.columns, headings.rows);
    showSummary();
}

void CompareController::showSummary()
{
    using Phase = PanelMap::Phase;
    const int left = m_maps.count(Phase::Waiting) + m_maps.count(Phase::Running);
    const qsizetype count = board().panels.size();
    const QString panels = count == 1 ? tr("1 panel") : tr("%1 panels").arg(count);
    m_actions.stopBoard->setEnabled(left > 0);
    if (count == 0)
        return m_parts.page.setSummary({});
    m_parts.page.setSummary(left > 0 ? tr("%1, %2 to compute").arg(panels).arg(left) : panels);
}

void CompareController::takeMap(int panel)
{
    ComparePanel* target = widget(panel);
    if (!target)
        return;
    const PanelMap& state = m_maps.at(panel);
    const bool isOther = target->shownMap() != state.map;
    const bool hadMap = target->shownMap() != nullptr;
    target->showState(state);
    if (isOther || !state.map)
        m_renderer.touch(panel);
    if (hadMap != (state.map != nullptr) || state.phase == PanelMap::Phase::Done)
        showTitles();
    showSummary();
    if (state.phase == PanelMap::Phase::Done && panel == board().reference)
        m_renderer.touchAll();
    if (panel == current() && isOther)
        Q_EMIT selectionChanged();
}

void CompareController::showHistogram()
{
    const bool isThere = current() >= 0 && !m_renderer.shownMap(current()).isEmpty();
    m_parts.display.showMap(isThere ? m_renderer.shownMap(current()) : FloatMap(),
                            isThere ? widget(current())->colorBar()->limits() : MapLimits());
}

void CompareController::readCursor()
{
    m_cursorText.clear();
    for (int i = 0; i < board().panels.size(); ++i) {
        MapView* view = widget(i)->map();
        const auto cursor = view->link()->cursor();
        const AttributionPtr& attribution = m_maps.at(i).map;
        const FloatMap& map = m_renderer.shownMap(i);
        const auto place =
            cursor && !map.isEmpty() ? placeOnMap(map, attribution->geometry, *cursor) : std::nullopt;
        view->setReadout(place ? numberText(double(map.at(0, place->y(), place->x()))) : QString());
        if (cursor && m_cursorText.isEmpty())
            m_cursorText = cursorTextAt(pictureOf(board().panels.at(i).recipe).pixels, *cursor);
    }
    Q_EMIT cursorTextChanged();
}

QString CompareController::cursorTextAt(const QImage& pixels, QPointF photo) const
{
    const QPoint at(int(std::floor(photo.x())), int(std::floor(photo.y())));
    if (!pixels.valid(at))
        return {};
    const QColor color = pixels.pixelColor(at);
    return tr("x %1  y %2    image %3 %4 %5")
        .arg(at.x())
        .arg(at.y())
        .arg(color.red())
        .arg(color.green())
        .arg(color.blue());
}

} // namespace saliscope
