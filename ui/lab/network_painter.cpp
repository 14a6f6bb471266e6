#include "ui/lab/network_painter.h"

#include "ui/lab/network_marks.h"
#include "ui/lab/network_words.h"
#include "ui/plots/plot_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace glassbox {

namespace {

constexpr double legendLine = 22;

QFont titleFont(const Theme& theme) {
    return theme.font(12, QFont::DemiBold);
}

QFont smallFont(const Theme& theme) {
    return theme.font(11);
}

QStaticText laidOut(const QString& text, const QFont& font, double room = 1e6) {
    QStaticText result(QFontMetricsF(font).elidedText(text, Qt::ElideRight, room));
    result.setTextFormat(Qt::PlainText);
    result.prepare(QTransform(), font);
    return result;
}

void drawCentred(QPainter& painter, const QStaticText& text, double x, double top, double height) {
    painter.drawStaticText(QPointF(x - text.size().width() / 2, top + (height - text.size().height()) / 2), text);
}

}  // namespace

double NetworkPainter::headWidth(const Theme& theme, const OutlineColumn& column) {
    const double title = QFontMetricsF(titleFont(theme)).horizontalAdvance(column.title) + (column.frozen ? 16 : 0);
    return std::max(title, QFontMetricsF(smallFont(theme)).horizontalAdvance(column.subtitle));
}

double NetworkPainter::lineHeight(const Theme& theme) {
    return std::ceil(QFontMetricsF(titleFont(theme)).height());
}

void NetworkPainter::setScene(const NetworkScene& scene) {
    m_linksCurrent = false;
    m_tiles.setTheme(scene.theme);
    m_heads.clear();
    for (Index i = 0; i < scene.columnCount(); ++i) {
        const double room = scene.place(i).head.width() - 6;
        const double snow = scene.column(i).frozen ? 16 : 0;
        m_heads.push_back({laidOut(scene.column(i).title, titleFont(scene.theme), room - snow),
                           laidOut(scene.column(i).subtitle, smallFont(scene.theme), room)});
    }
    m_positive = laidOut(QCoreApplication::translate("NetworkView", "positive weight"), smallFont(scene.theme));
    m_negative = laidOut(QCoreApplication::translate("NetworkView", "negative"), smallFont(scene.theme));
    m_legendWidth = 2 * (legendLine + 6) + m_positive.size().width() + 14 + m_negative.size().width();
}

void NetworkPainter::paint(QPainter& painter, const NetworkScene& scene, double pixelRatio) {
    paintLinks(painter, scene, pixelRatio);
    painter.setRenderHint(QPainter::Antialiasing);
    m_tiles.paint(painter, scene);
    paintNetworkMarks(painter, scene);
    paintHeads(painter, scene);
    paintLabels(painter, scene);
    paintMore(painter, scene);
    paintPluses(painter, scene);
    paintLegend(painter, scene);
    paintFocus(painter, scene);
    paintDrag(painter, scene);
    paintBubble(painter, scene);
}

void NetworkPainter::paintOnPaper(QPainter& painter, const NetworkScene& scene) {
    NetworkScene plain = scene;
    plain.selectedLayer.reset();
    plain.shownUnit.reset();
    plain.keptUnit.reset();
    plain.hoveredLink.reset();
    plain.hoveredBias.reset();
    plain.chosenLink.reset();
    plain.chosenBias.reset();
    plain.hovered = {};
    m_links.paint(plain, painter);
    m_tiles.paint(painter, plain);
    paintNetworkMarks(painter, plain);
    paintHeads(painter, plain);
    paintLabels(painter, plain);
    paintMore(painter, plain);
    paintLegend(painter, plain);
}

void NetworkPainter::paintLinks(QPainter& painter, const NetworkScene& scene, double pixelRatio) {
    const QSize pixels = (scene.layout.size * pixelRatio).toSize();
    if (m_ground.size() != pixels) {
        m_ground = QImage(pixels, QImage::Format_RGB32);
        m_ground.setDevicePixelRatio(pixelRatio);
        m_linksCurrent = false;
    }
    if (!m_linksCurrent) {
        m_ground.fill(scene.theme.panel);
        if (scene.selectedLayer && *scene.selectedLayer + 1 < scene.columnCount()) {
            const NetworkColumn& column = scene.place(*scene.selectedLayer + 1);
            const double half = std::min(column.band.width() / 2 - 2, std::max(column.head.width() / 2, 40.0));
            const QRectF band(column.x - half, 1, 2 * half, scene.layout.footer.bottom() - 2);
            QPainter ground(&m_ground);
            ground.setRenderHint(QPainter::Antialiasing);
            ground.setPen(Qt::NoPen);
            QColor soft = scene.theme.accentSoft;
            soft.setAlphaF(0.6F);
            ground.setBrush(soft);
            ground.drawRoundedRect(band, 8, 8);
        }
        m_links.draw(scene, m_ground, pixelRatio);
        m_linksCurrent = true;
    }
    painter.drawImage(QPointF(0, 0), m_ground);
}

void NetworkPainter::paintHeads(QPainter& painter, const NetworkScene& scene) const {
    const double line = lineHeight(scene.theme);
    for (Index i = 0; i < scene.columnCount() && i < static_cast<Index>(m_heads.size()); ++i) {
        const QRectF& head = scene.place(i).head;
        const bool hovered = scene.hovered == NetworkItem{NetworkItemKind::Head, i, 0} && i > 0;
        const bool selected = i > 0 && scene.selectedLayer == i - 1;
        if (hovered && !selected) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(scene.theme.sunk);
            painter.drawRoundedRect(head, 6, 6);
        }
        const HeadText& text = m_heads[static_cast<std::size_t>(i)];
        const double snow = scene.column(i).frozen ? 16 : 0;
        painter.setFont(titleFont(scene.theme));
        painter.setPen(selected ? scene.theme.accent : scene.theme.ink);
        drawCentred(painter, text.title, head.center().x() + snow / 2, head.top() + 2, line);
        if (snow > 0) {
            painter.setPen(QPen(scene.theme.accent, scene.theme.stroke(1.2)));
            const double x = head.center().x() - text.title.size().width() / 2 - 3;
            drawSnowflake(painter, QPointF(x, head.top() + 2 + line / 2), 5.5);
        }
        painter.setFont(smallFont(scene.theme));
        painter.setPen(scene.theme.mute);
        drawCentred(painter, text.subtitle, head.center().x(), head.top() + 2 + line, line - 1);
    }
}

// Names of inputs under their tiles, where the head has no room for them and the tiles leave some.
void NetworkPainter::paintLabels(QPainter& painter, const NetworkScene& scene) const {
    if (scene.columnCount() == 0) return;
    const NetworkColumn& place = scene.place(0);
    const OutlineColumn& input = scene.column(0);
    if (input.labels.isEmpty() || place.shown() < 2 || input.subtitle == input.labels.join(QStringLiteral("  ")))
        return;
    const QFont font = scene.theme.font(10);
    const QFontMetricsF metrics(font);
    if (place.tiles[1].top() - place.tiles[0].bottom() < metrics.height() + 1) return;
    painter.setFont(font);
    painter.setPen(scene.theme.mute);
    for (Index i = 0; i < place.shown(); ++i) {
        const QRectF& tile = place.tiles[static_cast<std::size_t>(i)];
        const double half = std::min(place.x, place.band.right() - place.x) - 2;
        const QRectF room(place.x - half, tile.bottom() + 1, 2 * half, metrics.height());
        const QString text = metrics.elidedText(input.labels.value(place.firstUnit + i), Qt::ElideRight, room.width());
        painter.drawText(room, Qt::AlignCenter, text);
    }
}

void NetworkPainter::paintMore(QPainter& painter, const NetworkScene& scene) const {
    painter.setFont(smallFont(scene.theme));
    for (Index i = 0; i < scene.columnCount(); ++i) {
        const NetworkColumn& place = scene.place(i);
        const bool pointed = scene.hovered.column == i && scene.hovered.kind != NetworkItemKind::Plus;
        const auto text = [&](const QRectF& rect, NetworkItemKind kind, Index count) {
            if (rect.isEmpty() || count < 1) return;
            painter.setPen(pointed && scene.hovered.kind == kind ? scene.theme.accent : scene.theme.mute);
            painter.drawText(rect, Qt::AlignCenter,
                             QCoreApplication::translate("NetworkView", "… %1 more").arg(countText(count)));
        };
        text(place.above, NetworkItemKind::Above, place.firstUnit);
        text(place.below, NetworkItemKind::Below, place.hiddenBelow());
    }
}

void NetworkPainter::paintPluses(QPainter& painter, const NetworkScene& scene) const {
    for (std::size_t i = 0; i < scene.layout.pluses.size(); ++i) {
        const QRectF& rect = scene.layout.pluses[i];
        const bool hovered = scene.hovered == NetworkItem{NetworkItemKind::Plus, static_cast<Index>(i), 0};
        painter.setPen(QPen(hovered ? scene.theme.accent : scene.theme.line, scene.theme.stroke(1)));
        painter.setBrush(hovered ? scene.theme.accentSoft : scene.theme.sunk);
        painter.drawEllipse(rect);
        QPen pen(hovered ? scene.theme.accent : scene.theme.mute, scene.theme.stroke(1.5));
        pen.setCapStyle(Qt::RoundCap);
        painter.setPen(pen);
        const QPointF c = rect.center();
        painter.drawLine(c - QPointF(3.5, 0), c + QPointF(3.5, 0));
        painter.drawLine(c - QPointF(0, 3.5), c + QPointF(0, 3.5));
    }
}

void NetworkPainter::paintLegend(QPainter& painter, const NetworkScene& scene) const {
    if (!m_legendLeft || m_links.total() == 0) return;
    const double y = scene.layout.footer.center().y();
    double x = *m_legendLeft;
    painter.setFont(smallFont(scene.theme));
    const auto entry = [&](const QColor& color, bool dashed, const QStaticText& text) {
        QPen pen(color, scene.theme.stroke(2.2));
        if (dashed) pen.setDashPattern({3.2, 1.6});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.drawLine(QPointF(x, y), QPointF(x + legendLine, y));
        painter.setPen(scene.theme.mute);
        painter.drawStaticText(QPointF(x + legendLine + 6, y - text.size().height() / 2), text);
        x += legendLine + 6 + text.size().width() + 14;
    };
    entry(scene.theme.positive, false, m_positive);
    entry(scene.theme.negative, true, m_negative);
    if (m_links.drawn() == m_links.total()) return;
    painter.drawText(
        QRectF(x, scene.layout.footer.top(), scene.layout.footer.right() - x, scene.layout.footer.height()),
        Qt::AlignVCenter | Qt::AlignLeft,
        QCoreApplication::translate("NetworkView", "the strongest %1 of %2 links")
            .arg(countText(static_cast<qint64>(m_links.drawn())), countText(static_cast<qint64>(m_links.total()))));
}

void NetworkPainter::paintFocus(QPainter& painter, const NetworkScene& scene) const {
    const QRectF rect = scene.layout.rect(scene.focus);
    if (rect.isEmpty()) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(scene.theme.accent, scene.theme.stroke(2)));
    const double corner = scene.focus.kind == NetworkItemKind::Plus ? rect.width() / 2 + 3 : 8;
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), corner, corner);
}

void NetworkPainter::paintDrag(QPainter& painter, const NetworkScene& scene) const {
    if (!scene.draggedLayer || *scene.draggedLayer + 1 >= scene.columnCount()) return;
    const double x = scene.layout.gapX(scene.dropPlace);
    QPen pen(scene.theme.accent, scene.theme.stroke(3));
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.drawLine(QPointF(x, 6), QPointF(x, scene.layout.footer.top()));
    const Index column = *scene.draggedLayer + 1;
    const QRectF head = scene.place(column).head;
    const QRectF lifted = head.translated(scene.pointer.x() - head.center().x(), 4);
    painter.setPen(QPen(scene.theme.accent, scene.theme.stroke(1.5)));
    painter.setBrush(scene.theme.panel);
    painter.drawRoundedRect(lifted, 7, 7);
    painter.setPen(scene.theme.ink);
    painter.setFont(titleFont(scene.theme));
    painter.drawText(lifted, Qt::AlignCenter, scene.column(column).title);
}

// The label of the link or unit under the pointer. Drawn here and not as a tool tip because its number moves while
// training.
void NetworkPainter::paintBubble(QPainter& painter, const NetworkScene& scene) const {
    if (scene.draggedLayer) return;
    QString text;
    const QString hint = scene.editable ? QCoreApplication::translate("NetworkView", " · click or drag") : QString();
    // What is open for editing has its number on the card.
    if (scene.hoveredLink && scene.hoveredLink != scene.chosenLink) {
        text = linkWords(scene, *scene.hoveredLink) + hint;
    } else if (scene.hoveredBias && scene.hoveredBias != scene.chosenBias) {
        text = biasWords(scene, *scene.hoveredBias) + hint;
    } else if (scene.hovered.kind == NetworkItemKind::Unit) {
        text = unitWords(scene, {scene.hovered.column - 1, scene.hovered.unit});
    }
    if (text.isEmpty()) return;
    const QFont font = scene.theme.font(12, QFont::Medium);
    const QFontMetricsF metrics(font);
    QRectF bubble(0, 0, metrics.horizontalAdvance(text) + 18, metrics.height() + 10);
    bubble.moveCenter(QPointF(scene.pointer.x(), 0));
    bubble.moveTop(scene.pointer.y() - bubble.height() - 12);
    if (bubble.top() < 2) bubble.moveTop(scene.pointer.y() + 20);
    if (bubble.right() > scene.layout.size.width() - 2) bubble.moveRight(scene.layout.size.width() - 2);
    if (bubble.left() < 2) bubble.moveLeft(2);
    painter.setPen(QPen(scene.theme.line, scene.theme.stroke(1)));
    painter.setBrush(scene.theme.panel);
    painter.drawRoundedRect(bubble, 6, 6);
    painter.setFont(font);
    painter.setPen(scene.theme.ink);
    painter.drawText(bubble, Qt::AlignCenter, text);
}

}  // namespace glassbox
