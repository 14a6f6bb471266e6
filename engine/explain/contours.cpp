#include "engine/explain/contours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace glassbox {

ValueGrid::ValueGrid(Index columns, Index rows)
    : width(columns), height(rows), values(static_cast<std::size_t>(columns * rows)) {}

ValueGrid::ValueGrid(Index columns, Index rows, const float* from)
    : width(columns), height(rows), values(from, from + columns * rows) {}

namespace {

// Edges of a cell: 0 below, 1 right, 2 above, 3 left. Corners, as bits: 1 lower left, 2 lower right, 4 upper right, 8
// upper left; a bit is set where the value reaches the level. Pieces run with the higher corners on their left.
struct Piece {
    int from = -1;
    int to = -1;
};
using Pieces = std::array<Piece, 2>;
constexpr std::array<Pieces, 16> plainPieces{{{},
                                              {{{0, 3}}},
                                              {{{1, 0}}},
                                              {{{1, 3}}},
                                              {{{2, 1}}},
                                              {},
                                              {{{2, 0}}},
                                              {{{2, 3}}},
                                              {{{3, 2}}},
                                              {{{0, 2}}},
                                              {},
                                              {{{1, 2}}},
                                              {{{3, 1}}},
                                              {{{0, 1}}},
                                              {{{3, 0}}},
                                              {}}};
constexpr int risingSaddle = 5;  // lower left and upper right are high
constexpr int fallingSaddle = 10;

/// Whether the high corners of a saddle are joined. `a` and `d` are the high corners, `b` and `c` the low ones: the
/// bilinear surface's value at its saddle point is (a d - b c) / (a + d - b - c), here with the level taken off.
bool highIsJoined(double a, double d, double b, double c, double level) {
    const double scale = std::max({std::abs(a), std::abs(b), std::abs(c), std::abs(d), std::abs(level), 1e-300});
    a = a / scale - level / scale;
    b = b / scale - level / scale;
    c = c / scale - level / scale;
    d = d / scale - level / scale;
    return a * d >= b * c;
}

class Tracer {
  public:
    Tracer(const ValueGrid& grid, const std::vector<double>& levels) : m_grid(grid), m_levels(levels) {
        m_pieces.resize(levels.size());
    }

    std::vector<ContourLine> trace() {
        if (m_grid.isEmpty() || m_levels.empty()) return {};
        findBands();
        for (Index row = 0; row + 1 < m_grid.height; ++row)
            for (Index column = 0; column + 1 < m_grid.width; ++column) cutCell(column, row);
        m_next.assign(m_grid.values.size() * 2, none);
        m_entered.assign(m_next.size(), 0);
        for (std::size_t level = 0; level < m_levels.size(); ++level) join(level);
        return std::move(m_lines);
    }

  private:
    using Edge = std::int32_t;
    static constexpr Edge none = -1;
    struct Segment {
        Edge from, to;
    };

    void findBands() {
        m_bands.resize(m_grid.values.size());
        std::size_t band = 0;
        for (std::size_t i = 0; i < m_bands.size(); ++i) {
            const double value = m_grid.values[i];
            if (!std::isfinite(value)) {
                m_bands[i] = notANumberBand;
                continue;
            }
            // Neighbours mostly lie in the same band.
            while (band < m_levels.size() && value >= m_levels[band]) ++band;
            while (band > 0 && value < m_levels[band - 1]) --band;
            m_bands[i] = static_cast<Band>(band);
        }
    }

    void cutCell(Index column, Index row) {
        const auto at = static_cast<std::size_t>(row * m_grid.width + column);
        const auto above = at + static_cast<std::size_t>(m_grid.width);
        const Band b0 = m_bands[at], b1 = m_bands[at + 1], b2 = m_bands[above + 1], b3 = m_bands[above];
        if (b0 == b1 && b0 == b2 && b0 == b3) return;
        const auto [low, high] = std::minmax({b0, b1, b2, b3});
        if (high == notANumberBand) return;
        for (Band level = low; level < high; ++level) {
            const int corners =
                (b0 > level ? 1 : 0) | (b1 > level ? 2 : 0) | (b2 > level ? 4 : 0) | (b3 > level ? 8 : 0);
            for (const Piece& piece : piecesOf(corners, at, above, m_levels[level])) {
                if (piece.from >= 0) m_pieces[level].push_back({edge(at, piece.from), edge(at, piece.to)});
            }
        }
    }

    Pieces piecesOf(int corners, std::size_t at, std::size_t above, double level) const {
        const auto& v = m_grid.values;
        if (corners == risingSaddle) {
            if (highIsJoined(v[at], v[above + 1], v[at + 1], v[above], level)) return {{{0, 1}, {2, 3}}};
            return {{{0, 3}, {2, 1}}};
        }
        if (corners == fallingSaddle) {
            if (highIsJoined(v[at + 1], v[above], v[at], v[above + 1], level)) return {{{3, 0}, {1, 2}}};
            return {{{1, 0}, {3, 2}}};
        }
        return plainPieces[static_cast<std::size_t>(corners)];
    }

    /// Edges are numbered by their lower left end: even ones go right, odd ones up.
    Edge edge(std::size_t cell, int side) const {
        const auto width = static_cast<std::size_t>(m_grid.width);
        switch (side) {
            case 0:
                return static_cast<Edge>(2 * cell);
            case 1:
                return static_cast<Edge>(2 * (cell + 1) + 1);
            case 2:
                return static_cast<Edge>(2 * (cell + width));
            default:
                return static_cast<Edge>(2 * cell + 1);
        }
    }

    GridPoint crossing(Edge of, double level) const {
        const auto node = static_cast<std::size_t>(of / 2);
        const auto width = static_cast<std::size_t>(m_grid.width);
        const bool up = of % 2 != 0;
        // Halved, so that the difference of huge values of either sign stays finite.
        const double a = m_grid.values[node] / 2, b = m_grid.values[node + (up ? width : 1)] / 2;
        const double share = std::clamp((level / 2 - a) / (b - a), 0.0, 1.0);
        const auto x = static_cast<double>(node % width), y = static_cast<double>(node / width);
        return up ? GridPoint{x, y + share} : GridPoint{x + share, y};
    }

    /// Every edge is left by at most one piece and entered by at most one.
    void join(std::size_t level) {
        const std::vector<Segment>& segments = m_pieces[level];
        for (const auto& [from, to] : segments) {
            m_next[static_cast<std::size_t>(from)] = to;
            m_entered[static_cast<std::size_t>(to)] = 1;
        }
        for (const auto& [from, to] : segments)
            if (!m_entered[static_cast<std::size_t>(from)]) follow(from, level);
        for (const auto& [from, to] : segments) follow(from, level);
        for (const auto& [from, to] : segments) m_entered[static_cast<std::size_t>(to)] = 0;
    }

    void follow(Edge first, std::size_t level) {
        if (m_next[static_cast<std::size_t>(first)] == none) return;  // already part of a line
        ContourLine line;
        line.level = static_cast<int>(level);
        Edge at = first;
        while (at != none) {
            const GridPoint point = crossing(at, m_levels[level]);
            // Where the level is met exactly at a crossing of the grid, several edges share the point.
            if (line.points.empty() || line.points.back() != point) line.points.push_back(point);
            at = std::exchange(m_next[static_cast<std::size_t>(at)], none);
            if (at == first) break;
        }
        line.closed = at == first;
        if (line.closed && line.points.size() > 1 && line.points.front() == line.points.back()) line.points.pop_back();
        if (line.points.size() > 1) m_lines.push_back(std::move(line));
    }

    const ValueGrid& m_grid;
    const std::vector<double>& m_levels;
    std::vector<Band> m_bands;
    std::vector<std::vector<Segment>> m_pieces;
    std::vector<Edge> m_next;
    std::vector<std::uint8_t> m_entered;
    std::vector<ContourLine> m_lines;
};

}  // namespace

std::vector<ContourLine> contourLines(const ValueGrid& grid, const std::vector<double>& levels) {
    return Tracer(grid, levels).trace();
}

}  // namespace glassbox
