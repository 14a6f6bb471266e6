#include "engine/explain/contour_labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace glassbox {

namespace {

constexpr double shortestLine = 3;    // in widths of the label
constexpr double farthestBend = 0.3;  // of the text's height: how far a line may leave the label's middle
constexpr double repeat = 420;        // pixels of line between labels of one line
constexpr std::size_t mostTries = 48;

double distance(const GridPoint& a, const GridPoint& b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

/// Which lines pass through which small square of the picture.
class Occupancy {
  public:
    Occupancy(double width, double height)
        : m_columns(static_cast<Index>(width / square) + 1), m_rows(static_cast<Index>(height / square) + 1) {
        m_lines.assign(static_cast<std::size_t>(m_columns * m_rows), nobody);
    }
    void add(const std::vector<GridPoint>& line, int number) {
        for (const GridPoint& point : line) {
            int& at = m_lines[index(point)];
            at = at == nobody || at == number ? number : several;
        }
    }
    bool isOthers(const GridPoint& point, int number) const {
        const int at = m_lines[index(point)];
        return at != nobody && at != number;
    }

  private:
    static constexpr double square = 5;
    static constexpr int nobody = -1, several = -2;
    std::size_t index(const GridPoint& point) const {
        const auto x = std::clamp<Index>(static_cast<Index>(point.x / square), 0, m_columns - 1);
        const auto y = std::clamp<Index>(static_cast<Index>(point.y / square), 0, m_rows - 1);
        return static_cast<std::size_t>(y * m_columns + x);
    }
    Index m_columns, m_rows;
    std::vector<int> m_lines;
};

/// A line in pixels, with the length up to each of its points; a closed one ends where it began.
struct Drawn {
    std::vector<GridPoint> points;
    std::vector<double> lengths;
    double length() const { return lengths.empty() ? 0 : lengths.back(); }

    Drawn(const ContourLine& line, const LabelRoom& room) {
        points.reserve(line.points.size() + 1);
        for (const GridPoint& p : line.points) points.push_back({p.x * room.xScale, p.y * room.yScale});
        if (line.closed) points.push_back(points.front());
        lengths.resize(points.size());
        for (std::size_t i = 1; i < points.size(); ++i)
            lengths[i] = lengths[i - 1] + distance(points[i - 1], points[i]);
    }
    std::size_t indexAt(double length) const {
        const auto after = std::upper_bound(lengths.begin() + 1, lengths.end() - 1, length);
        return static_cast<std::size_t>(after - lengths.begin());
    }
    GridPoint at(double length) const {
        const std::size_t i = indexAt(length);
        const double part = lengths[i] - lengths[i - 1];
        const double share = part > 0 ? (length - lengths[i - 1]) / part : 0;
        const GridPoint &a = points[i - 1], &b = points[i];
        return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
    }
};

class Placer {
  public:
    Placer(const std::vector<ContourLine>& lines, const ValueGrid& grid, const LabelRoom& room)
        : m_lines(lines),
          m_room(room),
          m_width(static_cast<double>(grid.width - 1) * room.xScale),
          m_height(static_cast<double>(grid.height - 1) * room.yScale),
          m_occupancy(m_width, m_height) {
        m_drawn.reserve(lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            m_drawn.emplace_back(lines[i], room);
            m_occupancy.add(m_drawn.back().points, static_cast<int>(i));
        }
    }

    std::vector<ContourLabel> place() {
        std::vector<std::size_t> order(m_lines.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [this](std::size_t a, std::size_t b) { return m_drawn[a].length() > m_drawn[b].length(); });
        for (const std::size_t line : order) {
            const auto level = static_cast<std::size_t>(m_lines[line].level);
            const double text = level < m_room.widths.size() ? m_room.widths[level] : 0;
            const double length = m_drawn[line].length();
            if (text <= 0 || length < shortestLine * text) continue;
            const auto wanted = std::max(1.0, std::floor(length / repeat));
            for (double part = 0; part < wanted; ++part)
                placeWithin(line, text, length * part / wanted, length * (part + 1) / wanted);
        }
        return std::move(m_labels);
    }

  private:
    struct Candidate {
        GridPoint middle;
        double angle = 0;
        double cost = 0;
    };

    void placeWithin(std::size_t line, double text, double from, double to) {
        const double step = std::max(text / 4, (to - from) / static_cast<double>(mostTries));
        Candidate best;
        best.cost = 1;  // as bad as may be
        bool found = false;
        for (double start = from; start + text <= to; start += step) {
            Candidate candidate;
            if (!judge(line, text, start, candidate) || candidate.cost >= best.cost) continue;
            best = candidate;
            found = true;
        }
        if (!found) return;
        m_places.push_back(best.middle);
        m_labels.push_back(
            {line, m_lines[line].level, {best.middle.x / m_room.xScale, best.middle.y / m_room.yScale}, best.angle});
    }

    bool judge(std::size_t line, double text, double start, Candidate& candidate) const {
        const Drawn& drawn = m_drawn[line];
        const GridPoint a = drawn.at(start), b = drawn.at(start + text);
        const GridPoint middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
        const double chord = distance(a, b);
        if (chord < 0.9 * text) return false;
        const double dx = (b.x - a.x) / chord, dy = (b.y - a.y) / chord;
        const double halfWidth = (std::abs(dx) * text + std::abs(dy) * m_room.height) / 2 + m_room.border;
        const double halfHeight = (std::abs(dy) * text + std::abs(dx) * m_room.height) / 2 + m_room.border;
        if (middle.x < halfWidth || middle.y < halfHeight || middle.x > m_width - halfWidth ||
            middle.y > m_height - halfHeight)
            return false;
        for (const GridPoint& other : m_places)
            if (distance(other, middle) < m_room.apart) return false;
        double bend = 0;
        for (std::size_t i = drawn.indexAt(start); i < drawn.points.size() && drawn.lengths[i] < start + text; ++i) {
            const GridPoint& p = drawn.points[i];
            bend = std::max(bend, std::abs((p.x - a.x) * dy - (p.y - a.y) * dx));
        }
        if (bend > farthestBend * m_room.height) return false;
        const double crowd = crowding(static_cast<int>(line), middle, dx, dy, text);
        // Readable comes first: level text is read faster than steep text.
        candidate = {middle, std::atan2(dy, dx), bend / m_room.height + crowd + 0.25 * std::abs(dy)};
        const double half = std::numbers::pi / 2;
        if (candidate.angle > half) candidate.angle -= 2 * half;
        if (candidate.angle <= -half) candidate.angle += 2 * half;
        return crowd < 0.3;
    }

    /// Share of the label's place that other lines pass through.
    double crowding(int line, const GridPoint& middle, double dx, double dy, double text) const {
        constexpr int along = 4, across = 1;
        int taken = 0;
        for (int i = -along; i <= along; ++i) {
            for (int j = -across; j <= across; ++j) {
                const double u = i * text / (2 * along), v = j * m_room.height / (2 * across);
                taken += m_occupancy.isOthers({middle.x + u * dx - v * dy, middle.y + u * dy + v * dx}, line);
            }
        }
        return static_cast<double>(taken) / ((2 * along + 1) * (2 * across + 1));
    }

    const std::vector<ContourLine>& m_lines;
    const LabelRoom& m_room;
    double m_width, m_height;
    Occupancy m_occupancy;
    std::vector<Drawn> m_drawn;
    std::vector<GridPoint> m_places;
    std::vector<ContourLabel> m_labels;
};

}  // namespace

std::vector<ContourLabel> contourLabels(const std::vector<ContourLine>& lines, const ValueGrid& grid,
                                        const LabelRoom& room) {
    if (grid.isEmpty() || lines.empty()) return {};
    return Placer(lines, grid, room).place();
}

}  // namespace glassbox
