// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointF>

#include <optional>

namespace saliscope {

/// Where views look, in photo coordinates.
struct ViewState
{
    bool fitted = true; ///< The whole photo, whatever the size of the view; the rest is ignored then.
    QPointF center;     ///< Photo point in the middle of the view.
    double zoom = 1;    ///< Device pixels per photo pixel.

    bool operator==(const ViewState&) const = default;
};

/// Shares zoom, position and cursor between views of the same photo. GUI thread; owned by whoever joins the
/// views.
class ViewLink : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    const ViewState& state() const { return m_state; }
    void setState(const ViewState& state);

    /// Device pixels per photo pixel at which the photo fits into every view that has told its own: fitted
    /// views of different sizes show it equally large.
    double fitZoom() const;
    void setFitZoom(const QObject* view, double zoom);
    void forget(const QObject* view);

    /// The photo point the mouse or the arrow keys are at; nothing when it is outside.
    const std::optional<QPointF>& cursor() const { return m_cursor; }
    void setCursor(const std::optional<QPointF>& photo);

Q_SIGNALS:
    void stateChanged();
    void cursorChanged();

private:
    ViewState m_state;
    std::optional<QPointF> m_cursor;
    QHash<const QObject*, double> m_fitZooms;
};

} // namespace saliscope
