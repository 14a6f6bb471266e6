#include "ui/optimizers/network_menus.h"

#include "ui/models/experiment_document.h"
#include "ui/models/network_race_model.h"
#include "ui/optimizers/network_curves_card.h"
#include "ui/optimizers/network_landscape_card.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/picture_menu.h"
#include "ui/plots/step_curves.h"

#include <QTextStream>

#include <cmath>

namespace glassbox {

namespace {

QString exact(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 17) : QString();
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

QByteArray networkRaceCsv(const NetworkRace& race) {
    QByteArray bytes;
    QTextStream out(&bytes);
    out << "racer,step,training_cost,validation_cost,learning_rate,samples_seen\n";
    for (const NetworkRacePath& path : race.paths) {
        QString name = QString::fromStdString(path.racer.name);
        name = QLatin1Char('"') + name.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
        for (std::size_t i = 0; i < path.steps.size(); ++i)
            out << name << ',' << path.steps[i] << ',' << exact(path.trainingCosts[i]) << ','
                << (i < path.validationCosts.size() ? exact(path.validationCosts[i]) : QString()) << ','
                << exact(path.learningRates[i]) << ',' << path.samplesSeen[i] << '\n';
    }
    out.flush();
    return bytes;
}

QByteArray landscapeCsv(const RaceLandscape& landscape) {
    QByteArray bytes;
    QTextStream out(&bytes);
    out << "first_direction,second_direction,cost\n";
    const ValueGrid grid = landscape.landscape.known();
    const LandscapeRange& range = landscape.landscape.range;
    for (Index row = 0; row < grid.height; ++row) {
        for (Index column = 0; column < grid.width; ++column) {
            const auto at = [](double low, double high, Index i, Index count) {
                return low + (high - low) * static_cast<double>(i) / static_cast<double>(count - 1);
            };
            out << exact(at(range.xLow, range.xHigh, column, grid.width)) << ','
                << exact(at(range.yLow, range.yHigh, row, grid.height)) << ',' << exact(grid.at(column, row)) << '\n';
        }
    }
    out.flush();
    return bytes;
}

void addNetworkMenus(NetworkRaceModel& model, NetworkLandscapeCard& landscape, NetworkCurvesCard& curves,
                     ExperimentDocument& document, FileCommands& files, ThemeSource& theme) {
    new PictureMenu(&landscape, document, files, theme, [&model, &landscape] {
        const bool any = !model.landscapes().empty();
        PictureContent content{QStringLiteral("landscape"), {}, any ? &landscape.canvas(0) : nullptr, {}, [&model] {
                                   return model.landscapes().empty() ? QByteArray()
                                                                     : landscapeCsv(*model.landscapes().front());
                               }};
        content.text = textOf(model, QObject::tr("Landscape of the cost"));
        return content;
    });
    new PictureMenu(&curves, document, files, theme, [&model, &curves] {
        PictureContent content{
            QStringLiteral("network-race"), {}, model.race() ? &curves.curves() : nullptr, {}, [&model] {
                return model.race() ? networkRaceCsv(*model.race()) : QByteArray();
            }};
        content.text = textOf(model, QObject::tr("Race of networks"));
        return content;
    });
}

}  // namespace glassbox
