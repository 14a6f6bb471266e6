#include "ui/lab/data_thumbnail.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassbox {

namespace {

constexpr double reach = 6;  // the generators' plane runs from -6 to 6

double place(double value, double side) {
    return (value + reach) / (2 * reach) * side;
}

/// Blue above zero, orange below.
QColor valueColor(const Theme& theme, double share) {
    return mixed(theme.zero, share < 0 ? theme.negative : theme.positive, std::min(1.0, std::abs(share)));
}

double largest(const std::vector<double>& values) {
    double most = 1e-9;
    for (const double value : values) most = std::max(most, std::abs(value));
    return most;
}

void drawPoints(QPainter& painter, const ThumbnailData& data, const Theme& theme, double side) {
    const double radius = side / 30;
    painter.setPen(QPen(theme.panel, side / 110));
    for (Index i = 0; i < data.inputs.cols(); ++i) {
        const Index label = data.labels[static_cast<std::size_t>(i)];
        painter.setBrush(theme.classColor(label, data.classes));
        painter.drawEllipse(QPointF(place(data.inputs(0, i), side), side - place(data.inputs(1, i), side)), radius,
                            radius);
    }
}

/// Values between the points by Shepard's weights 1 / d^3.
void drawSurface(QPainter& painter, const ThumbnailData& data, const Theme& theme, double side) {
    constexpr int cells = 28;
    const double most = largest(data.values);
    QImage image(cells, cells, QImage::Format_RGB32);
    for (int row = 0; row < cells; ++row) {
        for (int column = 0; column < cells; ++column) {
            const double x = (column + 0.5) / cells * 2 * reach - reach;
            const double y = reach - (row + 0.5) / cells * 2 * reach;
            double sum = 0, weights = 0;
            for (Index i = 0; i < data.inputs.cols(); ++i) {
                const double distance = std::hypot(data.inputs(0, i) - x, data.inputs(1, i) - y) + 0.05;
                const double weight = 1 / (distance * distance * distance);
                sum += weight * data.values[static_cast<std::size_t>(i)];
                weights += weight;
            }
            image.setPixelColor(column, row, valueColor(theme, weights > 0 ? sum / weights / most : 0));
        }
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(0, 0, side, side), image);
}

void drawCurve(QPainter& painter, const ThumbnailData& data, const Theme& theme, double side) {
    std::vector<Index> order(static_cast<std::size_t>(data.inputs.cols()));
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(), [&](Index a, Index b) { return data.inputs(0, a) < data.inputs(0, b); });
    const double most = largest(data.values) * 1.3;
    const auto height = [&](Index i) { return side / 2 * (1 - data.values[static_cast<std::size_t>(i)] / most); };
    painter.setPen(QPen(theme.line, side / 90));
    painter.drawLine(QPointF(0, side / 2), QPointF(side, side / 2));
    QPainterPath path;
    for (const Index i : order) {
        const QPointF point(place(data.inputs(0, i), side), height(i));
        if (path.elementCount() == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    painter.setPen(QPen(theme.accent, side / 26, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

}  // namespace

ThumbnailData makeThumbnailData(const DataInfo& info, std::uint64_t seed) {
    Spec spec{info.kind};
    const bool values = info.task == Task::Regression;
    if (info.option("points")) spec.options.set("points", std::int64_t{values ? 160 : 90});
    if (info.option("validation")) spec.options.set("validation", 0.0);
    if (values && info.option("noise")) spec.options.set("noise", 0.0);
    ThumbnailData result;
    try {
        Dataset data = makeDataset(spec, std::nullopt, seed);
        result.task = data.task;
        result.classes = data.classCount();
        result.inputs = std::move(data.training.inputs);
        result.labels = std::move(data.training.labels);
        for (Index i = 0; i < data.training.values.cols(); ++i)
            result.values.push_back(static_cast<double>(data.training.values(0, i)));
    } catch (const Error&) {
        // A picture is not worth a word: choosing the tile will say what is wrong.
    }
    return result;
}

ThumbnailData makeThumbnailData(const Spec& drawn) {
    constexpr Index most = 160;
    ThumbnailData result;
    try {
        const Dataset data = makeDataset(drawn, std::nullopt, 0);
        const DataPart& part = data.training;
        const Index count = std::min(most, part.count());
        result.task = data.task;
        result.classes = data.classCount();
        result.inputs.resize(part.inputs.rows(), count);
        for (Index i = 0; i < count; ++i) {
            const Index from = i * part.count() / count;
            result.inputs.col(i) = part.inputs.col(from);
            if (part.labels.empty())
                result.values.push_back(static_cast<double>(part.values(0, from)));
            else
                result.labels.push_back(part.labels[static_cast<std::size_t>(from)]);
        }
    } catch (const Error&) {
        // As above: no picture, no word.
    }
    return result;
}

QImage drawThumbnail(const ThumbnailData& data, const Theme& theme, int side) {
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(theme.panel);
    if (data.inputs.cols() == 0) return image;
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    if (data.task == Task::Classification)
        drawPoints(painter, data, theme, side);
    else if (data.inputs.rows() == 1)
        drawCurve(painter, data, theme, side);
    else
        drawSurface(painter, data, theme, side);
    return image;
}

}  // namespace glassbox
