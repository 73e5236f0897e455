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
    return Figure{.panels = {panel(*open, m_attribution)}, .options = {.show = aspect()}};
}

Figure ExplainController::figureOfAll() const
{
    const Session& session = m_document.session();
    Figure figure{.options = {.show = aspect()}};
    for (const OpenPicture& open : session.pictures) {
        const bool isOnScreen = &open == session.currentPicture() && m_attribution;
        const AttributionPtr map = isOnScreen ? m_attribution : m_finished.of(open.picture, session.model);
        if (map)
            figure.panels += panel(open, map);
    }
    return figure;
}

FigurePanel ExplainController::panel(const OpenPicture& open, const AttributionPtr& map) const
{
    const MethodInfo* method = m_engine.method(map->recipe.method);
    return {.photo = open.picture,
            .attribution = map,
            .methodName = method ? method->name : map->recipe.method,
            .modelName = m_model.modelName(),
            .style = m_document.session().style};
}

} // namespace saliscope
