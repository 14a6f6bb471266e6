#pragma once

#include <QList>
#include <QPointF>

#include <optional>
#include <vector>

namespace glassbox {

/// One curve of a history of any length, kept in at most 4096 buckets: each remembers its lowest and its highest point,
/// so that a spike of a single epoch survives. While there are no more points than buckets, nothing is left out. Points
/// come in order of x.
class HistorySeries {
  public:
    static constexpr std::size_t mostBuckets = 4096;

    void clear() { *this = HistorySeries(); }
    /// `y` must be finite.
    void append(double x, double y);

    bool isEmpty() const { return m_count == 0; }
    qint64 count() const { return m_count; }
    /// Points with y <= 0, which a logarithmic axis can't show.
    qint64 notPositive() const { return m_notPositive; }
    double lowest() const { return m_lowest; }
    double highest() const { return m_highest; }
    /// Absent if no point lies above 0.
    std::optional<double> lowestPositive() const { return m_lowestPositive; }

    /// What to draw over a stretch `span` of x in a plot `columns` pixels wide: all points, or the lowest and highest
    /// of every pixel column. With `logarithm` y is log10 and points that have none are left out.
    QList<QPointF> points(double span, int columns, bool logarithm) const;

  private:
    struct Bucket {
        QPointF low, high, last;
        std::size_t size = 0;
        void take(const QPointF& point);
        void take(const Bucket& other);
    };
    void halve();

    std::vector<Bucket> m_buckets;
    std::size_t m_bucketSize = 1;
    qint64 m_count = 0, m_notPositive = 0;
    double m_lowest = 0, m_highest = 0;
    std::optional<double> m_lowestPositive;
};

}  // namespace glassbox
