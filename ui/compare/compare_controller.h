// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <optional>

#include "core/figure/figure.h"
#include "core/session/board_traits.h"
#include "core/session/session_document.h"
#include "ui/compare/board_links.h"
#include "ui/compare/board_maps.h"
#include "ui/compare/board_renderer.h"
#include "ui/shown_map.h"

namespace saliscope {

class Actions;
class ComparePage;
class ComparePanel;
class DisplayPanel;
class FileDialogs;
class MethodPanel;
class ModelController;

/// The widgets of the Compare workspace.
struct CompareParts
{
    ComparePage& page;
    MethodPanel& method;
    DisplayPanel& display;
    FileDialogs& dialogs;
};

/// Keeps the panels on screen as the session's board says and turns what people do with them into session
/// commands. GUI thread.
class CompareController : public QObject
{
    Q_OBJECT
public:
    CompareController(Engine& engine, SessionDocument& document, ModelController& model,
                      const Actions& actions, const CompareParts& parts, QObject* parent = nullptr);

    /// The selected panel with its map; nothing where there is none.
    std::optional<ShownMap> selectedMap() const;
    std::optional<Figure> selectedFigure() const;
    /// Index of the panel that was selected last; -1: none.
    int current() const { return m_selected.isEmpty() ? -1 : m_selected.last(); }
    const QList<int>& selected() const { return m_selected; }
    /// One view of each link, for commands that zoom.
    QList<ZoomView*> views() const;
    void setLinked(bool linked);
    /// The selected panel has the whole page.
    void setFilled(bool filled);
    /// Position, colour and value under the cursor; empty while it is nowhere.
    const QString& cursorText() const { return m_cursorText; }
    bool isLookedAt() const { return m_document.session().workspace == Workspace::Compare; }

Q_SIGNALS:
    void cursorTextChanged();
    /// Another panel is selected, or the selected one has another map.
    void selectionChanged();
    void enlargeRequested();

private:
    void connectPage();
    void connectActions();
    void connectPanels();
    ComparePanel* makePanel();
    void connectPanel(ComparePanel* panel);

    void takeChange(SessionDocument::Changes changes);
    void showBoard();
    /// The widgets in the order of the board, each with the panel it showed before where that is still there.
    QList<ComparePanel*> reconciled();
    void ask();
    void showTitles();
    void showSummary();
    void showSelection();
    void showHistogram();
    void takeMap(int panel);
    void readCursor();
    QString cursorTextAt(const QImage& pixels, QPointF photo) const;

    void select(int panel, Qt::KeyboardModifiers modifiers);
    void selectOnly(int panel);
    void editRecipes(const QString& control, const std::function<void(Recipe&)>& edit);
    void editStyles(const RenderStyle& style, const QString& control);
    void editPanels(const QList<int>& panels, const QString& control,
                    const std::function<void(BoardPanel&)>& edit);
    void chooseMethod(const MethodInfo& method);
    void applyPreset(const Preset& preset);
    void choosePath(const ParamSpec& spec, bool folder);
    void openMenu(QPoint global);
    void openInExplain();
    void move(int step);

    const Board& board() const { return m_document.session().board; }
    ComparePanel* widget(int panel) const;
    int indexOf(const ComparePanel* panel) const;
    Picture pictureOf(const Recipe& recipe) const;
    QString targetText(int panel) const;

    Engine& m_engine;
    SessionDocument& m_document;
    ModelController& m_model;
    const Actions& m_actions;
    CompareParts m_parts;
    BoardMaps m_maps;
    BoardRenderer m_renderer;
    BoardLinks m_links;
    Board m_shown;
    QList<int> m_selected; ///< In the order in which they were selected.
    RenderStyle m_shownStyle;
    QString m_cursorText;
};

} // namespace saliscope
