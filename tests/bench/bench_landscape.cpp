// What the landscape of a network costs: 2-8-8-1 tanh on 500 points, 101 x 101 places. Bar: 1 s on two cores.
#include "engine/explain/landscape.h"
#include "engine/training/trainer.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace glassbox;

namespace {

Spec dense(std::int64_t units, const std::string& activation) {
    return {"dense", {{"units", units}, {"activation", activation}}};
}

double seconds(const std::chrono::steady_clock::time_point& since) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

}  // namespace

int main() {
    Experiment experiment;
    experiment.data = {"spiral", {{"points", std::int64_t{500}}, {"validation", 0.0}}};
    experiment.network = {dense(8, "tanh"), dense(8, "tanh"), dense(1, "sigmoid")};
    const auto data =
        std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed));
    Trainer trainer(experiment, data);
    for (int i = 0; i < 50; ++i) trainer.epoch();
    const auto problem = std::make_shared<const LandscapeProblem>(landscapeProblem(experiment, data));
    const WeightPoint end = trainer.network().parameters();
    const LandscapePlane plane = LandscapePlane::ofRandomDirections(trainer.network(), end, 1);
    for (const int threads : {1, 2}) {
        ThreadPool pool(threads);
        std::vector<double> first, all;
        for (int round = 0; round < 9; ++round) {
            const auto begin = std::chrono::steady_clock::now();
            double firstPicture = 0;
            LandscapeListener listener;
            listener.refined = [&](const Landscape& landscape) {
                if (firstPicture == 0) firstPicture = seconds(begin);
                if (landscape.isFinished) all.push_back(seconds(begin));
            };
            computeLandscape(problem, plane, {-1, 1, -1, 1}, 101, pool, listener);
            first.push_back(firstPicture);
        }
        std::sort(first.begin(), first.end());
        std::sort(all.begin(), all.end());
        std::printf("%d thread%s  first picture %6.1f ms   101 x 101 %6.1f ms (median of %zu)\n", threads,
                    threads == 1 ? " " : "s", 1e3 * first[first.size() / 2], 1e3 * all[all.size() / 2], all.size());
    }
}
