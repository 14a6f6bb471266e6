#include "ui/backprop/graph_scene.h"

#include "engine/explain/number_words.h"
#include "ui/shell/theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double leastZoom = 0.8, mostZoom = 1.5;

/// The told numbers, and for gradients among them what they are the gradients of.
std::vector<Place> toldPlaces(const WalkModel& model) {
    const StepRecord& record = model.walk()->record();
    const Arithmetic& arithmetic = model.arithmetic();
    std::vector<Place> places{arithmetic.place};
    places.insert(places.end(), arithmetic.places.begin(), arithmetic.places.end());
    // The weightiest terms stand for the sum.
    std::vector<Term> terms = arithmetic.terms;
    std::stable_sort(terms.begin(), terms.end(),
                     [](const Term& a, const Term& b) { return std::abs(a.value) > std::abs(b.value); });
    for (const Term& term : terms) places.insert(places.end(), term.factors.begin(), term.factors.end());
    const std::size_t count = places.size();
    for (std::size_t i = 0; i < count; ++i)
        if (const auto of = gradientIsOf(record, places[i].tensor))
            places.push_back({*of, places[i].row, places[i].col});
    return places;
}

const Place* firstIn(const std::vector<Place>& places, const TensorRef& tensor) {
    const auto found =
        std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.tensor == tensor; });
    return found == places.end() ? nullptr : &*found;
}

double rootMeanSquare(const TensorView& view) {
    double sum = 0;
    for (Index col = 0; col < view.cols; ++col)
        for (Index row = 0; row < view.rows; ++row) sum += view(row, col) * view(row, col);
    return std::sqrt(sum / static_cast<double>(std::max<Index>(view.rows * view.cols, 1)));
}

void addGradient(GraphFace& face, const WalkModel& model, const TensorRef& tensor, const std::vector<Place>& told) {
    const StepRecord& record = model.walk()->record();
    const auto gradient = gradientOf(record, tensor);
    if (!gradient || !model.walk()->isKnown(*gradient, model.place(), model.grain())) return;
    const TensorView view = tensorOf(record, *gradient);
    if (view.rows == 0) return;
    const Place* place = firstIn(told, *gradient);
    const Place only{*gradient, 0, 0};
    if (!place && view.rows * view.cols == 1) place = &only;
    const bool isError = gradient->quantity == Quantity::Inner;
    const auto symbol = [&](const auto& of) { return QString::fromStdString(symbolOf(record, of)); };
    const auto written = [&](const auto& gradientPart, const auto& part) {
        return isError ? symbol(gradientPart) : QStringLiteral("\\partial ") + symbol(part);
    };
    if (place) {
        face.noteSymbol = written(*place, Place{tensor, place->row, place->col});
        if (isAsked(model, *place)) {
            face.note = QStringLiteral("?");
        } else if (isShown(model, *place)) {
            face.noteValue = valueAt(record, *place).value_or(0);
            face.note = QString::fromStdString(numberWords(face.noteValue));
            if (face.noteValue > 0) face.note.prepend(u'+');
        }
        face.isNoteStrong = *place == model.arithmetic().place;
    } else {
        face.noteSymbol = written(*gradient, tensor);
        const bool partial = model.place().row >= 0 && model.operation().result == *gradient;
        if (!partial) face.note = QStringLiteral("rms ") + QString::fromStdString(numberWords(rootMeanSquare(view)));
    }
}

Stress stressOf(const WalkModel& model, const GraphNode& node, const std::vector<Place>& told) {
    const auto [first, last] = model.walk()->covered(model.place(), model.grain());
    const bool present = node.operation && *node.operation >= first && *node.operation <= last;
    const auto gradient = gradientOf(model.walk()->record(), node.tensor);
    const TensorRef& result = model.arithmetic().place.tensor;
    if (present || result == node.tensor || (gradient && result == *gradient)) return Stress::Result;
    if (firstIn(told, node.tensor)) return Stress::Told;
    if (node.operation && *node.operation > last) return Stress::Ahead;
    return model.operation().phase == Phase::Forward ? Stress::Plain : Stress::Quiet;
}

void addStates(GraphScene& scene, const WalkModel& model) {
    const Walk& walk = *model.walk();
    const auto [first, last] = walk.covered(model.place(), model.grain());
    for (std::size_t i = 0; i < scene.edges.size(); ++i) {
        const Index reader = scene.graph.node(scene.graph.edges[i].to).operation.value_or(0);
        scene.edges[i].state = reader > last                                               ? EdgeState::Ahead
                               : reader >= first && walk.at(first).phase == Phase::Forward ? EdgeState::Forward
                                                                                           : EdgeState::Passed;
    }
    for (Index i = 0; i <= last; ++i) {
        if (walk.at(i).phase != Phase::Backward) continue;
        for (const Index edge : edgesBack(walk.record(), scene.graph, walk.at(i))) {
            EdgeState& state = scene.edges[static_cast<std::size_t>(edge)].state;
            state = i >= first ? EdgeState::Backward : state == EdgeState::Backward ? state : EdgeState::Returned;
        }
    }
}

/// The derivative's number on edges whose two ends are both told.
void addValues(GraphScene& scene, const WalkModel& model, const std::vector<Place>& told) {
    const Walk& walk = *model.walk();
    if (model.isHidden()) return;  // a factor of what is to be predicted
    for (std::size_t i = 0; i < scene.edges.size(); ++i) {
        EdgeFace& face = scene.edges[i];
        if (face.state != EdgeState::Forward && face.state != EdgeState::Backward) continue;
        const GraphEdge& edge = scene.graph.edges[i];
        const Operation& reader = walk.at(scene.graph.node(edge.to).operation.value_or(0));
        const Place *result = firstIn(told, reader.result), *used = firstIn(told, scene.graph.node(edge.from).tensor);
        if (result && used && reader.derivative && !face.derivative.isEmpty())
            face.value = reader.derivative(walk.record(), *result, *used);
    }
}

GraphLayoutRequest requestOf(const GraphScene& scene, const Theme& theme, FormulaStore& formulas) {
    const QFontMetricsF small(theme.font(11)), medium(theme.font(12, QFont::DemiBold));
    GraphLayoutRequest request;
    request.noteHeight = std::ceil(medium.height() + 6);
    request.noteWidth = medium.horizontalAdvance(QStringLiteral("rms 0.00000000"));
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
        const GraphFace& face = scene.nodes[i];
        const QSizeF symbol = formulas.at(face.symbol, symbolPixels(theme)).size();
        const bool given = face.name.isEmpty();
        double name = 0;
        const QStringList lines = nameLines(face.name);
        for (const QString& line : lines) name = std::max(name, small.horizontalAdvance(line));
        const double width = std::max(symbol.width() + 20, name + 14);
        const double height =
            symbol.height() + 12 + (given ? 0 : static_cast<double>(lines.size()) * small.height() + 4);
        request.nodes.push_back(given ? QSizeF(std::max(width, 40.0), std::max(height, 34.0))
                                      : QSizeF(std::max(width, 72.0), std::max(height, 54.0)));
    }
    for (const EdgeFace& face : scene.edges) {
        if (face.derivative.isEmpty()) {
            request.labels.emplace_back(0, 0);
            continue;
        }
        const QSizeF size = formulas.at(face.derivative, derivativePixels(theme)).size();
        // Room for the value even where there is none: nothing moves while the walk goes on.
        request.labels.emplace_back(std::max(size.width(), medium.horizontalAdvance(QStringLiteral("−0.0000"))),
                                    size.height() + medium.height());
    }
    return request;
}

}  // namespace

Formula& FormulaStore::at(const QString& tex, double pixels) {
    auto found = m_formulas.find(tex);
    if (found == m_formulas.end()) found = m_formulas.insert(tex, Formula(tex, m_font, FormulaStyle::Display));
    found->setPixelSize(pixels);
    return *found;
}

double symbolPixels(const Theme& theme) {
    return theme.font(17).pixelSize();
}

double derivativePixels(const Theme& theme) {
    return theme.font(14).pixelSize();
}

QStringList nameLines(const QString& name) {
    const qsizetype space = name.indexOf(u' ');
    if (name.size() <= 14 || space < 0) return {name};
    return {name.left(space), name.mid(space + 1)};
}

QString edgeValueText(double value) {
    return QString::fromStdString(numberWords(value));
}

Place placeIn(const WalkModel& model, const TensorRef& tensor) {
    const std::vector<Place> told = toldPlaces(model);
    if (const Place* place = firstIn(told, tensor)) return *place;
    const TensorView view = tensorOf(model.walk()->record(), tensor);
    const bool samples = !isParameterLike(tensor.quantity) && view.cols > 1;
    return {tensor, 0, samples ? std::min(model.sample(), view.cols - 1) : 0};
}

GraphScene makeGraphScene(const WalkModel& model, const Theme& theme, FormulaStore& formulas, const QSizeF& viewport) {
    GraphScene scene;
    if (!model.walk()) return scene;
    const Walk& walk = *model.walk();
    scene.graph = graphOf(walk);
    const std::vector<Place> told = toldPlaces(model);
    for (const GraphNode& node : scene.graph.nodes) {
        GraphFace face;
        face.stress = stressOf(model, node, told);
        face.symbol = QString::fromStdString(symbolOf(walk.record(), node.tensor));
        if (node.operation) face.name = QString::fromStdString(walk.at(*node.operation).name);
        addGradient(face, model, node.tensor, told);
        scene.nodes.push_back(std::move(face));
    }
    for (const GraphEdge& edge : scene.graph.edges)
        scene.edges.push_back({EdgeState::Ahead, QString::fromStdString(edge.derivative)});
    addStates(scene, model);
    addValues(scene, model, told);
    // Larger where there is room, a little smaller where that saves scrolling.
    GraphLayoutRequest request = requestOf(scene, theme, formulas);
    const QSizeF needed = layoutGraph(scene.graph, request).size;
    scene.zoom = std::clamp(std::min(viewport.width() / needed.width(), viewport.height() / needed.height()), leastZoom,
                            mostZoom);
    request.least = viewport / scene.zoom;
    scene.layout = layoutGraph(scene.graph, request);
    return scene;
}

}  // namespace glassbox
