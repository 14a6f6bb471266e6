#pragma once

#include "engine/nn/export.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace glassbox {

/// Rows of equal length, one behind the other (see OptionInfo::columns).
using Numbers = std::vector<double>;
using OptionValue = std::variant<bool, std::int64_t, double, std::string, Numbers>;

/// Named settings of one kind of thing (a layer, a loss, a generator ...). Holds only what was set; defaults live in
/// the kind's `OptionInfo` list and are filled in by `checkedOptions`.
class GLASSBOX_EXPORT Options {
  public:
    Options() = default;
    Options(std::initializer_list<std::pair<const std::string, OptionValue>> values) : m_values(values) {}

    bool has(std::string_view name) const { return m_values.find(name) != m_values.end(); }
    void set(const std::string& name, OptionValue value) { m_values[name] = std::move(value); }
    void erase(const std::string& name) { m_values.erase(name); }
    const OptionValue* find(std::string_view name) const;

    // Each throws Error if the option is missing or of another type; a whole number is accepted as a real one.
    bool flag(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;
    double real(std::string_view name) const;
    const std::string& text(std::string_view name) const;
    const Numbers& numbers(std::string_view name) const;

    auto begin() const { return m_values.begin(); }
    auto end() const { return m_values.end(); }
    bool empty() const { return m_values.empty(); }
    friend bool operator==(const Options&, const Options&) = default;

  private:
    std::map<std::string, OptionValue, std::less<>> m_values;
};

enum class OptionType { Flag, Integer, Real, Choice, Text, List };

/// One setting: what the property editor, the JSON form, the lessons' checks and the exporters all read.
struct OptionInfo {
    std::string name;   ///< key in the JSON form
    std::string label;  ///< on screen
    OptionType type = OptionType::Real;
    OptionValue standard;  ///< the default
    double minimum = 0;    ///< inclusive, for numbers and each of a list
    double maximum = 0;
    std::vector<std::string> choices{};  ///< for Choice
    std::string help{};                  ///< one or two sentences: what it is and why one would change it
    bool minimumExcluded = false;
    bool advanced = false;    ///< shown only on request
    std::size_t columns = 1;  ///< for List: length of a row; in the JSON form 1 is [1, 2], 2 is [[1, 2], [3, 4]]
};

/// What there is to know about one kind of thing.
struct KindInfo {
    std::string kind;       ///< name in the JSON form
    std::string title;      ///< on screen
    std::string help;       ///< one or two sentences
    std::string formula{};  ///< in plain Unicode, for tool tips
    std::vector<OptionInfo> options{};

    GLASSBOX_EXPORT const OptionInfo* option(std::string_view name) const;
};

/// A kind with its settings: how an experiment names a layer, a loss, an optimizer, a schedule or a data set.
struct Spec {
    std::string kind;
    Options options{};
    friend bool operator==(const Spec&, const Spec&) = default;
};

/// The options with every default filled in. Throws Error with the path of the first key that is unknown, of a wrong
/// type or out of range, e.g. "network[1].units: expected a whole number from 1 to 4096, got 0".
GLASSBOX_EXPORT Options checkedOptions(const KindInfo& info, const Options& options, const std::string& path);

/// Value of an option, or the kind's default where it is not set.
GLASSBOX_EXPORT OptionValue optionOrDefault(const KindInfo& info, const Options& options, std::string_view name);

}  // namespace glassbox
