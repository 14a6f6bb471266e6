#include "engine/formats/history_table.h"

#include "engine/formats/flat_array.h"
#include "engine/nn/error.h"

#include <cmath>

namespace glassbox {

namespace {

constexpr Index columns = 8;
constexpr int hasAccuracy = 1, hasValidation = 2, hasValidationAccuracy = 4;

Index countIn(double value) {
    if (!(value >= 0 && value <= 0x1p53) || value != std::floor(value)) throw Error("counts what can't be");
    return static_cast<Index>(value);
}

}  // namespace

QByteArray historyToTable(const std::vector<HistoryRow>& history) {
    std::vector<double> values;
    values.reserve(history.size() * columns);
    for (const HistoryRow& row : history) {
        const Evaluation validation = row.validation.value_or(Evaluation{});
        const int has = (row.training.accuracy ? hasAccuracy : 0) | (row.validation ? hasValidation : 0) |
                        (validation.accuracy ? hasValidationAccuracy : 0);
        for (const double value : {static_cast<double>(row.epoch), static_cast<double>(row.step), row.learningRate,
                                   row.training.cost, row.training.accuracy.value_or(0), validation.cost,
                                   validation.accuracy.value_or(0), static_cast<double>(has)})
            values.push_back(value);
    }
    return tableArray(values, columns);
}

std::vector<HistoryRow> historyFromTable(const QByteArray& array) {
    const std::vector<double> values = tableOf(array, columns);
    std::vector<HistoryRow> history;
    history.reserve(values.size() / columns);
    for (std::size_t i = 0; i < values.size(); i += columns) {
        const double* row = values.data() + i;
        const Index has = countIn(row[7]);
        if (has > 7) throw Error("has another shape");
        HistoryRow result{countIn(row[0]), countIn(row[1]), row[2], {row[3], {}}, {}};
        if (has & hasAccuracy) result.training.accuracy = row[4];
        if (has & hasValidation) result.validation = Evaluation{row[5], {}};
        if (result.validation && (has & hasValidationAccuracy)) result.validation->accuracy = row[6];
        history.push_back(result);
    }
    return history;
}

}  // namespace glassbox
