#pragma once

#include <QStringList>

#include <utility>
#include <vector>

namespace glassbox {

/// "GBXC": tells our files from other SQLite files.
inline constexpr int cardApplicationId = 0x47425843;

/// Statements that bring a store from version i to i + 1.
const std::vector<QStringList>& cardMigrations();

/// Statements that need every column that a store has from a version on; they give one row.
const std::vector<std::pair<int, const char*>>& cardColumns();

}  // namespace glassbox
