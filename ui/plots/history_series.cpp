#include "ui/plots/history_series.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

void HistorySeries::Bucket::take(const QPointF& point) {
    if (size == 0 || point.y() < low.y()) low = point;
    if (size == 0 || point.y() > high.y()) high = point;
    last = point;
    ++size;
}

void HistorySeries::Bucket::take(const Bucket& other) {
    const std::size_t before = size;
    take(other.low);
    take(other.high);
    last = other.last;
    size = before + other.size;
}

void HistorySeries::append(double x, double y) {
    if (m_count == 0) {
        m_lowest = m_highest = y;
    } else {
        m_lowest = std::min(m_lowest, y);
        m_highest = std::max(m_highest, y);
    }
    if (y > 0) {
        m_lowestPositive = std::min(y, m_lowestPositive.value_or(y));
    } else {
        ++m_notPositive;
    }
    ++m_count;
    if (m_buckets.size() == mostBuckets && m_buckets.back().size >= m_bucketSize) halve();
    if (m_buckets.empty() || m_buckets.back().size >= m_bucketSize) m_buckets.emplace_back();
    m_buckets.back().take({x, y});
}

// Twice as many points a bucket, half as many buckets: appending stays cheap however long a run gets.
void HistorySeries::halve() {
    for (std::size_t i = 0; i + 1 < m_buckets.size(); i += 2) {
        Bucket joined = m_buckets[i];
        joined.take(m_buckets[i + 1]);
        m_buckets[i / 2] = joined;
    }
    m_buckets.resize(m_buckets.size() / 2);
    m_bucketSize *= 2;
}

QList<QPointF> HistorySeries::points(double span, int columns, bool logarithm) const {
    QList<QPointF> result;
    const auto add = [&](const QPointF& point) {
        if (!result.isEmpty() && result.back().x() >= point.x()) return;
        if (!logarithm) {
            result.append(point);
        } else if (point.y() > 0) {
            result.append({point.x(), std::log10(point.y())});
        }
    };
    const auto addBoth = [&](const Bucket& bucket) {
        const bool rising = bucket.low.x() <= bucket.high.x();
        add(rising ? bucket.low : bucket.high);
        add(rising ? bucket.high : bucket.low);
    };
    const auto most = static_cast<std::size_t>(std::max(columns, 2));
    result.reserve(static_cast<qsizetype>(std::min(m_buckets.size(), most) * 2 + 2));
    if (m_buckets.size() <= 2 * most && m_bucketSize == 1) {
        for (const Bucket& bucket : m_buckets) add(bucket.low);
        return result;
    }
    const double perColumn = span > 0 ? static_cast<double>(most) / span : 0;
    Bucket column;
    double current = -1;
    for (const Bucket& bucket : m_buckets) {
        const double at = std::floor(bucket.low.x() * perColumn);
        if (at != current && column.size > 0) {
            addBoth(column);
            column = Bucket();
        }
        current = at;
        // Points that a logarithmic axis can't show must not hide those of the same column that it can.
        if (logarithm && bucket.low.y() <= 0) {
            if (bucket.high.y() > 0) column.take(bucket.high);
        } else {
            column.take(bucket);
        }
    }
    if (column.size > 0) addBoth(column);
    if (!m_buckets.empty()) add(m_buckets.back().last);  // the newest value always shows
    return result;
}

}  // namespace glassbox
