#pragma once

#include "engine/nn/options.h"

namespace glassbox {

/// The places of an experiment that hold a Spec.
enum class SpecRole { Data, Layer, Loss, Optimizer, Schedule };

/// The key that names the kind in the JSON form: "layer" for layers, else "kind".
GLASSBOX_EXPORT const char* kindKey(SpecRole role);
/// Every kind for this place, in the registry's order.
GLASSBOX_EXPORT std::vector<const KindInfo*> kindsFor(SpecRole role);
/// Null if there is no such kind.
GLASSBOX_EXPORT const KindInfo* findKind(SpecRole role, std::string_view kind);
/// Throws Error with the path of the key and the nearest name if there is no such kind.
GLASSBOX_EXPORT const KindInfo& requireKind(SpecRole role, std::string_view kind, const std::string& path);
/// The options, complete (see checkedOptions). Throws Error with the path of the first key that is unknown (naming the
/// nearest one), of a wrong type or out of range.
GLASSBOX_EXPORT Options requireOptions(const KindInfo& info, const Options& options, const std::string& path);
/// A key from a file as a path shows it: shortened and without control characters.
GLASSBOX_EXPORT std::string keyInPath(std::string_view key);
/// Throws the sentence for a key that `info` does not have. `more` are other keys that may stand there.
[[noreturn]] GLASSBOX_EXPORT void refuseKey(const std::string& key, const std::string& path, const KindInfo& info,
                                            std::vector<std::string> more = {});

}  // namespace glassbox
