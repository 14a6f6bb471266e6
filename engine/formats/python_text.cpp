#include "engine/formats/python_text.h"

#include "engine/formats/json_text.h"
#include "engine/formats/number_text.h"

#include <cmath>

namespace glassbox {

std::string pythonText(const std::string& text) {
    // JSON's escapes are Python's as well, as long as what is not ASCII stands there as it is.
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

namespace {

template <typename Number>
std::string literal(Number value) {
    if (std::isnan(value)) return "math.nan";
    if (std::isinf(value)) return value > 0 ? "math.inf" : "-math.inf";
    const std::string text = shortestText(value);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

}  // namespace

std::string pythonNumber(double value) {
    return literal(value);
}
std::string pythonNumber(float value) {
    return literal(value);
}

std::string pythonFlag(bool value) {
    return value ? "True" : "False";
}

std::string pythonList(const std::vector<std::string>& items) {
    constexpr std::size_t longest = 100;
    std::string text = "[", line;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string item = items[i] + (i + 1 < items.size() ? ", " : "");
        if (!line.empty() && line.size() + item.size() > longest) {
            line.back() = '\n';  // instead of the blank behind the comma
            text += line + "    ";
            line.clear();
        }
        line += item;
    }
    return text + line + "]";
}

std::string pythonTitle(const Model& model) {
    return networkTitle(model.experiment, model.network.inputShape().size()) + ", data " + model.experiment.data.kind +
           ", seed " + std::to_string(model.experiment.seed);
}

std::string pythonFileName(const QString& name, const char* otherwise) {
    for (const QChar c : name)
        if (!c.isLetterOrNumber() && !QStringLiteral("._-").contains(c)) return otherwise;
    return name.toStdString();
}

}  // namespace glassbox
