#pragma once

#include "engine/experiment/experiment.h"

#include <QByteArray>
#include <QString>

namespace glassbox {

/// The experiment in its JSON form, keys in the order of the design, two spaces of indent.
QByteArray experimentToJson(const Experiment& experiment);

/// Throws Error: for text that is no JSON with line and column, else with the path of the first unknown key, wrong type
/// or value out of range ("training.batch: expected a whole number of at least 0, got \"many\"").
Experiment experimentFromJson(const QByteArray& json);

/// Reads a file; errors name it.
Experiment readExperiment(const QString& path);
/// Writes atomically; throws Error if the file can't be written, leaving an older one as it was.
void writeExperiment(const QString& path, const Experiment& experiment);

}  // namespace glassbox
