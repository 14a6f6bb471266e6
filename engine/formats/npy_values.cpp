#include "engine/formats/npy.h"
#include "engine/nn/error.h"

#include <QtEndian>

#include <bit>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

float narrow(double value) {
    if (std::isfinite(value) && std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
        throw Error("it has a number too large for float32");
    return static_cast<float>(value);
}

float valueAt(const NpyHeader& header, const char* data, Index i) {
    const char* at = data + i * header.itemSize();
    switch (header.type) {
        case NpyHeader::Type::Float32:
            return std::bit_cast<float>(qFromLittleEndian<quint32>(at));
        case NpyHeader::Type::Float64:
            return narrow(std::bit_cast<double>(qFromLittleEndian<quint64>(at)));
        case NpyHeader::Type::Int64:
            return static_cast<float>(qFromLittleEndian<qint64>(at));
        case NpyHeader::Type::Int32:
            return static_cast<float>(qFromLittleEndian<qint32>(at));
        case NpyHeader::Type::Bool:
            return *at != 0 ? 1.0F : 0.0F;
    }
    return 0;
}

std::string shapeText(const std::vector<Index>& shape) {
    std::string text = "(";
    for (const Index n : shape) text += std::to_string(n) + ", ";
    if (shape.size() == 1) text.pop_back();  // (3,)
    if (shape.size() > 1) text.erase(text.size() - 2);
    return text + ")";
}

}  // namespace

std::vector<float> npyValues(const NpyHeader& header, const QByteArray& data) {
    std::vector<float> values(static_cast<std::size_t>(header.count));
    const std::vector<Index>& shape = header.shape;
    if (!header.fortranOrder || shape.size() < 2) {
        for (Index i = 0; i < header.count; ++i)
            values[static_cast<std::size_t>(i)] = valueAt(header, data.constData(), i);
        return values;
    }
    // `index` counts through the row-major places; `from` is where the same element lies with the first index fastest.
    std::vector<Index> index(shape.size(), 0), stride(shape.size(), 1);
    for (std::size_t k = 1; k < shape.size(); ++k) stride[k] = stride[k - 1] * shape[k - 1];
    Index from = 0;
    for (float& value : values) {
        value = valueAt(header, data.constData(), from);
        for (std::size_t k = shape.size(); k-- > 0;) {
            from += stride[k];
            if (++index[k] < shape[k]) break;
            from -= stride[k] * shape[k];
            index[k] = 0;
        }
    }
    return values;
}

QByteArray npyStart(const std::string& type, const std::string& shape) {
    std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    header.append((64 - (10 + header.size() + 1) % 64) % 64, ' ');  // numbers start at a multiple of 64 bytes
    header += '\n';
    QByteArray array("\x93NUMPY\x01\x00", 8);
    const quint16 length = qToLittleEndian(static_cast<quint16>(header.size()));
    array.append(reinterpret_cast<const char*>(&length), 2)
        .append(header.data(), static_cast<qsizetype>(header.size()));
    return array;
}

QByteArray npyArray(const std::vector<Index>& shape, const std::vector<float>& values) {
    QByteArray array = npyStart("<f4", shapeText(shape));
    const qsizetype start = array.size();
    array.resize(start + static_cast<qsizetype>(values.size() * sizeof(float)));
    if (!values.empty())
        qToLittleEndian<float>(values.data(), static_cast<qsizetype>(values.size()), array.data() + start);
    return array;
}

}  // namespace glassbox
