// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/about_dialog.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

AboutDialog::AboutDialog(const QString& device, const QString& model, QWidget* parent)
    : QDialog(parent)
    , m_details(QStringList{
          u"Saliscope %1"_s.arg(QCoreApplication::applicationVersion()),
          u"Qt %1"_s.arg(QString::fromLatin1(qVersion())),
          u"libtorch "_s + QStringLiteral(SALISCOPE_LIBTORCH_VERSION),
          u"OpenCV "_s + QStringLiteral(SALISCOPE_OPENCV_VERSION),
          tr("Device: %1").arg(device),
          tr("Model: %1").arg(model),
          u"%1, %2"_s.arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()),
      }
                    .join(u'\n'))
{
    setWindowTitle(tr("About Saliscope"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(3), space(3), space(3), space(2));
    layout->setSpacing(space(2));
    layout->addWidget(makeHeading(this, tr("Shows why an image classifier answers as it does")));
    auto* versions = new QLabel(m_details, this);
    versions->setObjectName(u"versions"_s);
    versions->setTextFormat(Qt::PlainText);
    layout->addWidget(versions);
    layout->addWidget(
        makeQuietLabel(this, tr("Free software under the GNU General Public License, version 3 or "
                                "later. It works without network and sends nothing anywhere.")));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setToolTip(tr("Copy the versions for a bug report"));
    layout->addWidget(buttons);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace saliscope
