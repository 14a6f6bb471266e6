#include "lessons/study/deck.h"

#include <algorithm>

namespace glassbox {

bool isCardId(const QString& id) {
    const auto allowed = [](QChar c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !id.isEmpty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), allowed);
}

bool isTag(const QString& tag) {
    const auto allowed = [](QChar c) { return !c.isSpace() && c != ',' && c.isPrint(); };
    const auto surrogateOr = [&](QChar c) { return c.isSurrogate() || allowed(c); };
    return !tag.isEmpty() && tag.size() <= 100 && std::all_of(tag.begin(), tag.end(), surrogateOr);
}

}  // namespace glassbox
