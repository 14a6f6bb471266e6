#pragma once

#include <QSplitter>

namespace glassbox {

/// Panels side by side or one above the other, with the theme's gap between them; none can be pushed away wholly.
inline QSplitter* makeSplitter(Qt::Orientation orientation, const char* name, int gap) {
    auto* splitter = new QSplitter(orientation);
    splitter->setObjectName(QLatin1String(name));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(gap);
    return splitter;
}

}  // namespace glassbox
