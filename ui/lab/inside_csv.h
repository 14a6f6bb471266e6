#pragma once

#include "ui/lab/matrix_source.h"
#include "ui/models/norms_model.h"
#include "ui/models/sample_list.h"

#include <QByteArray>

namespace glassbox {

// The numbers of the Lab's views as CSV, with full digits; empty where there are none.

/// layer,name,row,column,value; layers, rows and columns count from 0 (the input is layer -1).
QByteArray matricesCsv(const MatrixSource& source, const Snapshot& snapshot);
/// One row a class of the data, one column a class that the network says.
QByteArray confusionCsv(const ConfusionCounts& counts, const Dataset& data);
/// The list as it is shown.
QByteArray samplesCsv(const SampleListModel& model);
/// A row for each recorded moment and kind of number of a layer: how many numbers, extremes and quantiles.
QByteArray historyCsv(const DistributionRecord& record);
/// step,layer,frozen,parameters,gradient,update,ratio: a row for each recorded moment and layer.
QByteArray normsCsv(const NormsRecord& record);
/// layer,activation,unit,z,a,slope,saturated of the sample that the curves show; softmax has no slope.
QByteArray curvesCsv(const Snapshot& snapshot);
/// x,y and a column for each output of the picture.
QByteArray outputCsv(const Snapshot& snapshot);

}  // namespace glassbox
