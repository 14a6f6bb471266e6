#pragma once

#include "engine/data/table.h"

namespace glassbox {

/// A column of a table in its role as an input.
struct InputColumn {
    Index column = 0;  ///< in the table
    Index first = 0;   ///< its first input
    Index width = 1;   ///< inputs: 1, or one for each category
    bool seen = true;  ///< the network sees (a part of) it
};

/// Which inputs a table gives and which of them the network sees.
struct InputPlan {
    std::vector<InputColumn> columns;
    std::vector<std::string> names;     ///< of all inputs
    std::vector<std::string> features;  ///< of those that the network sees, in its order
    Index width = 0;
};

/// Chooses the inputs. Without `features` all columns but the target are seen, except those without any value. Columns
/// that are not seen are inputs as well where that is cheap, so that they can be chosen and looked at; `notAnInput`
/// never is one. Throws Error.
InputPlan planInputs(const Table& table, Index target, const std::optional<std::vector<std::string>>& features,
                     const std::string& file, std::vector<std::string>& notes, Index notAnInput = -1);

/// Target values or labels of some rows.
struct TableTarget {
    Task task = Task::Classification;
    std::vector<double> values;
    std::vector<Index> labels;
    std::vector<std::string> classNames;
};

/// Throws Error if the column can't be a target of this task.
TableTarget tableTarget(const Column& column, Task task, const std::vector<Index>& rows, const std::string& file);

/// What stands for a missing cell, from the training part: the mean, or the most frequent category.
GLASSBOX_EXPORT double replacement(const Column& column, const std::vector<Index>& trainingRows);
/// Fills the raw inputs of these rows. `replacements` has one number for each column of the plan. Returns how many
/// missing cells of seen columns were replaced.
Index fillInputs(const Table& table, const InputPlan& plan, const std::vector<Index>& rows,
                 const std::vector<double>& replacements, Matrix& inputs);

}  // namespace glassbox
