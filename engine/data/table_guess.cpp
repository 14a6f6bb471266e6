#include "engine/data/table.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace glassbox {

Index guessTarget(const Table& table) {
    // The more telling names first.
    constexpr std::string_view usual[] = {"target",    "label",   "class",  "species",  "outcome",
                                          "diagnosis", "output",  "result", "response", "category",
                                          "survived",  "quality", "price",  "y"};
    for (const std::string_view wanted : usual) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const std::string& name = table.columns[i].name;
            const bool same = std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), [](char a, char b) {
                return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
            });
            if (same) return static_cast<Index>(i);
        }
    }
    return static_cast<Index>(table.columns.size()) - 1;
}

Task guessTask(const Column& target) {
    if (target.type == ColumnType::Category) return Task::Classification;
    // Whole numbers, at most ten different ones, each met three times on average: they number classes. Two values
    // always do.
    constexpr std::size_t most = 10;
    std::set<double> distinct;
    bool whole = true;
    std::size_t count = 0;
    for (std::size_t i = 0; i < target.numbers.size(); ++i) {
        if (target.missing[i]) continue;
        ++count;
        whole = whole && std::floor(target.numbers[i]) == target.numbers[i];
        distinct.insert(target.numbers[i]);
        if (distinct.size() > most || (!whole && distinct.size() > 2)) return Task::Regression;
    }
    const bool classes = whole && (distinct.size() <= 2 || distinct.size() * 3 <= count);
    return classes ? Task::Classification : Task::Regression;
}

bool saysPart(const Column& column) {
    const auto has = [&](const char* part) {
        return std::find(column.categories.begin(), column.categories.end(), part) != column.categories.end();
    };
    if (column.type != ColumnType::Category || column.missingCount > 0 || !has("training")) return false;
    return std::all_of(column.categories.begin(), column.categories.end(), [](const std::string& name) {
        return name == "training" || name == "validation" || name == "left out";
    });
}

std::vector<std::string> inputNames(const Table& table, const std::vector<std::string>& columns) {
    std::vector<std::string> names;
    for (const std::string& wanted : columns) {
        const auto column =
            std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& c) { return c.name == wanted; });
        if (column == table.columns.end())
            throw Error("There is no column \"" + wanted + "\" in the table; choose another.");
        if (column->type == ColumnType::Number) {
            names.push_back(wanted);
        } else {
            for (const std::string& category : column->categories) names.push_back(wanted + " = " + category);
        }
    }
    return names;
}

}  // namespace glassbox
