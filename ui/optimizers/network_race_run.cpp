#include "ui/optimizers/network_race_run.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/numbers.h"

#include <cmath>

namespace glassbox {

NetworkRaceRun::NetworkRaceRun(NetworkRaceModel& model, QObject* parent)
    : ScrubRun(model.scrubber(), 10, parent), m_model(model) {
    connect(&model, &NetworkRaceModel::setupChanged, this, &PageRun::changed);
    connect(&model, &NetworkRaceModel::stateChanged, this, &PageRun::changed);
    connect(&model, &NetworkRaceModel::raceChanged, this, &PageRun::changed);
}

QString NetworkRaceRun::title() const {
    return tr("Network race · %1").arg(m_model.title());
}

QString NetworkRaceRun::state() const {
    if (m_model.phase() == NetworkRaceModel::Phase::Racing) return tr("Racing");
    if (!m_model.race()) return tr("Not raced yet");
    return tr("Step %1 of %2")
        .arg(countText(qint64{m_model.scrubber().step()}), countText(qint64{m_model.scrubber().last()}));
}

std::pair<QString, QString> NetworkRaceRun::status() const {
    if (!m_model.race()) return {tr("No race yet"), {}};
    const NetworkRaceSpec& spec = m_model.race()->spec;
    return {tr("%1 racers, %2 steps each, from the same weights on the same batches")
                .arg(spec.racers.size())
                .arg(countText(static_cast<double>(spec.steps))),
            tr("seed %1").arg(spec.seed)};
}

std::vector<PageRun::Figure> NetworkRaceRun::figures() const {
    return {{tr("step"), QStringLiteral("00 000"), tr("The step that is shown: so many updates has each racer made.")},
            {tr("leads"), QStringLiteral("Momentum 2"), tr("The racer with the lowest training cost at this step.")},
            {tr("lowest cost"), QStringLiteral("0.00000"), tr("That racer's training cost.")}};
}

std::vector<QString> NetworkRaceRun::values() const {
    const QString none = QStringLiteral("–");
    const NetworkRacePtr& race = m_model.race();
    if (!race) return {none, none, none};
    const int step = m_model.scrubber().step();
    const NetworkRacePath* leader = nullptr;
    double least = 0;
    for (const NetworkRacePath& path : race->paths) {
        if (path.points() == 0 || (path.divergence && step >= path.divergence->step)) continue;
        const double cost = path.trainingCosts[static_cast<std::size_t>(path.pointAtStep(step))];
        if (leader && cost >= least) continue;
        leader = &path;
        least = cost;
    }
    if (!leader) return {countText(qint64{step}), none, none};
    return {countText(qint64{step}), QString::fromStdString(leader->racer.name), costText(least)};
}

}  // namespace glassbox
