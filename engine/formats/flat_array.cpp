#include "engine/formats/flat_array.h"

#include "engine/formats/npy.h"
#include "engine/nn/error.h"

#include <QtEndian>

#include <bit>
#include <limits>
#include <type_traits>

namespace glassbox {

namespace {

template <typename Number>
using Bits = std::conditional_t<sizeof(Number) == 4, quint32, quint64>;

template <typename Number>
void append(QByteArray& array, Number value) {
    const auto bits = qToLittleEndian(std::bit_cast<Bits<Number>>(value));
    array.append(reinterpret_cast<const char*>(&bits), sizeof(bits));
}

template <typename Number>
Number at(const char* data, Index i) {
    return std::bit_cast<Number>(qFromLittleEndian<Bits<Number>>(data + i * static_cast<Index>(sizeof(Number))));
}

QByteArray start(const char* type, const std::string& shape, std::size_t bytes) {
    QByteArray array = npyStart(type, shape);
    array.reserve(array.size() + static_cast<qsizetype>(bytes));
    return array;
}

std::string rowOf(std::size_t count) {
    return "(" + std::to_string(count) + ",)";
}

/// Checks an array and returns where its numbers begin.
const char* numbers(const QByteArray& array, NpyHeader::Type type, NpyHeader& header) {
    if (array.size() < npyPreamble) throw Error("is no NumPy array");
    try {
        header = parseNpyHeader(array);
    } catch (const Error&) {
        throw Error("is no NumPy array");
    }
    if (header.type != type) throw Error("holds numbers of another type");
    if (header.fortranOrder && header.shape.size() > 1) throw Error("has its numbers in another order");
    if (header.count > array.size() || header.fileSize() != array.size()) throw Error("has another number of numbers");
    return array.constData() + header.dataStart;
}

void requireRow(const NpyHeader& header) {
    if (header.shape.size() != 1) throw Error("has another shape");
}

}  // namespace

QByteArray floatArray(const Buffer& values) {
    QByteArray array = start("<f4", rowOf(values.size()), 4 * values.size());
    for (const Scalar value : values) append(array, value);
    return array;
}

Buffer floatsOf(const QByteArray& array) {
    NpyHeader header;
    const char* data = numbers(array, NpyHeader::Type::Float32, header);
    requireRow(header);
    Buffer values(static_cast<std::size_t>(header.count));
    for (Index i = 0; i < header.count; ++i) values[static_cast<std::size_t>(i)] = at<Scalar>(data, i);
    return values;
}

QByteArray indexArray(const std::vector<Index>& values) {
    QByteArray array = start("<i4", rowOf(values.size()), 4 * values.size());
    for (const Index value : values) {
        if (value < 0 || value > std::numeric_limits<qint32>::max()) throw Error("there are too many samples");
        append(array, static_cast<qint32>(value));
    }
    return array;
}

std::vector<Index> indicesOf(const QByteArray& array) {
    NpyHeader header;
    const char* data = numbers(array, NpyHeader::Type::Int32, header);
    requireRow(header);
    std::vector<Index> values(static_cast<std::size_t>(header.count));
    for (Index i = 0; i < header.count; ++i) values[static_cast<std::size_t>(i)] = at<qint32>(data, i);
    return values;
}

QByteArray tableArray(const std::vector<double>& values, Index columns) {
    const auto rows = static_cast<Index>(values.size()) / columns;
    QByteArray array =
        start("<f8", "(" + std::to_string(rows) + ", " + std::to_string(columns) + ")", 8 * values.size());
    for (const double value : values) append(array, value);
    return array;
}

std::vector<double> tableOf(const QByteArray& array, Index columns) {
    NpyHeader header;
    const char* data = numbers(array, NpyHeader::Type::Float64, header);
    if (header.shape.size() != 2 || header.shape[1] != columns) throw Error("has another shape");
    std::vector<double> values(static_cast<std::size_t>(header.count));
    for (Index i = 0; i < header.count; ++i) values[static_cast<std::size_t>(i)] = at<double>(data, i);
    return values;
}

}  // namespace glassbox
