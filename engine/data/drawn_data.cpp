#include "engine/data/drawn_data.h"

#include "engine/data/cell_value.h"
#include "engine/data/generator.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr std::int64_t mostClasses = 10;

OptionInfo rows(std::string name, std::string label, std::string help, std::size_t columns) {
    return {.name = std::move(name),
            .label = std::move(label),
            .type = OptionType::List,
            .standard = Numbers(),
            // What a row may hold differs by column: requireDrawn says so.
            .minimum = -std::numeric_limits<double>::infinity(),
            .maximum = std::numeric_limits<double>::infinity(),
            .help = std::move(help),
            .columns = columns};
}

DataInfo entry(std::string kind, std::string title, std::string help, Task task, Index inputs) {
    DataInfo info;
    info.kind = std::move(kind);
    info.title = std::move(title);
    info.help = std::move(help);
    info.task = task;
    info.inputs = inputs;
    if (task == Task::Classification) {
        info.options.push_back({.name = "classes",
                                .label = "Classes",
                                .type = OptionType::Integer,
                                .standard = std::int64_t{2},
                                .minimum = 2,
                                .maximum = mostClasses,
                                .help = "How many classes there are to draw and to tell apart."});
    }
    const auto columns = static_cast<std::size_t>(inputs + 1);
    const std::string row = inputs == 1                    ? "x and value"
                            : task == Task::Classification ? "x1, x2 and class"
                                                           : "x1, x2 and value";
    info.options.push_back(rows("points", "Training points",
                                "The points that the network learns from, a row each: " + row + ".", columns));
    info.options.push_back(rows("validation_points", "Validation points",
                                "Points that are kept out of training, to see whether the network does well on what it "
                                "never learned from; a row each: " +
                                    row + ".",
                                columns));
    info.options.push_back(normaliseOption());
    return info;
}

const DataInfo* findDrawn(std::string_view kind) {
    const DataInfo* info = isDrawn(kind) ? findData(kind) : nullptr;
    return info;
}

void requirePlace(double value, const char* name, Index inputs, const std::string& place) {
    if (std::abs(value) <= drawn::reach) return;
    throw Error(place + ": " + name + " = " + numberText(value) + " lies outside the " +
                (inputs == 1 ? "line" : "plane") + " from -6 to 6.");
}

void requireTarget(double target, Task task, std::int64_t classes, const std::string& place) {
    if (task == Task::Regression) {
        if (std::abs(target) <= drawn::largestValue) return;
        throw Error(place + ": the value " + numberText(target) +
                    " is too large; values reach from -1000000 to 1000000.");
    }
    if (std::floor(target) != target)
        throw Error(place + ": the class " + numberText(target) + " is no whole number; classes are 0, 1, 2 ...");
    if (target < 0 || target >= static_cast<double>(classes)) {
        throw Error(place + ": class " + numberText(target) + " does not exist, as there are " +
                    std::to_string(classes) + " classes, 0 to " + std::to_string(classes - 1) +
                    "; erase its points or allow more classes.");
    }
}

Numbers rowsOf(const DataPart& part, Index& moved) {
    Numbers numbers;
    numbers.reserve(static_cast<std::size_t>(part.count() * (part.inputs.rows() + 1)));
    for (Index i = 0; i < part.count(); ++i) {
        bool outside = false;
        for (Index k = 0; k < part.inputs.rows(); ++k) {
            const double value = plainNumber(part.inputs(k, i));
            outside = outside || std::abs(value) > drawn::reach;
            numbers.push_back(std::clamp(value, -drawn::reach, drawn::reach));
        }
        moved += outside ? 1 : 0;
        numbers.push_back(part.labels.empty() ? plainNumber(part.values(0, i))
                                              : static_cast<double>(part.labels[static_cast<std::size_t>(i)]));
    }
    return numbers;
}

}  // namespace

std::vector<DataInfo> drawnInfos() {
    return {entry("drawn_classes", "Drawn",
                  "Points of your own: draw, move and erase them in the output picture. It starts from the points that "
                  "are there.",
                  Task::Classification, 2),
            entry("drawn_values", "Drawn values",
                  "Points of your own with a value each: draw, move and erase them in the output picture.",
                  Task::Regression, 2),
            entry("drawn_curve", "Drawn curve",
                  "Points of your own to follow with a curve; their height is the value. Draw, move and erase them in "
                  "the output picture.",
                  Task::Regression, 1)};
}

bool isDrawn(std::string_view kind) {
    return kind == "drawn_classes" || kind == "drawn_values" || kind == "drawn_curve";
}

void requireDrawn(const Spec& data, const std::string& path) {
    const DataInfo* info = findDrawn(data.kind);
    if (!info) return;
    const auto value = [&](const char* name) { return optionOrDefault(*info, data.options, name); };
    const std::int64_t classes =
        info->task == Task::Classification ? std::get<std::int64_t>(value("classes")) : std::int64_t{0};
    const auto columns = static_cast<std::size_t>(info->inputs + 1);
    std::size_t total = 0;
    for (const char* name : {"points", "validation_points"}) {
        const auto list = std::get<Numbers>(value(name));
        const std::size_t count = list.size() / columns;
        total += count;
        for (std::size_t i = 0; i < count; ++i) {
            const double* row = list.data() + i * columns;
            const std::string place = path + "." + name + "[" + std::to_string(i) + "]";
            requirePlace(row[0], info->inputs == 1 ? "x" : "x1", info->inputs, place);
            if (info->inputs == 2) requirePlace(row[1], "x2", info->inputs, place);
            requireTarget(row[columns - 1], info->task, classes, place);
        }
        if (count == 0 && std::string_view(name) == "points") {
            throw Error(path + ".points: there is no point to train on; draw at least one, such as " +
                        (info->inputs == 1 ? "[1.5, 0.5]" : "[1.5, -2, 0]") + ".");
        }
    }
    if (total > static_cast<std::size_t>(drawn::mostPoints)) {
        throw Error(path + ": " + std::to_string(total) + " points are more than the " +
                    std::to_string(drawn::mostPoints) + " that can be drawn; a table (csv) may have more.");
    }
}

GeneratedPoints drawnPoints(const DataInfo& info, const Options& options) {
    const Numbers& training = options.numbers("points");
    const Numbers& validation = options.numbers("validation_points");
    const auto columns = static_cast<std::size_t>(info.inputs + 1);
    const std::size_t inTraining = training.size() / columns;
    const std::size_t count = inTraining + validation.size() / columns;
    GeneratedPoints result;
    result.inputs.resize(info.inputs, static_cast<Index>(count));
    const bool classes = info.task == Task::Classification;
    if (classes) result.classes = static_cast<Index>(options.integer("classes"));
    for (std::size_t i = 0; i < count; ++i) {
        const double* row =
            i < inTraining ? training.data() + i * columns : validation.data() + (i - inTraining) * columns;
        for (Index k = 0; k < info.inputs; ++k) result.inputs(k, static_cast<Index>(i)) = static_cast<Scalar>(row[k]);
        if (classes)
            result.labels.push_back(static_cast<Index>(row[columns - 1]));
        else
            result.values.push_back(row[columns - 1]);
    }
    return result;
}

std::vector<std::string> notesOnDrawn(const Dataset& data) {
    std::vector<std::string> empty;
    for (Index c = 0; c < data.classCount(); ++c)
        if (std::find(data.training.labels.begin(), data.training.labels.end(), c) == data.training.labels.end())
            empty.push_back(std::to_string(c));
    if (empty.empty()) return {};
    if (empty.size() == 1)
        return {
            "Class " + empty.front() +
            " has no points to train on: the network can only learn to avoid it. Draw some, or have fewer classes."};
    std::string list = empty.front();
    for (std::size_t i = 1; i < empty.size(); ++i) list += (i + 1 < empty.size() ? ", " : " and ") + empty[i];
    return {"Classes " + list +
            " have no points to train on: the network can only learn to avoid them. Draw some, or have fewer classes."};
}

DrawnCopy drawnCopy(const Spec& data, std::uint64_t seed) {
    if (isDrawn(data.kind)) return {data, 0};
    const DataInfo* info = findData(data.kind);
    if (info && info->inputs == 0)
        throw Error("The points of a table come from its file and can't be drawn; choose other data to draw on.");
    const Dataset dataset = makeDataset(data, std::nullopt, seed);
    const bool classes = dataset.task == Task::Classification;
    DrawnCopy copy;
    copy.data.kind = classes ? "drawn_classes" : info->inputs == 1 ? "drawn_curve" : "drawn_values";
    Options& options = copy.data.options;
    if (classes) options.set("classes", static_cast<std::int64_t>(dataset.classCount()));
    options.set("points", rowsOf(dataset.training, copy.moved));
    if (dataset.validation.count() > 0) options.set("validation_points", rowsOf(dataset.validation, copy.moved));
    if (const OptionValue* normalise = data.options.find("normalise")) options.set("normalise", *normalise);
    return copy;
}

}  // namespace glassbox
