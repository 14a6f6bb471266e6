#include "ui/optimizers/network_landscape_surface.h"

#include "ui/optimizers/network_race_words.h"
#include "ui/optimizers/racer_color.h"
#include "ui/shell/numbers.h"

#include <cmath>

namespace glassbox {

ContourSurface landscapeSurface(const RaceLandscapePtr& landscape, const LandscapeChoice& choice,
                                const std::vector<ParameterPlace>& places) {
    ContourSurface surface;
    const Landscape& values = landscape->landscape;
    const LandscapeRange& range = values.range;
    surface.home = {range.xLow, range.xHigh, range.yLow, range.yHigh};
    surface.name = NetworkRaceWords::tr("Cost of the training part");
    surface.xName = NetworkRaceWords::axis(choice, places, true);
    surface.yName = NetworkRaceWords::axis(choice, places, false);
    surface.valueName = NetworkRaceWords::tr("cost");
    const double least = values.least();
    if (!std::isfinite(least)) return surface;
    surface.lowest = least;
    surface.function = [landscape](double x, double y) { return landscape->landscape.valueAt(x, y); };
    return surface;
}

ContourOverlay landscapeOverlay(const RaceLandscape& landscape, const NetworkRace& race, int step, int selected,
                                const Theme& theme) {
    ContourOverlay overlay;
    overlay.startMovable = false;
    for (const ProjectedPath& projected : landscape.projection->paths) {
        const NetworkRacePath& path = race.paths[static_cast<std::size_t>(projected.racer)];
        const Index last = path.pointAtStep(step);
        ContourPath drawn;
        for (Index i = 0; i <= last; ++i) {
            const PlaneCoordinates& at = projected.places[static_cast<std::size_t>(i)];
            drawn.points << QPointF(at.x, at.y);
        }
        drawn.color = racerColor(theme, static_cast<qsizetype>(projected.racer));
        drawn.name = QString::fromStdString(path.racer.name);
        drawn.selected = static_cast<int>(projected.racer) == selected;
        drawn.note = NetworkRaceWords::tr("step %1: its cost %2, %3 of its movement outside the plane")
                         .arg(countText(static_cast<double>(path.steps[static_cast<std::size_t>(last)])),
                              costText(path.trainingCosts[static_cast<std::size_t>(last)]),
                              NetworkRaceWords::share(projected.sharesOutside[static_cast<std::size_t>(last)]));
        if (!overlay.start) overlay.start = drawn.points.front();
        overlay.paths.push_back(std::move(drawn));
    }
    return overlay;
}

}  // namespace glassbox
