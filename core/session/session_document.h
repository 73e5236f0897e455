// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUndoStack>

#include "core/recipe/method_info.h"
#include "core/session/session.h"

namespace saliscope {

/// The open session and its history. Every change a person makes goes through here as one undo step whose
/// text names it; successive changes of one control merge into one step until endGesture() or another change,
/// and a step that ends where it began vanishes. GUI thread.
class SessionDocument : public QObject
{
    Q_OBJECT

public:
    enum Change
    {
        PicturesChanged = 1 << 0, ///< The list.
        CurrentChanged = 1 << 1,  ///< Which picture is shown.
        FramingChanged = 1 << 2,  ///< Of the shown picture.
        ModelChanged = 1 << 3,    ///< File or card.
        DeviceChanged = 1 << 4,   ///< Or its precision.
        MethodChanged = 1 << 5,
        ParamsChanged = 1 << 6, ///< Of the chosen method.
        SeedChanged = 1 << 7,
        TargetChanged = 1 << 8,
        StyleChanged = 1 << 9, ///< Display only: nothing to compute.
        AscentParamsChanged = 1 << 10,
        AscentTargetChanged = 1 << 11,
        AscentSeedChanged = 1 << 12,
        WorkspaceChanged = 1 << 13,
        ThreadsChanged = 1 << 14,
        BoardChanged = 1 << 15,
    };
    Q_DECLARE_FLAGS(Changes, Change)
    Q_FLAG(Changes)

    /// Changes after which the map on screen is stale.
    static constexpr int ExplainMask = CurrentChanged | FramingChanged | ModelChanged | DeviceChanged |
                                       MethodChanged | ParamsChanged | SeedChanged | TargetChanged |
                                       ThreadsChanged;
    /// Changes after which the predictions on screen are stale.
    static constexpr int PredictMask = CurrentChanged | FramingChanged | ModelChanged | DeviceChanged;

    explicit SessionDocument(Session start = {}, QObject* parent = nullptr);

    const Session& session() const { return m_session; }
    QUndoStack& undoStack() { return m_undoStack; }

    /// Adds them to the list and shows the first of them.
    void addPictures(const QList<Picture>& pictures);
    void removePicture(int index);
    void setCurrentPicture(int index);
    void setFraming(const Framing& framing); ///< Of the shown picture; merges.

    /// Another model takes the targets back to its own prediction and first class.
    void openModel(const ModelSource& model);
    void setModelCard(const std::optional<ModelCard>& card);
    void setDevice(const QString& id); ///< The CPU takes a precision that is for CUDA back to float32.
    void setPrecision(Precision precision);
    void setThreads(int count); ///< 0: as many as physical cores.

    void setMethod(const MethodInfo& method);
    void setParam(const ParamSpec& spec, const QVariant& value); ///< Of the chosen method; merges.
    void resetParams();
    /// The preset's parameters, the default for the others, and its display where it has one.
    void applyPreset(const Preset& preset);
    void setSeed(quint64 seed); ///< Merges.
    /// `label` is what people call the target: it goes into the undo text.
    void setTarget(const Target& target, const QString& label);
    /// `control` names what was changed, as people read it ("colour map"): undo text and merge key.
    void setStyle(const RenderStyle& style, const QString& control);

    /// Behind those that are there; `columns` > 0 sets how many stand side by side in the same step.
    void addPanels(const QList<BoardPanel>& panels, int columns = 0);
    /// The same in the place of those that are there.
    void replacePanels(const QList<BoardPanel>& panels, int columns);
    void removePanels(const QList<int>& indices);
    /// Takes the panel from its place and puts it in at `to`.
    void movePanel(int from, int to);
    /// Recipes, styles or titles of one or several. `control` names what was changed, as people read it
    /// ("noise"): undo text and merge key.
    void setPanels(const QMap<int, BoardPanel>& panels, const QString& control);
    void setBoardColumns(int columns); ///< Merges.
    void setBoardScale(BoardScale scale);
    void setReference(int index); ///< -1: none.
    /// Photo, model, method and target of a panel become those of the Explain workspace.
    void showPanel(const BoardPanel& panel);

    void setAscentParam(const ParamSpec& spec, const QVariant& value); ///< Merges.
    void resetAscentParams();
    void applyAscentPreset(const Preset& preset);
    void setAscentTarget(const Target& target, const QString& label);
    void setAscentSeed(quint64 seed); ///< Merges.

    void setWorkspace(Workspace workspace); ///< Not undoable.

    /// All of it anew, as one step that can be undone.
    void restore(const Session& session, const QString& name);
    /// All of it anew, without a history: another session is open.
    void replace(const Session& session);

    /// A drag or an edit is over: the next change of the same control is a step of its own.
    void endGesture();

    Recipe explainRecipe() const { return saliscope::explainRecipe(m_session, m_session.currentPicture()); }
    Recipe predictRecipe() const { return saliscope::predictRecipe(m_session, m_session.currentPicture()); }
    Recipe ascentRecipe() const { return saliscope::ascentRecipe(m_session); }

Q_SIGNALS:
    void changed(saliscope::SessionDocument::Changes changes);

private:
    friend class SessionCommand;

    void push(const QString& text, const Session& after, const QString& control = {});
    bool hasPanel(int index) const { return index >= 0 && index < m_session.board.panels.size(); }
    void apply(Session session);
    void show(Session session);
    static Changes difference(const Session& before, const Session& after);

    Session m_session;
    QUndoStack m_undoStack;
    int m_gesture = 0;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(SessionDocument::Changes)

} // namespace saliscope
