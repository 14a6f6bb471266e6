#pragma once

#include <QLabel>

namespace glassbox {

/// A label of plain words that break into lines; `tone` is one of the style sheet's ("mute", "strong", "caption").
inline QLabel* wordsLabel(const char* tone, const QString& text = {}, const char* name = nullptr) {
    auto* made = new QLabel(text);
    if (name) made->setObjectName(QLatin1String(name));
    made->setProperty("tone", tone);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    return made;
}

}  // namespace glassbox
