#include "engine/formats/json_options.h"

#include "engine/experiment/kinds.h"
#include "engine/nn/error.h"
#include "engine/nn/quote.h"

#include <cmath>
#include <utility>

namespace glassbox {

namespace {

/// What a value is, as a sentence says it.
std::string shown(const Json& value) {
    switch (value.type()) {
        case Json::value_t::object:
            return "an object";
        case Json::value_t::array:
            return "a list";
        case Json::value_t::string:
            return inQuotes(value.get_ref<const std::string&>());
        default:
            return value.dump();
    }
}

const char* typeName(OptionType type) {
    switch (type) {
        case OptionType::Flag:
            return "true or false";
        case OptionType::Integer:
            return "a whole number";
        case OptionType::Real:
            return "a number";
        case OptionType::Choice:
        case OptionType::Text:
            return "a text";
        case OptionType::List:
            return "a list of numbers";
    }
    return "a value";
}

/// [1, 2], or rows [[1, 2], [3, 4]] one behind the other.
Numbers numbersOf(const OptionInfo& info, const Json& value, const std::string& path) {
    Numbers numbers;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string place = path + "[" + std::to_string(i) + "]";
        const Json& row = value[i];
        if (info.columns == 1) {
            numbers.push_back(requireNumber(row, place));
            continue;
        }
        const std::string what = "a list of " + std::to_string(info.columns) + " numbers";
        if (!row.is_array()) expected(place, what, row);
        if (row.size() != info.columns)
            throw Error(place + ": expected " + what + ", got one of " + std::to_string(row.size()) + ".");
        for (const Json& number : row) numbers.push_back(requireNumber(number, place));
    }
    return numbers;
}

/// JSON knows one kind of number, options know two: takes the one that the option wants. What does not fit the option's
/// type stays what it is, for checkedOptions to refuse it with the range.
OptionValue optionValue(const OptionInfo& info, const Json& value, const std::string& path) {
    if (value.is_array() && info.type == OptionType::List) return numbersOf(info, value, path);
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_number()) expected(path, typeName(info.type), value);
    const double real = value.get<double>();
    if (info.type == OptionType::Real) return real;
    constexpr double exact = 9007199254740992.0;  // 2^53: whole numbers up to here are exact as doubles
    if (value.is_number_integer() && (!value.is_number_unsigned() || value.get<std::uint64_t>() <= INT64_MAX))
        return value.get<std::int64_t>();
    if (std::floor(real) == real && std::abs(real) <= exact) return static_cast<std::int64_t>(real);
    return real;
}

/// Whole numbers without a decimal point, as people write them.
Json numberToJson(double value) {
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (std::floor(value) == value && std::abs(value) <= exact) return static_cast<std::int64_t>(value);
    return value;
}

Json listToJson(const Numbers& numbers, std::size_t columns, const std::string& path) {
    Json list = Json::array();
    Json row = Json::array();
    for (const double number : numbers) {
        const Json value = numberToJson(requireFinite(number, path));
        if (columns == 1) {
            list.push_back(value);
            continue;
        }
        row.push_back(value);
        if (row.size() == columns) list.push_back(std::exchange(row, Json::array()));
    }
    return list;
}

/// `info` is null where the kind does not know the option.
Json valueToJson(const OptionValue& value, const OptionInfo* info, const std::string& path) {
    if (const auto* whole = std::get_if<std::int64_t>(&value); whole && info && info->type == OptionType::Real)
        return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value)) return requireFinite(*real, path);
    if (const auto* list = std::get_if<Numbers>(&value)) return listToJson(*list, info ? info->columns : 1, path);
    return std::visit([](const auto& item) { return Json(item); }, value);
}

}  // namespace

void expected(const std::string& path, const std::string& what, const Json& value) {
    throw Error(path + ": expected " + what + ", got " + shown(value) + ".");
}

const Json& requireObject(const Json& value, const std::string& path, const char* example) {
    if (!value.is_object()) expected(path, std::string("an object such as ") + example, value);
    return value;
}

const std::string& requireText(const Json& value, const std::string& path, const char* what) {
    if (!value.is_string()) expected(path, what, value);
    return value.get_ref<const std::string&>();
}

double requireNumber(const Json& value, const std::string& path) {
    if (!value.is_number()) expected(path, "a number", value);
    return value.get<double>();
}

void readOption(Options& options, const KindInfo& info, const std::string& key, const Json& value,
                const std::string& path, const std::vector<std::string>& otherKeys) {
    const OptionInfo* option = info.option(key);
    if (!option) refuseKey(key, path, info, otherKeys);
    options.set(key, optionValue(*option, value, path + "." + key));
}

double requireFinite(double value, const std::string& path) {
    if (!std::isfinite(value)) throw Error(path + ": expected a finite number, got " + std::to_string(value) + ".");
    return value;
}

void addOptions(Json& object, const KindInfo* info, const Options& options, const std::string& path) {
    if (info)
        for (const OptionInfo& option : info->options)
            if (const OptionValue* value = options.find(option.name))
                object[option.name] = valueToJson(*value, &option, path + "." + option.name);
    for (const auto& [name, value] : options)  // what the kind does not know: reading will say so
        if (!object.contains(name)) object[name] = valueToJson(value, nullptr, path + "." + name);
}

}  // namespace glassbox
