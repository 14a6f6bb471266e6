#include "app/live_views.h"

#include "engine/data/dataset.h"
#include "ui/backprop/backprop_page.h"
#include "ui/lab/inside_card.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/lab_stage.h"
#include "ui/optimizers/optimizers_page.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/main_window.h"

#include <QMetaEnum>

#include <utility>

namespace glassbox {

namespace {

using Where = SeeState::Place;

bool isExperiment(Where place) {
    return place == Where::Lab || place == Where::Backprop || place == Where::Data;
}

InsideCard::Tab tabOf(const QString& name) {
    const QMetaEnum tabs = QMetaEnum::fromType<InsideCard::Tab>();
    for (int i = 0; i < tabs.keyCount(); ++i)
        if (QString::fromLatin1(tabs.key(i)).toLower() == name) return static_cast<InsideCard::Tab>(tabs.value(i));
    return InsideCard::Weights;
}

/// How many units a layer has, the first one being 0; absent where only the data tell.
std::optional<std::int64_t> unitsOf(const Experiment& experiment, int layer) {
    for (int i = layer; i >= 0; --i) {
        const Spec& spec = experiment.network[static_cast<std::size_t>(i)];
        if (spec.options.has("units")) return spec.options.integer("units");
        if (spec.kind != "activation" && spec.kind != "dropout" && spec.kind != "batch_norm") return {};
    }
    return {};
}

}  // namespace

LiveViews::LiveViews(const LiveStage& stage, std::vector<ExampleGroup> examples, QObject* parent)
    : QObject(parent),
      m_stage(stage),
      m_examples(std::move(examples)),
      m_run(stage.document),
      m_race(stage.optimizers) {
    connect(&m_run, &LiveRun::opened, this, &LiveViews::chooseInLab);
    connect(&m_run, &LiveRun::finished, this, &LiveViews::finish);
    connect(&m_run, &LiveRun::failed, this, &LiveViews::refused);
    connect(&m_run, &LiveRun::givenUp, this, &LiveViews::givenUp);
    connect(&m_race, &LiveRace::started, this, &LiveViews::started);
    connect(&m_race, &LiveRace::shown, this, &LiveViews::shown);
    connect(&m_race, &LiveRace::failed, this, &LiveViews::refused);
    connect(&m_race, &LiveRace::givenUp, this, &LiveViews::givenUp);
    connect(&stage.backprop.model(), &WalkModel::walkChanged, this, &LiveViews::chooseInWalk);
}

const Example* LiveViews::find(const QString& name) const {
    for (const ExampleGroup& group : m_examples)
        for (const Example& example : group.examples)
            if (example.name == name) return &example;
    return nullptr;
}

QString LiveViews::problemWith(const SeeState& state) const {
    if (state.place == Where::Race) return m_race.problemWith(state.target, state.step);
    if (!isExperiment(state.place)) return {};
    const Example* example = find(state.target);
    if (!example) return tr("No example of this program is called “%1”, so it can't be shown.").arg(state.target);
    const Experiment& experiment = example->experiment;
    const DataInfo* data = findData(experiment.data.kind);
    if (state.tab == QStringLiteral("confusion") && data && data->task == Task::Regression)
        return tr("The example “%1” has no classes that could be confused, so its confusion matrix can't be shown.")
            .arg(example->title);
    if (!state.unit) return {};
    const auto [layer, unit] = *state.unit;
    const auto layers = static_cast<int>(experiment.network.size());
    if (layer > layers)
        return tr("The last layer in the example “%1” is layer %2, so layer %3 can't be shown.")
            .arg(example->title)
            .arg(layers)
            .arg(layer);
    const std::optional<std::int64_t> units = unitsOf(experiment, layer - 1);
    if (!units || unit <= *units) return {};
    return tr("The last unit of layer %2 in the example “%1” is unit %3, so unit %4 can't be shown.")
        .arg(example->title)
        .arg(layer)
        .arg(*units)
        .arg(unit);
}

void LiveViews::show(const SeeState& state) {
    if (const QString problem = problemWith(state); !problem.isEmpty()) return Q_EMIT refused(problem);
    const bool stands = isExperiment(state.place) && m_trained && m_run.isUntouched() &&
                        m_trained->target == state.target &&
                        m_trained->epochs.value_or(0) == state.epochs.value_or(0) && m_trained->tab == state.tab;
    if (isExperiment(state.place) && !stands && !m_stage.window.files()->maySwitch()) return;
    m_race.cancel();
    if (!isExperiment(state.place)) m_run.cancel();
    m_state = state;
    m_unitDue = false;
    if (!isExperiment(state.place)) return showOptimizers();
    if (!stands) return showExperiment(*find(state.target));
    bringToFront();
    chooseInLab();
    finish();
}

void LiveViews::cancel() {
    m_run.cancel();
    if (!m_race.isBusy()) return;
    m_race.cancel();
    Q_EMIT givenUp();
}

// What was opened comes to the front of the Lab by itself; what belongs elsewhere goes there from there.
void LiveViews::showExperiment(const Example& example) {
    m_trained.reset();
    const int epochs = m_state.epochs.value_or(0);
    m_run.start(example.experiment, epochs);
    bringToFront();
    if (epochs > 0) Q_EMIT started(tr("Training “%1” to epoch %2").arg(example.title).arg(epochs));
}

void LiveViews::bringToFront() {
    MainWindow& window = m_stage.window;
    if (m_state.place == Where::Backprop)
        window.showPage(QObject::tr("Backprop"));
    else
        window.showPage(m_state.place == Where::Data ? QObject::tr("Data") : QObject::tr("Lab"));
}

void LiveViews::showOptimizers() {
    OptimizersPage& page = m_stage.optimizers;
    switch (m_state.place) {
        case Where::Network:
            page.setView(OptimizersPage::Network);
            break;
        case Where::Knobs:
            page.setView(OptimizersPage::Knobs);
            break;
        case Where::Guess:
            page.setView(OptimizersPage::Guess);
            break;
        default:
            page.setView(OptimizersPage::Surfaces);
    }
    m_stage.window.showPage(QObject::tr("Optimizers"));
    if (m_state.place == Where::Race) return m_race.show(m_state.target, m_state.step);
    Q_EMIT shown();
}

// Before the first step, so that what a tab keeps of training is there from the start.
void LiveViews::chooseInLab() {
    LabSelection& selection = m_stage.lab.selection();
    while (selection.back()) {
    }
    LabStage& panels = m_stage.lab.stage();
    if (m_state.place == Where::Lab) panels.showAlone({});
    if (!m_state.tab.isEmpty()) {
        m_stage.lab.inside().setTab(tabOf(m_state.tab));
        if (!panels.shown().inside) panels.showAlone(LabPanel::Inside);  // a small window that presents
    }
    if (m_state.unit) selection.setUnit(UnitRef{m_state.unit->first - 1, m_state.unit->second - 1});
    if (m_state.place == Where::Backprop) m_stage.backprop.source().setSample(0);
}

void LiveViews::finish() {
    m_trained = m_state;
    if (m_state.place == Where::Backprop) {
        m_unitDue = m_state.unit.has_value();
        // A step that was recorded on the way here is of less training.
        if (m_state.epochs.value_or(0) > 0)
            m_stage.backprop.source().takeNewest();
        else
            chooseInWalk();
    }
    Q_EMIT shown();
}

void LiveViews::chooseInWalk() {
    WalkModel& model = m_stage.backprop.model();
    if (!m_unitDue || !model.walk()) return;
    m_unitDue = false;
    model.choose({sumOf(model.walk()->record(), m_state.unit->first - 1), m_state.unit->second - 1, 0});
}

}  // namespace glassbox
