// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_controller.h"
#include "ui/model_controller.h"

// What the Explain workspace gives to figures.
namespace saliscope {

std::optional<Figure> ExplainController::figure() const
{
    const OpenPicture* open = m_document.session().currentPicture();
    if (!m_attribution || !open)
        return std::nullopt;
    Figure figure = emptyFigure();
    figure.panels += panel(*open, m_attribution);
    return figure;
}

Figure ExplainController::figureOfAll() const
{
    const Session& session = m_document.session();
    Figure figure = emptyFigure();
    for (const OpenPicture& open : session.pictures) {
        const bool isOnScreen = &open == session.currentPicture() && m_attribution;
        const AttributionPtr map = isOnScreen ? m_attribution : m_finished.of(open.picture, session.model);
        if (map)
            figure.panels += panel(open, map);
    }
    return figure;
}

Figure ExplainController::emptyFigure() const
{
    return {.style = m_document.session().style,
            .modelName = m_model.modelName(),
            .modelPath = m_model.info() ? m_model.info()->path : QString(),
            .options = {.show = aspect()}};
}

FigurePanel ExplainController::panel(const OpenPicture& open, const AttributionPtr& map) const
{
    const MethodInfo* method = m_engine.method(map->recipe.method);
    return {open.picture, map, method ? method->name : map->recipe.method};
}

} // namespace saliscope
