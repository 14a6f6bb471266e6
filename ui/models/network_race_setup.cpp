#include "ui/models/network_race_setup.h"

#include "engine/nn/error.h"
#include "engine/nn/optimizer.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(NetworkRaceSetup)
};

bool isNormalised(const Experiment& lab) {
    const DataInfo* info = findData(lab.data.kind);
    if (!info || !info->option("normalise")) return false;
    return std::get<bool>(optionOrDefault(*info, lab.data.options, "normalise"));
}

double rateOf(const Spec& optimizer) {
    const OptimizerInfo* info = findOptimizer(optimizer.kind);
    return info ? std::get<double>(optionOrDefault(*info, optimizer.options, "learning_rate")) : 0.01;
}

QString titleOf(const Spec& optimizer) {
    const OptimizerInfo* info = findOptimizer(optimizer.kind);
    return QString::fromStdString(info ? info->title : optimizer.kind);
}

NetworkRacer racerOf(const QString& name, Spec optimizer, const NetworkRaceSetup& setup) {
    return {name.toStdString(), std::move(optimizer), {"constant"}, setup.lab.training.batch, isNormalised(setup.lab)};
}

/// Rates with which small networks learn well.
Spec tuned(const char* kind) {
    static const std::pair<const char*, double> rates[] = {{"sgd", 0.3},     {"momentum", 0.05}, {"nesterov", 0.05},
                                                           {"adagrad", 0.1}, {"rmsprop", 0.01},  {"adam", 0.02},
                                                           {"adamw", 0.02}};
    Spec spec{kind};
    for (const auto& [name, rate] : rates)
        if (spec.kind == name) spec.options.set("learning_rate", rate);
    return spec;
}

std::vector<NetworkRacer> optimizers(const NetworkRaceSetup& setup) {
    std::vector<NetworkRacer> racers;
    for (const char* kind : {"sgd", "momentum", "adagrad", "rmsprop", "adam"})
        racers.push_back(racerOf(titleOf({kind}), tuned(kind), setup));
    return racers;
}

std::vector<NetworkRacer> learningRates(const NetworkRaceSetup& setup) {
    std::vector<NetworkRacer> racers;
    const Spec own = setup.lab.training.optimizer;
    for (const double factor : {0.1, 1.0, 10.0, 100.0}) {
        Spec optimizer = own;
        // 0.1 * 0.02 is to read 0.002
        const double rate = std::stod(QString::number(rateOf(own) * factor, 'g', 10).toStdString());
        if (rate > 1000) continue;
        optimizer.options.set("learning_rate", rate);
        racers.push_back(racerOf(QStringLiteral("η %1").arg(rate), optimizer, setup));
    }
    return racers;
}

std::vector<NetworkRacer> batchSizes(const NetworkRaceSetup& setup) {
    const std::int64_t own = setup.lab.training.batch;
    std::vector<NetworkRacer> racers;
    for (const std::int64_t batch : {std::int64_t{0}, own > 1 ? own : std::int64_t{32}, std::int64_t{1}}) {
        NetworkRacer racer = racerOf(batch == 0   ? Words::tr("Full batch")
                                     : batch == 1 ? Words::tr("Single samples")
                                                  : Words::tr("Batches of %1").arg(batch),
                                     {"sgd", {{"learning_rate", 0.1}}}, setup);
        racer.batch = batch;
        racers.push_back(racer);
    }
    return racers;
}

/// Over the whole race each of them brings the rate down, or up at first.
std::vector<NetworkRacer> schedules(const NetworkRaceSetup& setup, Index samples) {
    const std::int64_t batch = setup.lab.training.batch;
    const Index perEpoch = batch == 0 ? 1 : std::max<Index>(1, (samples + batch - 1) / batch);
    const std::int64_t epochs = std::max<std::int64_t>(1, (setup.steps + perEpoch - 1) / perEpoch);
    const double perStep = std::pow(0.02, 1 / static_cast<double>(epochs));
    const double gamma = std::round(perStep * 1e4) / 1e4;
    const std::pair<QString, Spec> all[] = {
        {Words::tr("Constant"), {"constant"}},
        {Words::tr("Step"), {"step", {{"step_size", std::max<std::int64_t>(1, epochs / 4)}, {"gamma", 0.4}}}},
        {Words::tr("Exponential"), {"exponential", {{"gamma", std::clamp(gamma, 1e-4, 1.0)}}}},
        {Words::tr("Cosine"), {"cosine", {{"t_max", epochs}}}},
        {Words::tr("Warm-up"), {"warmup", {{"epochs", std::max<std::int64_t>(1, epochs / 5)}}}}};
    std::vector<NetworkRacer> racers;
    for (const auto& [name, schedule] : all) {
        NetworkRacer racer = racerOf(name, setup.lab.training.optimizer, setup);
        racer.schedule = schedule;
        racers.push_back(racer);
    }
    return racers;
}

std::vector<NetworkRacer> inputs(const NetworkRaceSetup& setup) {
    std::vector<NetworkRacer> racers;
    for (const bool normalise : {false, true}) {
        // A rate that the raw inputs just bear; the full batch, so that only the landscape decides.
        NetworkRacer racer = racerOf(normalise ? Words::tr("Normalised inputs") : Words::tr("Raw inputs"),
                                     {"sgd", {{"learning_rate", normalise ? 0.5 : 0.02}}}, setup);
        racer.batch = 0;
        racer.normalise = normalise;
        racers.push_back(racer);
    }
    return racers;
}

/// Row and column in PyTorch's shape; -1 where there is no such axis.
std::pair<Index, Index> cellOf(const ParameterPlace& place, Index index) {
    const Index at = index - place.offset;
    const auto& shape = place.info.shape;
    if (shape.size() != 2) return {shape.size() == 1 ? at : -1, -1};
    for (Index row = 0; row < shape[0]; ++row)
        for (Index column = 0; column < shape[1]; ++column)
            if (row * place.info.strides[0] + column * place.info.strides[1] == at) return {row, column};
    return {-1, -1};
}

QString subscript(Index number) {
    QString text;
    for (const QChar digit : QString::number(number)) text += QChar(0x2080 + digit.digitValue());
    return text;
}

}  // namespace

const ParameterPlace* placeOfParameter(const std::vector<ParameterPlace>& places, Index index) {
    for (const ParameterPlace& place : places)
        if (place.trained && index >= place.offset && index < place.offset + place.info.size()) return &place;
    return nullptr;
}

bool hasUnequalInputs(const Experiment& lab) {
    const DataInfo* info = findData(lab.data.kind);
    return info && info->inputs == 2;
}

NetworkRaceSpec raceSpec(const NetworkRaceSetup& setup) {
    NetworkRaceSpec spec{setup.lab, setup.racers, setup.steps, setup.seed};
    spec.experiment.presentation = {};  // how it is shown is no part of a race
    if (setup.network != RacedNetwork::Lab) {
        auto& layers = spec.experiment.network;
        const auto last = std::find_if(layers.rbegin(), layers.rend(), [](const Spec& l) { return l.kind == "dense"; });
        if (last != layers.rend()) {
            Spec dense = *last;
            for (const char* option : {"frozen", "frozen_units", "frozen_weights", "frozen_biases"})
                dense.options.erase(option);
            std::vector<Spec> kept{dense};
            // An activation that stands by itself behind the last layer belongs to it.
            for (auto after = last.base(); after != layers.end(); ++after)
                if (after->kind == "activation") kept.push_back(*after);
            layers = std::move(kept);
        }
    }
    if (setup.network == RacedNetwork::LinearUnequal) spec.experiment.features = std::vector<std::string>{"x1", "x2^2"};
    return spec;
}

std::vector<std::string> racedFeatures(const NetworkRaceSetup& setup, const Dataset* dataset) {
    const NetworkRaceSpec spec = raceSpec(setup);
    const DataInfo* info = findData(spec.experiment.data.kind);
    const auto& known = featureInfos(info ? info->inputs : 0);
    std::vector<std::string> names;
    if (spec.experiment.features)
        names = *spec.experiment.features;
    else if (info && info->inputs == 1)
        names = {"x"};
    else if (info && info->inputs == 2)
        names = {"x1", "x2"};
    for (std::string& name : names)
        for (const FeatureInfo& feature : known)
            if (feature.name == name) {
                name = feature.label;
                break;
            }
    if (!names.empty()) return names;
    return dataset ? dataset->featureNames : std::vector<std::string>{};
}

std::vector<ParameterPlace> racedPlaces(const NetworkRaceSetup& setup, const Dataset* dataset) {
    const auto features = static_cast<Index>(racedFeatures(setup, dataset).size());
    if (features == 0) return {};
    try {
        return Network(Shape{features}, raceSpec(setup).experiment.network).places();
    } catch (const Error&) {
        return {};
    }
}

QString racedTitle(const NetworkRaceSetup& setup, const Dataset* dataset) {
    const auto features = static_cast<std::int64_t>(racedFeatures(setup, dataset).size());
    QString network = QString::fromStdString(networkTitle(raceSpec(setup).experiment, features));
    network.replace(QLatin1Char('-'), QChar(0x2013));
    const DataInfo* info = findData(setup.lab.data.kind);
    const QString data = QString::fromStdString(info ? info->title : setup.lab.data.kind);
    return Words::tr("%1 on %2", "network on data").arg(network, data);
}

Index racedSamples(const NetworkRaceSetup& setup, const Dataset* dataset) {
    if (dataset && dataset->spec == setup.lab.data) return dataset->training.count();
    const DataInfo* info = findData(setup.lab.data.kind);
    if (!info || !info->option("points") || !info->option("validation")) return dataset ? dataset->training.count() : 0;
    const auto points = std::get<std::int64_t>(optionOrDefault(*info, setup.lab.data.options, "points"));
    const double validation = std::get<double>(optionOrDefault(*info, setup.lab.data.options, "validation"));
    return static_cast<Index>(std::lround(static_cast<double>(points) * (1 - validation)));
}

std::vector<NetworkRacer> standardRacers(const NetworkRaceSetup& setup, Index samples) {
    switch (setup.comparison) {
        case RaceComparison::Optimizers:
            return optimizers(setup);
        case RaceComparison::LearningRates:
            return learningRates(setup);
        case RaceComparison::BatchSizes:
            return batchSizes(setup);
        case RaceComparison::Schedules:
            return schedules(setup, samples);
        case RaceComparison::Inputs:
            return inputs(setup);
        case RaceComparison::Own:
            break;
    }
    return setup.racers.empty() ? optimizers(setup) : setup.racers;
}

LandscapeChoice standardChoice(const NetworkRaceSetup& setup, const std::vector<ParameterPlace>& places) {
    LandscapeChoice choice;
    choice.kind =
        setup.network == RacedNetwork::Lab ? LandscapeChoice::Kind::Components : LandscapeChoice::Kind::Weights;
    for (const ParameterPlace& place : places) {
        if (!place.trained || place.info.shape.size() < 2 || place.info.shape[1] < 2) continue;
        choice.firstWeight = place.offset;
        choice.secondWeight = place.offset + place.info.strides[1];
        break;
    }
    return choice;
}

NetworkRacer nextRacer(const NetworkRaceSetup& setup) {
    for (const OptimizerInfo& info : optimizerInfos()) {
        const auto isThere = [&](const NetworkRacer& racer) { return racer.optimizer.kind == info.kind; };
        if (std::any_of(setup.racers.begin(), setup.racers.end(), isThere)) continue;
        return racerOf(QString::fromStdString(info.title), tuned(info.kind.c_str()), setup);
    }
    NetworkRacer again = setup.racers.back();
    again.name = Words::tr("%1, again").arg(QString::fromStdString(again.name)).toStdString();
    return again;
}

QString parameterName(const std::vector<ParameterPlace>& places, Index index,
                      const std::vector<std::string>& features) {
    const ParameterPlace* place = placeOfParameter(places, index);
    if (!place) return Words::tr("no such weight");
    const auto [row, column] = cellOf(*place, index);
    const QString layer = Words::tr("Layer %1").arg(place->layer + 1);
    if (place->info.name == "weight" && column >= 0) {
        const QString from = place->layer == 0 && column < static_cast<Index>(features.size())
                                 ? QString::fromStdString(features[static_cast<std::size_t>(column)])
                                 : Words::tr("unit %1").arg(column + 1);
        return Words::tr("%1: weight of unit %2 from %3").arg(layer).arg(row + 1).arg(from);
    }
    if (place->info.name == "bias" && row >= 0) return Words::tr("%1: bias of unit %2").arg(layer).arg(row + 1);
    return QStringLiteral("%1: %2 %3")
        .arg(layer, QString::fromStdString(place->info.name))
        .arg(index - place->offset + 1);
}

QString parameterSymbol(const std::vector<ParameterPlace>& places, Index index) {
    const ParameterPlace* place = placeOfParameter(places, index);
    if (!place) return QStringLiteral("?");
    const auto [row, column] = cellOf(*place, index);
    QString symbol = QString::fromStdString(place->info.name);
    if (place->info.name == "weight" && column >= 0) {
        // Two-digit numbers need something between them.
        const bool wide = row >= 9 || column >= 9;
        symbol =
            QStringLiteral("w") + subscript(row + 1) + (wide ? QStringLiteral("‚") : QString()) + subscript(column + 1);
    } else if (place->info.name == "bias" && row >= 0) {
        symbol = QStringLiteral("b") + subscript(row + 1);
    }
    return symbol;
}

}  // namespace glassbox
