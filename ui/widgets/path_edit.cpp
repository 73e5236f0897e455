// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/path_edit.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include "core/base/strings.h"
#include "ui/theme.h"

namespace saliscope {

PathEdit::PathEdit(QWidget* parent)
    : QWidget(parent)
    , m_path(new QLineEdit(this))
{
    m_path->setPlaceholderText(tr("None"));
    m_path->setClearButtonEnabled(true);
    auto* choose = new QToolButton(this);
    choose->setText(tr("Choose …"));
    choose->setToolTip(tr("Choose a picture or a folder of pictures"));
    choose->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(choose);
    QAction* file = menu->addAction(tr("A &Picture …"));
    QAction* folder = menu->addAction(tr("A &Folder of Pictures …"));
    file->setObjectName(u"choosePicture"_s);
    folder->setObjectName(u"chooseFolder"_s);
    choose->setMenu(menu);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    layout->addWidget(m_path, 1);
    layout->addWidget(choose);
    setFocusProxy(m_path);
    connect(m_path, &QLineEdit::editingFinished, this, [this] {
        if (m_path->isModified())
            Q_EMIT pathEdited(m_path->text());
        m_path->setModified(false);
    });
    // The clear button edits without ending the edit.
    connect(m_path, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (text.isEmpty())
            Q_EMIT pathEdited(text);
    });
    connect(file, &QAction::triggered, this, [this] { Q_EMIT browseRequested(false); });
    connect(folder, &QAction::triggered, this, [this] { Q_EMIT browseRequested(true); });
}

void PathEdit::describe(const QString& name, const QString& help)
{
    m_path->setAccessibleName(name);
    m_path->setToolTip(help);
}

void PathEdit::setPath(const QString& path)
{
    if (path != m_path->text())
        m_path->setText(path);
}

} // namespace saliscope
