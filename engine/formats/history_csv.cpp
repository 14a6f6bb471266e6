#include "engine/formats/history_csv.h"

#include "engine/formats/files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

namespace glassbox {

namespace {

template <typename Number>
std::string text(Number value) {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

std::string text(const std::optional<double>& value) {
    return value ? text(*value) : std::string();
}

struct HistoryColumn {
    const char* name;
    std::function<std::string(const HistoryRow&)> cell;  // empty where the row has no such value
    bool always;
};

const std::vector<HistoryColumn>& columns() {
    static const std::vector<HistoryColumn> list = {
        {"epoch", [](const HistoryRow& row) { return text(row.epoch); }, true},
        {"step", [](const HistoryRow& row) { return text(row.step); }, true},
        {"learning_rate", [](const HistoryRow& row) { return text(row.learningRate); }, true},
        {"train_cost", [](const HistoryRow& row) { return text(row.training.cost); }, true},
        {"train_accuracy", [](const HistoryRow& row) { return text(row.training.accuracy); }, false},
        {"validation_cost",
         [](const HistoryRow& row) { return row.validation ? text(row.validation->cost) : std::string(); }, false},
        {"validation_accuracy",
         [](const HistoryRow& row) { return row.validation ? text(row.validation->accuracy) : std::string(); }, false},
    };
    return list;
}

}  // namespace

QByteArray historyToCsv(const std::vector<HistoryRow>& history) {
    std::vector<const HistoryColumn*> used;
    for (const HistoryColumn& column : columns())
        if (column.always || std::any_of(history.begin(), history.end(),
                                         [&](const HistoryRow& row) { return !column.cell(row).empty(); }))
            used.push_back(&column);
    std::string csv;
    for (const HistoryColumn* column : used) csv.append(column == used.front() ? "" : ",").append(column->name);
    csv += '\n';
    for (const HistoryRow& row : history) {
        for (const HistoryColumn* column : used)
            csv.append(column == used.front() ? "" : ",").append(column->cell(row));
        csv += '\n';
    }
    return QByteArray::fromStdString(csv);
}

void writeHistoryCsv(const QString& path, const std::vector<HistoryRow>& history) {
    writeFile(path, historyToCsv(history));
}

}  // namespace glassbox
