#include "engine/formats/samples_file.h"

#include "engine/data/cell_value.h"
#include "engine/formats/files.h"
#include "engine/formats/npz.h"

#include <algorithm>
#include <set>

namespace glassbox {

namespace {

QByteArray quoted(const std::string& text, char separator) {
    QByteArray bytes = QByteArray::fromStdString(text);
    const bool plain = !bytes.contains(separator) && !bytes.contains('"') && !bytes.contains('\n') &&
                       !bytes.contains('\r') && bytes.trimmed() == bytes && !bytes.isEmpty();
    return plain ? bytes : '"' + bytes.replace("\"", "\"\"") + '"';
}

const char* wordOf(SamplePart part) {
    return part == SamplePart::Training ? "training" : part == SamplePart::Validation ? "validation" : "left out";
}

/// "part", or something like it that no column is called.
std::string partName(const SampleTable& samples) {
    std::set<std::string> taken;
    for (const Column& column : samples.columns) taken.insert(column.name);
    std::string name = "part";
    while (taken.contains(name)) name += "_";
    return name;
}

}  // namespace

QByteArray samplesToCsv(const SampleTable& samples, char separator) {
    QByteArray text;
    for (const Column& column : samples.columns) text += quoted(column.name, separator) + separator;
    text += QByteArray::fromStdString(partName(samples)) + '\n';
    for (Index row = 0; row < samples.rowCount(); ++row) {
        const auto i = static_cast<std::size_t>(row);
        for (const Column& column : samples.columns) {
            if (!column.missing[i]) {
                text += column.type == ColumnType::Number
                            ? QByteArray::fromStdString(numberText(column.numbers[i]))
                            : quoted(column.categories[static_cast<std::size_t>(column.codes[i])], separator);
            }
            text += separator;
        }
        text += wordOf(samples.parts[i]);
        text += '\n';
    }
    return text;
}

void writeSamplesNpz(const QString& path, const Dataset& data) {
    struct Place {
        Index source, sample;
        bool validation;
    };
    std::vector<Place> places;
    for (Index i = 0; i < data.training.count(); ++i)
        places.push_back({data.training.sourceRows[static_cast<std::size_t>(i)], i, false});
    for (Index i = 0; i < data.validation.count(); ++i)
        places.push_back({data.validation.sourceRows[static_cast<std::size_t>(i)], i, true});
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.source < b.source; });
    const auto count = static_cast<Index>(places.size());
    NamedTensor inputs{"X", {count, data.inputCount()}, {}}, target{"y", {count}, {}}, part{"part", {count}, {}};
    for (const Place& place : places) {
        const DataPart& from = place.validation ? data.validation : data.training;
        for (Index k = 0; k < data.inputCount(); ++k)
            inputs.values.push_back(static_cast<float>(from.inputs(k, place.sample)));
        target.values.push_back(data.task == Task::Classification
                                    ? static_cast<float>(from.labels[static_cast<std::size_t>(place.sample)])
                                    : static_cast<float>(from.values(0, place.sample)));
        part.values.push_back(place.validation ? 1.0F : 0.0F);
    }
    writeNpz(path, {inputs, target, part});
}

void writeSamples(const QString& path, const Dataset& data) {
    if (path.endsWith(QStringLiteral(".npz"), Qt::CaseInsensitive)) return writeSamplesNpz(path, data);
    writeFile(path, samplesToCsv(samplesAsGiven(data)));
}

}  // namespace glassbox
