#pragma once

#include "engine/formats/data_table.h"
#include "ui/lab/matrix_source.h"
#include "ui/models/norms_model.h"
#include "ui/models/sample_list.h"

namespace glassbox {

// The numbers of the Lab's views with full digits; empty where there are none.

/// layer,name,row,column,value; layers, rows and columns count from 0 (the input is layer -1).
DataTable matricesTable(const MatrixSource& source, const Snapshot& snapshot);
/// One row a class of the data, one column a class that the network says.
DataTable confusionTable(const ConfusionCounts& counts, const Dataset& data);
/// The list as it is shown.
DataTable samplesTable(const SampleListModel& model);
/// A row for each recorded moment and kind of number of a layer: how many numbers, extremes and quantiles.
DataTable historyTable(const DistributionRecord& record);
/// step,layer,frozen,parameters,gradient,update,ratio: a row for each recorded moment and layer.
DataTable normsTable(const NormsRecord& record);
/// layer,activation,unit,z,a,slope,saturated of the sample that the curves show; softmax has no slope.
DataTable curvesTable(const Snapshot& snapshot);
/// x,y and a column for each output of the picture.
DataTable outputTable(const Snapshot& snapshot);

}  // namespace glassbox
