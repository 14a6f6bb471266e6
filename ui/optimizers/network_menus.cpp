#include "ui/optimizers/network_menus.h"

#include "ui/models/experiment_document.h"
#include "ui/models/network_race_model.h"
#include "ui/optimizers/network_curves_card.h"
#include "ui/optimizers/network_landscape_card.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/picture_menu.h"
#include "ui/plots/step_curves.h"

#include <cmath>

namespace glassbox {

namespace {

DataTable::Cell exact(double value) {
    return std::isfinite(value) ? DataTable::Cell(DataTable::Number{value, 17}) : DataTable::Cell();
}

/// How the race is told under its picture, so that it can be repeated.
PictureText textOf(const NetworkRaceModel& model, const QString& what) {
    PictureText text{QStringLiteral("%1: %2").arg(what, model.title()), {}};
    if (!model.race()) return text;
    QStringList racers;
    for (const NetworkRacer& racer : model.race()->spec.racers) racers << QString::fromStdString(racer.name);
    text.caption = QObject::tr("%1 steps, seed %2: %3")
                       .arg(model.race()->spec.steps)
                       .arg(model.race()->spec.seed)
                       .arg(racers.join(QStringLiteral(", ")));
    return text;
}

}  // namespace

DataTable networkRaceTable(const NetworkRace& race) {
    DataTable table(std::vector<DataTable::Column>{
        {"racer", true}, {"step"}, {"training_cost"}, {"validation_cost"}, {"learning_rate"}, {"samples_seen"}});
    for (const NetworkRacePath& path : race.paths)
        for (std::size_t i = 0; i < path.steps.size(); ++i) {
            table << path.racer.name << Index{path.steps[i]} << exact(path.trainingCosts[i]);
            i < path.validationCosts.size() ? table << exact(path.validationCosts[i]) : table << std::nullopt;
            table << exact(path.learningRates[i]) << Index{path.samplesSeen[i]};
        }
    return table;
}

DataTable landscapeTable(const RaceLandscape& landscape) {
    DataTable table({"first_direction", "second_direction", "cost"});
    const ValueGrid grid = landscape.landscape.known();
    const LandscapeRange& range = landscape.landscape.range;
    const auto at = [](double low, double high, Index i, Index count) {
        return low + (high - low) * static_cast<double>(i) / static_cast<double>(count - 1);
    };
    for (Index row = 0; row < grid.height; ++row)
        for (Index column = 0; column < grid.width; ++column)
            table << exact(at(range.xLow, range.xHigh, column, grid.width))
                  << exact(at(range.yLow, range.yHigh, row, grid.height)) << exact(grid.at(column, row));
    return table;
}

void addNetworkMenus(NetworkRaceModel& model, NetworkLandscapeCard& landscape, NetworkCurvesCard& curves,
                     ExperimentDocument& document, FileCommands& files, ThemeSource& theme) {
    new PictureMenu(&landscape, document, files, theme, [&model, &landscape] {
        const bool any = !model.landscapes().empty();
        PictureContent content{QStringLiteral("landscape"), {}, any ? &landscape.canvas(0) : nullptr, {}, [&model] {
                                   return model.landscapes().empty() ? DataTable()
                                                                     : landscapeTable(*model.landscapes().front());
                               }};
        content.text = textOf(model, QObject::tr("Landscape of the cost"));
        return content;
    });
    new PictureMenu(&curves, document, files, theme, [&model, &curves] {
        PictureContent content{
            QStringLiteral("network-race"), {}, model.race() ? &curves.curves() : nullptr, {}, [&model] {
                return model.race() ? networkRaceTable(*model.race()) : DataTable();
            }};
        content.text = textOf(model, QObject::tr("Race of networks"));
        return content;
    });
}

}  // namespace glassbox
