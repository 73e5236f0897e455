// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_document.h"

#include <QFileInfo>

#include <algorithm>
#include <functional>

#include "core/base/strings.h"
#include "core/session/session_command.h"

namespace saliscope {

SessionDocument::SessionDocument(Session start, QObject* parent)
    : QObject(parent)
    , m_session(std::move(start))
{}

void SessionDocument::addPictures(const QList<Picture>& pictures)
{
    if (pictures.isEmpty())
        return;
    Session after = m_session;
    after.current = int(after.pictures.size());
    for (const Picture& picture : pictures)
        after.pictures += OpenPicture{picture, {}};
    push(pictures.size() == 1 ? tr("Open %1").arg(pictures.front().name)
                              : tr("Open %n pictures", nullptr, int(pictures.size())),
         after);
}

void SessionDocument::removePicture(int index)
{
    if (index < 0 || index >= m_session.pictures.size())
        return;
    Session after = m_session;
    const QString name = after.pictures.takeAt(index).picture.name;
    if (after.current > index || after.current == after.pictures.size())
        --after.current;
    push(tr("Close %1").arg(name), after);
}

void SessionDocument::setCurrentPicture(int index)
{
    if (index < 0 || index >= m_session.pictures.size())
        return;
    Session after = m_session;
    after.current = index;
    push(tr("Show %1").arg(after.pictures[index].picture.name), after);
}

void SessionDocument::setFraming(const Framing& framing)
{
    if (!m_session.currentPicture())
        return;
    Session after = m_session;
    after.pictures[after.current].framing = framing;
    push(tr("Change what the model sees"), after, QStringLiteral("framing"));
}

void SessionDocument::openModel(const ModelSource& model)
{
    Session after = m_session;
    if (model.path != after.model.path) {
        after.target = {};
        after.ascent.target = AscentSettings().target;
    }
    after.model = model;
    const QString name = QFileInfo(model.path).fileName();
    push(name.isEmpty() ? tr("Use the bundled model") : tr("Open model %1").arg(name), after);
}

void SessionDocument::setModelCard(const std::optional<ModelCard>& card)
{
    Session after = m_session;
    after.model.card = card;
    push(tr("Change model card"), after);
}

void SessionDocument::setDevice(const QString& id)
{
    Session after = m_session;
    after.device = id;
    if (id == u"cpu"_s && isReduced(after.precision))
        after.precision = Precision::Float32;
    push(tr("Compute on %1").arg(id), after);
}

void SessionDocument::setPrecision(Precision precision)
{
    Session after = m_session;
    after.precision = precision;
    push(tr("Compute in %1").arg(precisionText(precision)), after);
}

void SessionDocument::setThreads(int count)
{
    Session after = m_session;
    after.threads = count;
    push(count == 0 ? tr("Compute on every core")
                    : (count == 1 ? tr("Compute on 1 thread") : tr("Compute on %1 threads").arg(count)),
         after);
}

void SessionDocument::setMethod(const MethodInfo& method)
{
    Session after = m_session;
    after.method = method.id;
    push(tr("Use %1").arg(method.name), after);
}

void SessionDocument::setParam(const ParamSpec& spec, const QVariant& value)
{
    Session after = m_session;
    after.params[after.method].insert(spec.id, value);
    push(tr("Change %1").arg(spec.name.toLower()), after, QStringLiteral("param/") + spec.id);
}

void SessionDocument::resetParams()
{
    Session after = m_session;
    after.params.remove(after.method);
    push(tr("Reset parameters"), after);
}

void SessionDocument::applyPreset(const Preset& preset)
{
    Session after = m_session;
    after.params[after.method] = preset.params;
    if (preset.style)
        after.style = *preset.style;
    push(tr("Use preset %1").arg(preset.name), after);
}

void SessionDocument::setSeed(quint64 seed)
{
    Session after = m_session;
    after.seed = seed;
    push(tr("Change seed"), after, QStringLiteral("seed"));
}

void SessionDocument::setTarget(const Target& target, const QString& label)
{
    Session after = m_session;
    after.target = target;
    push(tr("Explain %1").arg(label), after);
}

void SessionDocument::setStyle(const RenderStyle& style, const QString& control)
{
    Session after = m_session;
    after.style = style;
    push(tr("Change %1").arg(control), after, QStringLiteral("style/") + control);
}

void SessionDocument::addPanels(const QList<BoardPanel>& panels, int columns)
{
    if (panels.isEmpty())
        return;
    Session after = m_session;
    after.board.panels += panels;
    if (columns > 0)
        after.board.columns = std::min(columns, Board::mostColumns);
    push(panels.size() == 1 ? tr("Add a panel to the board")
                            : tr("Add %n panels to the board", nullptr, int(panels.size())),
         after);
}

void SessionDocument::replacePanels(const QList<BoardPanel>& panels, int columns)
{
    Session after = m_session;
    after.board.panels = panels;
    after.board.reference = -1;
    after.board.columns = std::clamp(columns, 1, Board::mostColumns);
    push(tr("Fill the board with %n panels", nullptr, int(panels.size())), after);
}

void SessionDocument::removePanels(const QList<int>& indices)
{
    QList<int> last = indices;
    last.removeIf([this](int index) { return !hasPanel(index); });
    std::sort(last.begin(), last.end(), std::greater());
    last.erase(std::unique(last.begin(), last.end()), last.end());
    Session after = m_session;
    Board& board = after.board;
    for (const int index : last) {
        board.panels.removeAt(index);
        if (board.reference == index)
            board.reference = -1;
        else if (board.reference > index)
            --board.reference;
    }
    push(last.size() == 1 ? tr("Remove a panel from the board")
                          : tr("Remove %n panels from the board", nullptr, int(last.size())),
         after);
}

void SessionDocument::movePanel(int from, int to)
{
    if (!hasPanel(from) || !hasPanel(to))
        return;
    Session after = m_session;
    Board& board = after.board;
    board.panels.move(from, to);
    if (board.reference == from)
        board.reference = to;
    else if (from < board.reference && board.reference <= to)
        --board.reference;
    else if (to <= board.reference && board.reference < from)
        ++board.reference;
    push(tr("Move a panel"), after);
}

void SessionDocument::setPanels(const QMap<int, BoardPanel>& panels, const QString& control)
{
    Session after = m_session;
    QString key = QStringLiteral("panels/") + control;
    for (auto panel = panels.cbegin(); panel != panels.cend(); ++panel) {
        if (!hasPanel(panel.key()))
            continue;
        after.board.panels[panel.key()] = *panel;
        key += u'/' + QString::number(panel.key());
    }
    push(panels.size() == 1 ? tr("Change %1 of a panel").arg(control)
                            : tr("Change %1 of %n panels", nullptr, int(panels.size())).arg(control),
         after, key);
}

void SessionDocument::setBoardColumns(int columns)
{
    Session after = m_session;
    after.board.columns = std::clamp(columns, 1, Board::mostColumns);
    push(tr("Change the columns of the board"), after, QStringLiteral("board-columns"));
}

void SessionDocument::setBoardScale(BoardScale scale)
{
    Session after = m_session;
    after.board.scale = scale;
    push(scale == BoardScale::Shared ? tr("Share the colour scale") : tr("Scale every panel by itself"),
         after);
}

void SessionDocument::setReference(int index)
{
    if (index != -1 && !hasPanel(index))
        return;
    Session after = m_session;
    after.board.reference = index;
    push(index < 0 ? tr("Compare with no panel") : tr("Compare with another panel"), after);
}

void SessionDocument::showPanel(const BoardPanel& panel)
{
    const Recipe& recipe = panel.recipe;
    Session after = m_session;
    for (int i = 0; i < after.pictures.size(); ++i) {
        if (after.pictures[i].picture.contentHash != recipe.pictureHash)
            continue;
        after.current = i;
        after.pictures[i].framing = recipe.framing;
    }
    after.model = recipe.model;
    after.device = recipe.device;
    after.precision = recipe.precision;
    after.threads = recipe.threads;
    after.method = recipe.method;
    after.params[recipe.method] = recipe.params;
    after.target = recipe.target;
    after.seed = recipe.seed;
    after.style = panel.style;
    push(tr("Open a panel in Explain"), after);
}

void SessionDocument::setAscentParam(const ParamSpec& spec, const QVariant& value)
{
    Session after = m_session;
    after.ascent.params.insert(spec.id, value);
    push(tr("Change %1 of the ascent").arg(spec.name.toLower()), after, QStringLiteral("ascent/") + spec.id);
}

void SessionDocument::resetAscentParams()
{
    Session after = m_session;
    after.ascent.params.clear();
    push(tr("Reset the ascent's parameters"), after);
}

void SessionDocument::applyAscentPreset(const Preset& preset)
{
    Session after = m_session;
    after.ascent.params = preset.params;
    push(tr("Use ascent preset %1").arg(preset.name), after);
}

void SessionDocument::setAscentTarget(const Target& target, const QString& label)
{
    Session after = m_session;
    after.ascent.target = target;
    push(tr("Draw %1").arg(label), after);
}

void SessionDocument::setAscentSeed(quint64 seed)
{
    Session after = m_session;
    after.ascent.seed = seed;
    push(tr("Change the ascent's seed"), after, QStringLiteral("ascent-seed"));
}

void SessionDocument::setWorkspace(Workspace workspace)
{
    if (workspace == m_session.workspace)
        return;
    m_session.workspace = workspace;
    Q_EMIT changed(WorkspaceChanged);
}

void SessionDocument::restore(const Session& session, const QString& name)
{
    push(tr("Restore %1").arg(name), session);
    setWorkspace(session.workspace);
}

void SessionDocument::replace(const Session& session)
{
    m_undoStack.clear();
    show(session);
}

void SessionDocument::endGesture()
{
    ++m_gesture;
}

void SessionDocument::push(const QString& text, const Session& after, const QString& control)
{
    if (after != m_session)
        m_undoStack.push(new SessionCommand(*this, text, after, control, m_gesture));
}

void SessionDocument::apply(Session session)
{
    session.workspace = m_session.workspace;
    show(std::move(session));
}

void SessionDocument::show(Session session)
{
    const Changes changes = difference(m_session, session);
    m_session = std::move(session);
    Q_EMIT changed(changes);
}

SessionDocument::Changes SessionDocument::difference(const Session& before, const Session& after)
{
    const OpenPicture* was = before.currentPicture();
    const OpenPicture* is = after.currentPicture();
    Changes changes;
    changes.setFlag(PicturesChanged, before.pictures != after.pictures);
    changes.setFlag(CurrentChanged, before.current != after.current || bool(was) != bool(is) ||
                                        (was && was->picture.contentHash != is->picture.contentHash));
    changes.setFlag(FramingChanged, was && is && was->framing != is->framing);
    changes.setFlag(ModelChanged, before.model != after.model);
    changes.setFlag(DeviceChanged, before.device != after.device || before.precision != after.precision);
    changes.setFlag(ThreadsChanged, before.threads != after.threads);
    changes.setFlag(MethodChanged, before.method != after.method);
    changes.setFlag(ParamsChanged, before.params.value(before.method) != after.params.value(after.method));
    changes.setFlag(SeedChanged, before.seed != after.seed);
    changes.setFlag(TargetChanged, before.target != after.target);
    changes.setFlag(StyleChanged, before.style != after.style);
    changes.setFlag(BoardChanged, before.board != after.board);
    changes.setFlag(AscentParamsChanged, before.ascent.params != after.ascent.params);
    changes.setFlag(AscentTargetChanged, before.ascent.target != after.ascent.target);
    changes.setFlag(AscentSeedChanged, before.ascent.seed != after.ascent.seed);
    changes.setFlag(WorkspaceChanged, before.workspace != after.workspace);
    return changes;
}

} // namespace saliscope
