#pragma once

#include <QStringList>

#include <vector>

namespace glassbox {

/// "GBXC": tells our files from other SQLite files.
inline constexpr int cardApplicationId = 0x47425843;

/// Statements that bring a store from version i to i + 1.
const std::vector<QStringList>& cardMigrations();

}  // namespace glassbox
