#include "ui/models/network_race_model.h"

#include "engine/nn/optimizer.h"
#include "ui/models/experiment_document.h"

#include <QUndoStack>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double quickWork = 3e9;     // parameters x samples that a second is enough for
constexpr double aspectSlack = 0.03;  // a distortion that nobody sees
constexpr int restartPause = 250;     // milliseconds after a change

}  // namespace

/// One undoable change: setup and plane before and after.
class NetworkRaceEdit : public QUndoCommand {
  public:
    struct State {
        NetworkRaceSetup setup;
        LandscapeChoice choice;
    };

    NetworkRaceEdit(NetworkRaceModel& model, const QString& text, State before, State after)
        : QUndoCommand(text), m_model(model), m_before(std::move(before)), m_after(std::move(after)) {}

    void undo() override { m_model.apply(m_before.setup, m_before.choice); }
    void redo() override { m_model.apply(m_after.setup, m_after.choice); }

  private:
    NetworkRaceModel& m_model;
    State m_before, m_after;
};

NetworkRaceModel::NetworkRaceModel(ExperimentDocument& document, QObject* parent)
    : QObject(parent), m_document(document), m_undoStack(new QUndoStack(this)) {
    m_setup.lab = document.experiment();
    m_setup.racers = standardRacers(m_setup, racedSamples(m_setup, labData().get()));
    m_choice = standardChoice(m_setup, places());
    m_restart.setSingleShot(true);
    m_restart.setInterval(restartPause);
    connect(&m_restart, &QTimer::timeout, this, [this] {
        if (m_active && isQuick() && !isCurrent()) start();
    });
    connect(&document, &ExperimentDocument::experimentChanged, this, [this] {
        // Before the first race there is nothing that the Lab's network could be mixed up with.
        if (!m_race && m_setup.comparison != RaceComparison::Own) apply(setupFromLab(), m_choice);
        Q_EMIT stateChanged();
    });
    connect(&document.session(), &TrainingSession::datasetChanged, this, &NetworkRaceModel::stateChanged);
    connect(&document, &ExperimentDocument::problemChanged, this, &NetworkRaceModel::stateChanged);
    connect(&m_scrubber, &StepScrubber::stepChanged, this, &NetworkRaceModel::askForPictures);
    connectJobs();
}

NetworkRaceModel::~NetworkRaceModel() = default;

void NetworkRaceModel::connectJobs() {
    const auto progress = [this](double share) {
        m_progress = share;
        Q_EMIT stateChanged();
    };
    connect(&m_raceJob, &NetworkRaceJob::progressed, this, progress);
    connect(&m_landscapeJob, &LandscapeJob::progressed, this, progress);
    connect(&m_raceJob, &NetworkRaceJob::finished, this, &NetworkRaceModel::takeRace);
    connect(&m_raceJob, &NetworkRaceJob::failed, this, [this](const QString& sentence) {
        m_raceFailure = sentence;
        Q_EMIT stateChanged();
    });
    connect(&m_landscapeJob, &LandscapeJob::refined, this, [this](const std::vector<RaceLandscapePtr>& landscapes) {
        m_landscapes = landscapes;
        Q_EMIT landscapesChanged();
    });
    connect(&m_landscapeJob, &LandscapeJob::finished, this, &NetworkRaceModel::stateChanged);
    connect(&m_landscapeJob, &LandscapeJob::failed, this, [this](const QString& sentence) {
        m_landscapeFailure = sentence;
        m_landscapes.clear();
        Q_EMIT landscapesChanged();
        Q_EMIT stateChanged();
    });
    connect(&m_lineJob, &InterpolationJob::finished, this, [this](const RaceInterpolation& interpolation) {
        m_interpolation = interpolation;
        Q_EMIT interpolationChanged();
    });
    connect(&m_lineJob, &InterpolationJob::failed, this, [this](const QString& sentence) {
        m_lineFailure = sentence;
        Q_EMIT interpolationChanged();
    });
    connect(&m_picturesJob, &RacePicturesJob::painted, this, [this](const RacePicturesPtr& pictures) {
        m_pictures = pictures;
        Q_EMIT picturesChanged();
    });
}

void NetworkRaceModel::edit(const QString& text, const NetworkRaceSetup& setup, const LandscapeChoice& choice) {
    if (setup == m_setup && choice == m_choice) return;
    m_undoStack->push(new NetworkRaceEdit(*this, text, {m_setup, m_choice}, {setup, choice}));
}

void NetworkRaceModel::apply(const NetworkRaceSetup& setup, const LandscapeChoice& choice) {
    const bool otherSetup = setup != m_setup, otherChoice = choice != m_choice;
    m_setup = setup;
    m_choice = choice;
    m_range.reset();
    if (otherChoice) Q_EMIT choiceChanged();
    if (otherSetup) {
        Q_EMIT setupChanged();
        Q_EMIT stateChanged();
        if (m_active) m_restart.start();
    } else if (m_race && phase() != Phase::Racing) {
        startLandscape();
    }
}

void NetworkRaceModel::setSetup(const NetworkRaceSetup& setup) {
    NetworkRaceSetup next = setup;
    const bool others = setup.racers != m_setup.racers;
    if (others && setup.comparison == m_setup.comparison) next.comparison = RaceComparison::Own;
    edit(others                         ? tr("Racers")
         : setup.steps != m_setup.steps ? tr("Steps %1").arg(setup.steps)
                                        : tr("Setup of the race"),
         next, m_choice);
}

void NetworkRaceModel::setComparison(RaceComparison comparison) {
    if (comparison == m_setup.comparison) return;
    NetworkRaceSetup next = m_setup;
    next.comparison = comparison;
    if (comparison == RaceComparison::Inputs)
        next.network = hasUnequalInputs(next.lab) ? RacedNetwork::LinearUnequal : RacedNetwork::Linear;
    else if (comparison != RaceComparison::Own)
        next.network = RacedNetwork::Lab;
    next.racers = standardRacers(next, racedSamples(next, labData().get()));
    edit(tr("Comparison"), next, standardChoice(next, racedPlaces(next, labData().get())));
}

void NetworkRaceModel::setNetwork(RacedNetwork network) {
    NetworkRaceSetup next = m_setup;
    next.network = network;
    if (network != m_setup.network)
        edit(tr("Raced network"), next, standardChoice(next, racedPlaces(next, labData().get())));
}

void NetworkRaceModel::setChoice(const LandscapeChoice& choice) {
    edit(tr("Plane of the landscape"), m_setup, choice);
}

void NetworkRaceModel::setLine(int from, int to) {
    if (from == m_lineFrom && to == m_lineTo) return;
    m_lineFrom = from;
    m_lineTo = to;
    startLine();
}

DatasetPtr NetworkRaceModel::labData() const {
    return m_document.session().dataset();
}

bool NetworkRaceModel::isLabNewer() const {
    return !sameRun(m_document.experiment(), m_setup.lab);
}

NetworkRaceSetup NetworkRaceModel::setupFromLab() const {
    NetworkRaceSetup next = m_setup;
    next.lab = m_document.experiment();
    if (next.network == RacedNetwork::LinearUnequal && !hasUnequalInputs(next.lab)) next.network = RacedNetwork::Linear;
    if (next.comparison != RaceComparison::Own) next.racers = standardRacers(next, racedSamples(next, labData().get()));
    return next;
}

void NetworkRaceModel::takeFromLab() {
    if (isLabNewer()) edit(tr("The Lab's network"), setupFromLab(), m_choice);
}

QString NetworkRaceModel::title() const {
    return racedTitle(m_setup, labData().get());
}

std::vector<ParameterPlace> NetworkRaceModel::places() const {
    return racedPlaces(m_setup, labData().get());
}

std::vector<std::string> NetworkRaceModel::features() const {
    return racedFeatures(m_setup, labData().get());
}

QString NetworkRaceModel::problem() const {
    if (m_setup.lab.network.empty())
        return tr("There is no network to train: the Lab's has no layers. Add one there, then take it over here.");
    if (features().empty()) return tr("The data is not read yet. Once the Lab shows it, the race can begin.");
    try {
        Network(Shape{static_cast<Index>(features().size())}, raceSpec(m_setup).experiment.network);
    } catch (const Error& error) {
        return tr("This network can't be trained. %1").arg(QString::fromUtf8(error.what()));
    }
    if (m_setup.racers.empty()) return tr("Nobody races: add a racer.");
    return {};
}

/// Multiplications, roughly: of the race, and of a landscape of 101 x 101 for each kind of inputs.
double NetworkRaceModel::work() const {
    const std::vector<ParameterPlace> all = places();
    double parameters = 0;
    for (const ParameterPlace& place : all) parameters += static_cast<double>(place.info.size());
    const auto samples = static_cast<double>(racedSamples(m_setup, labData().get()));
    double work = 0;
    bool raw = false, normalised = false;
    for (const NetworkRacer& racer : m_setup.racers) {
        const auto batch = racer.batch == 0 ? samples : std::min(static_cast<double>(racer.batch), samples);
        // Three passes a step, an evaluation at the end of each epoch and for each of some 400 points.
        work += parameters * (static_cast<double>(m_setup.steps) * (3 * batch + 40 + batch) + 400 * samples);
        (racer.normalise ? normalised : raw) = true;
    }
    return work + (raw + normalised) * 101.0 * 101.0 * samples * parameters;
}

bool NetworkRaceModel::isQuick() const {
    return problem().isEmpty() && work() <= quickWork;
}

void NetworkRaceModel::setActive(bool active) {
    m_active = active;
    if (!active) {
        m_restart.stop();
        m_scrubber.pause();
    } else if (isQuick() && !isCurrent() && phase() == Phase::Idle && m_raceFailure.isEmpty()) {
        start();
    }
}

void NetworkRaceModel::start() {
    m_restart.stop();
    if (!problem().isEmpty()) return;
    m_landscapeJob.cancel();
    m_lineJob.cancel();
    m_raceFailure.clear();
    m_progress = 0;
    const NetworkRaceSpec spec = raceSpec(m_setup);
    // Generated data is made again in no time and then surely fits; a table that has been read is taken as it is.
    const DatasetPtr data = labData();
    const bool fits = data && !data->generated && data->spec == spec.experiment.data;
    m_raceJob.start(spec, fits ? data : nullptr, m_document.folder());
    Q_EMIT stateChanged();
}

void NetworkRaceModel::cancel() {
    m_raceJob.cancel();
    m_landscapeJob.cancel();
    Q_EMIT stateChanged();
}

NetworkRaceModel::Phase NetworkRaceModel::phase() const {
    return m_raceJob.isRunning() ? Phase::Racing : m_landscapeJob.isRunning() ? Phase::Landscape : Phase::Idle;
}

bool NetworkRaceModel::isCurrent() const {
    return m_race && m_race->spec == raceSpec(m_setup);
}

void NetworkRaceModel::takeRace(const NetworkRacePtr& race) {
    m_race = race;
    m_landscapes.clear();
    m_pictures.reset();
    const bool follow = m_scrubber.isAtEnd();
    Index last = 0;
    for (const NetworkRacePath& path : race->paths)
        if (path.points() > 0) last = std::max(last, path.steps.back());
    m_scrubber.setLast(static_cast<int>(last));
    if (follow) m_scrubber.setStep(static_cast<int>(last));
    const auto count = static_cast<int>(race->paths.size());
    if (m_lineFrom >= count) m_lineFrom = LandscapeChoice::start;
    if (m_lineTo >= count || m_lineTo == m_lineFrom) m_lineTo = m_lineFrom == 0 ? LandscapeChoice::start : 0;
    Q_EMIT raceChanged();
    startLandscape();
    startLine();
    askForPictures();
}

/// The choice as far as the race that is there can follow it.
LandscapeChoice NetworkRaceModel::soundChoice() const {
    LandscapeChoice choice = m_choice;
    const auto racers = static_cast<int>(m_race->paths.size());
    const Index parameters = m_race->paths.front().parameterCount();
    if (choice.through >= racers) choice.through = LandscapeChoice::lowest;
    if (choice.componentsOf >= racers) choice.componentsOf = LandscapeChoice::all;
    if (choice.firstWeight >= parameters) choice.firstWeight = 0;
    if (choice.secondWeight >= parameters) choice.secondWeight = std::min<Index>(1, parameters - 1);
    if (choice.firstEnd >= racers) choice.firstEnd = 0;
    if (choice.secondEnd >= racers) choice.secondEnd = racers - 1;
    return choice;
}

void NetworkRaceModel::startLandscape() {
    m_landscapeFailure.clear();
    m_progress = 0;
    m_landscapeJob.start(m_race, {soundChoice(), 101, m_range, m_aspect});
    Q_EMIT stateChanged();
}

void NetworkRaceModel::computeRange(const std::optional<LandscapeRange>& range) {
    if (!m_race || phase() == Phase::Racing || range == m_range) return;
    m_range = range;
    startLandscape();
}

void NetworkRaceModel::setAspect(double aspect) {
    if (!(aspect > 0) || std::abs(aspect / m_aspect - 1) < aspectSlack) return;
    m_aspect = aspect;
    if (m_race && !m_range && phase() != Phase::Racing) startLandscape();
}

void NetworkRaceModel::startLine() {
    m_interpolation.reset();
    m_lineFailure.clear();
    Q_EMIT interpolationChanged();
    if (m_race) m_lineJob.start(m_race, m_lineFrom, m_lineTo);
}

void NetworkRaceModel::setPictureSide(Index side) {
    if (side == m_pictureSide) return;
    m_pictureSide = side;
    askForPictures();
}

void NetworkRaceModel::askForPictures() {
    if (m_race && m_pictureSide > 0) m_picturesJob.request(m_race, m_scrubber.step(), m_pictureSide);
}

}  // namespace glassbox
