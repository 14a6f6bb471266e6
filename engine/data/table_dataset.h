#pragma once

#include "engine/data/table.h"

namespace glassbox {

/// The registry's line for tables.
DataInfo tableInfo();
/// Reads the table that `data` names (`bytes` in place of its file, if there are any) and makes it ready to train on;
/// see makeDataset.
Dataset makeTableDataset(const Spec& data, const std::optional<std::vector<std::string>>& features, std::uint64_t seed,
                         const std::string& folder, const Progress& progress, TableBytes bytes);

}  // namespace glassbox
