// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_page.h"

#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/actions.h"
#include "ui/theme.h"
#include "ui/views/color_bar.h"
#include "ui/views/map_view.h"
#include "ui/views/picture_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/framing_bar.h"
#include "ui/widgets/hint_strip.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/job_foot.h"
#include "ui/widgets/pane.h"

namespace saliscope {

ExplainPage::ExplainPage(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_photoPane(new Pane)
    , m_mapPane(new Pane)
    , m_photo(new PictureView)
    , m_map(new MapView)
    , m_framing(new FramingBar)
    , m_colorBar(new ColorBar)
    , m_foot(new JobFoot(actions.stop))
    , m_notes(new ElidedLabel(QString()))
    , m_rulesHint(
          new HintStrip(tr("This map hardly depends on the class: such rules show what stands out in "
                           "the photo. Compare it with the map of another class before you trust it."),
                        tr("Show another class"), this))
    , m_link(new ViewLink(this))
{
    m_notes->setQuiet();
    m_notes->setLines(2);
    makePhotoPane();
    makeMapPane(actions);
    m_splitter->setObjectName(u"explainSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_photoPane);
    m_splitter->addWidget(m_mapPane);
    m_splitter->setSizes({1000, 1000});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rulesHint);
    layout->addWidget(m_splitter, 1);
    setFocusProxy(m_map);
    setLinked(true);
}

void ExplainPage::makePhotoPane()
{
    m_photo->setObjectName(u"photoView"_s);
    m_photoPane->addContent(m_photo, 1);
    auto* foot = new QWidget;
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_framing);
    column->addStretch();
    // As high as what stands below the map, so that photo and map are level.
    foot->setFixedHeight(m_colorBar->sizeHint().height() + m_notes->sizeHint().height() +
                         m_foot->minimumHeight() + 2 * space(1));
    m_photoPane->addContent(foot);
}

void ExplainPage::makeMapPane(const Actions& actions)
{
    m_map->setObjectName(u"mapView"_s);
    auto* aspects = new QMenu(this);
    aspects->addActions(actions.aspect->actions());
    QAction* aspect = aspects->menuAction();
    aspect->setIcon(symbolIcon(u"confidence"_s));
    aspect->setText(tr("Map or its error"));
    aspect->setToolTip(tr("Draw the map, or how sure it is"));
    for (QAction* action : {aspect, actions.overlay, actions.addToBoard, actions.copyMap,
                            actions.copyCommandLine, actions.exportFigure})
        m_mapPane->addTool(action);
    m_notes->setObjectName(u"mapNotes"_s);
    m_mapPane->addContent(m_map, 1);
    m_mapPane->addContent(m_colorBar);
    m_mapPane->addContent(m_notes);
    m_mapPane->addContent(m_foot);
}

void ExplainPage::setLinked(bool linked)
{
    m_photo->setLink(m_link);
    if (!linked) {
        m_map->setLink(nullptr);
        m_map->link()->setState(m_link->state());
    } else {
        m_map->setLink(m_link);
    }
}

void ExplainPage::setFilled(bool filled)
{
    const bool isOnPhoto = m_photoPane->underMouse() || (m_photo->hasFocus() && !m_mapPane->underMouse());
    m_photoPane->setVisible(!filled || isOnPhoto);
    m_mapPane->setVisible(!filled || !isOnPhoto);
}

void ExplainPage::setPhotoTitle(const QString& title)
{
    m_photoPane->setTitle(title);
}

void ExplainPage::setMapTitle(const QString& title)
{
    m_mapPane->setTitle(title);
    m_map->setAccessibleDescription(title);
}

void ExplainPage::setNotes(const QString& text)
{
    m_notes->setWholeText(text);
}

QString ExplainPage::mapTitle() const
{
    return m_mapPane->title();
}

} // namespace saliscope
