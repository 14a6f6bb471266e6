#include "engine/data/table_columns.h"

#include "engine/data/cell_value.h"
#include "engine/nn/quote.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace glassbox {

namespace {

/// The most numbers that the inputs may have in all (half a gigabyte with the features).
constexpr Index maximumInputValues = 60'000'000;

Index widthOf(const Column& column) {
    return column.type == ColumnType::Number ? 1 : static_cast<Index>(column.categories.size());
}

std::string tooMany(const Column& column) {
    return "Column " + inQuotes(column.name) + " has " + std::to_string(column.categories.size()) +
           " different texts, more than the " + std::to_string(maximumCategories) +
           " that an input may have; leave it out of the features, or, if it should hold numbers, correct " +
           inQuotes(column.firstText) + " in line " + std::to_string(column.firstTextLine) + ".";
}

std::string columnList(const Table& table) {
    std::string list;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i == 12) return list + " and " + std::to_string(table.columns.size() - i) + " more";
        list += (i ? ", " : "") + table.columns[i].name;
    }
    return list;
}

class Planner {
  public:
    Planner(const Table& table, Index target, const std::string& file, Index notAnInput)
        : m_table(table), m_target(target), m_notAnInput(notAnInput), m_file(file) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) m_byName[table.columns[i].name] = i;
        m_seen.assign(table.columns.size(), false);
    }

    std::vector<std::string> seeAll(std::vector<std::string>& notes) {
        std::vector<std::string> features;
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            const Column& column = m_table.columns[i];
            if (static_cast<Index>(i) == m_target || static_cast<Index>(i) == m_notAnInput) continue;
            if (column.missingCount == m_table.rowCount) {
                notes.push_back("Column " + inQuotes(column.name) + " is empty and was left out.");
                continue;
            }
            see(i, features);
        }
        const bool numbers = std::any_of(m_table.columns.begin(), m_table.columns.end(), [this](const Column& c) {
            return c.type == ColumnType::Number && c.missingCount < m_table.rowCount;
        });
        if (!numbers) {
            throw Error(
                m_file +
                " has no column of numbers; check separator and decimal mark, or choose the columns of text that are "
                "to be inputs as features (" +
                columnList(m_table) + ").");
        }
        if (features.empty()) throw Error(m_file + " has no column besides the target; add columns to learn from.");
        return features;
    }

    std::vector<std::string> seeChosen(const std::vector<std::string>& chosen) {
        std::vector<std::string> features;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            const std::string& name = chosen[i];
            const std::string place = "features[" + std::to_string(i) + "]: ";
            if (const auto found = m_byName.find(name); found != m_byName.end()) {
                check(found->second, place);
                see(found->second, features);
            } else if (const auto column = columnOfCategory(name)) {
                check(*column, place);
                std::vector<std::string> ignored;
                see(*column, ignored);
                features.push_back(name);
            } else {
                throw Error(place + m_file + " has no column " + inQuotes(name) + "; there are " + columnList(m_table) +
                            ".");
            }
        }
        return features;
    }

    bool seen(std::size_t column) const { return m_seen[column]; }

  private:
    void check(std::size_t index, const std::string& place) const {
        const Column& column = m_table.columns[index];
        if (static_cast<Index>(index) == m_target) {
            throw Error(place + inQuotes(column.name) +
                        " is the column to predict; take it out or choose another target.");
        }
        if (static_cast<Index>(index) == m_notAnInput)
            throw Error(place + inQuotes(column.name) + " is the column that says the part of each row; take it out.");
        if (column.missingCount == m_table.rowCount)
            throw Error(place + inQuotes(column.name) + " has no values; take it out.");
    }

    void see(std::size_t index, std::vector<std::string>& features) {
        const Column& column = m_table.columns[index];
        if (column.type == ColumnType::Category && widthOf(column) > maximumCategories)
            throw Error(m_file + ": " + tooMany(column));
        m_seen[index] = true;
        for (std::string& name : inputNames(m_table, {column.name})) features.push_back(std::move(name));
    }

    std::optional<std::size_t> columnOfCategory(const std::string& name) const {
        for (std::size_t at = name.find(" = "); at != std::string::npos; at = name.find(" = ", at + 1)) {
            const auto found = m_byName.find(name.substr(0, at));
            if (found == m_byName.end()) continue;
            const auto& categories = m_table.columns[found->second].categories;
            if (std::binary_search(categories.begin(), categories.end(), name.substr(at + 3))) return found->second;
        }
        return {};
    }

    const Table& m_table;
    Index m_target, m_notAnInput;
    const std::string& m_file;
    std::unordered_map<std::string, std::size_t> m_byName;
    std::vector<bool> m_seen;
};

}  // namespace

InputPlan planInputs(const Table& table, Index target, const std::optional<std::vector<std::string>>& features,
                     const std::string& file, std::vector<std::string>& notes, Index notAnInput) {
    Planner planner(table, target, file, notAnInput);
    InputPlan plan;
    plan.features = features ? planner.seeChosen(*features) : planner.seeAll(notes);

    Index width = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (planner.seen(i)) width += widthOf(table.columns[i]);
    }
    const Index rows = std::max<Index>(table.rowCount, 1);
    if (width > maximumInputValues / rows) {
        throw Error(file + " would give " + std::to_string(width) + " inputs for " + std::to_string(rows) +
                    " rows, more than memory should hold; leave columns with many categories out of the features.");
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        InputColumn input{static_cast<Index>(i), plan.width, widthOf(column), planner.seen(i)};
        if (!input.seen) {
            const bool cheap = input.width <= maximumCategories && width + input.width <= maximumInputValues / rows;
            const bool other = static_cast<Index>(i) == target || static_cast<Index>(i) == notAnInput;
            if (other || column.missingCount == table.rowCount || !cheap) continue;
            width += input.width;
        }
        for (std::string& name : inputNames(table, {column.name})) plan.names.push_back(std::move(name));
        plan.width += input.width;
        plan.columns.push_back(input);
    }
    return plan;
}

TableTarget tableTarget(const Column& column, Task task, const std::vector<Index>& rows, const std::string& file) {
    TableTarget target;
    target.task = task;
    const std::string name = "column " + inQuotes(column.name);
    if (task == Task::Regression) {
        if (column.type != ColumnType::Number) {
            throw Error(file + ": " + name + " is no column of numbers (" + inQuotes(column.firstText) + " in line " +
                        std::to_string(column.firstTextLine) +
                        "), so it can't be predicted as a value; correct it, choose the task classification or another "
                        "target.");
        }
        for (const Index row : rows) target.values.push_back(column.numbers[static_cast<std::size_t>(row)]);
        return target;
    }
    // A map sorts the classes: texts by name, numbers by value. Only classes that occur count.
    std::map<double, Index> classes;
    const auto key = [&column](Index row) {
        const auto i = static_cast<std::size_t>(row);
        return column.type == ColumnType::Number ? column.numbers[i] : static_cast<double>(column.codes[i]);
    };
    for (const Index row : rows) classes[key(row)] = 0;
    if (static_cast<Index>(classes.size()) > maximumClasses) {
        throw Error(file + ": " + name + " has " + std::to_string(classes.size()) +
                    " different values, more than the " + std::to_string(maximumClasses) +
                    " classes that can be told apart; choose " +
                    (column.type == ColumnType::Number ? "the task regression or " : "") + "another target.");
    }
    if (classes.size() < 2) {
        throw Error(file + ": " + name +
                    " has the same value in every row, so there is nothing to tell apart; choose another target.");
    }
    for (auto& [value, label] : classes) {
        label = static_cast<Index>(target.classNames.size());
        target.classNames.push_back(
            column.type == ColumnType::Number ? numberText(value) : column.categories[static_cast<std::size_t>(value)]);
    }
    target.labels.reserve(rows.size());
    for (const Index row : rows) target.labels.push_back(classes[key(row)]);
    return target;
}

double replacement(const Column& column, const std::vector<Index>& trainingRows) {
    double sum = 0;
    Index count = 0;
    std::vector<Index> met(column.categories.size());
    for (const Index row : trainingRows) {
        const auto i = static_cast<std::size_t>(row);
        if (column.missing[i]) continue;
        ++count;
        if (column.type == ColumnType::Number) {
            sum += column.numbers[i];
        } else {
            ++met[static_cast<std::size_t>(column.codes[i])];
        }
    }
    if (column.type == ColumnType::Number) return count ? sum / static_cast<double>(count) : 0;
    return met.empty() ? 0 : static_cast<double>(std::max_element(met.begin(), met.end()) - met.begin());
}

Index fillInputs(const Table& table, const InputPlan& plan, const std::vector<Index>& rows,
                 const std::vector<double>& replacements, Matrix& inputs) {
    inputs.setZero(plan.width, static_cast<Index>(rows.size()));
    Index replaced = 0;
    for (std::size_t k = 0; k < plan.columns.size(); ++k) {
        const InputColumn& input = plan.columns[k];
        const Column& column = table.columns[static_cast<std::size_t>(input.column)];
        for (std::size_t sample = 0; sample < rows.size(); ++sample) {
            const auto row = static_cast<std::size_t>(rows[sample]);
            const bool missing = column.missing[row];
            if (missing && input.seen) ++replaced;
            if (column.type == ColumnType::Number) {
                const double value = missing ? replacements[k] : column.numbers[row];
                inputs(input.first, static_cast<Index>(sample)) = static_cast<Scalar>(value);
            } else {
                const Index code = missing ? static_cast<Index>(replacements[k]) : column.codes[row];
                inputs(input.first + code, static_cast<Index>(sample)) = 1;
            }
        }
    }
    return replaced;
}

}  // namespace glassbox
