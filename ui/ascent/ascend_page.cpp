// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ascent/ascend_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QSplitter>
#include <QToolButton>

#include "core/base/percent_text.h"
#include "core/base/strings.h"
#include "core/imaging/picture_io.h"
#include "core/imaging/preprocess.h"
#include "ui/actions.h"
#include "ui/ascent/loss_plot.h"
#include "ui/theme.h"
#include "ui/views/picture_view.h"
#include "ui/widgets/pane.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

AscendPage::AscendPage(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_pane(new Pane)
    , m_view(new PictureView)
    , m_timeline(new QSlider(Qt::Horizontal))
    , m_readout(makeQuietLabel(nullptr))
    , m_plot(new LossPlot)
{
    m_view->setObjectName(u"ascentView"_s);
    m_view->setAccessibleName(tr("Ascent picture"));
    m_view->setWhatsThis(tr("The picture that ascent draws. The wheel zooms, dragging pans."));
    m_timeline->setObjectName(u"timeline"_s);
    m_timeline->setAccessibleName(tr("Kept pictures"));
    m_timeline->setToolTip(tr("Look back at the pictures kept on the way"));
    m_pane->addTool(actions.saveDrawing);
    m_pane->addContent(m_view, 1);
    m_pane->addContent(makeTransport(actions));
    m_readout->setWordWrap(false);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_readout->setObjectName(u"ascentReadout"_s);
    m_pane->addContent(m_readout);

    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"ascendSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_pane);
    splitter->addWidget(m_plot);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, space(1));
    layout->addWidget(splitter);
    setFocusProxy(m_view);
    connect(m_timeline, &QSlider::valueChanged, this, &AscendPage::frameChosen);
}

QWidget* AscendPage::makeTransport(const Actions& actions)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    for (QAction* action : {actions.ascentRun, actions.ascentStep, actions.ascentStop, actions.ascentReset}) {
        auto* button = new QToolButton(row);
        button->setDefaultAction(action);
        button->setIconSize({20, 20});
        layout->addWidget(button);
    }
    layout->addWidget(m_timeline, 1);
    auto* best = new QToolButton(row);
    best->setObjectName(u"showBest"_s);
    best->setText(tr("Best"));
    best->setToolTip(tr("Show the picture with the highest probability so far"));
    layout->addWidget(best);
    connect(best, &QToolButton::clicked, this, &AscendPage::bestRequested);
    return row;
}

void AscendPage::showFrame(const AscentFrame& frame)
{
    const QImage image = unitImage(frame.picture);
    const bool sameSize = m_view->photoSize() == image.size();
    m_view->setPicture({image, {}, tr("Step %1").arg(frame.step), {}});
    if (!sameSize)
        m_view->fit();
    const QLocale locale;
    m_pane->setTitle(tr("Ascent · %1 %2").arg(frame.label, percentText(frame.probability, locale)));
    QStringList parts{tr("step %1 of %2").arg(frame.step).arg(frame.plannedSteps),
                      tr("logit %1").arg(locale.toString(frame.logit, 'f', 2)),
                      tr("objective %1").arg(locale.toString(frame.objective, 'f', 2))};
    if (frame.terms.size() > 1) { // A single one is the objective.
        for (const LossTerm& term : frame.terms)
            parts << tr("%1 %2").arg(term.name.toLower(), locale.toString(term.value, 'f', 2));
    }
    if (frame.step > 0 && frame.seconds > 0)
        parts << tr("%1 steps/s").arg(locale.toString(frame.step / frame.seconds, 'f', 1));
    if (frame.isBest)
        parts << tr("best so far");
    m_readout->setText(parts.join(u" · "_s));
    m_readout->setToolTip(m_readout->text());
    m_plot->setShownStep(frame.step);
}

void AscendPage::clearFrame(const QString& title)
{
    m_view->setPicture({});
    m_pane->setTitle(title);
    m_readout->clear();
}

void AscendPage::setFrameCount(int count, int shown)
{
    const QSignalBlocker block(m_timeline);
    m_timeline->setRange(0, qMax(0, count - 1));
    m_timeline->setEnabled(count > 1);
    m_timeline->setValue(shown);
}

void AscendPage::setFilled(bool filled)
{
    m_plot->setVisible(!filled);
}

QString AscendPage::readout() const
{
    return m_readout->text();
}

} // namespace saliscope
