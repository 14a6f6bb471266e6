#include "engine/formats/npz_table.h"

#include "engine/data/cell_value.h"
#include "engine/data/table.h"
#include "engine/nn/quote.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

const NamedTensor* find(const std::vector<NamedTensor>& arrays, const std::string& name) {
    const auto found = std::find_if(arrays.begin(), arrays.end(), [&](const NamedTensor& a) { return a.name == name; });
    return found == arrays.end() ? nullptr : &*found;
}

std::string firstOf(const std::vector<NamedTensor>& arrays, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (find(arrays, name)) return name;
    return {};
}

std::string shapeText(const NamedTensor& array) {
    std::string text;
    for (const Index size : array.shape) text += (text.empty() ? "" : " x ") + std::to_string(size);
    return text.empty() ? "one number" : text;
}

const NamedTensor& require(const std::vector<NamedTensor>& arrays, const std::string& name) {
    if (const NamedTensor* array = find(arrays, name)) return *array;
    std::string names;
    for (std::size_t i = 0; i < arrays.size() && i < 12; ++i) names += (i ? ", " : "") + arrays[i].name;
    throw Error("There is no array " + inQuotes(name) + " in the file; there are " + (names.empty() ? "none" : names) +
                ".");
}

/// An array with one number for each of `rows` samples.
const NamedTensor& requireColumn(const std::vector<NamedTensor>& arrays, const std::string& name, Index rows) {
    const NamedTensor& array = require(arrays, name);
    const bool column = array.shape.size() == 1 || (array.shape.size() == 2 && array.shape[1] == 1);
    if (!column || array.shape[0] != rows) {
        throw Error("The array " + inQuotes(name) + " is " + shapeText(array) + ", but " + std::to_string(rows) +
                    " samples need one number each.");
    }
    return array;
}

QByteArray cell(float value) {
    return std::isfinite(value) ? QByteArray::fromStdString(numberText(plainNumber(static_cast<Scalar>(value))))
                                : QByteArray();
}

}  // namespace

std::optional<NpzChoice> guessNpzData(const std::vector<NamedTensor>& arrays) {
    NpzChoice choice{firstOf(arrays, {"X", "x", "data", "inputs", "features", "X_train", "x_train"}),
                     firstOf(arrays, {"y", "Y", "target", "targets", "label", "labels", "y_train"}),
                     firstOf(arrays, {"part"})};
    if (choice.inputs.empty() || choice.target.empty()) return {};
    return choice;
}

QByteArray npzToCsv(const std::vector<NamedTensor>& arrays, const NpzChoice& choice) {
    const NamedTensor& inputs = require(arrays, choice.inputs);
    if (inputs.shape.empty() || inputs.shape.size() > 2) {
        throw Error("The array " + inQuotes(choice.inputs) + " is " + shapeText(inputs) +
                    "; expected a row for each sample and a column for each input.");
    }
    const Index rows = inputs.shape[0], columns = inputs.shape.size() == 2 ? inputs.shape[1] : 1;
    if (rows == 0 || columns == 0)
        throw Error("The array " + inQuotes(choice.inputs) + " is " + shapeText(inputs) + ", so there is no sample.");
    if (columns > maximumColumns - 2)
        throw Error("The array " + inQuotes(choice.inputs) + " has " + std::to_string(columns) +
                    " columns, more than the " + std::to_string(maximumColumns - 2) + " that can be read.");
    const NamedTensor& target = requireColumn(arrays, choice.target, rows);
    const NamedTensor* part = choice.part.empty() ? nullptr : &requireColumn(arrays, choice.part, rows);
    QByteArray text;
    for (Index k = 0; k < columns; ++k) text += "x" + QByteArray::number(static_cast<qlonglong>(k + 1)) + ',';
    text += part ? "y,part\n" : "y\n";
    for (Index row = 0; row < rows; ++row) {
        const auto i = static_cast<std::size_t>(row);
        for (Index k = 0; k < columns; ++k)
            text += cell(inputs.values[i * static_cast<std::size_t>(columns) + static_cast<std::size_t>(k)]) + ',';
        text += cell(target.values[i]);
        if (part) text += part->values[i] == 0 ? ",training" : part->values[i] == 1 ? ",validation" : ",left out";
        text += '\n';
    }
    return text;
}

}  // namespace glassbox
