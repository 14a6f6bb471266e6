// What moving the start of a race costs: ten racers run anew for 1000 steps, everything on the page painted.
#include "app/composition.h"
#include "ui/models/race_model.h"
#include "ui/optimizers/optimizers_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace glassbox;

namespace {

constexpr int moves = 120;

void measure(OptimizersPage& page, const SurfaceInfo& info) {
    RaceModel& model = page.race();
    RaceSpec race = model.race();
    race.surface = {info.kind};
    race.steps = 1000;
    race.racers = defaultRacers(info);
    for (std::size_t i = 0; race.racers.size() < 10; ++i) {
        race.racers.push_back(race.racers[i]);
        race.racers.back().name = freeName(race.racers, race.racers[i].name);
    }
    model.edit(QStringLiteral("bench"), race);
    QTest::qWait(500);
    std::vector<double> times;
    for (int i = 0; i < moves; ++i) {
        const double angle = 0.1 * i;
        QElapsedTimer clock;
        clock.start();
        model.setStart(info.guide.start + Eigen::Vector2d(0.2 * std::cos(angle), 0.2 * std::sin(angle)),
                       QStringLiteral("drag"));
        QCoreApplication::sendPostedEvents();  // paints what has changed
        times.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
        QTest::qWait(1);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-18s median %5.1f ms  95th %5.1f ms\n", info.kind.c_str(), times[moves / 2], times[moves * 95 / 100]);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    nameApplication();
    Composition glassbox;
    glassbox.window().resize(1280, 800);
    glassbox.window().show();
    glassbox.window().showPage(QObject::tr("Optimizers"));
    QTest::qWait(500);
    for (const char* kind : {"bowl", "beale", "rosenbrock", "rastrigin", "ackley"})
        measure(glassbox.optimizers(), *findTestSurface(kind));
}
