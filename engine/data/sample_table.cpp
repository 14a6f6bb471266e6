#include "engine/data/sample_table.h"

#include "engine/data/cell_value.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace glassbox {

namespace {

/// A sample with its row in the source.
struct Place {
    Index source;
    SamplePart part;
    Index sample;
};

std::vector<Place> placesOf(const Dataset& data) {
    std::vector<Place> places;
    places.reserve(data.training.sourceRows.size() + data.validation.sourceRows.size());
    for (const SamplePart part : {SamplePart::Training, SamplePart::Validation}) {
        const auto& rows = part == SamplePart::Training ? data.training.sourceRows : data.validation.sourceRows;
        for (std::size_t i = 0; i < rows.size(); ++i) places.push_back({rows[i], part, static_cast<Index>(i)});
    }
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.source < b.source; });
    return places;
}

void addRow(SampleTable& table, const Dataset& data, const Place& place) {
    table.parts.push_back(place.part);
    table.samples.push_back(place.sample);
    table.sourceRows.push_back(place.source);
    if (data.task != Task::Classification) return;
    const auto i = static_cast<std::size_t>(place.sample);
    table.labels.push_back(place.part == SamplePart::Training     ? data.training.labels[i]
                           : place.part == SamplePart::Validation ? data.validation.labels[i]
                                                                  : -1);
}

SampleTable withRows(const Dataset& data, Index rows) {
    SampleTable table;
    table.classes = data.classNames;
    const std::vector<Place> places = placesOf(data);
    std::size_t next = 0;
    for (Index row = 0; row < rows; ++row) {
        const bool used = next < places.size() && places[next].source == row;
        addRow(table, data, used ? places[next++] : Place{row, SamplePart::LeftOut, -1});
    }
    return table;
}

SampleTable withUsedRows(const Dataset& data) {
    SampleTable table;
    table.classes = data.classNames;
    for (const Place& place : placesOf(data)) addRow(table, data, place);
    return table;
}

Column numbersOf(const SampleTable& table, const std::string& name, Index row, const Matrix& training,
                 const Matrix& validation) {
    Column column;
    column.name = name;
    column.numbers.reserve(table.parts.size());
    for (std::size_t i = 0; i < table.parts.size(); ++i) {
        const Matrix& from = table.parts[i] == SamplePart::Training ? training : validation;
        column.numbers.push_back(plainNumber(from(row, table.samples[i])));
    }
    column.missing.assign(table.parts.size(), false);
    return column;
}

Column classColumn(const SampleTable& table, const std::string& name) {
    Column column;
    column.name = name;
    column.type = ColumnType::Category;
    column.codes = table.labels;
    column.categories = table.classes;
    column.missing.assign(table.parts.size(), false);
    return column;
}

void addTarget(SampleTable& table, const Dataset& data) {
    table.target = static_cast<Index>(table.columns.size());
    table.columns.push_back(data.task == Task::Classification
                                ? classColumn(table, data.targetName)
                                : numbersOf(table, data.targetName, 0, data.training.values, data.validation.values));
    table.seen.push_back(false);
}

/// A row of a matrix for each name, as far as there is room, and the target.
void addColumns(SampleTable& table, const Dataset& data, const std::vector<std::string>& names,
                Matrix DataPart::*values) {
    const Index most = std::max<Index>(1, SampleTable::mostCells / std::max<Index>(1, table.rowCount()));
    const auto count = std::min(static_cast<Index>(names.size()), most);
    table.columnsLeftOut = static_cast<Index>(names.size()) - count;
    for (Index i = 0; i < count; ++i) {
        const std::string& name = names[static_cast<std::size_t>(i)];
        table.columns.push_back(numbersOf(table, name, i, data.training.*values, data.validation.*values));
        table.seen.push_back(true);
    }
    addTarget(table, data);
}

/// A column of numbers that name classes: its categories are in the order of the numbers.
Column asCategories(const Column& numbers) {
    Column column;
    column.name = numbers.name;
    column.type = ColumnType::Category;
    column.missing = numbers.missing;
    column.missingCount = numbers.missingCount;
    std::map<double, Index> codes;
    for (std::size_t i = 0; i < numbers.numbers.size(); ++i)
        if (!numbers.missing[i]) codes[numbers.numbers[i]] = 0;
    for (auto& [value, code] : codes) {
        code = static_cast<Index>(column.categories.size());
        column.categories.push_back(numberText(value));
    }
    for (std::size_t i = 0; i < numbers.numbers.size(); ++i)
        column.codes.push_back(numbers.missing[i] ? 0 : codes[numbers.numbers[i]]);
    return column;
}

/// True if the network sees the column itself or one of its categories.
bool isSeen(const Column& column, const std::vector<std::string>& features) {
    return std::any_of(features.begin(), features.end(), [&](const std::string& feature) {
        return feature == column.name ||
               (column.type == ColumnType::Category && feature.starts_with(column.name + " = "));
    });
}

SampleTable samplesOfTable(const Dataset& data, const Table& source) {
    SampleTable table = withRows(data, source.rowCount);
    const std::string part = data.spec.options.has("part") ? data.spec.options.text("part") : std::string();
    for (const Column& column : source.columns) {
        if (!part.empty() && column.name == part) continue;  // said by `parts`
        const bool target = column.name == data.targetName;
        if (target) table.target = static_cast<Index>(table.columns.size());
        table.seen.push_back(!target && isSeen(column, data.featureNames));
        const bool classes = target && data.task == Task::Classification && column.type == ColumnType::Number;
        table.columns.push_back(classes ? asCategories(column) : column);
    }
    return table;
}

}  // namespace

std::optional<Index> SampleTable::rowOf(SamplePart part, Index sample) const {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i] == part && samples[i] == sample) return static_cast<Index>(i);
    return {};
}

SampleTable samplesAsGiven(const Dataset& data) {
    if (data.source) return samplesOfTable(data, *data.source);
    SampleTable table = withUsedRows(data);
    table.complete = data.generated;
    addColumns(table, data, data.inputNames, &DataPart::inputs);
    for (std::size_t i = 0; data.generated && i + 1 < table.seen.size(); ++i)
        table.seen[i] = std::any_of(data.featureNames.begin(), data.featureNames.end(), [&](const std::string& name) {
            return name.find(table.columns[i].name) != std::string::npos;
        });
    return table;
}

SampleTable samplesAsSeen(const Dataset& data) {
    SampleTable table = withUsedRows(data);
    addColumns(table, data, data.featureNames, &DataPart::features);
    return table;
}

}  // namespace glassbox
