#pragma once

#include "engine/data/sample_table.h"

#include <QByteArray>
#include <QString>

namespace glassbox {

/// All samples as a table: their columns as they are, and "part" (training, validation, left out) as the last one. Read
/// as a table with `part` naming that column, it gives the same data again.
QByteArray samplesToCsv(const SampleTable& samples, char separator = ',');
/// Arrays for numpy.load: X (samples x inputs, categories one-hot), y (class numbers from 0, or values) and part (0
/// training, 1 validation), in the order of the file or of generation.
void writeSamplesNpz(const QString& path, const Dataset& data);
/// CSV, or NPZ by the path's ending. Throws Error.
void writeSamples(const QString& path, const Dataset& data);

}  // namespace glassbox
