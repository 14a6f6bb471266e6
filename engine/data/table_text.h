#pragma once

#include "engine/data/table.h"

namespace glassbox {

/// The text of a table as UTF-8 without its mark. Refuses UTF-16 and what is no text; other encodings are read as
/// Latin-1, into `storage`, with a note. Throws Error.
std::string_view tableText(std::string_view bytes, std::string& storage, std::vector<std::string>& notes);

/// The separator that splits the first lines most evenly; a comma if none does.
char guessSeparator(std::string_view text);

}  // namespace glassbox
