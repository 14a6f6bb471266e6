#pragma once

#include <QtGlobal>

#include <cstddef>

namespace glassbox {

// What a document may have at most, in bytes but for the count of views.
inline constexpr qint64 largestDocument = qint64{1} << 30;
inline constexpr qint64 largestText = qint64{16} << 20;
inline constexpr qint64 largestView = qint64{1} << 20;
inline constexpr qint64 largestThumbnail = qint64{4} << 20;
inline constexpr std::size_t mostViews = 100;

}  // namespace glassbox
