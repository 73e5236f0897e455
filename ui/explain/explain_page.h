// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSplitter;

namespace saliscope {

class Actions;
class ColorBar;
class ElidedLabel;
class FramingBar;
class HintStrip;
class JobFoot;
class MapView;
class Pane;
class PictureView;
class ViewLink;

/// The middle of the Explain workspace: the photo and what the model sees of it, beside it the map, its
/// colour bar and how far it is. Shows; decides nothing.
class ExplainPage : public QWidget
{
    Q_OBJECT
public:
    explicit ExplainPage(const Actions& actions, QWidget* parent = nullptr);

    PictureView* photo() const { return m_photo; }
    MapView* map() const { return m_map; }
    FramingBar* framing() const { return m_framing; }
    ColorBar* colorBar() const { return m_colorBar; }
    JobFoot* foot() const { return m_foot; }
    QSplitter* splitter() const { return m_splitter; }
    /// What both views share while they are linked; the photo's own otherwise.
    ViewLink* link() const { return m_link; }
    HintStrip* rulesHint() const { return m_rulesHint; }

    void setMapTitle(const QString& title);
    QString mapTitle() const;
    void setPhotoTitle(const QString& title);
    /// Quiet lines below the colour bar.
    void setNotes(const QString& text);
    void setLinked(bool linked);
    /// One panel has the whole page: the photo when the cursor is on it, or else the focus; otherwise the
    /// map.
    void setFilled(bool filled);

private:
    void makePhotoPane();
    void makeMapPane(const Actions& actions);

    QSplitter* m_splitter;
    Pane* m_photoPane;
    Pane* m_mapPane;
    PictureView* m_photo;
    MapView* m_map;
    FramingBar* m_framing;
    ColorBar* m_colorBar;
    JobFoot* m_foot;
    ElidedLabel* m_notes;
    HintStrip* m_rulesHint;
    ViewLink* m_link;
};

} // namespace saliscope
