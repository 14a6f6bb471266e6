#include "ui/optimizers/network_menus.h"

#include "ui/models/experiment_document.h"
#include "ui/models/network_race_model.h"
#include "ui/optimizers/network_curves_card.h"
#include "ui/optimizers/network_landscape_card.h"
#include "ui/optimizers/network_line_plot.h"
#include "ui/optimizers/network_pictures.h"
#include "ui/optimizers/network_says_card.h"
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

DataTable lineTable(const WeightInterpolation& line) {
    DataTable table({"t", "training_cost", "validation_cost"});
    for (std::size_t i = 0; i < line.t.size(); ++i) {
        table << exact(line.t[i]) << exact(line.training[i]);
        i < line.validation.size() ? table << exact(line.validation[i]) : table << std::nullopt;
    }
    return table;
}

void addNetworkMenus(NetworkRaceModel& model, const NetworkCards& cards, ExperimentDocument& document,
                     FileCommands& files, ThemeSource& theme) {
    const auto add = [&](QWidget* card, const QString& what, const std::function<PictureContent()>& made) {
        new PictureMenu(card, document, files, theme, [&model, what, made] {
            PictureContent content = made();
            content.title = what;
            content.text = textOf(model, what);
            return content;
        });
    };
    add(&cards.landscape, QObject::tr("Landscape of the cost"), [&model, &card = cards.landscape] {
        const bool any = !model.landscapes().empty();
        return PictureContent{QStringLiteral("landscape"), {}, any ? card.picture() : nullptr, {}, [&model] {
                                  return model.landscapes().empty() ? DataTable()
                                                                    : landscapeTable(*model.landscapes().front());
                              }};
    });
    add(&cards.curves, QObject::tr("Race of networks"), [&model, &card = cards.curves] {
        return PictureContent{
            QStringLiteral("network-race"), {}, model.race() ? &card.curves() : nullptr, {}, [&model] {
                return model.race() ? networkRaceTable(*model.race()) : DataTable();
            }};
    });
    add(&cards.says, QObject::tr("What the racers' networks say"), [&model, &card = cards.says] {
        const bool line = card.isLineShown();
        PictureContent content;
        content.name = line ? QStringLiteral("weight-line") : QStringLiteral("network-outputs");
        if (!model.race()) return content;
        if (line)
            content.widget = &card.line();
        else
            content.widget = &card.pictures();
        if (line) content.table = [&card] { return lineTable(card.line().line()); };
        return content;
    });
}

}  // namespace glassbox
