// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/imaging/float_map.h"
#include "core/recipe/render_style.h"
#include "core/render/map_limits.h"

class QCheckBox;
class QComboBox;

namespace saliscope {

class HistogramEdit;
class NumberEdit;

/// How the map becomes colours. Every change shows at once and computes nothing.
class DisplayPanel : public QWidget
{
    Q_OBJECT
public:
    explicit DisplayPanel(QWidget* parent = nullptr);

    void setStyle(const RenderStyle& style);
    /// What is drawn and with which limits, for the histogram; an empty map: nothing.
    void showMap(const FloatMap& map, const MapLimits& limits);

Q_SIGNALS:
    /// `control` is what was changed, as people read it.
    void styleEdited(const saliscope::RenderStyle& style, const QString& control);
    void gestureEnded();

private:
    QComboBox* makeColorMaps();
    QComboBox* makeSigns();
    QComboBox* makeLimitKinds();
    void setLimits(double low, double high);
    NumberEdit* makeNumber(double RenderStyle::*field, double maximum, double factor, const QString& suffix,
                           const QString& name, const QString& help);
    QCheckBox* makeCheck(bool RenderStyle::*field, const QString& name, const QString& help);
    void edit(const QString& control);

    RenderStyle m_style;
    QComboBox* m_colorMap;
    QComboBox* m_sign;
    QComboBox* m_limitKind;
    HistogramEdit* m_histogram;
    NumberEdit* m_high;
    NumberEdit* m_low;
    QCheckBox* m_zeroBased;
    QCheckBox* m_overlay;
    NumberEdit* m_opacity;
    NumberEdit* m_blur;
};

} // namespace saliscope
