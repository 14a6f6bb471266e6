#include "engine/formats/files.h"
#include "engine/formats/json_text.h"
#include "engine/formats/safetensors.h"
#include "engine/formats/tensor_values.h"
#include "engine/nn/error.h"
#include "engine/nn/quote.h"

#include <QDir>
#include <QtEndian>

#include <algorithm>
#include <limits>

namespace glassbox {

namespace {

constexpr qint64 mostBytes = qint64{1} << 30;
constexpr quint64 longestHeader = quint64{100} << 20;
constexpr std::size_t mostTensors = 10'000;
constexpr std::size_t mostDimensions = 32;

struct Place {
    NamedTensor tensor;
    NumberType type = NumberType::Float32;
    quint64 first = 0, last = 0;  // of the bytes behind the header
};

NumberType typeOf(const Json& value) {
    const std::string name = value.is_string() ? value.get<std::string>() : std::string();
    if (name == "F32") return NumberType::Float32;
    if (name == "F64") return NumberType::Float64;
    if (name == "F16") return NumberType::Float16;
    if (name == "BF16") return NumberType::BFloat16;
    if (name == "I64") return NumberType::Int64;
    throw Error("it holds numbers of the type " + inQuotes(name) + "; save it as F32");
}

quint64 wholeNumber(const Json& value) {
    if (!value.is_number_unsigned()) throw Error("its entry in the header is damaged");
    return value.get<quint64>();
}

Place readEntry(const Json& entry) {
    Place place;
    if (!entry.is_object() || entry.size() != 3 || !entry.contains("dtype") || !entry.contains("shape") ||
        !entry.contains("data_offsets") || !entry["shape"].is_array() || !entry["data_offsets"].is_array() ||
        entry["data_offsets"].size() != 2)
        throw Error("its entry in the header is damaged");
    place.type = typeOf(entry["dtype"]);
    if (entry["shape"].size() > mostDimensions) throw Error("it has more than 32 dimensions");
    quint64 count = 1;
    for (const Json& size : entry["shape"]) {
        const quint64 n = wholeNumber(size);
        if (n != 0 && count > static_cast<quint64>(mostBytes) / n)
            throw Error("it claims more numbers than the file can hold");
        count *= n;
        if (n > static_cast<quint64>(std::numeric_limits<Index>::max())) throw Error("its shape is damaged");
        place.tensor.shape.push_back(static_cast<Index>(n));
    }
    place.first = wholeNumber(entry["data_offsets"][0]);
    place.last = wholeNumber(entry["data_offsets"][1]);
    if (place.last < place.first || place.last - place.first != count * numberSize(place.type))
        throw Error("its shape asks for " + std::to_string(count) + " numbers, but there are not as many bytes for it");
    return place;
}

Json readHeader(const QByteArray& bytes) {
    if (bytes.size() < 8) throw Error("it is too short for a .safetensors file.");
    const auto length = qFromLittleEndian<quint64>(bytes.constData());
    if (length > longestHeader || length > static_cast<quint64>(bytes.size() - 8))
        throw Error("it is no .safetensors file: the length at its start leads beyond its end.");
    const QByteArray text = bytes.mid(8, static_cast<qsizetype>(length));
    if (!text.startsWith('{')) throw Error("it is no .safetensors file: no header follows its length.");
    Json header;
    try {
        header = parseJson(text, mostTensors);
    } catch (const Error& error) {
        throw Error(std::string("its header can't be read: ") + error.what());
    }
    if (!header.is_object()) throw Error("its header is damaged.");
    return header;
}

ModelTexts readTexts(const Json& object) {
    ModelTexts texts;
    if (!object.is_object()) throw Error("its metadata are damaged.");
    for (const auto& [name, text] : object.items()) {
        if (!text.is_string()) throw Error("its metadata are damaged: " + inQuotes(name) + " is no text.");
        texts.emplace_back(name, text.get<std::string>());
    }
    return texts;
}

/// Sorted by place. Every byte belongs to one array: nothing hides between them, and none are shared.
void requireNoGaps(std::vector<Place>& places, quint64 size) {
    std::sort(places.begin(), places.end(),
              [](const Place& a, const Place& b) { return std::pair(a.first, a.last) < std::pair(b.first, b.last); });
    quint64 end = 0;
    for (const Place& place : places) {
        const std::string name = "the array " + inQuotes(place.tensor.name);
        if (place.first < end) throw Error(name + " lies over the one before it.");
        if (place.first > end) throw Error("there are bytes that belong to no array before " + name + ".");
        if (place.last > size) throw Error(name + " reaches beyond the end of the file.");
        end = place.last;
    }
    if (end != size) throw Error("there are bytes behind the last array.");
}

}  // namespace

Safetensors parseSafetensors(const QByteArray& bytes) {
    const Json header = readHeader(bytes);
    const auto start = static_cast<qsizetype>(8 + qFromLittleEndian<quint64>(bytes.constData()));
    Safetensors content;
    std::vector<Place> places;
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__") {
            content.metadata = readTexts(entry);
            continue;
        }
        try {
            places.push_back(readEntry(entry));
            places.back().tensor.name = name;
        } catch (const Error& error) {
            throw Error("the array " + inQuotes(name) + " can't be used: " + error.what() + ".");
        }
    }
    requireNoGaps(places, static_cast<quint64>(bytes.size() - start));
    for (Place& place : places) {
        const char* data = bytes.constData() + start + static_cast<qsizetype>(place.first);
        try {
            place.tensor.values = readNumbers(place.type, {data, place.last - place.first});
        } catch (const Error& error) {
            throw Error("the array " + inQuotes(place.tensor.name) + " can't be used: " + error.what() + ".");
        }
        content.tensors.push_back(std::move(place.tensor));
    }
    return content;
}

Safetensors readSafetensors(const QString& path) {
    const QByteArray bytes = readFile(path, mostBytes);
    try {
        return parseSafetensors(bytes);
    } catch (const Error& error) {
        throw Error("Can't read " + QDir::toNativeSeparators(path).toStdString() + ": " + error.what());
    }
}

}  // namespace glassbox
