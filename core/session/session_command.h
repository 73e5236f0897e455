// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>

#include "core/session/session_document.h"

namespace saliscope {

/// One undo step: the session before and after. Sessions share their data, so a step costs a few hundred
/// bytes, and undo can never forget a part.
class SessionCommand : public QUndoCommand
{
public:
    /// Steps with the same non-empty `control` and the same `gesture` merge.
    SessionCommand(SessionDocument& document, const QString& text, Session after, const QString& control,
                   int gesture);

    void undo() override;
    void redo() override;
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* next) override;

private:
    SessionDocument& m_document;
    Session m_before;
    Session m_after;
    QString m_control;
    int m_gesture;
};

} // namespace saliscope
