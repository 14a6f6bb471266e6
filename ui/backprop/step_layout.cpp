#include "ui/backprop/step_layout.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr Index mostUnits = 12;  // drawn one by one
constexpr double margin = 10;
constexpr double largestUnit = 84;
constexpr double largestCell = 14;
constexpr double stripHeight = 26, stripWidth = 32;  // the largest cells of a single column
constexpr double matrixCell = 16;
constexpr double smallestMatrixRoom = 54;
constexpr double widestGap = 420;

double area(double height, Index count) {
    return height / static_cast<double>(std::max<Index>(count, 1));
}

/// Height of a unit where `count` stand in a column.
double unitHeight(const StepLayoutRequest& request, double body, double spacing, Index count) {
    const double scale = std::clamp(request.size.height() / 600, 0.85, 1.3) * request.lineHeight / 15;
    const double free = area(body, count) - request.lineHeight - 4;
    return std::min({largestUnit * scale, free, spacing * 0.62});
}

bool isLarge(const StepLayoutRequest& request, double body, const StepColumnShape& shape) {
    if (shape.isLoss) return false;
    const double free = area(body, shape.units) - request.lineHeight - 4;
    return shape.units > mostUnits || free < request.lineHeight * 1.45;
}

/// Cells as large as fit into width x height, in as few columns as that takes.
UnitBlock fitBlock(Index units, Index across, double width, double height) {
    UnitBlock block;
    block.units = units;
    double best = 0;
    const auto size = [&](Index columns) {
        return std::min(
            {largestCell, width / static_cast<double>(columns), area(height, (units + columns - 1) / columns)});
    };
    if (across > 0 && units % across == 0) {
        block.across = across;
        best = size(across);
    } else {
        const Index most = std::max<Index>(1, static_cast<Index>(std::ceil(std::sqrt(static_cast<double>(units)))));
        for (Index columns = 1; columns <= most; ++columns)
            if (size(columns) > best + 0.3) best = size(columns), block.across = columns;
    }
    block.cellWidth = block.cellHeight = best;
    if (block.across == 1) {
        block.cellHeight = std::min(stripHeight, area(height, units));
        block.cellWidth = std::min(width, stripWidth);
    }
    block.rect.setSize(
        {block.cellWidth * static_cast<double>(block.across), block.cellHeight * static_cast<double>(block.rows())});
    return block;
}

/// How much of the free width the gap before a column gets.
double gapShare(const std::vector<StepColumnShape>& shapes, const std::vector<bool>& large, std::size_t i) {
    if (shapes[i].isLoss) return 0.7;
    if (shapes[i].links == StepLinks::Single) return 0.6;
    return shapes[i].links == StepLinks::Full && (large[i] || large[i - 1]) ? 1.3 : 1;
}

/// The matrix of a dense layer of which one side is collapsed, in the gap from `left` to `right`.
void placeMatrix(StepColumnPlace& place, const StepColumnShape& shape, Index inputs, double left, double right,
                 const QRectF& body) {
    const double room = right - left - 24;
    if (room < smallestMatrixRoom) return;
    const double biasRoom = shape.hasBias ? 14 : 0;
    place.weights = HeatMap(shape.units, inputs,
                            {std::min(room - biasRoom, 190.0), std::min(body.height() * 0.6, 210.0)}, matrixCell, 3);
    const QSizeF size = place.weights.rect().size();
    QPointF corner((left + right - size.width() - biasRoom) / 2, body.center().y() - size.height() / 2);
    place.weights.moveTo(corner);
    place.matrix = place.weights.rect();
    if (!shape.hasBias) return;
    place.biases = HeatMap(shape.units, 1, {8, size.height()}, 1e4, 1e4);
    place.biases.moveTo(corner + QPointF(size.width() + 5, 0));
    place.matrix = place.matrix.united(place.biases.rect());
}

/// Each as wide as it needs to be and under its column; where two meet, the wider one gives way. False if one did.
bool placeFeet(StepLayout& layout, const std::vector<double>& widths, double top, double height) {
    const std::size_t count = layout.columns.size();
    for (std::size_t i = 0; i < count; ++i) {
        const double width = std::min(widths[i] + 4, layout.size.width() - 4);
        const double left = std::clamp(layout.columns[i].x - width / 2, 2.0, layout.size.width() - width - 2);
        layout.columns[i].foot = QRectF(left, top, width, height);
    }
    bool fit = true;
    for (std::size_t i = 0; i + 1 < count; ++i) {
        QRectF &one = layout.columns[i].foot, &next = layout.columns[i + 1].foot;
        const double over = one.right() + 8 - next.left();
        if (over <= 0) continue;
        fit = false;
        const double fair = (layout.columns[i].x + layout.columns[i + 1].x) / 2;
        if (one.right() > fair - 4) one.setRight(std::max(fair - 4, one.right() - over));
        if (next.left() < one.right() + 8) next.setLeft(one.right() + 8);
    }
    return fit;
}

}  // namespace

StepLayout layoutStep(const StepLayoutRequest& request) {
    StepLayout layout;
    layout.size = request.size;
    const std::vector<StepColumnShape>& shapes = request.columns;
    const double width = request.size.width(), height = request.size.height(), line = request.lineHeight;
    const double legendHeight = line + 8, footHeight = 2 * line + 4;
    layout.lane = QRectF(0, 0, width, line + 12);
    layout.legend = QRectF(margin, height - legendHeight, width - 2 * margin, legendHeight);
    const double footTop = layout.legend.top() - footHeight;
    layout.body = QRectF(0, layout.lane.bottom(), width, std::max(line * 4, footTop - layout.lane.bottom() - 4));
    layout.noteHeight = line;
    if (shapes.empty()) return layout;

    // Widths first: what is left over goes to the gaps.
    const double spacing = width / static_cast<double>(shapes.size());
    const double body = layout.body.height();
    std::vector<bool> large;
    double smallest = 1e9;
    for (const StepColumnShape& shape : shapes) {
        large.push_back(isLarge(request, body, shape));
        if (!large.back()) smallest = std::min(smallest, unitHeight(request, body, spacing, shape.units));
    }
    double taken = 0, shares = 0;
    std::vector<QSizeF> sizes;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        StepColumnPlace place;
        QSizeF size;
        if (large[i]) {
            place.block = fitBlock(shapes[i].units, shapes[i].across, std::min(spacing * 0.55, 200.0), body - 8);
            size = place.block.rect.size();
        } else {
            // Columns with few units have larger ones, but not out of proportion.
            const double tall = std::min(unitHeight(request, body, spacing, shapes[i].units), 1.6 * smallest);
            // Flat ones are long enough for symbol and number side by side.
            const double least = tall < 2.6 * line ? 5.4 * line : 3.9 * line;
            size = {std::max(tall, std::min(least, spacing * 0.62)), tall};
        }
        taken += size.width();
        if (i > 0) shares += gapShare(shapes, large, i);
        sizes.push_back(size);
        layout.columns.push_back(std::move(place));
        layout.links.push_back(shapes[i].links);
    }
    const double edges = 0.7;  // both margins together, as a share of a gap
    const double gap = std::min((width - 2 * margin - taken) / (shares + edges), widestGap);
    double x = (width - taken - gap * shares) / 2;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        StepColumnPlace& place = layout.columns[i];
        if (i > 0) x += gap * gapShare(shapes, large, i);
        const double w = sizes[i].width(), h = sizes[i].height();
        place.x = x + w / 2;
        x += w;
        if (large[i]) {
            place.block.rect.moveCenter({place.x, layout.body.center().y()});
        } else {
            const Index count = shapes[i].isLoss ? 1 : shapes[i].units;
            const double pitch = std::min(area(body, count), 2.3 * h);
            double y = layout.body.center().y() - pitch * static_cast<double>(count) / 2;
            for (Index k = 0; k < count; ++k, y += pitch) {
                const double top = y + (pitch - h - line - 2) / 2;
                place.units.emplace_back(place.x - w / 2, top, w, h);
            }
            place.hasBiasMarks = shapes[i].hasBias;
        }
        if (i == 0 || shapes[i].links != StepLinks::Full || (!large[i] && !large[i - 1])) continue;
        const double left = layout.columns[i - 1].extent().right();
        placeMatrix(place, shapes[i], shapes[i - 1].units, left, place.extent().left(), layout.body);
    }
    std::vector<double> whole, parts;
    for (const StepColumnShape& shape : shapes) {
        whole.push_back(shape.footWidth);
        parts.push_back(shape.footPartWidth);
    }
    if (!placeFeet(layout, whole, footTop + 2 + line / 2, line)) placeFeet(layout, parts, footTop + 2, 2 * line);
    return layout;
}

}  // namespace glassbox
