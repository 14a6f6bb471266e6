// What a race and the contours below it cost while a start point is dragged: medians in milliseconds, on one thread.
#include "engine/explain/contour_levels.h"
#include "engine/explain/contours.h"
#include "engine/explain/race.h"
#include "engine/formats/formula_surface.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace glassbox;

namespace {

constexpr Index steps = 1000, columns = 400, rows = 260;

template <typename Work>
double median(const Work& work) {
    std::vector<double> times;
    for (int i = 0; i < 31; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::nth_element(times.begin(), times.begin() + 15, times.end());
    return times[15];
}

struct Place {
    std::string name;
    std::shared_ptr<const TestSurface> surface;
    std::vector<RacerSpec> racers;
};

std::vector<Place> places() {
    std::vector<Place> all;
    for (const SurfaceInfo& info : testSurfaceInfos())
        all.push_back({info.kind, makeTestSurface({info.kind}), defaultRacers(info)});
    const SurfaceInfo& ackley = *findTestSurface("ackley");
    const QString formula =
        QStringLiteral("20 + e - 20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y)))");
    all.push_back({"ackley, typed", makeFormulaSurface(formula, ackley.guide), defaultRacers(ackley)});
    return all;
}

/// The racer of a kind as it is set on this surface.
RacerSpec racerOf(const Place& place, const std::string& kind) {
    for (const RacerSpec& racer : place.racers)
        if (racer.optimizer.kind == kind) return racer;
    RacerSpec racer{kind, {kind}};
    if (kind == "adamw") racer.optimizer.options = place.racers.back().optimizer.options;
    return racer;
}

void race(const Place& place, const RacerSpec& racer) {
    runRacer(*place.surface, racer, place.surface->guide().start, steps, 1);
}

ValueGrid valuesOf(const TestSurface& surface) {
    const SurfaceView& view = surface.guide().view;
    ValueGrid grid(columns, rows);
    for (Index row = 0; row < rows; ++row) {
        const double y = view.yMin + (view.yMax - view.yMin) * static_cast<double>(row) / (rows - 1);
        for (Index column = 0; column < columns; ++column)
            grid.at(column, row) =
                surface.value(view.xMin + (view.xMax - view.xMin) * static_cast<double>(column) / (columns - 1), y);
    }
    return grid;
}

void measureRaces(const std::vector<Place>& all) {
    std::printf(
        "%lld steps of each kind; at the end, ten racers: the six of the surface, AdamW, Newton, L-BFGS and the "
        "genetic algorithm\n%-16s",
        static_cast<long long>(steps), "");
    for (const RacerKind& kind : racerKinds()) std::printf(" %8.8s", kind.kind.c_str());
    std::printf(" %8s\n", "ten");
    for (const Place& place : all) {
        std::printf("%-16s", place.name.c_str());
        for (const RacerKind& kind : racerKinds()) {
            const RacerSpec racer = racerOf(place, kind.kind);
            std::printf(" %8.3f", median([&] { race(place, racer); }));
        }
        std::printf(" %8.3f\n", median([&] {
                        for (const RacerSpec& racer : place.racers) race(place, racer);
                        for (const char* kind : {"adamw", "newton", "lbfgs", "genetic"})
                            race(place, racerOf(place, kind));
                    }));
    }
}

void measureContours(const std::vector<Place>& all) {
    std::printf(
        "\ncontours of %lld x %lld values, 16 logarithmic levels, bands of 1200 x 780 pixels\n%-16s %8s %8s %8s "
        "%8s %8s\n",
        static_cast<long long>(columns), static_cast<long long>(rows), "", "values", "levels", "lines", "bands", "sum");
    for (const Place& place : all) {
        const ValueGrid grid = valuesOf(*place.surface);
        const std::vector<double> levels = contourLevels(grid, {});
        std::vector<Band> bands;
        const double parts[] = {median([&] { valuesOf(*place.surface); }), median([&] { contourLevels(grid, {}); }),
                                median([&] { contourLines(grid, levels); }),
                                median([&] { contourBands(grid, levels, 1200, 780, bands); })};
        std::printf("%-16s", place.name.c_str());
        double sum = 0;
        for (const double part : parts) std::printf(" %8.3f", part), sum += part;
        std::printf(" %8.3f\n", sum);
    }
}

}  // namespace

int main() {
    const std::vector<Place> all = places();
    measureRaces(all);
    measureContours(all);
    return 0;
}
