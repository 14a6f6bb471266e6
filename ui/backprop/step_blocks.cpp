#include "ui/backprop/step_blocks.h"

#include "ui/shell/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace glassbox {

namespace {

/// A layer's weights as they are to be drawn; `own` holds them where the record does not.
TensorView matrixOf(const WalkModel& model, const StepColumn& column, LinkMeaning meaning, std::vector<float>& own) {
    const StepRecord& record = model.walk()->record();
    const auto view = [&](Quantity quantity) { return tensorOf(record, {quantity, column.layer, 0}); };
    if (meaning == LinkMeaning::Gradient) return view(Quantity::Gradient);
    if (meaning == LinkMeaning::NewWeight) return view(Quantity::NewParameter);
    const TensorView weights = view(Quantity::Parameter);
    if (meaning != LinkMeaning::Flow) return weights;
    own.resize(static_cast<std::size_t>(weights.rows * weights.cols));
    const TensorView error = tensorOf(record, errorOf(record, column.layer));
    for (Index row = 0; row < weights.rows; ++row) {
        const auto passed = error.has(row, model.sample()) ? static_cast<float>(error(row, model.sample())) : 0.0F;
        for (Index col = 0; col < weights.cols; ++col)
            own[static_cast<std::size_t>(col * weights.rows + row)] = static_cast<float>(weights(row, col)) * passed;
    }
    return {weights.rows, weights.cols, own.data(), 1, weights.rows};
}

ValueRange rangeOf(const TensorView& view) {
    double size = 0;
    for (Index col = 0; col < view.cols; ++col)
        for (Index row = 0; row < view.rows; ++row)
            if (const double value = std::abs(view(row, col)); std::isfinite(value)) size = std::max(size, value);
    return ValueRange::symmetric(size);
}

void paintBand(QPainter& painter, const StepScene& scene, const Theme& theme, Index column) {
    const QRectF from = scene.layout.column(column - 1).extent(), to = scene.layout.column(column).extent();
    QPainterPath band(from.topRight());
    band.lineTo(to.topLeft());
    band.lineTo(to.bottomLeft());
    band.lineTo(from.bottomRight());
    band.closeSubpath();
    const bool involved = scene.links[static_cast<std::size_t>(column)] != Stress::Quiet;
    QColor fill = involved ? theme.accentSoft : theme.sunk;
    fill.setAlphaF(involved ? 0.75F : 0.7F);
    painter.fillPath(band, fill);
    // The link that is told is drawn through the band.
    const StepItem& told = scene.result;
    if (told.kind != StepItemKind::Link || told.column != column) return;
    painter.setPen(QPen(theme.accent, theme.stroke(2)));
    painter.drawLine(scene.layout.link(column, told.unit, told.input));
}

void paintBlock(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme, Index number) {
    const StepColumn& column = scene.columns[static_cast<std::size_t>(number)];
    const UnitBlock& block = scene.layout.column(number).block;
    const StepRecord& record = model.walk()->record();
    std::vector<std::optional<double>> values;
    double size = 0;
    for (Index unit = 0; unit < column.units; ++unit) {
        const Place place = placeOfCell(model, column, unit);
        values.push_back(isShown(model, place) ? valueAt(record, place) : std::nullopt);
        if (values.back() && std::isfinite(*values.back())) size = std::max(size, std::abs(*values.back()));
    }
    const ColorMap map = ColorMap::diverging(theme);
    const ValueRange range = ValueRange::symmetric(size);
    QImage image(static_cast<int>(block.across), static_cast<int>(block.rows()), QImage::Format_RGB32);
    image.fill(theme.sunk);
    for (Index unit = 0; unit < column.units; ++unit)
        if (const auto& value = values[static_cast<std::size_t>(unit)])
            image.setPixel(static_cast<int>(unit % block.across), static_cast<int>(unit / block.across),
                           map.color(*value, range));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(block.rect, image);
    painter.setBrush(Qt::NoBrush);
    const bool quiet = scene.blocks[static_cast<std::size_t>(number)] == Stress::Quiet;
    painter.setPen(QPen(quiet ? theme.line : theme.mute, theme.stroke(1)));
    painter.drawRect(block.rect);
    // Large cells carry the sign of negative numbers.
    if (std::min(block.cellWidth, block.cellHeight) < 8) return;
    QColor sign = theme.ink;
    sign.setAlphaF(0.55F);
    for (Index unit = 0; unit < column.units; ++unit)
        if (const auto& value = values[static_cast<std::size_t>(unit)]; value && *value < 0)
            painter.fillRect(QRectF(block.cell(unit).center() - QPointF(2.5, 0.5), QSizeF(5, 1)), sign);
}

/// Rings around the cells that the present number is made of.
void paintToldCells(QPainter& painter, const StepScene& scene, const Theme& theme, Index number) {
    const UnitBlock& block = scene.layout.column(number).block;
    std::size_t told = 0;
    for (const StepItem& item : scene.told) told += item.kind == StepItemKind::Unit && item.column == number;
    const bool all = told * 2 > static_cast<std::size_t>(block.units);
    painter.setPen(QPen(theme.accent, theme.stroke(1.5)));
    painter.setBrush(Qt::NoBrush);
    if (all) painter.drawRect(block.rect.adjusted(-3, -3, 3, 3));
    for (const StepItem& item : scene.told) {
        if (item.kind != StepItemKind::Unit || item.column != number) continue;
        const bool result = item == scene.result;
        if (all && !result) continue;
        painter.setPen(QPen(theme.accent, theme.stroke(result ? 3 : 1.5)));
        painter.drawRect(block.cell(item.unit).adjusted(-1.5, -1.5, 1.5, 1.5));
    }
}

}  // namespace

Place placeOfCell(const WalkModel& model, const StepColumn& column, Index unit) {
    if (model.operation().phase != Phase::Forward)
        if (const auto gradient = gradientOfUnit(model, column, unit); gradient && isShown(model, *gradient))
            return *gradient;
    return valueOfUnit(model, column, unit);
}

std::pair<std::optional<Index>, std::optional<Index>> litLines(const StepScene& scene, Index column) {
    const StepItem& told = scene.result;
    if (scene.links[static_cast<std::size_t>(column)] == Stress::Quiet) return {};
    if (told.kind == StepItemKind::Link && told.column == column) return {told.unit, told.input};
    if (told.kind == StepItemKind::Unit && told.column == column) return {told.unit, {}};
    if (told.kind == StepItemKind::Unit && told.column == column - 1) return {{}, told.unit};
    return {};
}

const QImage& StepBlocks::image(const StepScene& scene, const WalkModel& model, const Theme& theme, Index column,
                                double ratio) {
    const auto at = static_cast<std::size_t>(column);
    const LinkMeaning meaning = scene.meanings[at];
    QImage& image = m_images[Key{column, meaning, meaning == LinkMeaning::Flow ? model.sample() : 0}];
    HeatMap map = scene.layout.columns[at].weights;
    const QSize size = (map.rect().size() * ratio).toSize().expandedTo({1, 1});
    if (image.size() == size) return image;
    image = QImage(size, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(theme.panel);
    std::vector<float> own;
    const TensorView view = matrixOf(model, scene.columns[at], meaning, own);
    QPainter painter(&image);
    map.moveTo({0, 0});
    map.paint(painter, theme, view.data, view.rowStride, view.colStride, rangeOf(view), ColorMap::diverging(theme));
    return image;
}

void StepBlocks::paintMatrix(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme,
                             Index number) {
    const StepColumnPlace& place = scene.layout.column(number);
    const HeatMap& weights = place.weights;
    const QRectF& rect = weights.rect();
    const bool quiet = scene.links[static_cast<std::size_t>(number)] == Stress::Quiet;
    painter.setOpacity(quiet ? 0.55 : 1);
    painter.drawImage(rect.topLeft(), image(scene, model, theme, number, painter.device()->devicePixelRatioF()));
    // What the walk has not come to stays veiled.
    const StepColumn& column = scene.columns[static_cast<std::size_t>(number)];
    const LinkMeaning meaning = scene.meanings[static_cast<std::size_t>(number)];
    if (meaning == LinkMeaning::Gradient || meaning == LinkMeaning::NewWeight) {
        const Quantity quantity = meaning == LinkMeaning::Gradient ? Quantity::Gradient : Quantity::NewParameter;
        const TensorRef tensor{quantity, column.layer, 0};
        const WalkPlace& at = model.place();
        if (model.operation().result == tensor && at.row >= 0) {
            const QRectF cell = weights.cellRect({at.row, std::max<Index>(at.item, 0)});
            painter.fillRect(QRectF(QPointF(rect.left(), cell.bottom()), rect.bottomRight()), theme.sunk);
            if (at.item >= 0)
                painter.fillRect(QRectF(cell.topRight(), QPointF(rect.right(), cell.bottom())), theme.sunk);
        }
        const Place& asked = model.arithmetic().place;
        if (isAsked(model, asked) && asked.tensor == tensor)
            painter.fillRect(weights.cellRect({asked.row, asked.col}), theme.panel);
    }
    if (place.biases.rows() > 0) {
        const TensorView biases = tensorOf(model.walk()->record(), {Quantity::Parameter, column.layer, 1});
        place.biases.paint(painter, theme, biases.data, biases.rowStride, biases.colStride, rangeOf(biases),
                           ColorMap::diverging(theme));
    }
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
    painter.setOpacity(1);
    const auto [row, col] = litLines(scene, number);
    painter.setPen(QPen(theme.accent, theme.stroke(1.5)));
    if (row) {
        const QRectF cell = weights.cellRect({*row, 0});
        painter.drawRect(QRectF(rect.left() - 1.5, cell.top() - 1, rect.width() + 3, cell.height() + 2));
    }
    if (col) {
        const QRectF cell = weights.cellRect({0, *col});
        painter.drawRect(QRectF(cell.left() - 1, rect.top() - 1.5, cell.width() + 2, rect.height() + 3));
    }
    if (scene.result.kind == StepItemKind::Bias && scene.result.column == number)
        painter.drawRect(place.biases.cellRect({scene.result.unit, 0}).adjusted(-1.5, -1.5, 1.5, 1.5));
}

void StepBlocks::paint(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme) {
    for (Index i = 1; i < scene.layout.count(); ++i)
        if (!scene.layout.hasLinks(i)) paintBand(painter, scene, theme, i);
    for (Index i = 1; i < scene.layout.count(); ++i)
        if (!scene.layout.column(i).matrix.isEmpty()) paintMatrix(painter, scene, model, theme, i);
    for (Index i = 0; i < scene.layout.count(); ++i) {
        if (!scene.layout.column(i).isCollapsed()) continue;
        paintBlock(painter, scene, model, theme, i);
        paintToldCells(painter, scene, theme, i);
    }
}

StepItem StepBlocks::strongest(const StepScene& scene, const WalkModel& model, const StepItem& item) {
    if (item.kind != StepItemKind::Link || scene.layout.column(item.column).matrix.isEmpty()) return item;
    std::vector<float> own;
    const auto at = static_cast<std::size_t>(item.column);
    const TensorView view = matrixOf(model, scene.columns[at], scene.meanings[at], own);
    const HeatCell cell =
        scene.layout.columns[at].weights.strongest({item.unit, item.input}, view.data, view.rowStride, view.colStride);
    return {StepItemKind::Link, item.column, cell.row, cell.col};
}

}  // namespace glassbox
