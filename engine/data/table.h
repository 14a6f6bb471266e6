#pragma once

#include "engine/data/dataset.h"

namespace glassbox {

enum class ColumnType { Number, Category };

/// One column of a table file. `missing[i]` marks cells without a value.
struct Column {
    std::string name;
    ColumnType type = ColumnType::Number;
    std::vector<double> numbers;          ///< Number
    std::vector<Index> codes;             ///< Category: index into `categories`
    std::vector<std::string> categories;  ///< sorted by name
    std::vector<bool> missing;
    Index missingCount = 0;
    std::string firstText;    ///< Category: the first cell that is no number, ...
    Index firstTextLine = 0;  ///< ... and its line in the file; 0 for a column of numbers
};

/// How to read a table file. Every "auto" is decided from the file and reported in Table::notes.
struct TableFormat {
    std::string separator = "auto";  ///< "auto", ",", ";", "\t", "|" or " "
    std::string decimal = "auto";    ///< "auto", "." or ","
    std::optional<bool> header;      ///< absent: guessed
    Index rowLimit = 0;              ///< read at most this many rows (for previews); 0: all
};

struct Table {
    std::vector<Column> columns;
    Index rowCount = 0;
    bool truncated = false;  ///< rowLimit reached
    TableFormat format;      ///< as decided
    std::vector<std::string> notes;
};

/// The most cells that are read; a larger file is refused with this limit in the sentence.
inline constexpr Index maximumCells = 50'000'000;
/// The most columns that are read.
inline constexpr Index maximumColumns = 10'000;
/// The most categories of a column that may be an input, and the most classes of a target.
inline constexpr Index maximumCategories = 200;
inline constexpr Index maximumClasses = 100;

/// Reads CSV, TSV and the like (RFC 4180 quoting, either line ending, UTF-8 with or without mark). Throws Error naming
/// the line.
GLASSBOX_EXPORT Table readTable(const std::string& path, const TableFormat& format = {}, const Progress& progress = {});
/// Errors begin with `name` if there is one.
GLASSBOX_EXPORT Table parseTable(std::string_view text, const TableFormat& format = {}, const Progress& progress = {},
                                 const std::string& name = {});
/// The whole file, read in pieces so that it can be cancelled. Throws Error.
TableBytes readTableFile(const std::string& path, const Progress& progress);

/// The column to predict, as a reasonable guess: named like a target, else the last one. -1 for an empty table.
GLASSBOX_EXPORT Index guessTarget(const Table& table);
/// Categories, or few distinct whole numbers: classification. Else regression.
GLASSBOX_EXPORT Task guessTask(const Column& target);
/// True for a column of texts that says which part a row belongs to: "training", "validation" or "left out" in every
/// row.
GLASSBOX_EXPORT bool saysPart(const Column& column);
/// Names of the inputs that a table gives when these columns are used: numbers as they are, categories one-hot ("colour
/// = red").
GLASSBOX_EXPORT std::vector<std::string> inputNames(const Table& table, const std::vector<std::string>& columns);

}  // namespace glassbox
