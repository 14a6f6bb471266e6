#include "engine/data/table_dataset.h"

#include "engine/data/cell_value.h"
#include "engine/data/generator.h"
#include "engine/data/split.h"
#include "engine/data/table_columns.h"
#include "engine/nn/quote.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace glassbox {

namespace {

OptionInfo choice(std::string name, std::string label, std::vector<std::string> choices, std::string help) {
    return {.name = std::move(name),
            .label = std::move(label),
            .type = OptionType::Choice,
            .standard = choices.front(),
            .choices = std::move(choices),
            .help = std::move(help)};
}

OptionInfo text(std::string name, std::string label, std::string help) {
    return {.name = std::move(name),
            .label = std::move(label),
            .type = OptionType::Text,
            .standard = std::string(),
            .help = std::move(help)};
}

OptionInfo flag(std::string name, std::string label, std::string help) {
    return {.name = std::move(name),
            .label = std::move(label),
            .type = OptionType::Flag,
            .standard = true,
            .help = std::move(help)};
}

TableFormat formatOf(const Options& options) {
    TableFormat format;
    format.separator = options.text("separator");
    format.decimal = options.text("decimal");
    format.header = options.flag("header");
    return format;
}

Index targetColumn(const Table& table, const std::string& wanted, const std::string& file,
                   std::vector<std::string>& notes) {
    if (wanted.empty()) {
        const Index guessed = guessTarget(table);
        notes.push_back("Predicting " + inQuotes(table.columns[static_cast<std::size_t>(guessed)].name) +
                        " (guessed).");
        return guessed;
    }
    std::string names;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].name == wanted) return static_cast<Index>(i);
        if (i < 12) names += (i ? ", " : "") + table.columns[i].name;
        if (i == 12) names += " and others";
    }
    throw Error("data.target: " + file + " has no column " + inQuotes(wanted) + "; there are " + names + ".");
}

/// The rows that can be used: with a target, and, where incomplete rows are dropped, with every input that the network
/// sees.
std::vector<Index> usableRows(const Table& table, Index target, const InputPlan& plan, bool drop,
                              const std::string& file, std::vector<std::string>& notes) {
    std::vector<Index> rows;
    rows.reserve(static_cast<std::size_t>(table.rowCount));
    Index targetless = 0;
    Index incomplete = 0;
    const Column& targetValues = table.columns[static_cast<std::size_t>(target)];
    for (Index row = 0; row < table.rowCount; ++row) {
        const auto i = static_cast<std::size_t>(row);
        if (targetValues.missing[i]) {
            ++targetless;
            continue;
        }
        bool whole = true;
        for (const InputColumn& input : plan.columns) {
            const Column& column = table.columns[static_cast<std::size_t>(input.column)];
            if (drop && input.seen && column.missingCount > 0 && column.missing[i]) whole = false;
        }
        if (whole) {
            rows.push_back(row);
        } else {
            ++incomplete;
        }
    }
    if (targetless) notes.push_back(counted(targetless, "row") + " without a target left out.");
    if (incomplete) notes.push_back(counted(incomplete, "row") + " with missing values left out.");
    if (rows.size() >= 2) return rows;
    if (table.rowCount < 2)
        throw Error(file + " has only 1 row, but at least 2 are needed to learn anything; add samples.");
    if (rows.empty() && !incomplete)
        throw Error(file + ": no row has a value in the column to predict, " + inQuotes(targetValues.name) +
                    "; choose another target.");
    const std::string left = file + " has only " + counted(static_cast<Index>(rows.size()), "row") + " left of " +
                             std::to_string(table.rowCount) + " without those that miss values";
    throw Error(left + (incomplete ? "; set missing to \"mean\" or leave out the columns with gaps."
                                   : " in the target; choose another target."));
}

/// The column that says which part a row belongs to; -1: the split is drawn.
Index partColumn(const Table& table, const std::string& wanted, Index target, const std::string& file) {
    if (wanted.empty()) return -1;
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const Column& column) { return column.name == wanted; });
    if (found == table.columns.end()) throw Error("data.part: " + file + " has no column " + inQuotes(wanted) + ".");
    if (found - table.columns.begin() == target)
        throw Error("data.part: " + inQuotes(wanted) + " is the column to predict; name another.");
    if (!saysPart(*found)) {
        throw Error("data.part: the column " + inQuotes(wanted) + " of " + file +
                    " does not say the part of each row; expected training, validation or left out in every one.");
    }
    return found - table.columns.begin();
}

const std::string& partOf(const Column& column, Index row) {
    return column.categories[static_cast<std::size_t>(column.codes[static_cast<std::size_t>(row)])];
}

/// The split that the file says. Rows are numbered by their place in `rows`.
Split splitByColumn(const Column& column, const std::vector<Index>& rows, const std::string& file) {
    Split split;
    for (std::size_t i = 0; i < rows.size(); ++i)
        (partOf(column, rows[i]) == "training" ? split.training : split.validation).push_back(static_cast<Index>(i));
    if (split.training.empty())
        throw Error(file + ": no row of the training part is left to learn from; correct " + inQuotes(column.name) +
                    ".");
    return split;
}

void noteConstants(const Dataset& data, std::vector<std::string>& notes) {
    std::vector<std::string> constant;
    for (Index i = 0; i < data.inputCount(); ++i) {
        const auto row = data.training.inputs.row(i);
        if (row.minCoeff() == row.maxCoeff())
            constant.push_back(inQuotes(data.inputNames[static_cast<std::size_t>(i)]));
    }
    if (constant.empty()) return;
    std::string list;
    for (std::size_t i = 0; i < constant.size() && i < 5; ++i) list += (i ? ", " : "") + constant[i];
    if (constant.size() > 5) list += " and " + std::to_string(constant.size() - 5) + " more";
    notes.push_back(constant.size() == 1 ? list + " has the same value in the whole training part and tells nothing."
                                         : list + " have the same value in the whole training part and tell nothing.");
}

void noteTargetScale(const std::vector<double>& values, const std::string& name, std::vector<std::string>& notes) {
    double sum = 0;
    for (const double value : values) sum += value;
    const double mean = sum / static_cast<double>(values.size());
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / static_cast<double>(values.size()));
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    if (*low == *high) {
        notes.push_back("The target " + inQuotes(name) + " has the same value in every row.");
    } else if (std::abs(mean) > 10 || deviation > 10) {
        notes.push_back(
            "The target " + inQuotes(name) + " runs from " + numberText(*low) + " to " + numberText(*high) +
            " and is not scaled; learning such numbers takes a larger learning rate or many epochs, so scaling it in "
            "the file may help.");
    }
}

template <typename T>
std::vector<T> chosen(const std::vector<T>& all, const std::vector<Index>& which) {
    std::vector<T> result;
    if (all.empty()) return result;
    result.reserve(which.size());
    for (const Index i : which) result.push_back(all[static_cast<std::size_t>(i)]);
    return result;
}

}  // namespace

DataInfo tableInfo() {
    DataInfo info;
    info.kind = "csv";
    info.title = "Table";
    info.help =
        "A table of your own: a text file with a line for each sample and a column for each property (CSV, TSV and the "
        "like).";
    info.inputs = 0;
    OptionInfo validation = validationOption();
    validation.help += " For classes, each keeps its share.";
    info.options = {
        text("path", "File", "The table's file. A relative path starts at the folder of the experiment's own file."),
        text("target", "Target", "The column to predict. Empty: guessed from its name, else the last one."),
        choice("task", "Task", {"auto", "regression", "classification"},
               "Whether a value or a class is predicted. Auto: texts and few different whole numbers are classes."),
        choice("separator", "Separator", {"auto", ",", ";", "\t", "|", " "},
               "What stands between two values of a line."),
        choice("decimal", "Decimal mark", {"auto", ".", ","}, "Point or comma. Thousands must not be marked."),
        flag("header", "Names in first line", "On if the first line names the columns; off if it is a sample already."),
        choice("missing", "Missing values", {"drop", "mean"},
               "drop leaves out rows with gaps; mean fills a gap with the column's mean over the training part, or, "
               "for texts, "
               "with the most frequent one. Rows without a target are always left out."),
        validation,
        text("part", "Part column",
             "A column that says training, validation or left out in every row and so decides the split; it is no "
             "input. "
             "Empty: the split is drawn."),
        flag("normalise", "Normalise",
             "Shifts and scales every input to mean 0 and standard deviation 1 over the training part. The target is "
             "never scaled."),
    };
    return info;
}

Dataset makeTableDataset(const Spec& data, const std::optional<std::vector<std::string>>& features, std::uint64_t seed,
                         const std::string& folder, const Progress& progress, TableBytes bytes) {
    const Options options = checkedOptions(tableInfo(), data.options, "data");
    const std::filesystem::path path = options.text("path");
    if (path.empty()) throw Error("data.path: no file is named; choose the table to read.");
    if (features && features->empty())
        throw Error("features: the network needs at least one column to see; name one or leave features out.");
    const std::string file = path.filename().string();
    const auto tick = [&](double share) {
        if (progress && !progress(share)) throw Cancelled();
    };
    tick(0);
    if (!bytes) bytes = readTableFile((std::filesystem::path(folder) / path).string(), progress);
    Table table = parseTable(*bytes, formatOf(options), progress, file);
    tick(0.95);

    Dataset result;
    result.spec = data;
    result.generated = false;
    if (bytes->size() <= keptTable) result.table = std::move(bytes);
    result.notes = table.notes;
    const bool drop = options.text("missing") == "drop";
    const Index target = targetColumn(table, options.text("target"), file, result.notes);
    const Column& targetValues = table.columns[static_cast<std::size_t>(target)];
    result.targetName = targetValues.name;
    const std::string& task = options.text("task");
    result.task = task == "auto"         ? guessTask(targetValues)
                  : task == "regression" ? Task::Regression
                                         : Task::Classification;
    if (task == "auto") {
        result.notes.emplace_back(result.task == Task::Regression
                                      ? "The target is taken as a value, so this is regression (guessed)."
                                      : "The target is taken as a class, so this is classification (guessed).");
    }
    if (table.rowCount < 2)
        throw Error(file + " has only 1 row, but at least 2 are needed to learn anything; add samples.");
    const Index partAt = partColumn(table, options.text("part"), target, file);
    const InputPlan plan = planInputs(table, target, features, file, result.notes, partAt);
    std::vector<Index> rows = usableRows(table, target, plan, drop, file, result.notes);
    const Column* partSaid = partAt < 0 ? nullptr : &table.columns[static_cast<std::size_t>(partAt)];
    if (partSaid) std::erase_if(rows, [&](Index row) { return partOf(*partSaid, row) == "left out"; });
    TableTarget targets = tableTarget(targetValues, result.task, rows, file);
    tick(0.96);

    Random random = Random::forPurpose(seed, purpose::split);
    const double share = options.real("validation");
    const Split split = partSaid ? splitByColumn(*partSaid, rows, file)
                        : result.task == Task::Classification
                            ? splitByClass(targets.labels, static_cast<Index>(targets.classNames.size()), share, random)
                            : splitEvenly(static_cast<Index>(rows.size()), share, random);
    if (!partSaid && share > 0 && split.validation.empty()) {
        result.notes.emplace_back("There are too few rows for a validation part; all are trained on.");
    }
    result.inputNames = plan.names;
    result.featureNames = plan.features;
    result.featureMap = FeatureMap(plan.names, plan.features);
    result.training.sourceRows = chosen(rows, split.training);
    result.validation.sourceRows = chosen(rows, split.validation);
    std::vector<double> replacements;
    for (const InputColumn& input : plan.columns) {
        const Column& column = table.columns[static_cast<std::size_t>(input.column)];
        replacements.push_back(column.missingCount ? replacement(column, result.training.sourceRows) : 0);
    }
    Index replaced = 0;
    for (const auto& [part, which] :
         {std::pair{&result.training, &split.training}, std::pair{&result.validation, &split.validation}}) {
        replaced += fillInputs(table, plan, part->sourceRows, replacements, part->inputs);
        part->labels = chosen(targets.labels, *which);
        const std::vector<double> values = chosen(targets.values, *which);
        if (result.task == Task::Regression) {
            part->values.resize(1, static_cast<Index>(values.size()));
            for (std::size_t i = 0; i < values.size(); ++i)
                part->values(0, static_cast<Index>(i)) = static_cast<Scalar>(values[i]);
        }
        tick(0.97);
    }
    if (replaced) {
        result.notes.push_back(counted(replaced, "missing value") +
                               " replaced by the mean (texts: the most frequent) of the training part.");
    }
    if (options.flag("normalise")) result.featureMap.normaliseBy(result.training.inputs);
    tick(0.98);
    result.training.features = result.featureMap.apply(result.training.inputs);
    result.validation.features = result.featureMap.apply(result.validation.inputs);
    noteConstants(result, result.notes);
    if (result.task == Task::Regression) noteTargetScale(targets.values, result.targetName, result.notes);
    result.classNames = std::move(targets.classNames);
    if (table.rowCount * static_cast<Index>(table.columns.size()) <= keptCells)
        result.source = std::make_shared<const Table>(std::move(table));
    tick(1);
    return result;
}

}  // namespace glassbox
