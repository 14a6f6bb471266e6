#include "ui/optimizers/race_run.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/numbers.h"

#include <cmath>

namespace glassbox {

RaceRun::RaceRun(RaceModel& model, QObject* parent) : ScrubRun(model.scrubber(), 10, parent), m_model(model) {
    connect(&model, &RaceModel::resultChanged, this, &PageRun::changed);
    connect(&model, &RaceModel::surfaceChanged, this, &PageRun::changed);
    connect(&model, &RaceModel::runningChanged, this, &PageRun::changed);
}

QString RaceRun::title() const {
    return tr("Optimizer race · %1").arg(m_model.surfaceTitle());
}

QString RaceRun::state() const {
    if (m_model.isRunning()) return tr("Racing");
    if (m_model.race().racers.empty()) return tr("No racers");
    const Eigen::Vector2d& start = m_model.race().start;
    if (!std::isfinite(m_model.surface()->value(start.x(), start.y()))) return tr("f has no value at the start");
    return tr("Step %1 of %2").arg(countText(qint64{m_model.step()})).arg(countText(qint64{m_model.scrubber().last()}));
}

std::pair<QString, QString> RaceRun::status() const {
    QString left = tr("Step %1").arg(countText(qint64{m_model.step()}));
    const auto& minima = m_model.surface()->guide().minima;
    const auto place = [](const SurfaceMinimum& minimum) {
        return QStringLiteral("(%1, %2)").arg(axisNumber(minimum.position.x()), axisNumber(minimum.position.y()));
    };
    if (minima.size() == 1)
        left += tr("    Minimum at %1, f = %2").arg(place(minima.front()), axisNumber(minima.front().value));
    else if (minima.size() > 1)
        left += tr("    %1 minima, f = %2").arg(minima.size()).arg(axisNumber(minima.front().value));
    return {left, tr("Gradients by automatic differentiation")};
}

std::vector<PageRun::Figure> RaceRun::figures() const {
    return {{tr("step"), QStringLiteral("00 000"), tr("The step that is shown. All racers make as many steps.")},
            {tr("leads"), QStringLiteral("Momentum 2"), tr("The racer with the lowest value of f at this step.")},
            {tr("lowest f"), QStringLiteral("0.00000"), tr("That racer's value of f.")}};
}

std::vector<QString> RaceRun::values() const {
    const QString none = QStringLiteral("–");
    const int leader = m_model.leader();
    if (leader < 0) return {countText(qint64{m_model.step()}), none, none};
    const RacerPath& path = m_model.result()->paths[static_cast<std::size_t>(leader)];
    return {countText(qint64{m_model.step()}), QString::fromStdString(path.racer.name),
            costText(path.steps[static_cast<std::size_t>(m_model.stepOf(leader))].value)};
}

}  // namespace glassbox
