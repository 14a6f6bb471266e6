#pragma once

#include "engine/experiment/run_state.h"
#include "engine/formats/data_table.h"

#include <QString>

#include <vector>

namespace glassbox {

/// epoch,step,learning_rate,train_cost,train_accuracy,validation_cost,validation_accuracy; shortest digits that read
/// back exactly. Columns that a run does not have are left out. Written atomically; throws Error if the file can't be
/// written.
void writeHistoryCsv(const QString& path, const std::vector<HistoryRow>& history);
/// The same as a table.
DataTable historyTable(const std::vector<HistoryRow>& history);
QByteArray historyToCsv(const std::vector<HistoryRow>& history);

}  // namespace glassbox
