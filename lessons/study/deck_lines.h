#pragma once

#include <QString>

namespace glassbox {

/// A line of a card's text that would begin a card or its answer stands in a deck with a backslash before it.
inline bool needsEscape(const QString& line) {
    qsizetype slashes = 0;
    while (slashes < line.size() && line[slashes] == '\\') ++slashes;
    const QString rest = line.mid(slashes);
    return rest == QLatin1String("---") || rest.startsWith(QLatin1String("## ")) || rest == QLatin1String("##");
}
inline QString escapedLine(const QString& line) {
    return needsEscape(line) ? '\\' + line : line;
}
inline QString unescapedLine(const QString& line) {
    return line.startsWith('\\') && needsEscape(line) ? line.mid(1) : line;
}

}  // namespace glassbox
