#include "ui/optimizers/network_race_words.h"

#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"
#include "ui/shell/number_text.h"

#include <algorithm>

namespace glassbox {

QString NetworkRaceWords::name(RaceComparison comparison) {
    switch (comparison) {
        case RaceComparison::Optimizers:
            return tr("Optimizers");
        case RaceComparison::LearningRates:
            return tr("Learning rates");
        case RaceComparison::BatchSizes:
            return tr("Batch sizes");
        case RaceComparison::Schedules:
            return tr("Schedules");
        case RaceComparison::Inputs:
            return tr("Raw or normalised inputs");
        case RaceComparison::Own:
            break;
    }
    return tr("Your own");
}

QString NetworkRaceWords::help(RaceComparison comparison) {
    switch (comparison) {
        case RaceComparison::Optimizers:
            return tr("The same network, the same batches, other rules for the step.");
        case RaceComparison::LearningRates:
            return tr(
                "The Lab's optimizer with a tenth, once, ten and a hundred times its learning rate: too small creeps, "
                "too large overshoots or diverges.");
        case RaceComparison::BatchSizes:
            return tr(
                "The gradient of all samples, of a batch and of a single sample: the fewer samples, the cheaper and "
                "the noisier the step. All make the same number of steps; how many samples each has seen is said "
                "beside the landscape.");
        case RaceComparison::Schedules:
            return tr("The Lab's optimizer with learning rates that change from epoch to epoch. See the rates below.");
        case RaceComparison::Inputs:
            return tr(
                "The same start with inputs as they are and with inputs of mean 0 and standard deviation 1. Inputs of "
                "different size stretch the cost's contours, and one learning rate cannot suit both directions.");
        case RaceComparison::Own:
            break;
    }
    return tr("Racers as you set them.");
}

QString NetworkRaceWords::name(RacedNetwork network) {
    switch (network) {
        case RacedNetwork::Lab:
            return tr("The Lab's network");
        case RacedNetwork::Linear:
            return tr("One layer, same inputs");
        case RacedNetwork::LinearUnequal:
            break;
    }
    return tr("One layer on x₁ and x₂²");
}

QString NetworkRaceWords::help(RacedNetwork network) {
    switch (network) {
        case RacedNetwork::Lab:
            return tr("The network as it is in the Lab.");
        case RacedNetwork::Linear:
            return tr(
                "Only the Lab's last layer, straight on its inputs: with two inputs the plane of its two weights "
                "shows nearly all there is.");
        case RacedNetwork::LinearUnequal:
            break;
    }
    return tr("Only the Lab's last layer, on x₁ and the square of x₂: two inputs of very different size.");
}

QString NetworkRaceWords::name(LandscapeChoice::Kind kind) {
    switch (kind) {
        case LandscapeChoice::Kind::Weights:
            return tr("Two weights");
        case LandscapeChoice::Kind::RandomDirections:
            return tr("Random directions");
        case LandscapeChoice::Kind::Components:
            return tr("Principal components");
        case LandscapeChoice::Kind::Ends:
            break;
    }
    return tr("Through two ends");
}

QString NetworkRaceWords::help(LandscapeChoice::Kind kind) {
    switch (kind) {
        case LandscapeChoice::Kind::Weights:
            return tr("Two weights change, all others stay as they are where the plane passes through.");
        case LandscapeChoice::Kind::RandomDirections:
            return tr(
                "Two random directions, filter-normalised (Li et al. 2018): the part of each unit is as long as the "
                "unit's own incoming weights, biases do not move. Shows how sharp the surroundings are; a path hardly "
                "ever runs along them.");
        case LandscapeChoice::Kind::Components:
            return tr(
                "The two directions in which the recorded weights vary most: of all planes the one that shows most of "
                "the movement.");
        case LandscapeChoice::Kind::Ends:
            break;
    }
    return tr("The plane through the common start and the ends of two racers: all three lie in it exactly.");
}

QString NetworkRaceWords::settings(const NetworkRacer& racer, const std::vector<NetworkRacer>& all) {
    QStringList parts;
    const OptimizerInfo* info = findOptimizer(racer.optimizer.kind);
    const auto add = [&](const char* option, const QString& symbol) {
        if (!info || !info->option(option)) return;
        const OptionValue value = optionOrDefault(*info, racer.optimizer.options, option);
        if (const auto* number = std::get_if<double>(&value)) parts << symbol + QChar(0x2009) + numberText(*number);
    };
    add("learning_rate", QStringLiteral("η"));
    add("momentum", QStringLiteral("β"));
    const auto differs = [&](auto member) {
        return std::any_of(all.begin(), all.end(),
                           [&](const NetworkRacer& other) { return other.*member != racer.*member; });
    };
    if (racer.schedule.kind != "constant") {
        const ScheduleInfo* schedule = findSchedule(racer.schedule.kind);
        parts << QString::fromStdString(schedule ? schedule->title : racer.schedule.kind).toLower();
    }
    if (differs(&NetworkRacer::batch)) parts << (racer.batch == 0 ? tr("full batch") : tr("batch %1").arg(racer.batch));
    if (differs(&NetworkRacer::normalise)) parts << (racer.normalise ? tr("normalised") : tr("raw"));
    return parts.join(QStringLiteral(" · "));
}

QString NetworkRaceWords::end(const std::vector<NetworkRacer>& racers, int racer) {
    if (racer < 0 || racer >= static_cast<int>(racers.size())) return tr("the start");
    return tr("the end of %1").arg(QString::fromStdString(racers[static_cast<std::size_t>(racer)].name));
}

QString NetworkRaceWords::axis(const LandscapeChoice& choice, const std::vector<ParameterPlace>& places, bool first) {
    switch (choice.kind) {
        case LandscapeChoice::Kind::Weights:
            return parameterSymbol(places, first ? choice.firstWeight : choice.secondWeight);
        case LandscapeChoice::Kind::RandomDirections:
            return first ? tr("dir. 1") : tr("dir. 2");
        case LandscapeChoice::Kind::Components:
            return first ? tr("PC 1") : tr("PC 2");
        case LandscapeChoice::Kind::Ends:
            break;
    }
    return first ? tr("along") : tr("aside");
}

QString NetworkRaceWords::caption(const LandscapeChoice& choice, const RaceProjection& projection,
                                  const std::vector<ParameterPlace>& places, const std::vector<NetworkRacer>& racers) {
    const QString through = end(racers, projection.through);
    switch (choice.kind) {
        case LandscapeChoice::Kind::Weights: {
            const ParameterPlace* x = placeOfParameter(places, choice.firstWeight);
            const ParameterPlace* y = placeOfParameter(places, choice.secondWeight);
            const Index layer = x ? x->layer + 1 : 0;
            const QString where = x && y && y->layer == x->layer ? tr("Two weights of layer %1").arg(layer)
                                  : x && y ? tr("Weights of layers %1 and %2").arg(layer).arg(y->layer + 1)
                                           : tr("Two weights");
            return tr("%1; all others as at %2.").arg(where, through);
        }
        case LandscapeChoice::Kind::RandomDirections:
            return tr("Filter-normalised random directions through %1.").arg(through);
        case LandscapeChoice::Kind::Components:
            return tr("Components PC 1 and PC 2 with %1 and %2 of the variance, through %3.")
                .arg(share(projection.plane.firstShare()), share(projection.plane.secondShare()), through);
        case LandscapeChoice::Kind::Ends:
            break;
    }
    return tr("Through the start, %1 and %2.").arg(end(racers, choice.firstEnd), end(racers, choice.secondEnd));
}

QString NetworkRaceWords::share(double share) {
    const double percent = 100 * share;
    if (percent > 0 && percent < 0.1) return tr("< 0.1 %");
    if (percent < 100 && percent > 99.9) return tr("> 99.9 %");
    const int decimals = percent < 9.95 && percent > 0 ? 1 : 0;
    return tr("%1 %").arg(percent, 0, 'f', percent > 99.5 && percent < 100 ? 1 : decimals);
}

}  // namespace glassbox
