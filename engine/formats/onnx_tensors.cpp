#include "engine/formats/onnx_tensors.h"

#include "engine/formats/number_text.h"
#include "engine/formats/tensor_values.h"
#include "engine/nn/error.h"

#include <bit>
#include <limits>

namespace glassbox {

namespace {

constexpr Index mostNumbers = Index{1} << 28;
constexpr int mostDimensions = 8;

std::optional<NumberType> rawType(int type) {
    switch (type) {
        case onnx::TensorProto::FLOAT:
            return NumberType::Float32;
        case onnx::TensorProto::DOUBLE:
            return NumberType::Float64;
        case onnx::TensorProto::FLOAT16:
            return NumberType::Float16;
        case onnx::TensorProto::BFLOAT16:
            return NumberType::BFloat16;
        case onnx::TensorProto::INT64:
            return NumberType::Int64;
        default:
            return {};
    }
}

template <typename Values>
std::vector<float> narrowed(const Values& values) {
    return {values.begin(), values.end()};
}

/// Half numbers stand in the low bits of whole ones.
std::vector<float> fromHalves(NumberType type, const onnx::TensorProto& tensor) {
    std::vector<char> bytes;
    for (const int bits : tensor.int32_data()) {
        bytes.push_back(static_cast<char>(bits & 0xff));
        bytes.push_back(static_cast<char>((bits >> 8) & 0xff));
    }
    return readNumbers(type, bytes);
}

std::vector<float> fromDoubles(const onnx::TensorProto& tensor) {
    std::vector<float> values;
    for (const double value : tensor.double_data()) {
        if (std::isfinite(value) && std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
            throw Error("it has a number too large for float32");
        values.push_back(static_cast<float>(value));
    }
    return values;
}

std::vector<float> numbers(const onnx::TensorProto& tensor, NumberType type) {
    if (tensor.has_raw_data()) {
        if (tensor.raw_data().size() % numberSize(type) != 0) throw Error("its bytes are no whole numbers");
        return readNumbers(type, tensor.raw_data());
    }
    switch (type) {
        case NumberType::Float32:
            return narrowed(tensor.float_data());
        case NumberType::Float64:
            return fromDoubles(tensor);
        case NumberType::Int64:
            return narrowed(tensor.int64_data());
        case NumberType::Float16:
        case NumberType::BFloat16:
            return fromHalves(type, tensor);
    }
    return {};
}

const onnx::AttributeProto* attribute(const onnx::NodeProto& node, const char* name, int type) {
    for (const onnx::AttributeProto& candidate : node.attribute()) {
        if (candidate.name() != name) continue;
        if (candidate.type() != type) throw Error(std::string("its setting ") + name + " has a wrong type");
        return &candidate;
    }
    return nullptr;
}

}  // namespace

NamedTensor onnxTensor(const onnx::TensorProto& tensor) {
    if (tensor.data_location() == onnx::TensorProto::EXTERNAL || tensor.external_data_size() > 0)
        throw Error("its numbers stand in a file of their own; save the model as one file");
    const std::optional<NumberType> type = rawType(tensor.data_type());
    if (!type) throw Error("it holds numbers of a type that is not known here; save it as float32");
    if (tensor.dims_size() > mostDimensions) throw Error("it has more than 8 dimensions");
    NamedTensor result{tensor.name(), {}, {}};
    Index count = 1;
    for (const std::int64_t size : tensor.dims()) {
        if (size < 0 || (size > 0 && count > mostNumbers / size)) throw Error("its shape is damaged");
        count *= size;
        result.shape.push_back(size);
    }
    result.values = numbers(tensor, *type);
    if (static_cast<Index>(result.values.size()) != count)
        throw Error("its shape asks for " + std::to_string(count) + " numbers, but there are " +
                    std::to_string(result.values.size()));
    return result;
}

Index onnxWhole(const onnx::NodeProto& node, const char* name, Index standard) {
    const onnx::AttributeProto* found = attribute(node, name, onnx::AttributeProto::INT);
    return found ? found->i() : standard;
}

double onnxReal(const onnx::NodeProto& node, const char* name, double standard) {
    const onnx::AttributeProto* found = attribute(node, name, onnx::AttributeProto::FLOAT);
    if (!found) return standard;
    double value = static_cast<double>(found->f());
    const std::string digits = shortestText(found->f());  // 1e-05 rather than 9.99999974e-06
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

NamedTensor onnxConstant(const onnx::NodeProto& node) {
    if (node.attribute_size() != 1) throw Error("it holds no value");
    const onnx::AttributeProto& value = node.attribute(0);
    switch (value.type()) {
        case onnx::AttributeProto::TENSOR:
            return onnxTensor(value.t());
        case onnx::AttributeProto::FLOAT:
            return {{}, {}, {value.f()}};
        case onnx::AttributeProto::FLOATS:
            return {{}, {value.floats_size()}, narrowed(value.floats())};
        case onnx::AttributeProto::INT:
            return {{}, {}, {static_cast<float>(value.i())}};
        case onnx::AttributeProto::INTS:
            return {{}, {value.ints_size()}, narrowed(value.ints())};
        default:
            throw Error("it holds a value of a kind that is not known here");
    }
}

}  // namespace glassbox
