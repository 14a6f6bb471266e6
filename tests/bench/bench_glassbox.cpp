// Training steps and inference of our engine; see ./run.
#include "engine/training/trainer.h"
#include "tests/bench/cases.h"

#include <benchmark/benchmark.h>

using namespace glassbox;

namespace {

std::shared_ptr<const Dataset> dataFor(const bench::Case& c) {
    auto data = std::make_shared<Dataset>();
    Random random(1);
    data->task = c.classes ? Task::Classification : Task::Regression;
    for (int i = 0; i < c.inputs; ++i) data->inputNames.push_back(std::to_string(i));
    data->featureNames = data->inputNames;
    DataPart& part = data->training;
    part.features.resize(c.inputs, c.samples);
    for (Scalar& x : part.features.reshaped()) x = static_cast<Scalar>(random.normal());
    if (c.classes) {
        for (int i = 0; i < c.units.back(); ++i) data->classNames.push_back(std::to_string(i));
        for (int i = 0; i < c.samples; ++i) part.labels.push_back(random.below(c.units.back()));
    } else {
        part.values.resize(1, c.samples);
        for (Scalar& y : part.values.reshaped()) y = static_cast<Scalar>(random.normal());
        data->validation.values.resize(1, 0);
    }
    part.inputs = part.features;
    data->validation.inputs.resize(c.inputs, 0);
    data->validation.features.resize(c.inputs, 0);
    return data;
}

Experiment experimentFor(const bench::Case& c) {
    Experiment e;
    e.network.clear();
    for (std::size_t i = 0; i < c.units.size(); ++i)
        e.network.push_back({"dense",
                             {{"units", std::int64_t(c.units[i])},
                              {"activation", i + 1 < c.units.size() ? c.activation : std::string("identity")}}});
    e.training.loss = {c.classes ? "cross_entropy" : "mse"};
    e.training.optimizer = {c.adam ? "adam" : "sgd", {{"learning_rate", 0.001}}};
    e.training.batch = c.batch;
    e.training.epochs = 1000000;
    return e;
}

/// A real step: gathering the shuffled batch, forward, loss, backward, the look for numbers that are not finite,
/// update. The last step of an epoch, which evaluates all data as well, is left out of the measurement.
void step(benchmark::State& state, const bench::Case& c, int threads) {
    Trainer trainer(experimentFor(c), dataFor(c), std::make_shared<ThreadPool>(threads));
    const Index perEpoch = trainer.stepsPerEpoch();
    while (trainer.stepsDone() < 100 || trainer.stepsDone() % perEpoch != 0) trainer.step();
    Index left = perEpoch - 1;
    for (auto _ : state) {
        if (left == 0) {
            state.PauseTiming();
            trainer.step();
            left = perEpoch - 1;
            state.ResumeTiming();
        }
        trainer.step();
        --left;
    }
    if (trainer.state() == RunState::Diverged) state.SkipWithError("diverged");
    state.SetItemsProcessed(state.iterations());
}

/// One sample through the trained form of a network.
void infer(benchmark::State& state, const bench::Case& c) {
    Trainer trainer(experimentFor(c), dataFor(c));
    const Network& network = trainer.network();
    const Matrix& features = trainer.data().training.features;
    Trace trace;
    Random random;
    flushDenormals();
    Index sample = 0;
    for (auto _ : state) {
        trace.input.resize(features.rows(), 1);
        trace.input.map().col(0) = features.col(sample);
        sample = (sample + 1) % 1000;
        network.forward(trace, Mode::Evaluation, random);
        benchmark::DoNotOptimize(trace.layers.back().output.data());
    }
    state.SetItemsProcessed(state.iterations());
}

/// What the machine can do: a matrix product of 1024 x 1024, with the engine's compiler flags.
void product(benchmark::State& state) {
    constexpr Index n = 1024;
    const Matrix a = Matrix::Random(n, n), b = Matrix::Random(n, n);
    Matrix c(n, n);
    for (auto _ : state) {
        c.noalias() = a * b;
        benchmark::DoNotOptimize(c.data());
    }
    state.SetItemsProcessed(state.iterations());
}

}  // namespace

int main(int argc, char** argv) {
    for (const bench::Case& c : bench::cases()) {
        for (const int threads : {1, 2})
            benchmark::RegisterBenchmark((c.name + "/" + std::to_string(threads)).c_str(), step, c, threads)
                ->UseRealTime();
        if (c.name == "b32") benchmark::RegisterBenchmark("infer-b", infer, c)->UseRealTime();
    }
    benchmark::RegisterBenchmark("product", product)->UseRealTime();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
