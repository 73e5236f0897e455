// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/display_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPixmap>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "core/render/color_map.h"
#include "ui/theme.h"
#include "ui/widgets/histogram_edit.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

constexpr QSize previewSize(64, 16);

QIcon colorMapPreview(const QString& id)
{
    const ColorTable& colors = colorTable(id);
    QImage strip(int(colors.size()), 1, QImage::Format_RGB32);
    for (std::size_t i = 0; i < colors.size(); ++i)
        strip.setPixel(int(i), 0, colors[i]);
    return QPixmap::fromImage(strip.scaled(previewSize, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
}

void addRow(QFormLayout* form, const QString& name, QWidget* field)
{
    auto* label = new QLabel(name);
    label->setBuddy(field);
    form->addRow(label, field);
}

} // namespace

DisplayPanel::DisplayPanel(QWidget* parent)
    : QWidget(parent)
    , m_colorMap(makeColorMaps())
    , m_sign(makeSigns())
    , m_limitKind(makeLimitKinds())
    , m_histogram(new HistogramEdit(this))
    , m_high(makeNumber(&RenderStyle::highPercentile, 100, 1, u" %"_s, tr("Upper limit"),
                        tr("Percentile of the values that gets the last colour: 99 keeps a few outliers from "
                           "darkening the rest, 100 clips nothing")))
    , m_low(
          makeNumber(&RenderStyle::lowPercentile, 100, 1, u" %"_s, tr("Lower limit"),
                     tr("Percentile of the values that gets the first colour, where the scale does not begin "
                        "at zero")))
    , m_zeroBased(makeCheck(&RenderStyle::zeroBased, tr("Begin at zero"),
                            tr("The first colour means zero, not the lower limit")))
    , m_overlay(makeCheck(&RenderStyle::overlay, tr("Over the photo"),
                          tr("Lay the map over the photo instead of showing it alone")))
    , m_opacity(makeNumber(&RenderStyle::opacity, 1, 100, u" %"_s, tr("Opacity"),
                           tr("How much the map covers the photo below it")))
    , m_blur(makeNumber(
          &RenderStyle::blur, 10, 1, u" px"_s, tr("Blur"),
          tr("Softens the map on screen, sigma in pixels of the model's input; the raw map stays as "
             "it is")))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(1), space(1), space(1), space(1));
    auto* form = makeForm();
    layout->addLayout(form);
    addRow(form, tr("Colours"), m_colorMap);
    addRow(form, tr("Sign"), m_sign);
    addRow(form, tr("Limits"), m_limitKind);
    form->addRow(m_histogram);
    addRow(form, tr("Upper limit"), m_high);
    addRow(form, tr("Lower limit"), m_low);
    form->addRow(QString(), m_zeroBased);
    form->addRow(QString(), m_overlay);
    addRow(form, tr("Opacity"), m_opacity);
    addRow(form, tr("Blur"), m_blur);
    m_colorMap->setObjectName(u"colorMap"_s);
    m_overlay->setObjectName(u"overlayCheck"_s);
    m_blur->setObjectName(u"blur"_s);
    m_high->setObjectName(u"highPercentile"_s);
    m_histogram->setObjectName(u"histogram"_s);
    connect(m_histogram, &HistogramEdit::limitsEdited, this, &DisplayPanel::setLimits);
    connect(m_histogram, &HistogramEdit::gestureEnded, this, &DisplayPanel::gestureEnded);
    setStyle({});
}

QComboBox* DisplayPanel::makeColorMaps()
{
    auto* box = new QComboBox(this);
    box->setIconSize(previewSize);
    for (const ColorMapInfo& map : colorMaps())
        box->addItem(colorMapPreview(map.id), map.name, map.id);
    shrinkable(box);
    box->setAccessibleName(tr("Colours"));
    box->setToolTip(
        tr("Colour map; one of the wrong kind for the sign gives way to the default of its kind"));
    connect(box, &QComboBox::activated, this, [this, box] {
        m_style.colorMap = box->currentData().toString();
        edit(tr("colour map"));
        Q_EMIT gestureEnded();
    });
    return box;
}

QComboBox* DisplayPanel::makeSigns()
{
    auto* box = new QComboBox(this);
    box->addItem(tr("Automatic"), int(RenderStyle::Sign::Automatic));
    box->addItem(tr("Magnitude"), int(RenderStyle::Sign::Magnitude));
    box->addItem(tr("Signed"), int(RenderStyle::Sign::Signed));
    shrinkable(box);
    box->setObjectName(u"sign"_s);
    box->setAccessibleName(tr("Sign"));
    box->setToolTip(tr("Whether negative values have colours of their own (signed) or count by their size "
                       "(magnitude)"));
    connect(box, &QComboBox::activated, this, [this, box] {
        m_style.sign = RenderStyle::Sign(box->currentData().toInt());
        edit(tr("sign"));
        Q_EMIT gestureEnded();
    });
    return box;
}

QComboBox* DisplayPanel::makeLimitKinds()
{
    auto* box = new QComboBox(this);
    box->addItem(tr("Percentiles"));
    box->addItem(tr("Values"));
    shrinkable(box);
    box->setObjectName(u"limitKind"_s);
    box->setAccessibleName(tr("Limits"));
    box->setToolTip(tr("Whether the limits follow each map's own values or are set by hand"));
    connect(box, &QComboBox::activated, this, [this](int kind) {
        const MapLimits& limits = m_histogram->limits();
        if (kind == 1 && limits.isDrawable()) {
            setLimits(limits.low, limits.high);
        } else {
            m_style.low.reset();
            m_style.high.reset();
            edit(tr("limits"));
        }
        Q_EMIT gestureEnded();
    });
    return box;
}

void DisplayPanel::setLimits(double low, double high)
{
    m_style.low = low;
    m_style.high = high;
    edit(tr("limits"));
}

void DisplayPanel::showMap(const FloatMap& map, const MapLimits& limits)
{
    m_histogram->setMap(map, limits, m_style.sign == RenderStyle::Sign::Magnitude);
}

NumberEdit* DisplayPanel::makeNumber(double RenderStyle::*field, double maximum, double factor,
                                     const QString& suffix, const QString& name, const QString& help)
{
    NumberEdit::Range range;
    range.maximum = maximum;
    range.displayFactor = factor;
    range.decimals = factor > 1 ? 0 : 1;
    range.step = factor > 1 ? 0.05 : 0.5;
    range.suffix = suffix;
    auto* number = new NumberEdit(range, this);
    number->describe(name, help);
    connect(number, &NumberEdit::valueEdited, this, [this, field, name](double value) {
        m_style.*field = value;
        edit(name.toLower());
    });
    connect(number, &NumberEdit::gestureEnded, this, &DisplayPanel::gestureEnded);
    return number;
}

QCheckBox* DisplayPanel::makeCheck(bool RenderStyle::*field, const QString& name, const QString& help)
{
    auto* box = new QCheckBox(name, this);
    box->setToolTip(help);
    connect(box, &QCheckBox::clicked, this, [this, field, name](bool on) {
        m_style.*field = on;
        edit(name.toLower());
        Q_EMIT gestureEnded();
    });
    return box;
}

void DisplayPanel::edit(const QString& control)
{
    Q_EMIT styleEdited(m_style, control);
}

void DisplayPanel::setStyle(const RenderStyle& style)
{
    m_style = style;
    m_colorMap->setCurrentIndex(m_colorMap->findData(style.colorMap));
    m_sign->setCurrentIndex(m_sign->findData(int(style.sign)));
    m_high->setValue(style.highPercentile);
    m_low->setValue(style.lowPercentile);
    m_zeroBased->setChecked(style.zeroBased);
    m_overlay->setChecked(style.overlay);
    m_opacity->setValue(style.opacity);
    m_blur->setValue(style.blur);
    const bool isByValue = style.low || style.high;
    m_limitKind->setCurrentIndex(isByValue ? 1 : 0);
    m_high->setEnabled(!isByValue);
    m_zeroBased->setEnabled(!isByValue);
    m_low->setEnabled(!isByValue && !style.zeroBased);
    m_opacity->setEnabled(style.overlay);
}

} // namespace saliscope
