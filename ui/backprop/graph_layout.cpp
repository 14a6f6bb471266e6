#include "ui/backprop/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace glassbox {

namespace {

constexpr double margin = 10;
constexpr double smallestGap = 36;  // between columns
constexpr double givenGap = 22;     // between what stands above the same node
constexpr double laneHeight = 34;   // of an edge below the row
constexpr double rowGap = 46;       // between nodes of the same depth

class Arranger {
  public:
    Arranger(const ComputationGraph& graph, const GraphLayoutRequest& request) : m_graph(graph), m_request(request) {
        m_layout.nodes.resize(graph.nodes.size());
        m_layout.notes.resize(graph.nodes.size());
        m_layout.edges.resize(graph.edges.size());
        m_layout.labels.resize(graph.edges.size());
        for (Index i = 0; i < graph.count(); ++i) {
            if (graph.node(i).above >= 0)
                m_above[graph.node(i).above].push_back(i);
            else
                m_columns[graph.node(i).depth].push_back(i);
        }
    }

    GraphLayout arrange() {
        measureHeights();
        placeColumns();
        for (Index i = 0; i < m_graph.count(); ++i) placeNote(i);
        placeEdges();
        moveToMiddle();
        return std::move(m_layout);
    }

  private:
    QSizeF size(Index node) const { return m_request.nodes[static_cast<std::size_t>(node)]; }
    QSizeF label(std::size_t edge) const { return m_request.labels[edge]; }
    QRectF& rect(Index node) { return m_layout.nodes[static_cast<std::size_t>(node)]; }

    void measureHeights() {
        for (Index i = 0; i < m_graph.count(); ++i) {
            if (m_graph.node(i).above >= 0)
                m_givenHeight = std::max(m_givenHeight, size(i).height());
            else
                m_nodeHeight = std::max(m_nodeHeight, size(i).height());
        }
        m_drop = std::max(m_drop, std::min(m_request.least.height() * 0.14, 100.0));
        for (std::size_t i = 0; i < m_graph.edges.size(); ++i)
            if (m_graph.node(m_graph.edges[i].from).above >= 0) m_drop = std::max(m_drop, label(i).height() + 20);
    }

    /// Width of a row of given tensors with the words of their edges between them.
    double aboveWidth(Index node) const {
        const auto found = m_above.find(node);
        if (found == m_above.end()) return 0;
        double width = -givenGap;
        for (const Index given : found->second) width += std::max(size(given).width(), m_request.noteWidth) + givenGap;
        return width;
    }

    double gapBefore(Index depth) const {
        double gap = smallestGap;
        for (std::size_t i = 0; i < m_graph.edges.size(); ++i) {
            const GraphNode &from = m_graph.node(m_graph.edges[i].from), &to = m_graph.node(m_graph.edges[i].to);
            if (from.above < 0 && to.depth == depth && from.depth + 1 == depth)
                gap = std::max(gap, label(i).width() + 12);
        }
        return gap;
    }

    void placeColumns() {
        m_rowTop = margin + (m_above.empty() ? 0 : m_request.noteHeight + m_givenHeight + m_drop);
        double x = margin, lastAbove = -1e9;
        for (const auto& [depth, nodes] : m_columns) {
            if (depth > m_columns.begin()->first) x += gapBefore(depth);
            double width = 0, above = 0;
            for (const Index node : nodes) {
                width = std::max({width, size(node).width(), m_request.noteWidth * 0.8});
                above = std::max(above, aboveWidth(node));
            }
            // What stands above may reach over the gaps, but not over what stands above the neighbours.
            const double center = std::max(x + width / 2, lastAbove + givenGap + above / 2);
            double y = m_rowTop;
            for (const Index node : nodes) {
                rect(node) =
                    QRectF({center - size(node).width() / 2, y + (m_nodeHeight - size(node).height()) / 2}, size(node));
                m_bottom = std::max(m_bottom, y + m_nodeHeight + m_request.noteHeight);
                y += m_nodeHeight + m_request.noteHeight + rowGap;
                placeAbove(node, center);
            }
            if (above > 0) lastAbove = center + above / 2;
            x = center + width / 2;
        }
    }

    void placeAbove(Index node, double center) {
        const auto found = m_above.find(node);
        if (found == m_above.end()) return;
        double x = center - aboveWidth(node) / 2;
        for (const Index given : found->second) {
            const double width = std::max(size(given).width(), m_request.noteWidth);
            rect(given) = QRectF({x + (width - size(given).width()) / 2, margin + m_request.noteHeight}, size(given));
            x += width + givenGap;
        }
    }

    void placeNote(Index node) {
        QRectF note(0, 0, m_request.noteWidth, m_request.noteHeight);
        const QRectF& own = rect(node);
        const bool above = m_graph.node(node).above >= 0;
        note.moveCenter({own.center().x(), 0});
        note.moveTop(above ? own.top() - m_request.noteHeight : own.bottom());
        m_layout.notes[static_cast<std::size_t>(node)] = note;
    }

    void placeEdges() {
        std::map<Index, Index> lanes;  // at which depth the lowest free lane begins
        for (std::size_t i = 0; i < m_graph.edges.size(); ++i) {
            const GraphEdge& edge = m_graph.edges[i];
            const GraphNode &from = m_graph.node(edge.from), &to = m_graph.node(edge.to);
            if (from.above >= 0 && from.above == edge.to)
                drop(i);
            else if (from.depth + 1 == to.depth)
                straight(i);
            else
                below(i, lanes);
        }
    }

    void setLabel(std::size_t i, const QPointF& center) {
        m_layout.labels[i] = QRectF({0, 0}, label(i));
        m_layout.labels[i].moveCenter(center);
    }

    void drop(std::size_t i) {
        const QRectF from = rect(m_graph.edges[i].from), to = rect(m_graph.edges[i].to);
        const QPointF start(from.center().x(), from.bottom());
        const double reach = to.width() / 2 - 12;
        const QPointF end(to.center().x() + std::clamp((start.x() - to.center().x()) * 0.3, -reach, reach), to.top());
        QPainterPath path(start);
        path.cubicTo({start.x(), (start.y() + end.y()) / 2}, {end.x(), (start.y() + end.y()) / 2}, end);
        m_layout.edges[i] = path;
        const double side = start.x() < to.center().x() - 1 ? -1 : 1;
        setLabel(i, {path.pointAtPercent(0.4).x() + side * (label(i).width() / 2 + 1), (start.y() + end.y()) / 2 - 2});
    }

    void straight(std::size_t i) {
        const QRectF from = rect(m_graph.edges[i].from), to = rect(m_graph.edges[i].to);
        QPainterPath path(QPointF(from.right(), from.center().y()));
        path.lineTo(to.left(), to.center().y());
        m_layout.edges[i] = path;
        setLabel(
            i, {(from.right() + to.left()) / 2, (from.center().y() + to.center().y()) / 2 - label(i).height() / 2 - 5});
    }

    void below(std::size_t i, std::map<Index, Index>& lanes) {
        const GraphEdge& edge = m_graph.edges[i];
        const QRectF from = rect(edge.from), to = rect(edge.to);
        Index lane = 0;
        for (Index depth = m_graph.node(edge.from).depth; depth <= m_graph.node(edge.to).depth; ++depth)
            lane = std::max(lane, lanes[depth]);
        for (Index depth = m_graph.node(edge.from).depth; depth <= m_graph.node(edge.to).depth; ++depth)
            lanes[depth] = lane + 1;
        const double y = m_bottom + 10 + (static_cast<double>(lane) + 0.5) * (laneHeight + label(i).height() / 3);
        const QPointF start(from.right() - 8, from.bottom()), end(to.left() + 8, to.bottom());
        const double bend = 22;
        QPainterPath path(start);
        path.cubicTo({start.x() + 4, y - 6}, {start.x() + 8, y}, {start.x() + bend + 8, y});
        path.lineTo(end.x() - bend - 8, y);
        path.cubicTo({end.x() - 8, y}, {end.x() - 4, y - 6}, end);
        m_layout.edges[i] = path;
        setLabel(i, {(start.x() + end.x()) / 2, y});
    }

    void moveToMiddle() {
        QRectF all;
        for (const auto* rects : {&m_layout.nodes, &m_layout.notes, &m_layout.labels})
            for (const QRectF& one : *rects) all |= one;
        for (const QPainterPath& path : m_layout.edges) all |= path.boundingRect();
        const QSizeF needed(all.width() + 2 * margin, all.height() + 2 * margin);
        m_layout.size = needed.expandedTo(m_request.least);
        const QPointF by((m_layout.size.width() - all.width()) / 2 - all.left(),
                         (m_layout.size.height() - all.height()) / 2 - all.top());
        for (auto* rects : {&m_layout.nodes, &m_layout.notes, &m_layout.labels})
            for (QRectF& one : *rects) one.translate(by);
        for (QPainterPath& path : m_layout.edges) path.translate(by);
    }

    const ComputationGraph& m_graph;
    const GraphLayoutRequest& m_request;
    GraphLayout m_layout;
    std::map<Index, std::vector<Index>> m_columns;  // nodes of the row by depth
    std::map<Index, std::vector<Index>> m_above;    // given ones by their reader
    double m_givenHeight = 0, m_nodeHeight = 0, m_drop = 40, m_rowTop = 0, m_bottom = 0;
};

}  // namespace

GraphLayout layoutGraph(const ComputationGraph& graph, const GraphLayoutRequest& request) {
    if (graph.nodes.empty()) return {request.least, {}, {}, {}, {}};
    return Arranger(graph, request).arrange();
}

}  // namespace glassbox
