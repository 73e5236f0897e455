// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_command.h"

namespace saliscope {

SessionCommand::SessionCommand(SessionDocument& document, const QString& text, Session after,
                               const QString& control, int gesture)
    : QUndoCommand(text)
    , m_document(document)
    , m_before(document.session())
    , m_after(std::move(after))
    , m_control(control)
    , m_gesture(gesture)
{}

void SessionCommand::undo()
{
    m_document.apply(m_before);
}

void SessionCommand::redo()
{
    m_document.apply(m_after);
}

bool SessionCommand::mergeWith(const QUndoCommand* next)
{
    const auto& later = static_cast<const SessionCommand&>(*next);
    if (m_control.isEmpty() || later.m_control != m_control || later.m_gesture != m_gesture)
        return false;
    m_after = later.m_after;
    setObsolete(m_after == m_before);
    return true;
}

} // namespace saliscope
