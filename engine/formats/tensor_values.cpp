#include "engine/formats/tensor_values.h"

#include "engine/nn/error.h"

#include <QtEndian>

#include <bit>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

float fromDouble(double value) {
    if (std::isfinite(value) && std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
        throw Error("it has a number too large for float32");
    return static_cast<float>(value);
}

/// IEEE 754 binary16: 1 bit sign, 5 bits exponent, 10 bits fraction.
float fromHalf(quint16 bits) {
    const int exponent = (bits >> 10) & 0x1f;
    const int fraction = bits & 0x3ff;
    const float sign = bits & 0x8000 ? -1.0F : 1.0F;
    if (exponent == 0x1f)
        return fraction != 0 ? std::numeric_limits<float>::quiet_NaN() : sign * std::numeric_limits<float>::infinity();
    if (exponent == 0) return sign * std::ldexp(static_cast<float>(fraction), -24);
    return sign * std::ldexp(static_cast<float>(fraction + 0x400), exponent - 25);
}

float numberAt(NumberType type, const char* at) {
    switch (type) {
        case NumberType::Float32:
            return std::bit_cast<float>(qFromLittleEndian<quint32>(at));
        case NumberType::Float64:
            return fromDouble(std::bit_cast<double>(qFromLittleEndian<quint64>(at)));
        case NumberType::Float16:
            return fromHalf(qFromLittleEndian<quint16>(at));
        case NumberType::BFloat16:  // the upper half of a float
            return std::bit_cast<float>(quint32{qFromLittleEndian<quint16>(at)} << 16);
        case NumberType::Int64:
            return static_cast<float>(qFromLittleEndian<qint64>(at));
    }
    return 0;
}

}  // namespace

std::size_t numberSize(NumberType type) {
    switch (type) {
        case NumberType::Float64:
        case NumberType::Int64:
            return 8;
        case NumberType::Float32:
            return 4;
        case NumberType::Float16:
        case NumberType::BFloat16:
            return 2;
    }
    return 1;
}

std::vector<float> readNumbers(NumberType type, std::span<const char> bytes) {
    std::vector<float> values(bytes.size() / numberSize(type));
    const char* at = bytes.data();
    for (float& value : values) {
        value = numberAt(type, at);
        at += numberSize(type);
    }
    return values;
}

}  // namespace glassbox
