#pragma once

#include "engine/experiment/experiment.h"

#include <QString>

#include <vector>

namespace glassbox {

/// An experiment that comes with the program.
struct Example {
    QString name;             ///< of its file, without ending; never changes, so that it can be remembered
    QString title;            ///< "One neuron"
    QString look;             ///< one sentence of what to look for
    std::int64_t epochs = 0;  ///< after which its picture is typical
    Experiment experiment;
};

struct ExampleGroup {
    QString title;
    std::vector<Example> examples;
};

/// All examples, in the order in which a learner should try them. Reads a folder with a catalogue.json (by default the
/// one inside the program). Throws Error that names the file.
std::vector<ExampleGroup> readExamples(const QString& folder = QStringLiteral(":/examples"));

}  // namespace glassbox
