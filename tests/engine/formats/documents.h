#pragma once

#include "engine/formats/document.h"
#include "engine/nn/error.h"
#include "engine/training/trainer.h"

#include <QByteArray>
#include <QMetaType>

/// Documents that the tests of their format share.
namespace documents {

using namespace glassbox;

/// Trained for some steps, to the middle of an epoch.
inline Document trained(const Experiment& experiment, const TableBytes& table = nullptr, int steps = 37) {
    auto data = std::make_shared<const Dataset>(
        makeDataset(experiment.data, experiment.features, experiment.seed, {}, {}, table));
    Trainer trainer(experiment, data);
    for (int i = 0; i < steps; ++i) trainer.step();
    Document document;
    document.experiment = experiment;
    document.training = std::make_shared<const TrainerState>(trainer.save());
    if (table) document.table = DocumentTable{"flowers.csv", table};
    return document;
}

/// A small one with every kind of part.
inline Document full() {
    std::string text = "a,b,kind\n";
    for (int i = 0; i < 24; ++i)
        text += std::to_string(i) + "," + std::to_string((i * 7) % 24) + (i % 2 == 0 ? ",red\n" : ",blue\n");
    Experiment experiment = standardExperiment();
    experiment.data = {"csv", {{"path", std::string("flowers.csv")}, {"target", std::string("kind")}}};
    experiment.features.reset();
    experiment.network = {{"dense", {{"units", std::int64_t{4}}, {"frozen", true}}},
                          {"batch_norm"},
                          {"dropout"},
                          {"dense", {{"units", std::int64_t{1}}, {"activation", std::string("sigmoid")}}}};
    experiment.training.batch = 5;
    experiment.training.earlyStopping = {50, 0};
    experiment.presentation.notes = "Say “hello” first.";
    Document document = trained(experiment, std::make_shared<const std::string>(text));
    document.views = {{"Lab", QByteArray("\0\1\2layout", 9)}, {"Optimizers", QByteArray("other")}};
    document.thumbnail = QByteArray("\x89PNG not really", 15);
    // Two runs that were kept: one on the same table, one on points of its own.
    DocumentRun first{1, 0, "Run 1", "2026-11-21T17:20:00Z", experiment, document.training, document.table};
    Experiment spiral = standardExperiment();
    spiral.data.options.set("points", std::int64_t{20});
    spiral.network.erase(spiral.network.begin());
    DocumentRun second{3, 1, "größer – “2”", "2026-11-21T17:25:00Z", spiral, trained(spiral).training, {}};
    document.runs = {{first, second}, 3};
    return document;
}

/// The sentence with which bytes are refused; empty if they were read.
inline QString refusal(const QByteArray& bytes, Document* read = nullptr) {
    try {
        const Document document = documentFromBytes(bytes);
        if (read) *read = document;
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

}  // namespace documents
