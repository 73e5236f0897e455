// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome_page.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QGridLayout>
#include <QImageReader>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/base/strings.h"
#include "ui/actions.h"
#include "ui/theme.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

namespace {

constexpr int samplesPerRow = 4;
constexpr QSize sampleSize(128, 96);

/// Decoded at a small size, so that the page shows at once; cut to the shape of the button.
QPixmap sampleThumbnail(const QString& path, double devicePixelRatio)
{
    const QSize pixels = sampleSize * devicePixelRatio;
    QImageReader reader(path);
    reader.setScaledSize(reader.size().scaled(pixels, Qt::KeepAspectRatioByExpanding));
    const QImage image = reader.read();
    QRect cut(QPoint(), pixels);
    cut.moveCenter(image.rect().center());
    QPixmap thumbnail = QPixmap::fromImage(image.copy(cut));
    thumbnail.setDevicePixelRatio(devicePixelRatio);
    return thumbnail;
}

QToolButton* makeBigButton(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setText(action->text().remove(u'&'));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({24, 24});
    button->setMinimumSize(space(22), space(6));
    return button;
}

} // namespace

WelcomePage::WelcomePage(const Actions& actions, const QStringList& samples, QWidget* parent)
    : QWidget(parent)
    , m_recent(new QWidget(this))
{
    auto* title = new QLabel(tr("See why an image classifier answers as it does"), this);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.6);
    title->setFont(font);
    title->setAlignment(Qt::AlignCenter);
    title->setWordWrap(true);
    auto* hint =
        makeQuietLabel(this, tr("Drop photos or a PyTorch model anywhere in this window, paste a picture, "
                                "or begin here."));
    hint->setAlignment(Qt::AlignCenter);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space(2));
    buttons->addStretch();
    buttons->addWidget(makeBigButton(actions.openImages, this));
    buttons->addWidget(makeBigButton(actions.openModel, this));
    buttons->addStretch();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space(4), space(4), space(4), space(2));
    column->setSpacing(space(3));
    column->addStretch(2);
    column->addWidget(title);
    column->addWidget(hint);
    column->addLayout(buttons);
    column->addWidget(makeSamples(samples), 0, Qt::AlignHCenter);
    column->addWidget(m_recent, 0, Qt::AlignHCenter);
    column->addStretch(3);
    auto* version = makeQuietLabel(this, tr("Saliscope %1").arg(QCoreApplication::applicationVersion()));
    version->setAlignment(Qt::AlignCenter);
    column->addWidget(version);
    new QVBoxLayout(m_recent);
}

QWidget* WelcomePage::makeSamples(const QStringList& samples)
{
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(space(1));
    auto* heading = makeHeading(box, tr("Try a sample"));
    heading->setAlignment(Qt::AlignCenter);
    grid->addWidget(heading, 0, 0, 1, samplesPerRow);
    for (int i = 0; i < samples.size(); ++i) {
        const QString path = samples.at(i);
        auto* button = new QToolButton(box);
        button->setObjectName(u"sample.%1"_s.arg(i));
        button->setText(QFileInfo(path).completeBaseName().replace(u'_', u' '));
        button->setToolTip(tr("Open the photo %1").arg(button->text()));
        button->setIcon(sampleThumbnail(path, devicePixelRatioF()));
        button->setIconSize(sampleSize);
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, this, [this, path] { Q_EMIT openRequested(path); });
        grid->addWidget(button, 1 + i / samplesPerRow, i % samplesPerRow);
    }
    return box;
}

void WelcomePage::setRecent(const QStringList& paths)
{
    auto* column = qobject_cast<QVBoxLayout*>(m_recent->layout());
    while (QLayoutItem* item = column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recent->setVisible(!paths.isEmpty());
    if (paths.isEmpty())
        return;
    column->addWidget(makeHeading(m_recent, tr("Opened lately")), 0, Qt::AlignHCenter);
    for (const QString& path : paths.mid(0, 4)) {
        auto* button = new QToolButton(m_recent);
        button->setText(QFileInfo(path).fileName());
        button->setToolTip(path);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, this, [this, path] { Q_EMIT openRequested(path); });
        column->addWidget(button, 0, Qt::AlignHCenter);
    }
}

} // namespace saliscope
