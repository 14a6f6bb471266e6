#include "ui/models/table_choice.h"

#include <QCoreApplication>

#include <set>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("glassbox::TableChoice", text);
}

QString quoted(const Column& column) {
    return QStringLiteral("“%1”").arg(QString::fromStdString(column.name));
}

bool isUsed(const Table& table, const TableChoice& choice, std::size_t i) {
    return static_cast<Index>(i) != choice.target && i < choice.used.size() && choice.used[i] &&
           i < table.columns.size();
}

/// Counts the rows that are left, and notes their distinct targets (no more than can be classes, and one).
std::set<double> countRows(const Table& table, const TableChoice& choice, TableOutcome& outcome) {
    const Column& target = table.columns[static_cast<std::size_t>(choice.target)];
    std::vector<const Column*> gappy;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (isUsed(table, choice, i) && table.columns[i].missingCount > 0) gappy.push_back(&table.columns[i]);
    std::set<double> distinct;
    for (std::size_t row = 0; row < static_cast<std::size_t>(table.rowCount); ++row) {
        if (target.missing[row]) {
            ++outcome.targetless;
            continue;
        }
        bool whole = true;
        if (choice.dropMissing)
            for (const Column* column : gappy) whole = whole && !column->missing[row];
        if (!whole) {
            ++outcome.incomplete;
            continue;
        }
        ++outcome.rows;
        if (distinct.size() <= static_cast<std::size_t>(maximumClasses))
            distinct.insert(target.type == ColumnType::Number ? target.numbers[row]
                                                              : static_cast<double>(target.codes[row]));
    }
    return distinct;
}

QString inputProblem(const Table& table, const TableChoice& choice) {
    bool any = false;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!isUsed(table, choice, i)) continue;
        any = true;
        const Column& column = table.columns[i];
        if (column.missingCount == table.rowCount)
            return tr("Column %1 is empty; take it out of the inputs.").arg(quoted(column));
        if (column.type == ColumnType::Category && static_cast<Index>(column.categories.size()) > maximumCategories)
            return tr("Column %1 has %2 different texts, more than the %3 an input may have; take it out of the "
                      "inputs.")
                .arg(quoted(column))
                .arg(column.categories.size())
                .arg(maximumCategories);
    }
    return any ? QString() : tr("Choose at least one column as an input.");
}

QString targetProblem(const Column& target, Task task, std::size_t distinct) {
    if (task == Task::Regression) {
        if (target.type == ColumnType::Number) return {};
        return tr("Column %1 holds texts (“%2” in line %3), so it can't be predicted as a number; choose "
                  "classification or another "
                  "target.")
            .arg(quoted(target), QString::fromStdString(target.firstText))
            .arg(target.firstTextLine);
    }
    if (distinct < 2)
        return tr("Column %1 has the same value in every row, so there is nothing to tell apart; choose another "
                  "target.")
            .arg(quoted(target));
    if (distinct > static_cast<std::size_t>(maximumClasses))
        return tr("Column %1 has more than the %2 different values that can be told apart as classes; choose "
                  "regression or another "
                  "target.")
            .arg(quoted(target))
            .arg(maximumClasses);
    return {};
}

}  // namespace

bool namesRows(const Column& column) {
    const std::size_t rows = column.missing.size();
    constexpr std::size_t fewest = 10;  // below that it may well be chance
    if (rows < fewest || column.missingCount > 0) return false;
    if (column.type == ColumnType::Category) return column.categories.size() == rows;
    for (std::size_t i = 1; i < rows; ++i)
        if (column.numbers[i] != column.numbers[i - 1] + 1) return false;
    return true;
}

TableChoice guessChoice(const Table& table) {
    TableChoice choice;
    choice.target = guessTarget(table);
    if (choice.target >= 0) choice.task = guessTask(table.columns[static_cast<std::size_t>(choice.target)]);
    bool any = false;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const bool tooMany =
            column.type == ColumnType::Category && static_cast<Index>(column.categories.size()) > maximumCategories;
        choice.used.push_back(!tooMany && !namesRows(column) && !saysPart(column) &&
                              column.missingCount < table.rowCount);
        any = any || (choice.used.back() && static_cast<Index>(i) != choice.target);
    }
    // A table that only counts (x = 1, 2, 3 ...) has nothing better to offer.
    for (std::size_t i = 0; !any && i < table.columns.size(); ++i)
        if (table.columns[i].type == ColumnType::Number)
            choice.used[i] = table.columns[i].missingCount < table.rowCount;
    return choice;
}

TableOutcome outcomeOf(const Table& table, const TableChoice& choice) {
    TableOutcome outcome;
    if (choice.target < 0 || choice.target >= static_cast<Index>(table.columns.size())) {
        outcome.problem = tr("Choose the column to predict.");
        return outcome;
    }
    const Column& target = table.columns[static_cast<std::size_t>(choice.target)];
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const bool used = isUsed(table, choice, i);
        if (used) columns.push_back(column.name);
        if (column.missingCount > 0 && (used || &column == &target))
            outcome.gaps << tr("%1: %2 missing").arg(QString::fromStdString(column.name)).arg(column.missingCount);
    }
    outcome.problem = inputProblem(table, choice);
    if (outcome.problem.isEmpty())
        for (const std::string& name : inputNames(table, columns)) outcome.inputs << QString::fromStdString(name);
    const std::set<double> distinct = countRows(table, choice, outcome);
    if (choice.task == Task::Classification) outcome.classes = static_cast<Index>(distinct.size());
    if (!outcome.problem.isEmpty()) return outcome;
    if (table.rowCount < 2)
        outcome.problem = tr("The table has only one row, but at least 2 are needed to learn anything; add samples.");
    else if (outcome.rows < 2)
        outcome.problem =
            tr("Fewer than 2 rows are left without those that miss values; fill the gaps or take columns out.");
    else
        outcome.problem = targetProblem(target, choice.task, distinct.size());
    return outcome;
}

}  // namespace glassbox
