// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/missing_files_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/files/file_dialogs.h"
#include "ui/files/opener.h"
#include "ui/theme.h"

namespace saliscope {

MissingFilesDialog::MissingFilesDialog(const QString& sessionName, FileDialogs& dialogs, QWidget* parent)
    : QDialog(parent)
    , m_sessionName(sessionName)
    , m_dialogs(dialogs)
    , m_text(new QLabel(this))
    , m_list(new QTreeWidget(this))
{
    setObjectName(u"missingFilesDialog"_s);
    setWindowTitle(tr("Missing Files"));
    m_text->setWordWrap(true);
    m_list->setObjectName(u"missingFiles"_s);
    m_list->setAccessibleName(tr("Missing files"));
    m_list->setHeaderLabels({tr("File"), tr("Why")});
    m_list->setRootIsDecorated(false);
    m_list->setTextElideMode(Qt::ElideMiddle);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(2), space(2), space(2), space(2));
    layout->setSpacing(space(2));
    layout->addWidget(m_text);
    layout->addWidget(m_list, 1);
    addButtons();
    resize(space(90), space(40));
}

void MissingFilesDialog::addButtons()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_find = buttons->addButton(tr("&Find File …"), QDialogButtonBox::ActionRole);
    m_find->setObjectName(u"findFile"_s);
    m_find->setToolTip(tr("Point to the selected file; it is taken even where its content has changed"));
    QPushButton* folder = buttons->addButton(tr("&Search Folder …"), QDialogButtonBox::ActionRole);
    folder->setObjectName(u"searchFolder"_s);
    folder->setToolTip(tr("Look for all of them in a folder and the folders in it, by name and content"));
    QPushButton* without = buttons->addButton(tr("&Open Without Them"), QDialogButtonBox::AcceptRole);
    without->setObjectName(u"openWithout"_s);
    without->setToolTip(tr("Missing photos are left out; a missing model is reported in its panel"));
    connect(m_find, &QPushButton::clicked, this, &MissingFilesDialog::findFile);
    connect(folder, &QPushButton::clicked, this, &MissingFilesDialog::searchFolder);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

void MissingFilesDialog::setMissing(const QList<MissingFile>& missing)
{
    m_missing = missing;
    m_text->setText(tr("%n file(s) of %1 cannot be found.", nullptr, int(missing.size())).arg(m_sessionName));
    m_list->clear();
    for (const MissingFile& file : missing) {
        auto* item = new QTreeWidgetItem(m_list, {file.name, file.reason});
        item->setToolTip(1, file.reason);
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->resizeColumnToContents(0);
}

void MissingFilesDialog::findFile()
{
    const int index = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (index < 0)
        return;
    const MissingFile file = m_missing[index];
    const QString path = m_dialogs.openFile(this, tr("Find %1").arg(file.name),
                                            file.isModel ? Opener::modelFilter() : Opener::pictureFilter(),
                                            file.isModel ? Setting::ModelFolder : Setting::ImageFolder);
    if (!path.isEmpty())
        Q_EMIT pointed(file.storedPath, path);
}

void MissingFilesDialog::searchFolder()
{
    const QString folder = m_dialogs.openFolder(this, tr("Search Folder"), Setting::ImageFolder);
    if (!folder.isEmpty())
        Q_EMIT folderGiven(folder);
}

} // namespace saliscope
