#include "ui/lab/history_canvas.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <functional>

namespace glassbox {

namespace {

constexpr double lineStep = 3;  // pixels: closer moments are drawn as one point

QColor faint(QColor color, double alpha) {
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

}  // namespace

void HistoryCanvas::paintEvent(QPaintEvent* event) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setFont(theme.font(12));
    if (!hasValues()) {
        painter.setPen(theme.mute);
        QString text = m_source.nothing;
        if (m_record.isEmpty())
            text =
                tr("Nothing is recorded yet. Press Run (Space) or Step (→), and the distribution "
                   "of these numbers is drawn here over the steps.");
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, text);
        return;
    }
    const QRectF visible(event->rect());
    for (std::size_t i = 0; i < m_layout.panels.size(); ++i) {
        const HistoryPanel& panel = m_layout.panels[i];
        if (panel.titleRect.united(panel.plot).adjusted(0, 0, 0, 30).intersects(visible)) paintPanel(painter, i);
    }
    const auto outline = [&](const HistoryLayout::Cell& cell, const QColor& color) {
        const HistoryPanel& panel = m_layout.panels[cell.panel];
        const QRectF place = m_layout.rect(m_record, cell);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(faint(color, 0.5), 1));
        painter.drawLine(QPointF(place.center().x(), panel.plot.top()),
                         QPointF(place.center().x(), panel.plot.bottom()));
        QRectF box = place;
        if (box.width() < 6) box = QRectF(place.center().x() - 3, place.top(), 6, place.height());
        painter.setPen(QPen(theme.panel, 4));
        painter.drawRect(box.adjusted(-1, -1, 1, 1));
        painter.setPen(QPen(color, 2));
        painter.drawRect(box.adjusted(-1, -1, 1, 1));
    };
    if (m_theme.isOnPaper()) return;
    if (contains(m_hovered)) outline(*m_hovered, theme.ink);
    if (hasFocus() && contains(m_focused)) outline(*m_focused, theme.accent);
    if (contains(current())) paintWords(painter, *current());
}

/// Beside the cell, on the side with more room.
void HistoryCanvas::paintWords(QPainter& painter, const HistoryLayout::Cell& cell) const {
    const Theme& theme = m_theme.theme();
    const QStringList lines = wordLines();
    const QFontMetricsF metrics(painter.font());
    double width = 0;
    for (const QString& line : lines) width = std::max(width, metrics.horizontalAdvance(line));
    const QSizeF size(width + 16, metrics.height() * static_cast<double>(lines.size()) + 10);
    const QRectF place = m_layout.rect(m_record, cell), all(visibleRegion().boundingRect());
    double x = place.right() + 10;
    if (x + size.width() > all.right()) x = place.left() - 10 - size.width();
    const double y = std::clamp(place.center().y() - size.height() / 2, all.top(),
                                std::max(all.top(), all.bottom() - size.height()));
    const QRectF box(QPointF(std::max(x, all.left()), y), size);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        painter.setPen(i == 0 ? theme.mute : theme.ink);
        const double base = box.top() + 5 + metrics.ascent() + static_cast<double>(i) * metrics.height();
        painter.drawText(QPointF(box.left() + 8, base), lines[i]);
    }
}

void HistoryCanvas::paintPanel(QPainter& painter, std::size_t index) const {
    const Theme& theme = m_theme.theme();
    const HistoryPanel& panel = m_layout.panels[index];
    const auto shown = m_selection.shownUnit();
    painter.setPen(shown && shown->layer == panel.layer ? theme.accent : theme.mute);
    const QRectF title = panel.titleRect.adjusted(panel.plot.left() - panel.titleRect.left(), 0, 0, 0);
    const QString longer = panel.title + u' ' + m_source.noun(m_record.keys()[panel.key]);
    const bool fits = painter.fontMetrics().horizontalAdvance(longer) <= title.width();
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, fits ? longer : panel.title);
    painter.fillRect(panel.plot, theme.sunk);
    painter.fillRect(panel.plot.adjusted(1, 1, -1, -1), theme.panel);
    paintGaps(painter, panel);
    painter.drawImage(panel.plot, m_pictures[index]);
    paintAxes(painter, panel);
    paintLines(painter, panel);
    paintUnit(painter, panel);
}

void HistoryCanvas::paintGaps(QPainter& painter, const HistoryPanel& panel) const {
    const auto& all = m_record.moments();
    const Theme& theme = m_theme.theme();
    const auto hatch = [&](double fromStep, double toStep, const QString& words) {
        const double left = m_layout.xOf(panel, fromStep), right = m_layout.xOf(panel, toStep);
        const QRectF area(left, panel.plot.top(), right - left, panel.plot.height());
        painter.fillRect(area, QBrush(theme.line, Qt::BDiagPattern));
        const QRectF inside = area.adjusted(6, 4, -6, -4);
        QString shown = words;
        QRectF text = painter.boundingRect(inside, Qt::AlignCenter | Qt::TextWordWrap, shown);
        if (!inside.contains(text)) {
            shown = tr("not recorded");
            text = painter.boundingRect(inside, Qt::AlignCenter | Qt::TextWordWrap, shown);
        }
        if (!inside.contains(text)) return;
        painter.fillRect(text.adjusted(-4, -2, 4, 2), theme.panel);
        painter.setPen(theme.mute);
        painter.drawText(inside, Qt::AlignCenter | Qt::TextWordWrap, shown);
    };
    for (std::size_t i = 1; i < all.size(); ++i)
        if (all[i].gapBefore)
            hatch(static_cast<double>(all[i - 1].step), static_cast<double>(all[i].step), tr("not recorded"));
    const auto first = static_cast<double>(all.front().step);
    if (first <= m_layout.steps.low) return;
    const bool front = &panel == &m_layout.panels.front();
    hatch(m_layout.steps.low, first, front ? sinceWords() : tr("not recorded"));
}

void HistoryCanvas::paintAxes(QPainter& painter, const HistoryPanel& panel) const {
    const Theme& theme = m_theme.theme();
    const double line = painter.fontMetrics().height();
    const double zero = panel.yOf(0);
    std::vector<double> labelled{zero};
    for (const Tick& tick : panel.axis.ticks()) {
        const double y = panel.yOf(tick.position);
        painter.setPen(QPen(faint(theme.mute, 0.25), 1));
        if (tick.position != 0) painter.drawLine(QPointF(panel.plot.left(), y), QPointF(panel.plot.right(), y));
        const bool room = std::all_of(labelled.begin(), labelled.end(),
                                      [&](double other) { return std::abs(y - other) >= line * 0.9; });
        if (tick.position != 0 && !room) continue;
        labelled.push_back(y);
        painter.setPen(theme.mute);
        painter.drawText(QRectF(panel.plot.left() - 120, y - line / 2, 116, line), Qt::AlignRight | Qt::AlignVCenter,
                         tick.label);
    }
    // Zero stands out on pale and on dark ground alike.
    painter.setPen(QPen(faint(theme.panel, 0.7), 3));
    painter.drawLine(QPointF(panel.plot.left(), zero), QPointF(panel.plot.right(), zero));
    painter.setPen(QPen(theme.ink, 1));
    painter.drawLine(QPointF(panel.plot.left(), zero), QPointF(panel.plot.right(), zero));
    painter.setPen(theme.mute);
    double free = panel.plot.left() - 20;
    for (const Tick& tick : m_layout.steps.ticks) {
        const QString text = &tick == &m_layout.steps.ticks.front() ? tr("step %1").arg(tick.label) : tick.label;
        const double width = painter.fontMetrics().horizontalAdvance(text);
        double x = m_layout.xOf(panel, tick.position) - width / 2;
        x = std::clamp(x, panel.plot.left(), panel.plot.right() - width);
        if (x < free) continue;
        painter.drawText(QRectF(x, panel.plot.bottom() + 1, width + 2, line), Qt::AlignLeft | Qt::AlignVCenter, text);
        free = x + width + 10;
    }
}

void HistoryCanvas::paintLines(QPainter& painter, const HistoryPanel& panel) const {
    const Theme& theme = m_theme.theme();
    const auto& all = m_record.moments();
    painter.save();
    painter.setClipRect(panel.plot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    enum class Of { Mean, Least, Greatest };  // of the moments that share a place
    const auto curve = [&](const QPen& pen, Of of, const std::function<float(const Distribution&)>& value) {
        painter.setPen(pen);
        QPolygonF points;
        double sum = 0, count = 0, place = 0, x = 0;
        const auto put = [&] {
            if (count > 0) points << QPointF(x, panel.yOf(of == Of::Mean ? sum / count : sum));
            sum = count = 0;
        };
        const auto draw = [&] {
            put();
            if (points.size() == 1) points << points.front() + QPointF(2, 0);
            painter.drawPolyline(points);
            points.clear();
        };
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Distribution& some = m_record.at(i, panel.key);
            if (all[i].gapBefore || some.isEmpty()) draw();
            if (some.isEmpty()) continue;
            const double here = m_layout.xOf(panel, static_cast<double>(all[i].step));
            if (count > 0 && here - place >= lineStep) put();
            const auto v = static_cast<double>(value(some));
            if (count == 0) place = here;
            sum = count == 0 ? v : of == Of::Mean ? sum + v : of == Of::Least ? std::min(sum, v) : std::max(sum, v);
            x = here;
            ++count;
        }
        draw();
    };
    const QPen extreme(faint(theme.mute, 0.8), 1, Qt::DotLine), outer(theme.accent, 1), middle(theme.accent, 2);
    curve(extreme, Of::Least, [](const Distribution& some) { return some.least(); });
    curve(extreme, Of::Greatest, [](const Distribution& some) { return some.greatest(); });
    curve(outer, Of::Mean, [](const Distribution& some) { return some.quantiles()[0]; });
    curve(outer, Of::Mean, [](const Distribution& some) { return some.quantiles()[4]; });
    curve(middle, Of::Mean, [](const Distribution& some) { return some.median(); });
    painter.restore();
}

/// The chosen unit's numbers of this moment, as ticks behind the newest column.
void HistoryCanvas::paintUnit(QPainter& painter, const HistoryPanel& panel) const {
    const auto shown = m_selection.shownUnit();
    if (!shown || shown->layer != panel.layer || !m_snapshot) return;
    const RecordKey& key = m_record.keys()[panel.key];
    std::span<const float> values;
    for (const RecordPart& part : m_source.recorded(*m_snapshot))
        if (part.key == key) values = part.values;
    const double x = m_layout.xOf(panel, static_cast<double>(m_record.moments().back().step));
    for (const MatrixBlock& block : m_source.blocks(*m_snapshot)) {
        if (block.layer != key.layer || block.name != key.name || shown->unit >= block.rows) continue;
        const Index columns = std::min<Index>(block.cols, 200);
        const bool many = columns > 16;  // then ticks are shades
        const auto ticks = [&](const QPen& pen) {
            painter.setPen(pen);
            for (Index col = 0; col < columns; ++col) {
                const auto at = static_cast<std::size_t>(shown->unit * block.rowStride +
                                                         col * block.cols / columns * block.colStride);
                if (at >= values.size()) continue;
                const double y = panel.yOf(static_cast<double>(values[at]));
                painter.drawLine(QPointF(x + 1, y), QPointF(x + 10, y));
            }
        };
        if (!many) ticks(QPen(m_theme.theme().panel, 4));
        ticks(many ? QPen(faint(m_theme.theme().accent, 0.35), 1) : QPen(m_theme.theme().accent, 2));
    }
}

}  // namespace glassbox
