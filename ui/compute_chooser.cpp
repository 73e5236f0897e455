// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compute_chooser.h"

#include <QActionGroup>
#include <QComboBox>
#include <QMenu>

#include <algorithm>

#include "core/base/strings.h"

namespace saliscope {

namespace {

/// An entry of a menu of which one is chosen; `data` says which.
QAction* addChoice(QMenu& menu, const QString& text, const QVariant& data, const QString& toolTip)
{
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setData(data);
    action->setToolTip(toolTip);
    return action;
}

void check(const QMenu& menu, const QVariant& data)
{
    for (QAction* action : menu.actions())
        action->setChecked(action->data() == data);
}

} // namespace

QString threadsText(int threads)
{
    return threads > 1 ? ComputeChooser::tr("%1 threads").arg(threads) : ComputeChooser::tr("1 thread");
}

ComputeChooser::ComputeChooser(Engine& engine, SessionDocument& document, QComboBox& device,
                               const Menus& menus, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_document(document)
    , m_device(device)
    , m_menus(menus)
{
    device.setObjectName(u"device"_s);
    device.setAccessibleName(tr("Device"));
    device.setSizeAdjustPolicy(QComboBox::AdjustToContents);
    menus.precision->setObjectName(u"precisionMenu"_s);
    menus.threads->setObjectName(u"threadsMenu"_s);
    connect(&device, &QComboBox::activated, this,
            [this](int index) { m_document.setDevice(m_device.itemData(index).toString()); });
    connect(menus.device, &QMenu::triggered, this,
            [this](const QAction* action) { m_document.setDevice(action->data().toString()); });
    connect(menus.precision, &QMenu::triggered, this,
            [this](const QAction* action) { m_document.setPrecision(Precision(action->data().toInt())); });
    connect(menus.threads, &QMenu::triggered, this,
            [this](const QAction* action) { m_document.setThreads(action->data().toInt()); });
    connect(&document, &SessionDocument::changed, this, &ComputeChooser::show);
    connect(&engine, &Engine::ready, this, [this] {
        fillDevices();
        fillThreads();
        show();
        check();
    });
    fillDevices();
    fillPrecisions();
    fillThreads();
    show();
}

void ComputeChooser::fillDevices()
{
    m_device.clear();
    m_menus.device->clear();
    QList<DeviceInfo> devices = m_engine.devices();
    if (devices.isEmpty())
        devices << DeviceInfo{.id = u"cpu"_s, .name = u"CPU"_s};
    QStringList lines{m_engine.devices().isEmpty() ? tr("Starting the engine …")
                                                   : tr("What computes: %1").arg(devices.first().name)};
    for (const DeviceInfo& device : devices) {
        if (device.available)
            m_device.addItem(device.id == u"cpu"_s ? tr("CPU") : device.name, device.id);
        else
            lines << u"%1: %2"_s.arg(device.name, device.reason);
        addChoice(*m_menus.device, device.name, device.id,
                  device.available ? tr("Compute on %1").arg(device.name) : device.reason)
            ->setEnabled(device.available);
    }
    m_device.setEnabled(m_device.count() > 1);
    m_device.setToolTip(lines.join(u'\n'));
}

void ComputeChooser::fillPrecisions()
{
    for (const Precision precision : allPrecisions()) {
        const QString name = precisionText(precision);
        addChoice(*m_menus.precision, isReduced(precision) ? tr("%1 (CUDA only)").arg(name) : name,
                  int(precision),
                  isReduced(precision) ? tr("Faster; taken only where the model's answers stay the same")
                                       : tr("What the model computes in"));
    }
}

void ComputeChooser::fillThreads()
{
    m_menus.threads->clear();
    QString automatic = tr("&Automatic");
    if (cores() > 0)
        automatic = tr("&Automatic (%1)").arg(threadsText(cores()));
    addChoice(*m_menus.threads, automatic, 0, tr("One thread for each physical core"));
    for (int count = 1; count <= cores(); ++count)
        addChoice(*m_menus.threads, threadsText(count), count, tr("Leave the other cores to other programs"));
}

int ComputeChooser::cores() const
{
    return m_engine.devices().isEmpty() ? 0 : m_engine.devices().first().cores;
}

/// What was chosen the last time may be gone.
void ComputeChooser::check()
{
    if (m_document.session().threads > cores())
        m_document.setThreads(0);
    const QString id = m_document.session().device;
    const QList<DeviceInfo> devices = m_engine.devices();
    if (std::any_of(devices.begin(), devices.end(),
                    [&id](const DeviceInfo& device) { return device.id == id && device.available; }))
        return;
    m_document.setDevice(u"cpu"_s);
    Q_EMIT noted(tr("%1 was used last and is not there now: the CPU computes.").arg(id));
}

void ComputeChooser::show()
{
    const Session& session = m_document.session();
    m_device.setCurrentIndex(qMax(0, m_device.findData(session.device)));
    saliscope::check(*m_menus.device, session.device);
    saliscope::check(*m_menus.precision, int(session.precision));
    for (QAction* action : m_menus.precision->actions())
        action->setEnabled(session.device != u"cpu"_s || !isReduced(Precision(action->data().toInt())));
    saliscope::check(*m_menus.threads, session.threads);
    m_menus.threads->setEnabled(session.device == u"cpu"_s);
}

} // namespace saliscope
