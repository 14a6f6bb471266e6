#include "ui/models/guess_game.h"

#include "engine/nn/random.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr std::uint64_t guessPurpose = 30;  // apart from other uses of a seed
constexpr double planShare = 1.0 / 12;      // of the view

QString number(double value) {
    return QString::number(value, 'g', 3).replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace

GuessGame::GuessGame(QObject* parent) : QObject(parent), m_info(findTestSurface("bowl")) {
    start("bowl", 1);
}

void GuessGame::start(const std::string& kind, std::uint64_t seed) {
    Random random = Random::forPurpose(seed, guessPurpose);
    const auto& infos = testSurfaceInfos();
    const SurfaceInfo* info = findTestSurface(kind);
    while (!info || (kind.empty() && info == m_info))
        info = &infos[static_cast<std::size_t>(random.below(static_cast<Index>(infos.size())))];
    m_info = info;
    m_surface = makeTestSurface({info->kind});
    // Not at the edge, and not so near a minimum that nothing is left to do.
    const SurfaceView& view = info->guide.view;
    Eigen::Vector2d start = info->guide.start;
    for (int attempt = 0; attempt < 100; ++attempt) {
        start = {view.xMin + (view.xMax - view.xMin) * random.uniform(0.1, 0.9),
                 view.yMin + (view.yMax - view.yMin) * random.uniform(0.1, 0.9)};
        const bool far = std::all_of(
            info->guide.minima.begin(), info->guide.minima.end(),
            [&](const SurfaceMinimum& minimum) { return (minimum.position - start).norm() > 0.25 * viewSize(); });
        if (far && std::isfinite(m_surface->value(start.x(), start.y()))) break;
    }
    m_places = {start};
    m_machines.reset();
    thinkAnew();
    Q_EMIT started();
    Q_EMIT changed();
}

void GuessGame::startAnew() {
    m_places.resize(1);
    m_machines.reset();
    thinkAnew();
    Q_EMIT changed();
}

double GuessGame::viewSize() const {
    const SurfaceView& view = m_info->guide.view;
    return std::min(view.xMax - view.xMin, view.yMax - view.yMin);
}

void GuessGame::thinkAnew() {
    const Eigen::Vector2d gradient = gradientAt(m_places.size() - 1);
    const double length = gradient.norm();
    const double reach = viewSize() * planShare;
    m_plan =
        length > 0 && std::isfinite(length) ? Eigen::Vector2d(-gradient / length * reach) : Eigen::Vector2d(reach, 0);
}

double GuessGame::valueAt(std::size_t place) const {
    return m_surface->value(m_places[place].x(), m_places[place].y());
}

Eigen::Vector2d GuessGame::gradientAt(std::size_t place) const {
    return m_surface->gradient(m_places[place].x(), m_places[place].y());
}

void GuessGame::setPlan(const Eigen::Vector2d& plan) {
    if (isRevealed() || !plan.allFinite() || plan == m_plan) return;
    m_plan = plan;
    Q_EMIT changed();
}

bool GuessGame::take() {
    if (isRevealed() || stepsLeft() == 0 || m_plan.isZero()) return false;
    m_places.push_back(place() + m_plan);
    thinkAnew();
    if (stepsLeft() == 0)
        reveal();
    else
        Q_EMIT changed();
    return true;
}

bool GuessGame::takeBack() {
    if (isRevealed() || stepsMade() == 0) return false;
    m_plan = m_places.back() - m_places[m_places.size() - 2];
    m_places.pop_back();
    Q_EMIT changed();
    return true;
}

void GuessGame::reveal() {
    if (isRevealed()) return;
    auto result = std::make_shared<RaceResult>();
    result->surface = m_surface;
    result->race.surface = {m_info->kind};
    result->race.start = m_places.front();
    result->race.steps = stepsGiven;
    // As good as each can be in so few steps: nobody is to win by a badly set rate.
    result->race.racers = defaultRacers(*m_surface, m_places.front(), stepsGiven, 1);
    for (const RacerSpec& racer : result->race.racers) {
        result->paths.push_back(runRacer(*m_surface, racer, m_places.front(), stepsGiven, 1));
        result->last = std::max(result->last, static_cast<Index>(result->paths.back().steps.size()) - 1);
    }
    m_machines = result;
    Q_EMIT changed();
}

QString GuessGame::verdict() const {
    if (!m_machines) return {};
    double own = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (const double at = valueAt(i); at < own) own = at;
    const RacerPath* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    int beaten = 0;
    for (const RacerPath& path : m_machines->paths) {
        const double value = summarise(path, 1e-3, m_surface->guide().minima).bestValue;
        beaten += own <= value ? 1 : 0;
        if (value < least) least = value, best = &path;
    }
    const QString head = tr("This was %1. Your lowest f is %2; you made %3 of %4 steps.")
                             .arg(QString::fromStdString(m_info->title), number(own))
                             .arg(stepsMade())
                             .arg(stepsGiven);
    if (!best) return head;
    const QString name = QString::fromStdString(best->racer.name);
    if (beaten == static_cast<int>(m_machines->paths.size()))
        return head + QLatin1Char(' ') +
               tr("No machine came lower in %1 steps; the best, %2, came to %3.")
                   .arg(stepsGiven)
                   .arg(name, number(least));
    return head + QLatin1Char(' ') +
           tr("The best machine, %1, came to %2 in %3 steps, each with a rate that fits; you came lower than %4 of %5.")
               .arg(name, number(least))
               .arg(stepsGiven)
               .arg(beaten)
               .arg(m_machines->paths.size());
}

}  // namespace glassbox
