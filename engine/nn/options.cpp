#include "engine/nn/options.h"

#include "engine/nn/error.h"
#include "engine/nn/quote.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace glassbox {

namespace {

std::string numberText(double value) {
    if (std::isnan(value)) return "not-a-number";
    if (std::isinf(value)) return value > 0 ? "infinity" : "-infinity";
    char text[40];
    // Whole numbers in full: 1000000, not 1e+06.
    const bool whole = std::floor(value) == value && std::abs(value) < 1e15;
    const auto end = whole ? std::to_chars(text, text + sizeof text, static_cast<std::int64_t>(value)).ptr
                           : std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

std::string valueText(const OptionValue& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&value)) return numberText(*real);
    if (const auto* list = std::get_if<Numbers>(&value)) return "a list of " + std::to_string(list->size());
    return inQuotes(std::get<std::string>(value));
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

bool isWord(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// Words as they are; where one is a sign (a separator, say), all in quotes, as they stand in the JSON form.
std::string choiceList(std::vector<std::string> choices) {
    if (std::all_of(choices.begin(), choices.end(), isWord)) return joined(choices);
    for (std::string& choice : choices) choice = choice == "\t" ? R"("\t")" : inQuotes(choice);
    return joined(choices);
}

std::string expectation(const OptionInfo& option) {
    const std::string from = (option.minimumExcluded ? " above " : " from ") + numberText(option.minimum);
    const std::string to = (option.minimumExcluded ? " and at most " : " to ") + numberText(option.maximum);
    switch (option.type) {
        case OptionType::Flag:
            return "true or false";
        case OptionType::Integer:
            return "a whole number" + from + to;
        case OptionType::Real:
            return "a number" + from + to;
        case OptionType::Choice:
            return "one of " + choiceList(option.choices);
        case OptionType::Text:
            return "a text";
        case OptionType::List: {
            const std::string range = std::isinf(option.minimum) && std::isinf(option.maximum) ? "" : from + to;
            return (option.columns == 1 ? "a list of numbers"
                                        : "a list of rows of " + std::to_string(option.columns) + " numbers") +
                   range;
        }
    }
    return {};
}

bool inRange(const OptionInfo& option, double value) {
    // False for not-a-number too.
    return (option.minimumExcluded ? value > option.minimum : value >= option.minimum) && value <= option.maximum;
}

/// The first of a list that is out of range, as "a list with 7"; the whole where its length is wrong.
std::string offenderText(const OptionInfo& option, const OptionValue& value) {
    if (const auto* list = std::get_if<Numbers>(&value); list && option.type == OptionType::List)
        for (const double number : *list)
            if (!inRange(option, number)) return "a list with " + numberText(number);
    return valueText(value);
}

/// The value in the option's own type; false if it is of another type or out of range.
bool accept(const OptionInfo& option, const OptionValue& value, OptionValue& accepted) {
    const auto* whole = std::get_if<std::int64_t>(&value);
    const auto* real = std::get_if<double>(&value);
    const auto* text = std::get_if<std::string>(&value);
    accepted = value;
    switch (option.type) {
        case OptionType::Flag:
            return std::holds_alternative<bool>(value);
        case OptionType::Integer:
            if (real && *real == std::floor(*real) && inRange(option, *real)) {
                accepted = static_cast<std::int64_t>(*real);
                return true;
            }
            return whole && inRange(option, static_cast<double>(*whole));
        case OptionType::Real:
            if (whole) accepted = static_cast<double>(*whole);
            return (whole || real) && inRange(option, std::get<double>(accepted));
        case OptionType::Choice:
            for (const std::string& choice : option.choices)
                if (text && *text == choice) return true;
            return false;
        case OptionType::Text:
            return text != nullptr;
        case OptionType::List: {
            const auto* list = std::get_if<Numbers>(&value);
            return list && list->size() % option.columns == 0 &&
                   std::all_of(list->begin(), list->end(), [&](double number) { return inRange(option, number); });
        }
    }
    return false;
}

template <typename T>
const T& typed(const Options& options, std::string_view name, const char* type) {
    const OptionValue* value = options.find(name);
    if (!value) throw Error("The setting " + inQuotes(name) + " is missing.");
    const T* found = std::get_if<T>(value);
    if (!found)
        throw Error("The setting " + inQuotes(name) + " should be " + type + ", but is " + valueText(*value) + ".");
    return *found;
}

}  // namespace

const OptionValue* Options::find(std::string_view name) const {
    const auto place = m_values.find(name);
    return place == m_values.end() ? nullptr : &place->second;
}

bool Options::flag(std::string_view name) const {
    return typed<bool>(*this, name, "true or false");
}

std::int64_t Options::integer(std::string_view name) const {
    return typed<std::int64_t>(*this, name, "a whole number");
}

double Options::real(std::string_view name) const {
    const OptionValue* value = find(name);
    if (const auto* whole = value ? std::get_if<std::int64_t>(value) : nullptr) return static_cast<double>(*whole);
    return typed<double>(*this, name, "a number");
}

const std::string& Options::text(std::string_view name) const {
    return typed<std::string>(*this, name, "a text");
}

const Numbers& Options::numbers(std::string_view name) const {
    return typed<Numbers>(*this, name, "a list of numbers");
}

const OptionInfo* KindInfo::option(std::string_view name) const {
    for (const OptionInfo& candidate : options)
        if (candidate.name == name) return &candidate;
    return nullptr;
}

Options checkedOptions(const KindInfo& info, const Options& options, const std::string& path) {
    const auto place = [&](const std::string& name) { return path.empty() ? name : path + '.' + name; };
    for (const auto& [name, value] : options) {
        if (info.option(name)) continue;
        std::vector<std::string> known;
        for (const OptionInfo& option : info.options) known.push_back(option.name);
        throw Error(place(name) + ": unknown key; " + info.kind +
                    (known.empty() ? " has no settings." : " has " + joined(known) + "."));
    }
    Options complete;
    for (const OptionInfo& option : info.options) {
        const OptionValue* value = options.find(option.name);
        OptionValue accepted = option.standard;
        if (value && !accept(option, *value, accepted))
            throw Error(place(option.name) + ": expected " + expectation(option) + ", got " +
                        offenderText(option, *value) + ".");
        if (!value) accept(option, option.standard, accepted);
        complete.set(option.name, std::move(accepted));
    }
    return complete;
}

OptionValue optionOrDefault(const KindInfo& info, const Options& options, std::string_view name) {
    const OptionInfo* option = info.option(name);
    const OptionValue* value = options.find(name);
    if (!option && !value) throw Error("The setting " + inQuotes(name) + " does not exist for " + info.kind + ".");
    return value ? *value : option->standard;
}

}  // namespace glassbox
