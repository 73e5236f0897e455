// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status_readout.h"

#include <QLabel>
#include <QLocale>
#include <QStatusBar>

#include <cmath>

#include "core/base/memory_use.h"
#include "core/base/strings.h"
#include "core/render/color_bar.h"
#include "ui/ascent/ascend_controller.h"
#include "ui/compare/compare_controller.h"
#include "ui/compute_chooser.h"
#include "ui/explain/explain_controller.h"
#include "ui/explain/explain_page.h"
#include "ui/explain/map_texts.h"
#include "ui/views/color_bar.h"
#include "ui/views/map_view.h"
#include "ui/views/picture_view.h"

namespace saliscope {

StatusReadout::StatusReadout(QStatusBar& bar, const ExplainPage& page, const ExplainController& explain,
                             const CompareController& compare, const AscendController& ascend,
                             QObject* parent)
    : QObject(parent)
    , m_page(page)
    , m_explain(explain)
    , m_compare(compare)
    , m_ascend(ascend)
    , m_cursor(new QLabel(&bar))
    , m_speed(new QLabel(&bar))
{
    m_cursor->setObjectName(u"cursorReadout"_s);
    m_speed->setObjectName(u"speedReadout"_s);
    m_cursor->setTextFormat(Qt::PlainText);
    bar.addWidget(m_cursor, 1);
    bar.addPermanentWidget(m_speed);
    connect(&explain, &ExplainController::attributionChanged, this, &StatusReadout::showSpeed);
    connect(&explain, &ExplainController::attributionChanged, this, &StatusReadout::showCursor);
    connect(&compare, &CompareController::cursorTextChanged, this,
            [this] { m_cursor->setText(m_compare.cursorText()); });
    connect(&compare, &CompareController::selectionChanged, this, &StatusReadout::showSpeed);
    connect(&ascend, &AscendController::shownChanged, this, &StatusReadout::showSpeed);
    m_speed->setToolTip(tr("Computing speed, and the memory this program holds"));
    showSpeed();
    followLinks();
}

void StatusReadout::followLinks()
{
    for (const ZoomView* view :
         {static_cast<ZoomView*>(m_page.photo()), static_cast<ZoomView*>(m_page.map())})
        connect(view->link(), &ViewLink::cursorChanged, this, &StatusReadout::showCursor,
                Qt::UniqueConnection);
}

void StatusReadout::showCursor()
{
    auto cursor = m_page.photo()->link()->cursor();
    if (!cursor)
        cursor = m_page.map()->link()->cursor();
    const QImage& pixels = m_page.photo()->picture().pixels;
    if (!cursor || pixels.isNull())
        return m_cursor->clear();
    const QPoint at(int(std::floor(cursor->x())), int(std::floor(cursor->y())));
    if (!pixels.valid(at))
        return m_cursor->clear();
    const QColor color = pixels.pixelColor(at);
    m_cursor->setText(tr("x %1  y %2    image %3 %4 %5%6")
                          .arg(at.x())
                          .arg(at.y())
                          .arg(color.red())
                          .arg(color.green())
                          .arg(color.blue())
                          .arg(mapText(*cursor)));
}

QString StatusReadout::mapText(QPointF photo) const
{
    const AttributionPtr& attribution = m_explain.attribution();
    if (!attribution || m_explain.shownMap().isEmpty())
        return {};
    const FloatMap& map = m_explain.shownMap();
    const std::optional<QPoint> place = placeOnMap(map, attribution->geometry, photo);
    if (!place)
        return tr("    outside what the model sees");
    QStringList values;
    for (int channel = 0; channel < map.channels; ++channel)
        values << numberText(double(map.at(channel, place->y(), place->x())));
    const MapLimits& limits = m_page.colorBar()->limits();
    const double largest = std::max(std::abs(limits.minimum), std::abs(limits.maximum));
    if (map.channels > 1 || largest <= 0)
        return tr("    map %1").arg(values.join(u' '));
    return tr("    map %1 (%2 % of max)")
        .arg(values.first(),
             QLocale().toString(100 * std::abs(double(map.at(0, place->y(), place->x()))) / largest, 'f', 0));
}

QString StatusReadout::speedText() const
{
    const QLocale locale;
    if (m_page.isVisible() || m_compare.isLookedAt()) {
        const auto selected = m_compare.selectedMap();
        const AttributionPtr onBoard = selected ? selected->attribution : nullptr;
        const AttributionPtr map = m_compare.isLookedAt() ? onBoard : m_explain.attribution();
        return map ? tr("%1 ms/sample · %2")
                         .arg(locale.toString(map->millisecondsPerSample, 'f', 1), threadsText(map->threads))
                   : QString();
    }
    const AscentFramePtr& frame = m_ascend.shown();
    return frame && frame->step > 0 && frame->seconds > 0
               ? tr("%1 ms/step · %2")
                     .arg(locale.toString(1000 * frame->seconds / frame->step, 'f', 1),
                          threadsText(frame->threads))
               : QString();
}

void StatusReadout::showSpeed()
{
    QStringList parts{speedText()};
    if (const qint64 bytes = residentMemory())
        parts << tr("%1 MB").arg(bytes / 1'000'000);
    parts.removeAll(QString());
    m_speed->setText(parts.join(u" · "_s));
}

} // namespace saliscope
