// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/map_queue.h"

#include <algorithm>
#include <utility>

#include "core/base/strings.h"

namespace saliscope {
namespace {

constexpr double manyRuns = 500; ///< Of methods that try places or channels one by one.

bool triesOneByOne(const MethodInfo& method)
{
    return method.id == u"occlusion"_s || method.id == u"scorecam"_s || method.id == u"ablationcam"_s;
}

} // namespace

double mapCost(const Recipe& recipe, const QList<MethodInfo>& methods)
{
    const auto method = std::find_if(methods.begin(), methods.end(), [&recipe](const MethodInfo& candidate) {
        return candidate.id == recipe.method;
    });
    if (method == methods.end())
        return 1;
    const MethodInfo whole = withWrapped(*method, recipe.params, methods);
    const ParamValues params = whole.completed(recipe.params);
    double cost = triesOneByOne(*method) ? manyRuns : 1;
    for (auto param = params.cbegin(); param != params.cend(); ++param) {
        const QString name = param.key().section(u'.', -1);
        if (name == u"n"_s || name == u"steps"_s)
            cost *= std::max(1, param->toInt());
    }
    return cost;
}

void MapQueue::want(QList<WantedMap> maps)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        return;
    if (m_running && !m_running->cancel.isCancelled()) {
        const RecipeKey& running = m_running->map.key;
        if (maps.removeIf([&running](const WantedMap& map) { return map.key == running; }) == 0)
            m_running->cancel.cancel();
    }
    maps.removeIf([this](const WantedMap& map) { return m_answered.contains(map.key); });
    std::stable_sort(maps.begin(), maps.end(), [](const WantedMap& a, const WantedMap& b) {
        return a.isVisible != b.isVisible ? a.isVisible : a.cost < b.cost;
    });
    m_pending = std::move(maps);
}

void MapQueue::interrupt()
{
    const std::lock_guard lock(m_mutex);
    if (!m_running || m_running->cancel.isCancelled())
        return;
    m_running->cancel.cancel();
    m_pending.prepend(m_running->map);
}

std::optional<MapJob> MapQueue::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_pending.isEmpty())
        return std::nullopt;
    m_running = MapJob{m_pending.takeFirst(), {}};
    return m_running;
}

bool MapQueue::finish(bool isComplete)
{
    const std::lock_guard lock(m_mutex);
    const MapJob done = *std::exchange(m_running, std::nullopt);
    if (isComplete)
        m_pending.removeIf([&done](const WantedMap& map) { return map.key == done.map.key; });
    const bool isAnswer = isComplete || !done.cancel.isCancelled();
    if (isAnswer)
        m_answered.insert(done.map.key);
    return isAnswer;
}

void MapQueue::acknowledge(const RecipeKey& key)
{
    const std::lock_guard lock(m_mutex);
    m_answered.remove(key);
}

void MapQueue::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_pending.clear();
    if (m_running)
        m_running->cancel.cancel();
}

} // namespace saliscope
