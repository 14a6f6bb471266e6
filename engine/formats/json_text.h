#pragma once

#include <QByteArray>

#include <nlohmann/json.hpp>

namespace glassbox {

using Json = nlohmann::ordered_json;

/// Parses JSON more strictly than the library: keys that appear twice, nesting deeper than 32 and objects with more
/// than `mostKeys` keys are refused. Throws Error with line and column, or with the path of the key.
Json parseJson(const QByteArray& text, std::size_t mostKeys = 1000);

}  // namespace glassbox
