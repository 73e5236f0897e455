// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What people do with the board; compare_controller.cpp shows it.
#include <QFileInfo>
#include <QMenu>

#include <algorithm>

#include "core/base/strings.h"
#include "ui/actions.h"
#include "ui/compare/board_grid.h"
#include "ui/compare/compare_controller.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_panel.h"
#include "ui/files/file_dialogs.h"
#include "ui/files/opener.h"
#include "ui/model_controller.h"
#include "ui/panels/display_panel.h"
#include "ui/panels/method_form.h"
#include "ui/panels/method_panel.h"
#include "ui/views/map_view.h"

namespace saliscope {

namespace {

/// `style` with what was changed from `before` to `after`.
RenderStyle withChange(RenderStyle style, const RenderStyle& before, const RenderStyle& after)
{
    const auto take = [&](auto RenderStyle::*field) {
        if (before.*field != after.*field)
            style.*field = after.*field;
    };
    take(&RenderStyle::colorMap);
    take(&RenderStyle::sign);
    take(&RenderStyle::lowPercentile);
    take(&RenderStyle::highPercentile);
    take(&RenderStyle::low);
    take(&RenderStyle::high);
    take(&RenderStyle::zeroBased);
    take(&RenderStyle::opacity);
    take(&RenderStyle::blur);
    take(&RenderStyle::overlay);
    return style;
}

} // namespace

ComparePanel* CompareController::makePanel()
{
    auto* panel = new ComparePanel(m_parts.page.grid());
    connectPanel(panel);
    return panel;
}

void CompareController::connectPanel(ComparePanel* panel)
{
    connect(panel, &ComparePanel::selectRequested, this,
            [this, panel](Qt::KeyboardModifiers modifiers) { select(indexOf(panel), modifiers); });
    connect(panel, &ComparePanel::stopRequested, this, [this, panel] { m_maps.stop(indexOf(panel)); });
    connect(panel, &ComparePanel::restartRequested, this, [this, panel] { m_maps.restart(indexOf(panel)); });
    connect(panel, &ComparePanel::menuRequested, this, &CompareController::openMenu);
    connect(panel, &ComparePanel::enlargeRequested, this, &CompareController::enlargeRequested);
    connect(panel->map(), &MapView::dividerDragged, this, [this](double fraction) {
        for (ComparePanel* other : m_parts.page.grid()->panels())
            other->map()->setDivider(fraction);
    });
}

void CompareController::connectPage()
{
    ComparePage& page = m_parts.page;
    connect(&page, &ComparePage::columnsEdited, &m_document, &SessionDocument::setBoardColumns);
    connect(&page, &ComparePage::columnsFinished, &m_document, &SessionDocument::endGesture);
    connect(&page, &ComparePage::scaleChosen, &m_document, &SessionDocument::setBoardScale);
    connect(&page, &ComparePage::viewChosen, &m_renderer, &BoardRenderer::touchAll);
    connect(&page, &ComparePage::sightChanged, this, [this] {
        ask();
        m_renderer.resume();
    });
    connect(page.grid(), &BoardGrid::moved, &m_document, &SessionDocument::movePanel);
}

void CompareController::connectActions()
{
    connect(m_actions.removePanels, &QAction::triggered, this,
            [this] { m_document.removePanels(m_selected); });
    connect(m_actions.makeReference, &QAction::triggered, this,
            [this](bool on) { m_document.setReference(on ? current() : -1); });
    connect(m_actions.openInExplain, &QAction::triggered, this, &CompareController::openInExplain);
    connect(m_actions.movePanelBack, &QAction::triggered, this, [this] { move(-1); });
    connect(m_actions.movePanelOn, &QAction::triggered, this, [this] { move(1); });
    connect(m_actions.stopBoard, &QAction::triggered, &m_maps, &BoardMaps::stopAll);
    connect(m_actions.showReference, &QAction::toggled, this, [this](bool on) {
        for (ComparePanel* panel : m_parts.page.grid()->panels())
            panel->map()->setPeek(on);
    });
    connect(m_actions.showPhoto, &QAction::toggled, this, [this](bool on) {
        for (ComparePanel* panel : m_parts.page.grid()->panels())
            panel->map()->setBlink(on);
    });
    connect(m_actions.overlay, &QAction::triggered, this, [this](bool on) {
        if (!isLookedAt())
            return;
        editPanels(m_selected, tr("overlay"), [on](BoardPanel& panel) { panel.style.overlay = on; });
        m_document.endGesture();
    });
}

void CompareController::connectPanels()
{
    connect(&m_parts.method, &MethodPanel::methodChosen, this, &CompareController::chooseMethod);
    MethodForm* form = m_parts.method.form();
    connect(form, &MethodForm::paramEdited, this, [this](const ParamSpec& spec, const QVariant& value) {
        editRecipes(spec.name.toLower(), [&](Recipe& recipe) { recipe.params.insert(spec.id, value); });
    });
    connect(form, &MethodForm::presetChosen, this, &CompareController::applyPreset);
    connect(form, &MethodForm::seedEdited, this, [this](quint64 seed) {
        editRecipes(tr("seed"), [seed](Recipe& recipe) { recipe.seed = seed; });
    });
    connect(form, &MethodForm::resetRequested, this, [this] {
        editRecipes(tr("parameters"), [](Recipe& recipe) { recipe.params.clear(); });
        m_document.endGesture();
    });
    connect(form, &MethodForm::browseRequested, this, &CompareController::choosePath);
    connect(form, &MethodForm::gestureEnded, &m_document, &SessionDocument::endGesture);
    connect(&m_parts.display, &DisplayPanel::styleEdited, this, &CompareController::editStyles);
    connect(&m_parts.display, &DisplayPanel::gestureEnded, &m_document, &SessionDocument::endGesture);
}

void CompareController::select(int panel, Qt::KeyboardModifiers modifiers)
{
    if (panel < 0)
        return;
    if (modifiers & Qt::ControlModifier) {
        if (!m_selected.removeOne(panel))
            m_selected << panel;
    } else if ((modifiers & Qt::ShiftModifier) && current() >= 0) {
        const int step = panel < current() ? -1 : 1;
        for (int i = current(); i != panel + step; i += step) {
            m_selected.removeOne(i);
            m_selected << i;
        }
    } else if (!m_selected.contains(panel) || m_selected.size() > 1 || current() != panel) {
        m_selected = {panel};
    } else {
        return;
    }
    showSelection();
}

void CompareController::selectOnly(int panel)
{
    m_selected = {panel};
    showSelection();
}

void CompareController::showSelection()
{
    for (int i = 0; i < board().panels.size(); ++i)
        widget(i)->setSelected(m_selected.contains(i));
    const bool isHere = isLookedAt() && current() >= 0;
    m_parts.method.setEnabled(current() >= 0 && !m_engine.methods().isEmpty());
    m_parts.display.setEnabled(current() >= 0);
    for (QAction* action : {m_actions.removePanels, m_actions.makeReference, m_actions.openInExplain})
        action->setEnabled(isHere);
    m_actions.showReference->setEnabled(isLookedAt() && board().reference >= 0);
    m_actions.movePanelBack->setEnabled(isHere && current() > 0);
    m_actions.movePanelOn->setEnabled(isHere && current() + 1 < board().panels.size());
    m_actions.makeReference->setChecked(isHere && current() == board().reference);
    if (current() >= 0) {
        const BoardPanel& panel = board().panels.at(current());
        m_shownStyle = panel.style;
        m_parts.method.setValues(panel.recipe.method, panel.recipe.params, panel.recipe.seed);
        m_parts.method.setStyle(panel.style);
        m_parts.display.setStyle(panel.style);
        if (m_model.info() && panel.recipe.model == m_document.session().model)
            m_parts.method.form()->setLayers(m_model.info()->layers);
        if (isLookedAt())
            m_actions.overlay->setChecked(panel.style.overlay);
        if (const AttributionPtr& map = m_maps.at(current()).map)
            m_parts.method.showEffective(*map);
    }
    showHistogram();
    Q_EMIT selectionChanged();
}

void CompareController::editPanels(const QList<int>& panels, const QString& control,
                                   const std::function<void(BoardPanel&)>& edit)
{
    QMap<int, BoardPanel> edited;
    for (const int index : panels) {
        edited.insert(index, board().panels.at(index));
        edit(edited[index]);
    }
    m_document.setPanels(edited, control);
}

/// Of the selected panels with the method of the current one.
void CompareController::editRecipes(const QString& control, const std::function<void(Recipe&)>& edit)
{
    if (current() < 0)
        return;
    const QString method = board().panels.at(current()).recipe.method;
    editPanels(m_selected, control, [&](BoardPanel& panel) {
        if (panel.recipe.method == method)
            edit(panel.recipe);
    });
}

/// Limits set by hand count for every panel on the same scale.
void CompareController::editStyles(const RenderStyle& style, const QString& control)
{
    const RenderStyle before = m_shownStyle;
    QList<int> panels = m_selected;
    if (style.low != before.low || style.high != before.high) {
        for (const int mate : m_renderer.scaleMates(current())) {
            if (!panels.contains(mate))
                panels << mate;
        }
    }
    editPanels(panels, control,
               [&](BoardPanel& panel) { panel.style = withChange(panel.style, before, style); });
}

void CompareController::chooseMethod(const MethodInfo& method)
{
    const ParamValues params = m_document.session().params.value(method.id);
    editPanels(m_selected, tr("method"), [&](BoardPanel& panel) {
        panel.recipe.method = method.id;
        panel.recipe.params = params;
    });
    m_document.endGesture();
}

void CompareController::applyPreset(const Preset& preset)
{
    if (current() < 0)
        return;
    const QString method = board().panels.at(current()).recipe.method;
    editPanels(m_selected, tr("preset"), [&](BoardPanel& panel) {
        if (panel.recipe.method != method)
            return;
        panel.recipe.params = preset.params;
        if (preset.style)
            panel.style = *preset.style;
    });
    m_document.endGesture();
}

void CompareController::choosePath(const ParamSpec& spec, bool folder)
{
    FileDialogs& dialogs = m_parts.dialogs;
    const QString path =
        folder ? dialogs.openFolder(&m_parts.page, spec.name, Setting::ImageFolder)
               : dialogs.openFile(&m_parts.page, spec.name, Opener::pictureFilter(), Setting::ImageFolder);
    if (!path.isEmpty())
        editRecipes(spec.name.toLower(), [&](Recipe& recipe) { recipe.params.insert(spec.id, path); });
    m_document.endGesture();
}

void CompareController::openMenu(QPoint global)
{
    auto* menu = new QMenu(&m_parts.page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(
        {m_actions.copyMap, m_actions.exportMap, m_actions.exportFigure, m_actions.copyCommandLine});
    menu->addSeparator();
    menu->addActions({m_actions.makeReference, m_actions.openInExplain, m_actions.fillPanel});
    menu->addSeparator();
    menu->addActions({m_actions.movePanelBack, m_actions.movePanelOn, m_actions.removePanels});
    menu->popup(global);
}

void CompareController::openInExplain()
{
    if (current() < 0)
        return;
    m_document.showPanel(board().panels.at(current()));
    m_document.setWorkspace(Workspace::Explain);
}

void CompareController::move(int step)
{
    const int from = current(), to = from + step;
    if (from < 0 || to < 0 || to >= board().panels.size())
        return;
    m_document.movePanel(from, to);
    selectOnly(to);
}

std::optional<ShownMap> CompareController::selectedMap() const
{
    if (current() < 0 || !m_maps.at(current()).map)
        return std::nullopt;
    const BoardPanel& panel = board().panels.at(current());
    const AttributionPtr& map = m_maps.at(current()).map;
    return ShownMap{map, map->map, pictureOf(panel.recipe), panel.style};
}

std::optional<Figure> CompareController::selectedFigure() const
{
    const auto map = selectedMap();
    if (!map || map->photo.isNull())
        return std::nullopt;
    const QString id = map->attribution->recipe.method;
    const MethodInfo* method = m_engine.method(id);
    const QString path = map->attribution->recipe.model.path;
    const bool isOpen = path == m_document.session().model.path && m_model.info();
    return Figure{.panels = {{.photo = map->photo,
                              .attribution = map->attribution,
                              .methodName = method ? method->name : id,
                              .modelName = isOpen ? m_model.modelName() : QFileInfo(path).completeBaseName(),
                              .style = map->style}}};
}

QList<ZoomView*> CompareController::views() const
{
    QList<ZoomView*> views;
    QList<ViewLink*> links;
    for (const ComparePanel* panel : m_parts.page.grid()->panels()) {
        if (links.contains(panel->map()->link()))
            continue;
        links << panel->map()->link();
        views << panel->map();
    }
    return views.isEmpty() ? views : (m_actions.linkViews->isChecked() ? QList{views.first()} : views);
}

void CompareController::setLinked(bool linked)
{
    m_links.setLinked(linked);
    for (ComparePanel* panel : m_parts.page.grid()->panels())
        m_links.join(*panel->map(), panel->recipe().pictureHash);
}

void CompareController::setFilled(bool filled)
{
    ComparePanel* panel = nullptr;
    for (ComparePanel* candidate : m_parts.page.grid()->panels()) {
        if (candidate->underMouse())
            panel = candidate;
    }
    if (!panel && current() >= 0)
        panel = widget(current());
    m_parts.page.grid()->setLarge(filled ? panel : nullptr);
    m_renderer.touchAll();
    ask();
}

} // namespace saliscope
