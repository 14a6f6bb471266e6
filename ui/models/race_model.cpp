#include "ui/models/race_model.h"

#include "engine/formats/formula_surface.h"
#include "engine/formats/race_json.h"

#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

/// One undoable change: the race before and after.
class RaceEdit : public QUndoCommand {
  public:
    RaceEdit(RaceModel& model, const QString& text, RaceSpec before, RaceSpec after, QString gesture)
        : QUndoCommand(text),
          m_model(model),
          m_before(std::move(before)),
          m_after(std::move(after)),
          m_gesture(std::move(gesture)) {}

    void undo() override { m_model.apply(m_before); }
    void redo() override { m_model.apply(m_after); }
    int id() const override { return m_gesture.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto& next = static_cast<const RaceEdit&>(*other);
        if (next.m_gesture != m_gesture) return false;
        m_after = next.m_after;
        setText(next.text());
        setObsolete(m_after == m_before);  // dragged back to where it began: nothing to undo
        return true;
    }

  private:
    RaceModel& m_model;
    RaceSpec m_before, m_after;
    QString m_gesture;
};

namespace {

RaceSpec firstRace() {
    RaceSpec race;
    race.surface = {"beale"};
    const SurfaceInfo& info = *findTestSurface("beale");
    race.start = info.guide.start;
    race.racers = defaultRacers(info);
    return race;
}

std::shared_ptr<const TestSurface> makeSurface(const RaceSpec& race) {
    return race.formula.empty() ? makeTestSurface(race.surface)
                                : makeFormulaSurface(QString::fromStdString(race.formula));
}

bool sameSurface(const RaceSpec& a, const RaceSpec& b) {
    return a.formula == b.formula && (!a.formula.empty() || a.surface == b.surface);
}

/// A place where the surface has a value: `wish` if it has one there, else the nearest of a grid over its usual view.
Eigen::Vector2d startOn(const TestSurface& surface, const Eigen::Vector2d& wish) {
    constexpr int cells = 40;
    const SurfaceView& view = surface.guide().view;
    Eigen::Vector2d nearest = wish;
    double least = std::numeric_limits<double>::infinity();
    if (std::isfinite(surface.value(wish.x(), wish.y()))) return wish;
    for (int i = 0; i <= cells; ++i) {
        for (int j = 0; j <= cells; ++j) {
            const Eigen::Vector2d at(view.xMin + (view.xMax - view.xMin) * i / cells,
                                     view.yMin + (view.yMax - view.yMin) * j / cells);
            const double distance = (at - wish).norm();
            if (distance >= least || !std::isfinite(surface.value(at.x(), at.y()))) continue;
            least = distance;
            nearest = at;
        }
    }
    return nearest;
}

/// Throws Error with a sentence.
void validate(const RaceSpec& race) {
    if (race.racers.size() > mostRacers) throw Error("A race takes at most " + std::to_string(mostRacers) + " racers.");
    if (race.steps < 1 || race.steps > mostRaceSteps)
        throw Error("A race takes 1 to " + std::to_string(mostRaceSteps) + " steps.");
    if (!race.start.allFinite()) throw Error("The start has to be a place: two finite numbers.");
    for (const RacerSpec& racer : race.racers) {
        const RacerKind* kind = findRacerKind(racer.optimizer.kind);
        if (!kind) throw Error("There is no optimizer called " + racer.optimizer.kind + ".");
        checkedOptions(*kind, racer.optimizer.options, racer.name);
    }
}

}  // namespace

RaceModel::RaceModel(QObject* parent)
    : QObject(parent), m_race(firstRace()), m_undoStack(new QUndoStack(this)), m_surface(makeSurface(m_race)) {
    connect(&m_runner, &RaceRunner::finished, this, &RaceModel::take);
    connect(&m_runner, &RaceRunner::failed, this, &RaceModel::refused);
    connect(&m_runner, &RaceRunner::busyChanged, this, &RaceModel::runningChanged);
    m_runner.run(m_surface, m_race);
}

RaceModel::~RaceModel() = default;

bool RaceModel::edit(const QString& text, const RaceSpec& next, const QString& gesture) {
    if (next == m_race) return true;
    try {
        validate(next);
        if (!sameSurface(next, m_race)) makeSurface(next);
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromUtf8(error.what()));
        return false;
    }
    m_undoStack->push(new RaceEdit(*this, text, m_race, next, gesture));
    return true;
}

void RaceModel::apply(const RaceSpec& race) {
    const bool other = !sameSurface(race, m_race);
    m_race = race;
    if (other) {
        m_surface = makeSurface(race);
        Q_EMIT surfaceChanged();
    }
    if (m_selected >= static_cast<int>(race.racers.size())) setSelected(static_cast<int>(race.racers.size()) - 1);
    Q_EMIT raceChanged();
    m_runner.run(m_surface, race);
}

void RaceModel::take(const RaceResultPtr& result) {
    m_result = result;
    // Who looks at the end goes on looking at the end.
    const bool end = m_scrubber.isAtEnd();
    m_scrubber.setLast(static_cast<int>(result->race.steps));
    if (end) m_scrubber.setStep(m_scrubber.last());
    Q_EMIT resultChanged();
}

void RaceModel::setStart(const Eigen::Vector2d& start, const QString& gesture) {
    RaceSpec next = m_race;
    next.start = start;
    edit(tr("Start point"), next, gesture);
}

bool RaceModel::hasDefaultRacers() const {
    const SurfaceInfo* info = surfaceInfo();
    return info && m_race.racers == defaultRacers(*info);
}

void RaceModel::chooseSurface(const std::string& kind) {
    const SurfaceInfo* info = findTestSurface(kind);
    if (!info || (m_race.formula.empty() && m_race.surface.kind == kind)) return;
    RaceSpec next = m_race;
    next.surface = {kind};
    next.formula.clear();
    next.start = info->guide.start;
    if (hasDefaultRacers()) next.racers = defaultRacers(*info);
    edit(tr("Surface %1").arg(QString::fromStdString(info->title)), next);
}

bool RaceModel::chooseFormula(const QString& formula) {
    RaceSpec next = m_race;
    next.formula = formula.trimmed().toStdString();
    if (next.formula.empty()) return false;
    const bool fresh = hasDefaultRacers();
    try {
        const auto surface = makeSurface(next);
        next.start = startOn(*surface, next.start);
        if (fresh) next.racers = defaultRacers(*surface, next.start, next.steps, next.seed);
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromUtf8(error.what()));
        return false;
    }
    return edit(tr("Own formula"), next);
}

void RaceModel::addRacer() {
    RaceSpec next = m_race;
    const RacerKind* fresh = &racerKinds().front();
    for (const RacerKind& kind : racerKinds()) {
        const auto runs = [&](const RacerSpec& racer) { return racer.optimizer.kind == kind.kind; };
        if (std::none_of(next.racers.begin(), next.racers.end(), runs)) {
            fresh = &kind;
            break;
        }
    }
    RacerSpec racer{freeName(next.racers, fresh->title), {fresh->kind}};
    if (const auto rate = suggestLearningRate(*m_surface, racer, next.start, next.steps, next.seed))
        racer.optimizer.options.set("learning_rate", *rate);
    next.racers.push_back(racer);
    if (edit(tr("New racer %1").arg(QString::fromStdString(racer.name)), next))
        setSelected(static_cast<int>(m_race.racers.size()) - 1);
}

void RaceModel::duplicateRacer(int racer) {
    RaceSpec next = m_race;
    RacerSpec copy = next.racers.at(static_cast<std::size_t>(racer));
    copy.name = freeName(next.racers, copy.name);
    copy.color.clear();
    next.racers.push_back(copy);
    if (edit(tr("Duplicate %1").arg(QString::fromStdString(copy.name)), next))
        setSelected(static_cast<int>(m_race.racers.size()) - 1);
}

void RaceModel::removeRacer(int racer) {
    RaceSpec next = m_race;
    const QString name = QString::fromStdString(next.racers.at(static_cast<std::size_t>(racer)).name);
    next.racers.erase(next.racers.begin() + racer);
    edit(tr("Remove %1").arg(name), next);
}

void RaceModel::changeRacer(int racer, const QString& text, const RacerSpec& spec, const QString& gesture) {
    RaceSpec next = m_race;
    next.racers.at(static_cast<std::size_t>(racer)) = spec;
    edit(text, next, gesture.isEmpty() ? gesture : QStringLiteral("racer %1 %2").arg(racer).arg(gesture));
}

void RaceModel::tuneRates() {
    RaceSpec next = m_race;
    for (RacerSpec& racer : next.racers)
        if (const auto rate = suggestLearningRate(*m_surface, racer, next.start, next.steps, next.seed))
            racer.optimizer.options.set("learning_rate", *rate);
    edit(tr("Fitting learning rates"), next);
}

const SurfaceInfo* RaceModel::surfaceInfo() const {
    return m_race.formula.empty() ? findTestSurface(m_race.surface.kind) : nullptr;
}

QString RaceModel::surfaceTitle() const {
    const SurfaceInfo* info = surfaceInfo();
    return info ? QString::fromStdString(info->title) : tr("Own formula");
}

Index RaceModel::stepOf(int racer) const {
    const auto& steps = m_result->paths.at(static_cast<std::size_t>(racer)).steps;
    return std::min<Index>(step(), static_cast<Index>(steps.size()) - 1);
}

int RaceModel::leader() const {
    int leader = -1;
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; m_result && i < static_cast<int>(m_result->paths.size()); ++i) {
        const RacerPath& path = m_result->paths[static_cast<std::size_t>(i)];
        if (path.lostAt && *path.lostAt <= step()) continue;
        const double value = path.steps[static_cast<std::size_t>(stepOf(i))].value;
        if (value < least) least = value, leader = i;
    }
    return leader;
}

void RaceModel::setSelected(int racer) {
    racer = std::clamp(racer, -1, static_cast<int>(m_race.racers.size()) - 1);
    if (racer == m_selected) return;
    m_selected = racer;
    Q_EMIT selectedChanged();
}

void RaceModel::setTolerance(double tolerance) {
    if (!(tolerance > 0) || tolerance == m_tolerance) return;
    m_tolerance = tolerance;
    Q_EMIT toleranceChanged();
}

}  // namespace glassbox
