// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/board_adder.h"

#include <QLocale>

#include <utility>

#include "core/base/strings.h"
#include "ui/actions.h"
#include "ui/compare/compare_controller.h"
#include "ui/compare/sweep_dialog.h"
#include "ui/dialogs/checklist_dialog.h"
#include "ui/files/file_dialogs.h"
#include "ui/files/opener.h"
#include "ui/model_controller.h"
#include "ui/widgets/class_search.h"

namespace saliscope {

namespace {
constexpr int offeredClasses = 10;
constexpr int checkedClasses = 2; ///< "Why this, and why not that?"

QString classText(const ClassScore& score)
{
    return BoardAdder::tr("%1, %2 %").arg(score.label, QLocale().toString(score.probability * 100, 'f', 1));
}
} // namespace

BoardAdder::BoardAdder(Engine& engine, SessionDocument& document, ModelController& model,
                       const CompareController& compare, FileDialogs& dialogs, const Actions& actions,
                       QWidget* window)
    : QObject(window)
    , m_engine(engine)
    , m_document(document)
    , m_model(model)
    , m_compare(compare)
    , m_dialogs(dialogs)
    , m_actions(actions)
    , m_window(window)
{
    connect(actions.addToBoard, &QAction::triggered, this, &BoardAdder::addShown);
    connect(actions.addMethods, &QAction::triggered, this, &BoardAdder::addMethods);
    connect(actions.addClasses, &QAction::triggered, this, &BoardAdder::addClasses);
    connect(actions.addModel, &QAction::triggered, this, &BoardAdder::addModel);
    connect(actions.addPhotos, &QAction::triggered, this, &BoardAdder::addPhotos);
    connect(actions.addSweep, &QAction::triggered, this, &BoardAdder::addSweep);
    connect(&engine, &Engine::ready, this, &BoardAdder::updateActions);
    connect(&engine, &Engine::predicted, this, [this](const Prediction& prediction) {
        m_prediction = prediction;
        m_predicted = m_document.predictRecipe();
    });
    connect(&document, &SessionDocument::changed, this, &BoardAdder::updateActions);
    updateActions();
}

void BoardAdder::updateActions()
{
    const bool hasPhoto = m_document.session().currentPicture() != nullptr;
    for (QAction* action : m_actions.boardAdditions()) {
        action->setEnabled(hasPhoto && !m_engine.methods().isEmpty());
        action->setToolTip(toolTipWithShortcut(hasPhoto ? action->statusTip() : tr("Open a photo first"),
                                               action->shortcuts()));
    }
}

BoardPanel BoardAdder::shownPanel() const
{
    return {m_document.explainRecipe(), m_document.session().style, {}};
}

BoardPanel BoardAdder::base() const
{
    const bool isSelected = m_document.session().workspace == Workspace::Compare && m_compare.current() >= 0;
    return isSelected ? board().panels.at(m_compare.current()) : shownPanel();
}

QString BoardAdder::baseName() const
{
    const Recipe recipe = base().recipe;
    const MethodInfo* method = m_engine.method(recipe.method);
    QString photo;
    for (const OpenPicture& open : m_document.session().pictures) {
        if (open.picture.contentHash == recipe.pictureHash)
            photo = open.picture.name;
    }
    return tr("%1 of %2").arg(method ? method->name : recipe.method, photo);
}

bool BoardAdder::isPredicted(const Recipe& recipe) const
{
    return !m_prediction.classes.isEmpty() && recipe.pictureHash == m_predicted.pictureHash &&
           recipe.model == m_predicted.model && recipe.framing == m_predicted.framing;
}

void BoardAdder::add(const QList<BoardPanel>& panels, int columns)
{
    if (panels.isEmpty())
        return;
    m_document.addPanels(panels, columns);
    const qsizetype count = board().panels.size();
    Q_EMIT noted(count == 1 ? tr("1 panel is on the board") : tr("%1 panels are on the board").arg(count));
}

void BoardAdder::addShown()
{
    add({shownPanel()});
}

void BoardAdder::addMethods()
{
    const BoardPanel start = base();
    auto* dialog = new ChecklistDialog(tr("Add Methods"),
                                       tr("For photo, class and model of %1:").arg(baseName()), m_window);
    using Family = MethodInfo::Family;
    for (const Family family :
         {Family::Gradient, Family::Rules, Family::Cam, Family::Perturbation, Family::Combination}) {
        bool isFirst = true;
        for (const MethodInfo& method : m_engine.methods()) {
            if (method.family != family || method.produces != MethodInfo::Produces::Map)
                continue;
            if (std::exchange(isFirst, false))
                dialog->addHeading(familyName(family));
            dialog->addItem(method.name, method.id, false, method.summary);
        }
    }
    open(dialog, [this, start, dialog] {
        QList<BoardPanel> panels;
        for (const QVariant& id : dialog->checked()) {
            BoardPanel panel = start;
            panel.title.clear();
            panel.recipe.method = id.toString();
            panel.recipe.params = m_document.session().params.value(panel.recipe.method);
            panels << panel;
        }
        add(panels);
    });
}

void BoardAdder::addClasses()
{
    const BoardPanel start = base();
    auto* dialog = new ChecklistDialog(tr("Add Classes"), tr("By %1, explain:").arg(baseName()), m_window);
    const bool isKnown = isPredicted(start.recipe);
    for (int rank = 0; rank < offeredClasses; ++rank) {
        const bool isChecked = rank < checkedClasses;
        if (!isKnown)
            dialog->addItem(tr("Prediction %1").arg(rank + 1), -1 - rank, isChecked);
        else if (rank < m_prediction.classes.size())
            dialog->addItem(classText(m_prediction.classes.at(rank)), m_prediction.classes.at(rank).index,
                            isChecked);
    }
    auto* search = new ClassSearch(dialog);
    if (m_model.info())
        search->setLabels(m_model.info()->card.labels);
    connect(search, &ClassSearch::classChosen, dialog,
            [dialog](int index, const QString& label) { dialog->addItem(label, index, true); });
    dialog->addWidget(search);
    open(dialog, [this, start, dialog] {
        QList<BoardPanel> panels;
        for (const QVariant& choice : dialog->checked()) {
            const int index = choice.toInt();
            BoardPanel panel = start;
            panel.title.clear();
            panel.recipe.target = index < 0 ? Target{.kind = Target::Kind::Rank, .index = -1 - index}
                                            : Target{.kind = Target::Kind::Class, .index = index};
            panel.recipe.target.score = start.recipe.target.score;
            panels << panel;
        }
        add(panels);
    });
}

void BoardAdder::addModel()
{
    const QString path =
        m_dialogs.openFile(m_window, tr("Add Another Model"), Opener::modelFilter(), Setting::ModelFolder);
    if (path.isEmpty())
        return;
    QList<BoardPanel> panels;
    const bool hasSelection =
        m_document.session().workspace == Workspace::Compare && m_compare.current() >= 0;
    for (const int index : hasSelection ? m_compare.selected() : QList<int>{-1}) {
        BoardPanel panel = index < 0 ? base() : board().panels.at(index);
        panel.title.clear();
        panel.recipe.model = {path, {}};
        const MethodInfo* method = m_engine.method(panel.recipe.method);
        const QList<ParamSpec> specs =
            method ? withWrapped(*method, panel.recipe.params, m_engine.methods()).params
                   : QList<ParamSpec>();
        for (const ParamSpec& spec : specs) {
            if (spec.kind == ParamSpec::Kind::Layer)
                panel.recipe.params.remove(spec.id); // Its layers have other names.
        }
        panels << panel;
    }
    add(panels);
}

/// Photos become rows of the methods that are there.
void BoardAdder::addPhotos()
{
    QList<BoardPanel> kinds;
    const auto withPhoto = [](BoardPanel panel, const OpenPicture& open) {
        panel.title.clear();
        panel.recipe.pictureHash = open.picture.contentHash;
        panel.recipe.framing = open.framing;
        return panel;
    };
    const QList<BoardPanel> there = board().panels.isEmpty() ? QList{shownPanel()} : board().panels;
    for (const BoardPanel& panel : there) {
        const BoardPanel kind = withPhoto(panel, {});
        if (!kinds.contains(kind))
            kinds << kind;
    }
    QList<BoardPanel> panels;
    for (const OpenPicture& open : m_document.session().pictures) {
        for (const BoardPanel& kind : kinds) {
            if (const BoardPanel panel = withPhoto(kind, open); !board().panels.contains(panel))
                panels << panel;
        }
    }
    if (panels.isEmpty())
        return Q_EMIT noted(tr("Every open photo is on the board already"));
    add(panels, kinds.size() > 1 ? int(kinds.size()) : 0);
}

void BoardAdder::addSweep()
{
    const BoardPanel start = base();
    const MethodInfo* method = m_engine.method(start.recipe.method);
    if (!method)
        return;
    auto* dialog = new SweepDialog(start, withWrapped(*method, start.recipe.params, m_engine.methods()),
                                   baseName(), board().panels.isEmpty(), m_window);
    open(dialog, [this, dialog] {
        if (!dialog->replaces() || board().panels.isEmpty())
            return add(dialog->panels(), dialog->columnCount());
        m_document.replacePanels(dialog->panels(), dialog->columnCount());
    });
}

void BoardAdder::open(QDialog* dialog, const std::function<void()>& accepted)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, accepted] {
        accepted();
        m_document.setWorkspace(Workspace::Compare);
    });
    dialog->open();
}

} // namespace saliscope
