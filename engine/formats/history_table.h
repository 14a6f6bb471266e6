#pragma once

#include "engine/experiment/run_state.h"

#include <QByteArray>

#include <vector>

namespace glassbox {

/// The history as a NumPy array of float64 with a row an epoch: epoch, step, learning rate, training cost and accuracy,
/// validation cost and accuracy, and which of the optional ones there are (1: accuracy, 2: validation, 4: its
/// accuracy). All numbers come back bit for bit.
QByteArray historyToTable(const std::vector<HistoryRow>& history);
/// Throws Error, a clause.
std::vector<HistoryRow> historyFromTable(const QByteArray& array);

}  // namespace glassbox
