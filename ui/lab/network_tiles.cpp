#include "ui/lab/network_tiles.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

const Picture* pictureOf(const NetworkScene& scene, Index column) {
    if (!scene.snapshot || !scene.column(column).live) return nullptr;
    const Snapshot& snapshot = *scene.snapshot;
    if (column > static_cast<Index>(snapshot.units.size())) return nullptr;
    const Picture& picture = column == 0 ? snapshot.inputs : snapshot.units[static_cast<std::size_t>(column - 1)];
    const Index size = picture.width * picture.height * picture.planes;
    if (size < 1 || static_cast<Index>(picture.values.size()) < size) return nullptr;
    return &picture;
}

const std::vector<float>* sampleOf(const NetworkScene& scene, Index column) {
    if (!scene.snapshot || !scene.column(column).live) return nullptr;
    const auto& layers = scene.snapshot->sampleActivations;
    const auto i = static_cast<std::size_t>(column);
    return i < layers.size() && !layers[i].empty() ? &layers[i] : nullptr;
}

double cornerOf(const QRectF& tile) {
    return std::min(6.0, tile.width() / 5);
}

// Relative luminance as in WCAG 2; at about 0.18 black and white stand out alike.
double luminance(const QColor& color) {
    const auto linear = [](int channel) { return std::pow(channel / 255.0, 2.2); };
    return 0.2126 * linear(color.red()) + 0.7152 * linear(color.green()) + 0.0722 * linear(color.blue());
}

bool isBroken(const Picture& picture, Index unit) {
    const float* values = picture.plane(unit);
    return std::any_of(values, values + picture.width * picture.height, [](float v) { return !std::isfinite(v); });
}

}  // namespace

QString tileNumber(double value, double tileWidth) {
    const double size = std::abs(value);
    QString text;
    if (size >= 1e4) {
        const int power = static_cast<int>(std::floor(std::log10(size)));
        text = QStringLiteral("1e%1").arg(power);
    } else {
        const int decimals = tileWidth < 34 ? (size < 10 ? 1 : 0) : (size < 10 ? 2 : size < 100 ? 1 : 0);
        text = QString::number(size, 'f', decimals);
        if (tileWidth < 28 && text.startsWith(QLatin1String("0."))) text.remove(0, 1);
    }
    const bool zero = text.toDouble() == 0;
    return value < 0 && !zero ? QChar(0x2212) + text : text;
}

void NetworkTiles::setTheme(const Theme& theme) {
    m_theme = theme;
    m_map = ColorMap::diverging(theme);
    m_texts.clear();
}

NetworkTiles::Kind NetworkTiles::kindOf(const NetworkScene& scene, Index column) {
    if (const Picture* picture = pictureOf(scene, column))
        return picture->height == 1 && picture->width > 1 ? Kind::Curve : Kind::Picture;
    return sampleOf(scene, column) ? Kind::Value : Kind::Blank;
}

ValueRange NetworkTiles::rangeOf(const NetworkScene& scene, Index column, Index unit) {
    const std::string& activation = scene.column(column).activation;
    if (column > 0 && activation == "tanh") return {-1, 1};
    // A picture turns over at one half, where the answer does; a single value shows how far it is from none.
    if (column > 0 && (activation == "sigmoid" || activation == "softmax"))
        return pictureOf(scene, column) ? ValueRange{0, 1} : ValueRange{-1, 1};
    if (const Picture* picture = pictureOf(scene, column)) {
        const Index size = picture->width * picture->height;
        // Features have units of their own, so each is compared with itself alone.
        if (column == 0) return unit < picture->planes ? ValueRange::around(picture->plane(unit), size) : ValueRange();
        return ValueRange::around(picture->values.data(), size * picture->planes);
    }
    if (const auto* sample = sampleOf(scene, column))
        return ValueRange::around(sample->data(), static_cast<Index>(sample->size()));
    return {};
}

void NetworkTiles::paint(QPainter& painter, const NetworkScene& scene) {
    if (m_texts.size() > 4000) m_texts.clear();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (Index column = 0; column < scene.columnCount(); ++column) paintColumn(painter, scene, column);
}

void NetworkTiles::paintColumn(QPainter& painter, const NetworkScene& scene, Index column) {
    const NetworkColumn& place = scene.place(column);
    const Picture* picture = pictureOf(scene, column);
    const std::vector<float>* sample = picture ? nullptr : sampleOf(scene, column);
    ValueRange range = rangeOf(scene, column, place.firstUnit);
    for (Index i = 0; i < place.shown(); ++i) {
        const Index unit = place.firstUnit + i;
        const QRectF& tile = place.tiles[static_cast<std::size_t>(i)];
        if (picture && unit < picture->planes) {
            if (column == 0 && i > 0) range = rangeOf(scene, column, unit);
            if (isBroken(*picture, unit)) {
                paintBroken(painter, tile);
            } else if (picture->height == 1 && picture->width > 1) {
                paintCurve(painter, tile, *picture, unit, range);
            } else {
                paintPicture(painter, tile, *picture, unit, range);
            }
        } else if (sample && unit < static_cast<Index>(sample->size())) {
            const float value = (*sample)[static_cast<std::size_t>(unit)];
            if (std::isfinite(value)) {
                paintValue(painter, tile, value, range);
            } else {
                paintBroken(painter, tile);
            }
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.sunk);
            painter.drawRoundedRect(tile, cornerOf(tile), cornerOf(tile));
        }
        paintFrame(painter, scene, tile, {column - 1, unit});
    }
}

void NetworkTiles::paintPicture(QPainter& painter, const QRectF& tile, const Picture& source, Index unit,
                                const ValueRange& range) {
    const QImage image = picture(source.plane(unit), source.width, source.height, range, m_map);
    if (painter.paintEngine()->type() == QPaintEngine::SVG) {  // which knows no brushes made of images
        painter.drawImage(tile, image);
        return;
    }
    QBrush brush(image);
    QTransform transform = QTransform::fromTranslate(tile.left(), tile.top());
    transform.scale(tile.width() / image.width(), tile.height() / image.height());
    brush.setTransform(transform);
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush);
    painter.drawRoundedRect(tile, cornerOf(tile), cornerOf(tile));
}

void NetworkTiles::paintCurve(QPainter& painter, const QRectF& tile, const Picture& source, Index unit,
                              const ValueRange& range) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.panel);
    painter.drawRoundedRect(tile, cornerOf(tile), cornerOf(tile));
    const QRectF inside = tile.adjusted(2, 3, -2, -3);
    const auto y = [&](double value) {
        return inside.bottom() - std::clamp(range.share(value), 0.0, 1.0) * inside.height();
    };
    const double base = y(std::clamp(0.0, range.low, range.high));
    painter.setPen(QPen(m_theme.line, m_theme.stroke(1)));
    painter.drawLine(QPointF(inside.left(), base), QPointF(inside.right(), base));
    // One stretch of curve at a time, coloured by its sign, which the zero line tells as well.
    const float* values = source.plane(unit);
    QPolygonF stretch;
    bool negative = values[0] < 0;
    const auto flush = [&] {
        QPen pen(negative ? m_theme.negative : m_theme.positive, m_theme.stroke(1.8));
        pen.setJoinStyle(Qt::RoundJoin);
        painter.setPen(pen);
        painter.drawPolyline(stretch);
    };
    for (Index i = 0; i < source.width; ++i) {
        const double x =
            inside.left() + inside.width() * static_cast<double>(i) / static_cast<double>(source.width - 1);
        const QPointF point(x, y(static_cast<double>(values[i])));
        stretch << point;
        if ((values[i] < 0) == negative) continue;
        flush();
        stretch = {point};
        negative = !negative;
    }
    flush();
}

void NetworkTiles::paintValue(QPainter& painter, const QRectF& tile, float value, const ValueRange& range) {
    const QColor fill(m_map.color(static_cast<double>(value), range));
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(tile, cornerOf(tile), cornerOf(tile));
    const QColor dark = m_theme.isDark() ? m_theme.accentInk : m_theme.ink;
    const QColor light = m_theme.isDark() ? m_theme.ink : m_theme.panel;
    paintText(painter, tile, tileNumber(static_cast<double>(value), tile.width()),
              luminance(fill) > 0.19 ? dark : light);
}

void NetworkTiles::paintBroken(QPainter& painter, const QRectF& tile) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.sunk);
    painter.drawRoundedRect(tile, cornerOf(tile), cornerOf(tile));
    painter.setBrush(QBrush(m_theme.warn, Qt::BDiagPattern));
    painter.setOpacity(0.45);
    painter.drawRoundedRect(tile, cornerOf(tile), cornerOf(tile));
    painter.setOpacity(1);
    paintText(painter, tile, QStringLiteral("NaN"), m_theme.ink);
}

void NetworkTiles::paintText(QPainter& painter, const QRectF& tile, const QString& text, const QColor& color) {
    const int pixels = tile.width() < 28 ? 9 : tile.width() < 36 ? 10 : 11;
    const QFont font = m_theme.font(pixels, QFont::Medium);
    QStaticText& laidOut = m_texts[QString::number(pixels) + text];
    if (laidOut.text().isEmpty()) {
        laidOut = QStaticText(text);
        laidOut.setTextFormat(Qt::PlainText);
        laidOut.prepare(QTransform(), font);
    }
    painter.setFont(font);
    painter.setPen(color);
    const QSizeF size = laidOut.size();
    painter.drawStaticText(tile.center() - QPointF(size.width() / 2, size.height() / 2), laidOut);
}

void NetworkTiles::paintFrame(QPainter& painter, const NetworkScene& scene, const QRectF& tile,
                              const UnitRef& unit) const {
    const bool kept = scene.keptUnit == unit;
    const bool hovered = scene.shownUnit == unit;
    painter.setBrush(Qt::NoBrush);
    if (kept || hovered) {
        painter.setPen(QPen(m_theme.accent, m_theme.stroke(kept ? 2.4 : 1.6)));
    } else {
        painter.setPen(QPen(m_theme.line, m_theme.stroke(1.2)));
    }
    painter.drawRoundedRect(tile, cornerOf(tile), cornerOf(tile));
}

}  // namespace glassbox
