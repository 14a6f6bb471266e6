#pragma once

#include "engine/formats/json_text.h"
#include "engine/nn/options.h"

#include <string>
#include <vector>

namespace glassbox {

// Settings (Options) to and from JSON, and the sentences for what does not fit. `path` is where a value stands:
// "training.batch", "racers[2].optimizer".

/// Throws Error: "path: expected what, got ...".
[[noreturn]] void expected(const std::string& path, const std::string& what, const Json& value);

/// The value itself if it is an object, a text, a number; else throws Error. The example shows what was expected.
const Json& requireObject(const Json& value, const std::string& path, const char* example);
const std::string& requireText(const Json& value, const std::string& path, const char* what);
double requireNumber(const Json& value, const std::string& path);

/// Reads one key of an object into the options of `info`, in the type that the option wants; what does not fit stays as
/// it is, for requireOptions to refuse it with the range. Throws Error for an unknown key, naming the nearest one of
/// the kind's and `otherKeys`.
void readOption(Options& options, const KindInfo& info, const std::string& key, const Json& value,
                const std::string& path, const std::vector<std::string>& otherKeys);

/// Adds the options that are set, in the order in which the kind lists them; `info` may be null. Throws Error for
/// numbers that are not finite.
void addOptions(Json& object, const KindInfo* info, const Options& options, const std::string& path);

/// The value if it is finite, else throws Error.
double requireFinite(double value, const std::string& path);

}  // namespace glassbox
