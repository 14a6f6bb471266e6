#include "engine/explain/network_race.h"

#include "engine/nn/thread_pool.h"
#include "engine/training/trainer.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <mutex>

namespace glassbox {

namespace {

constexpr Index mostPoints = 400;
constexpr double memory = 64e6;       // bytes for all recorded points
constexpr double mostMemory = 512e6;  // beyond which not even start and end are kept
constexpr double tellWork = 1e6;      // parameters x samples between two tellings of progress

/// How far all racers together are; asks now and then whether to go on.
class Watch {
  public:
    Watch(const std::function<bool(double)>& progress, Index steps) : m_progress(progress), m_steps(steps) {}

    /// False: give up.
    bool add(Index steps) {
        const double share = static_cast<double>(m_done += steps) / static_cast<double>(m_steps);
        if (!m_progress || m_stopped) return !m_stopped;
        const std::lock_guard lock(m_mutex);
        if (!m_stopped && !m_progress(share)) m_stopped = true;
        return !m_stopped;
    }
    bool isStopped() const { return m_stopped; }

  private:
    const std::function<bool(double)>& m_progress;
    const Index m_steps;
    std::atomic<Index> m_done{0};
    std::atomic<bool> m_stopped{false};
    std::mutex m_mutex;
};

/// Appends the trainer's present state; false and nothing appended if its costs are not finite.
bool record(Trainer& trainer, double learningRate, NetworkRacePath& path) {
    const double training = trainer.evaluateTraining().cost;
    const std::optional<Evaluation> validation = trainer.evaluateValidation();
    if (!std::isfinite(training) || (validation && !std::isfinite(validation->cost))) return false;
    const auto weights = trainer.network().parameters();
    const auto statistics = trainer.network().statistics();
    path.steps.push_back(trainer.stepsDone());
    path.weights.insert(path.weights.end(), weights.begin(), weights.end());
    path.statistics.insert(path.statistics.end(), statistics.begin(), statistics.end());
    path.trainingCosts.push_back(training);
    if (validation) path.validationCosts.push_back(validation->cost);
    path.learningRates.push_back(learningRate);
    const Index samples = trainer.data().training.count(), wanted = trainer.experiment().training.batch;
    const Index batch = wanted == 0 ? samples : std::min(wanted, samples);
    const Index inEpoch = trainer.stepsDone() % trainer.stepsPerEpoch();
    path.samplesSeen.push_back(trainer.epochsDone() * samples + std::min(inEpoch * batch, samples));
    return true;
}

Divergence overflow(Index step, const std::string& data) {
    return {step, "cost",
            "The cost of the " + data + " is too large for the machine's numbers in step " + std::to_string(step) +
                ": the steps overshoot and grow. Try a smaller learning rate."};
}

void race(Trainer& trainer, Index steps, Index stride, Watch& watch, NetworkRacePath& path) {
    const double work = static_cast<double>(trainer.network().parameters().size()) *
                        static_cast<double>(std::max<Index>(trainer.experiment().training.batch, 32));
    const Index tellEvery = std::clamp<Index>(static_cast<Index>(tellWork / work), 1, 256);
    Index told = 0;
    if (!record(trainer, trainer.learningRate(), path)) {
        path.divergence = overflow(0, "untrained network");
        return;
    }
    for (Index step = 1; step <= steps; ++step) {
        const double rate = trainer.learningRate();
        trainer.stepAlone();
        if (trainer.state() == RunState::Diverged) {
            path.divergence = trainer.divergence();
            break;
        }
        if (step % stride == 0 && !record(trainer, rate, path)) {
            path.divergence = overflow(step, "network");
            break;
        }
        if (step - told >= tellEvery) {
            if (!watch.add(step - told)) return;
            told = step;
        }
    }
    watch.add(steps - told);
}

void checkSpec(const NetworkRaceSpec& spec) {
    if (spec.racers.empty()) throw Error("A race needs at least one racer.");
    if (spec.steps < 1) throw Error("A race needs at least one step.");
}

}  // namespace

WeightPoint NetworkRacePath::weightsAt(Index point) const {
    const auto size = static_cast<std::size_t>(parameterCount());
    return WeightPoint(weights).subspan(static_cast<std::size_t>(point) * size, size);
}

std::span<const Scalar> NetworkRacePath::statisticsAt(Index point) const {
    const std::size_t size = problem->network.statistics().size();
    return WeightPoint(statistics).subspan(static_cast<std::size_t>(point) * size, size);
}

std::vector<WeightPoint> NetworkRacePath::allWeights() const {
    std::vector<WeightPoint> all;
    for (Index i = 0; i < points(); ++i) all.push_back(weightsAt(i));
    return all;
}

WeightState NetworkRacePath::stateAt(Index point) const {
    const WeightPoint w = weightsAt(point), s = statisticsAt(point);
    return {{w.begin(), w.end()}, {s.begin(), s.end()}};
}

Index NetworkRacePath::pointAtStep(Index step) const {
    const auto after = std::upper_bound(steps.begin(), steps.end(), step);
    return std::max<Index>(0, (after - steps.begin()) - 1);
}

Index recordingStride(Index steps, Index racers, Index numbersPerPoint) {
    const double bytes = static_cast<double>(std::max<Index>(numbersPerPoint, 1)) *
                         static_cast<double>(std::max<Index>(racers, 1)) * sizeof(Scalar);
    const double points = std::clamp(memory / bytes - 1, 1.0, static_cast<double>(mostPoints));
    for (Index power = 1;; power *= 10)
        for (const Index stride : {power, 2 * power, 5 * power})
            if (static_cast<double>(stride) * points >= static_cast<double>(steps)) return stride;
}

Experiment racerExperiment(const NetworkRaceSpec& spec, const NetworkRacer& racer) {
    Experiment experiment = spec.experiment;
    experiment.training.optimizer = racer.optimizer;
    experiment.training.schedule = racer.schedule;
    experiment.training.batch = racer.batch;
    experiment.training.earlyStopping = {};  // it would jump back to the best weights in the middle of the path
    experiment.data.options.set("normalise", racer.normalise);
    return experiment;
}

NetworkRace runNetworkRace(const NetworkRaceSpec& spec, std::shared_ptr<const Dataset> data, const std::string& folder,
                           ThreadPool& pool, const std::function<bool(double share)>& progress) {
    checkSpec(spec);
    const auto ask = [&](double) { return !progress || progress(0); };
    std::map<bool, std::shared_ptr<const LandscapeProblem>> problems;  // by whether inputs are normalised
    std::vector<Trainer> trainers;
    NetworkRace result{spec, 1, {}};
    for (const NetworkRacer& racer : spec.racers) {
        if (!ask(0)) throw Cancelled();
        const Experiment experiment = racerExperiment(spec, racer);
        std::shared_ptr<const LandscapeProblem>& problem = problems[racer.normalise];
        if (!problem) {
            if (!data || data->featureMap.normalises() != racer.normalise)
                problem = std::make_shared<const LandscapeProblem>(landscapeProblem(
                    experiment,
                    std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed,
                                                                folder, ask, data ? data->table : nullptr))));
            else
                problem = std::make_shared<const LandscapeProblem>(landscapeProblem(experiment, data));
        }
        const auto numbers =
            static_cast<Index>(problem->network.parameters().size() + problem->network.statistics().size());
        const auto racers = static_cast<Index>(spec.racers.size());
        if (2.0 * static_cast<double>(numbers * racers) * sizeof(Scalar) > mostMemory)
            throw Error("The network has " + std::to_string(problem->network.parameters().size()) +
                        " parameters, too many to keep their path; use a smaller network or fewer racers.");
        result.stride = recordingStride(spec.steps, racers, numbers);
        Trainer& trainer = trainers.emplace_back(experiment, problem->data);
        trainer.reinitialise(spec.seed);
        NetworkRacePath path;
        path.racer = racer;
        path.problem = problem;
        result.paths.push_back(std::move(path));
    }
    const Index steps = (spec.steps + result.stride - 1) / result.stride * result.stride;
    Watch watch(progress, steps * static_cast<Index>(trainers.size()));
    std::atomic<std::size_t> next{0};
    pool.run([&](int) {
        for (std::size_t i = next++; i < trainers.size() && !watch.isStopped(); i = next++)
            race(trainers[i], steps, result.stride, watch, result.paths[i]);
    });
    if (watch.isStopped()) throw Cancelled();
    return result;
}

std::string endSentence(const NetworkRacePath& path) {
    if (!path.divergence) return {};
    return path.racer.name + " diverged in step " + std::to_string(path.divergence->step) + ". " +
           path.divergence->sentence;
}

}  // namespace glassbox
