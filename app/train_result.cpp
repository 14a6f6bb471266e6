#include "app/train_result.h"

#include <array>
#include <charconv>
#include <cmath>

namespace glassbox {

namespace {

std::string number(double value) {
    if (!std::isfinite(value)) return "null";
    std::array<char, 32> digits;
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

std::string object(const Evaluation& evaluation) {
    std::string text = "{\"cost\": " + number(evaluation.cost);
    if (evaluation.accuracy) text += ", \"accuracy\": " + number(*evaluation.accuracy);
    return text + "}";
}

}  // namespace

QByteArray resultLine(const TrainResult& result) {
    std::string line = std::string("{\"state\": \"") + result.state + "\"";
    line += ", \"epochs\": " + std::to_string(result.epochs) + ", \"steps\": " + std::to_string(result.steps);
    line += ", \"seconds\": " + number(std::round(result.seconds * 1000) / 1000);
    line += ", \"train\": " + object(result.training);
    if (result.validation) line += ", \"validation\": " + object(*result.validation);
    return QByteArray::fromStdString(line + "}\n");
}

}  // namespace glassbox
