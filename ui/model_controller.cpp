// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model_controller.h"

#include <QFile>
#include <QFileInfo>

#include <utility>

#include "core/base/resources.h"
#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "ui/files/file_dialogs.h"
#include "ui/panels/model_panel.h"

namespace saliscope {

ModelController::ModelController(Engine& engine, SessionDocument& document, ModelPanel& panel,
                                 FileDialogs& dialogs, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_document(document)
    , m_panel(panel)
    , m_dialogs(dialogs)
{
    connect(&engine, &Engine::ready, this, [this] {
        m_isReady = true;
        if (!m_info)
            m_panel.showWaiting(waitingText());
        Q_EMIT changed();
    });
    connect(&engine, &Engine::moduleFailed, this, &ModelController::fail);
    connect(&engine, &Engine::modelFailed, this, &ModelController::fail);
    connect(&engine, &Engine::modelLoaded, this, &ModelController::take);
    connect(&document, &SessionDocument::changed, this, [this](SessionDocument::Changes changes) {
        if (changes & (SessionDocument::ModelChanged | SessionDocument::DeviceChanged))
            load();
    });
    connect(&panel, &ModelPanel::cardChosen, this,
            [this](const ModelCard& card) { m_document.setModelCard(card); });
    connect(&panel, &ModelPanel::saveRequested, this, &ModelController::saveCard);
    connect(&panel, &ModelPanel::labelsRequested, this, &ModelController::chooseLabels);
}

void ModelController::open(const ModelSource& source)
{
    if (!m_info) // Nothing that could be kept.
        return m_document.openModel(source);
    m_candidate = source;
    m_hasStoppedMap = m_engine.isExplaining();
    m_engine.cancelExplain();
    Recipe recipe = m_document.predictRecipe();
    recipe.model = source;
    m_engine.loadModel(recipe);
}

void ModelController::load()
{
    m_candidate.reset();
    m_info.reset();
    m_error.reset();
    m_panel.showWaiting(waitingText());
    m_engine.loadModel(m_document.predictRecipe());
    Q_EMIT changed();
}

void ModelController::take(const ModelInfo& info)
{
    if (m_candidate)
        return m_document.openModel(*std::exchange(m_candidate, std::nullopt));
    m_info = info;
    m_error.reset();
    m_panel.setInfo(info);
    Q_EMIT changed();
}

void ModelController::fail(const Error& error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    if (m_candidate) {
        m_candidate.reset();
        if (m_hasStoppedMap)
            Q_EMIT kept();
        return Q_EMIT failed(error);
    }
    m_info.reset();
    m_error = error;
    m_panel.showError(error);
    Q_EMIT changed();
}

QString ModelController::waitingText() const
{
    if (m_info || m_error)
        return {};
    return m_isReady ? tr("Reading the model …") : tr("Starting the engine …");
}

QString ModelController::modelName() const
{
    if (m_info)
        return m_info->name;
    const QString path = m_document.session().model.path;
    return path.isEmpty() ? u"EfficientNet-Lite0"_s : QFileInfo(path).completeBaseName();
}

void ModelController::saveCard(const ModelCard& card)
{
    const QString path = m_document.session().model.path;
    const QFileInfo model(path.isEmpty() ? bundledModelPath() : path);
    const QString cardPath = model.path() + u'/' + model.completeBaseName() + u".json"_s;
    if (const auto saved = saveFile(cardPath, modelCardJson(card)); !saved)
        return Q_EMIT failed(saved.error());
    Q_EMIT noted(tr("Card saved as %1").arg(QFileInfo(cardPath).fileName()));
    if (m_info && card != m_info->card)
        m_document.setModelCard(card);
}

void ModelController::chooseLabels()
{
    const QString path =
        m_dialogs.openFile(&m_panel, tr("Choose a file with class names"),
                           tr("Text files (*.txt *.csv);;All files (*)"), Setting::ModelFolder);
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return Q_EMIT failed({ErrorCode::FileUnreadable,
                              tr("%1 could not be read").arg(QFileInfo(path).fileName()), file.errorString(),
                              tr("Choose a text file with one class name per line.")});
    QStringList labels = QString::fromUtf8(file.readAll()).split(u'\n');
    for (QString& label : labels)
        label = label.trimmed();
    while (!labels.isEmpty() && labels.last().isEmpty())
        labels.removeLast();
    m_panel.setLabels(labels);
}

} // namespace saliscope
