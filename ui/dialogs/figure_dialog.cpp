// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/figure_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

#include "core/base/strings.h"
#include "core/figure/figure_file.h"
#include "core/session/settings.h"
#include "ui/theme.h"
#include "ui/widgets/figure_preview.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {
constexpr double millimetresPerInch = 25.4;
}

FigureDialog::FigureDialog(Figure shown, Figure all, qsizetype photoCount, Settings& settings,
                           QWidget* parent)
    : QDialog(parent)
    , m_shown(std::move(shown))
    , m_all(std::move(all))
    , m_photoCount(photoCount)
    , m_settings(settings)
    , m_preview(new FigurePreview(this))
    , m_form(makeForm())
    , m_layout(makeLayouts())
    , m_aspect(makeAspects())
    , m_background(makeBackgrounds())
    , m_dpi(makeResolution())
    , m_leftOut(makeQuietLabel(this))
    , m_size(makeQuietLabel(this))
{
    setObjectName(u"figureDialog"_s);
    setWindowTitle(tr("Export Figure"));
    m_leftOut->setObjectName(u"figureLeftOut"_s);
    m_size->setObjectName(u"figureSize"_s);
    if (hasLayouts()) {
        addRow(tr("&Layout"), m_layout);
        m_form->addRow(QString(), m_leftOut);
    }
    if (hasErrors())
        addRow(tr("&What"), m_aspect);
    addRow(tr("&Background"), m_background);
    addRow(tr("&Resolution"), m_dpi);
    m_form->addRow(tr("Size"), m_size);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(2), space(2), space(2), space(2));
    layout->setSpacing(space(2));
    layout->addWidget(m_preview, 1);
    layout->addLayout(m_form);
    addButtons();
    resize(space(80), space(68));
    refresh();
}

QComboBox* FigureDialog::makeLayouts()
{
    auto* box = new QComboBox(this);
    box->setObjectName(u"figureLayout"_s);
    box->setToolTip(tr(
        "This photo alone, or in one figure all photos that have a map: they get it while they are shown"));
    box->addItem(tr("This photo beside its map"), figureLayoutText(FigureLayout::Pair));
    box->addItem(tr("All photos over their maps"), figureLayoutText(FigureLayout::Rows));
    const int remembered = box->findData(m_settings.value(Setting::FigureLayout));
    box->setCurrentIndex(hasLayouts() ? std::max(0, remembered) : 0);
    box->setVisible(hasLayouts());
    connect(box, &QComboBox::currentIndexChanged, this, &FigureDialog::refresh);
    return box;
}

bool FigureDialog::hasErrors() const
{
    return !m_shown.panels.first().attribution->standardError.isEmpty();
}

QComboBox* FigureDialog::makeAspects()
{
    auto* box = new QComboBox(this);
    box->setObjectName(u"figureAspect"_s);
    box->setToolTip(tr("The map, or how sure it is"));
    for (const MapAspect aspect : {MapAspect::Map, MapAspect::StandardError, MapAspect::RelativeError})
        box->addItem(aspectName(aspect), int(aspect));
    box->setCurrentIndex(box->findData(int(m_shown.options.show)));
    box->setVisible(hasErrors());
    connect(box, &QComboBox::currentIndexChanged, this, &FigureDialog::refresh);
    return box;
}

QComboBox* FigureDialog::makeBackgrounds()
{
    auto* box = new QComboBox(this);
    box->setObjectName(u"figureBackground"_s);
    box->setToolTip(tr("What is behind the pictures and the black text"));
    box->addItem(tr("White"), figureBackgroundText(FigureBackground::White));
    box->addItem(tr("Transparent"), figureBackgroundText(FigureBackground::Transparent));
    box->setCurrentIndex(std::max(0, box->findData(m_settings.value(Setting::FigureBackground))));
    connect(box, &QComboBox::currentIndexChanged, this, &FigureDialog::refresh);
    return box;
}

QSpinBox* FigureDialog::makeResolution()
{
    auto* box = new QSpinBox(this);
    box->setObjectName(u"figureDpi"_s);
    box->setRange(FigureOptions::leastDpi, FigureOptions::mostDpi);
    box->setSingleStep(FigureOptions::leastDpi);
    box->setSuffix(tr(" dpi"));
    box->setToolTip(
        tr("Dots per inch of a PNG or TIFF. SVG and PDF keep text as text; their photos and maps have at "
           "least 300 dpi."));
    box->setValue(m_settings.value(Setting::FigureDpi).toInt());
    connect(box, &QSpinBox::valueChanged, this, &FigureDialog::refresh);
    return box;
}

void FigureDialog::addRow(const QString& name, QWidget* field)
{
    field->setAccessibleName(QString(name).remove(u'&'));
    m_form->addRow(name, field);
}

void FigureDialog::addButtons()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    QPushButton* save = buttons->button(QDialogButtonBox::Save);
    save->setText(tr("&Export …"));
    save->setToolTip(tr("Choose a name: it ends in .png, .svg, .pdf or .tiff"));
    save->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

Figure FigureDialog::figure() const
{
    FigureOptions options;
    options.layout = parseFigureLayout(m_layout->currentData().toString()).value_or(options.layout);
    options.show = MapAspect(m_aspect->currentData().toInt());
    options.background =
        parseFigureBackground(m_background->currentData().toString()).value_or(options.background);
    options.dpi = m_dpi->value();
    Figure figure = options.layout == FigureLayout::Rows ? m_all : m_shown;
    figure.options = options;
    return figure;
}

void FigureDialog::refresh()
{
    const Figure chosen = figure();
    const qsizetype count = chosen.panels.size();
    m_leftOut->setVisible(chosen.options.layout == FigureLayout::Rows && count < m_photoCount);
    m_leftOut->setText(
        count == 1 ? tr("1 of %1 photos has a map; the others are left out.").arg(m_photoCount)
                   : tr("%1 of %2 photos have a map; the others are left out.").arg(count).arg(m_photoCount));
    const QSize pixels = figurePixels(chosen);
    const auto millimetres = [&chosen](int length) {
        return QString::number(std::lround(length * millimetresPerInch / chosen.options.dpi));
    };
    m_size->setText(tr("%1 × %2 mm, %3 × %4 pixels")
                        .arg(millimetres(pixels.width()), millimetres(pixels.height()))
                        .arg(pixels.width())
                        .arg(pixels.height()));
    m_preview->setFigure(chosen);
}

void FigureDialog::accept()
{
    if (hasLayouts())
        m_settings.setValue(Setting::FigureLayout, m_layout->currentData());
    m_settings.setValue(Setting::FigureBackground, m_background->currentData());
    m_settings.setValue(Setting::FigureDpi, m_dpi->value());
    QDialog::accept();
}

} // namespace saliscope
