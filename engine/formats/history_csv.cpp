#include "engine/formats/history_csv.h"

#include "engine/formats/files.h"

#include <algorithm>
#include <functional>

namespace glassbox {

namespace {

using Cell = DataTable::Cell;

Cell number(const std::optional<double>& value) {
    return value ? Cell(DataTable::Number{*value}) : Cell();
}

struct HistoryColumn {
    const char* name;
    std::function<Cell(const HistoryRow&)> cell;  // nothing where the row has no such value
    bool always;
};

const std::vector<HistoryColumn>& columns() {
    static const std::vector<HistoryColumn> list = {
        {"epoch", [](const HistoryRow& row) { return Cell(std::int64_t{row.epoch}); }, true},
        {"step", [](const HistoryRow& row) { return Cell(std::int64_t{row.step}); }, true},
        {"learning_rate", [](const HistoryRow& row) { return number(row.learningRate); }, true},
        {"train_cost", [](const HistoryRow& row) { return number(row.training.cost); }, true},
        {"train_accuracy", [](const HistoryRow& row) { return number(row.training.accuracy); }, false},
        {"validation_cost",
         [](const HistoryRow& row) { return row.validation ? number(row.validation->cost) : Cell(); }, false},
        {"validation_accuracy",
         [](const HistoryRow& row) { return row.validation ? number(row.validation->accuracy) : Cell(); }, false},
    };
    return list;
}

}  // namespace

DataTable historyTable(const std::vector<HistoryRow>& history) {
    std::vector<const HistoryColumn*> used;
    QStringList names;
    for (const HistoryColumn& column : columns()) {
        const bool has = std::any_of(history.begin(), history.end(), [&](const HistoryRow& row) {
            return !std::holds_alternative<std::monostate>(column.cell(row));
        });
        if (!has && !column.always) continue;
        used.push_back(&column);
        names << QString::fromLatin1(column.name);
    }
    DataTable table(names);
    for (const HistoryRow& row : history)
        for (const HistoryColumn* column : used) table << column->cell(row);
    return table;
}

QByteArray historyToCsv(const std::vector<HistoryRow>& history) {
    return tableCsv(historyTable(history));
}

void writeHistoryCsv(const QString& path, const std::vector<HistoryRow>& history) {
    writeFile(path, historyToCsv(history));
}

}  // namespace glassbox
