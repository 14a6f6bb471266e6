// The same training steps and inference with libtorch, on one thread; see ./run.
#include "tests/bench/cases.h"

#include <benchmark/benchmark.h>
#include <filesystem>
#include <fstream>
#include <set>
#include <torch/torch.h>

namespace {

torch::nn::Sequential networkFor(const bench::Case& c) {
    torch::nn::Sequential network;
    int inputs = c.inputs;
    for (std::size_t i = 0; i < c.units.size(); ++i) {
        network->push_back(torch::nn::Linear(inputs, c.units[i]));
        if (i + 1 < c.units.size()) {
            if (c.activation == "tanh")
                network->push_back(torch::nn::Tanh());
            else
                network->push_back(torch::nn::ReLU());
        }
        inputs = c.units[i];
    }
    return network;
}

/// Forward, loss, backward, update. Batches are slices of one tensor in order, which spares libtorch the gathering.
void step(benchmark::State& state, const bench::Case& c) {
    torch::manual_seed(1);
    auto network = networkFor(c);
    const auto x = torch::randn({c.samples, c.inputs});
    const auto y = c.classes ? torch::randint(c.units.back(), {c.samples}, torch::kLong) : torch::randn({c.samples, 1});
    std::unique_ptr<torch::optim::Optimizer> optimizer;
    if (c.adam)
        optimizer = std::make_unique<torch::optim::Adam>(network->parameters(), torch::optim::AdamOptions(0.001));
    else
        optimizer = std::make_unique<torch::optim::SGD>(network->parameters(), torch::optim::SGDOptions(0.001));
    const long batches = c.samples / c.batch;
    long batch = 0;
    const auto once = [&] {
        const auto input = x.narrow(0, batch * c.batch, c.batch);
        const auto target = y.narrow(0, batch * c.batch, c.batch);
        batch = (batch + 1) % batches;
        optimizer->zero_grad();
        const auto output = network->forward(input);
        auto cost = c.classes ? torch::nn::functional::cross_entropy(output, target) : torch::mse_loss(output, target);
        cost.backward();
        optimizer->step();
    };
    for (int i = 0; i < 20; ++i) once();
    for (auto _ : state) once();
    state.SetItemsProcessed(state.iterations());
}

void infer(benchmark::State& state, const bench::Case& c) {
    const torch::InferenceMode inference;
    auto network = networkFor(c);
    network->eval();
    const auto x = torch::randn({1000, c.inputs});
    long sample = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(network->forward(x.narrow(0, sample, 1)));
        sample = (sample + 1) % 1000;
    }
    state.SetItemsProcessed(state.iterations());
}

/// The libraries that multiply matrices in this process, as the loader found them.
std::string blas() {
    torch::mm(torch::ones({64, 64}), torch::ones({64, 64}));
    std::set<std::string> found;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        const auto slash = line.find('/');
        if (slash == std::string::npos) continue;
        const std::filesystem::path path(line.substr(slash));
        if (path.filename().string().find("blas") != std::string::npos) found.insert(path.string());
    }
    std::string all;
    for (const std::string& path : found) all += (all.empty() ? "" : " ") + path;
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    at::set_num_threads(1);
    at::set_num_interop_threads(1);
    for (const bench::Case& c : bench::cases()) {
        benchmark::RegisterBenchmark(c.name.c_str(), step, c)->UseRealTime();
        if (c.name == "b32") benchmark::RegisterBenchmark("infer-b", infer, c)->UseRealTime();
    }
    benchmark::AddCustomContext("blas", blas());
    benchmark::AddCustomContext("torch", TORCH_VERSION);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
