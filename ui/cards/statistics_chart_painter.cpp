#include "ui/cards/statistics_chart_painter.h"

#include "ui/cards/rating_bar.h"
#include "ui/shell/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace glassbox {

namespace {

using Kind = StatisticsChartData::Kind;
using Mark = StatisticsLegendEntry::Mark;

class ChartPainter {
  public:
    ChartPainter(QPainter& painter, const StatisticsChartData& data, const StatisticsChartLayout& layout,
                 const Theme& theme, int marked)
        : m_painter(painter), m_data(data), m_layout(layout), m_theme(theme), m_marked(marked) {
        m_painter.setFont(theme.font(11));
    }

    void paint() {
        if (!m_data.empty.isEmpty()) {
            m_painter.setFont(m_theme.font(12));
            m_painter.setPen(m_theme.mute);
            const QRectF all = m_layout.head.united(m_layout.plot).adjusted(8, 0, -8, 0);
            return m_painter.drawText(all, Qt::AlignCenter | Qt::TextWordWrap, m_data.empty);
        }
        paintHead();
        if (m_data.kind != Kind::Rows) paintAxes();
        for (std::size_t i = 0; i < m_data.bars.size(); ++i) {
            if (m_data.kind == Kind::Rows)
                paintRow(i);
            else if (m_data.kind == Kind::Columns)
                paintColumn(i);
            else
                paintPoint(i);
        }
        if (m_data.goal) paintGoal(m_layout.plot.left(), m_layout.plot.right(), m_layout.valueAt(*m_data.goal));
        for (const StatisticsLegendEntry& entry : m_layout.legend) paintLegend(entry);
    }

  private:
    bool isMarked(std::size_t bar) const { return int(bar) == m_marked; }

    QColor fill(std::size_t part, bool soft) const {
        if (m_data.ordered) return knownColor(m_theme, int(part) + 1);
        return soft ? mixed(m_theme.accent, m_theme.panel, 0.45) : m_theme.accent;
    }

    void paintHead() {
        const bool reads = m_marked >= 0 && m_marked < int(m_data.bars.size());
        const QString text = reads ? m_data.bars[std::size_t(m_marked)].words : m_data.valueTitle;
        m_painter.setPen(reads ? m_theme.ink : m_theme.mute);
        m_painter.drawText(m_layout.head, Qt::AlignLeft | Qt::AlignVCenter,
                           m_painter.fontMetrics().elidedText(text, Qt::ElideRight, int(m_layout.head.width())));
    }

    void paintAxes() {
        const QRectF& plot = m_layout.plot;
        const double line = m_layout.line;
        if (!m_data.compact)
            for (const Tick& tick : m_layout.values.ticks) {
                const double y = m_layout.valueAt(tick.position);
                m_painter.setPen(QPen(m_theme.grid, m_theme.stroke(1)));
                m_painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
                m_painter.setPen(m_theme.mute);
                m_painter.drawText(QRectF(0, y - line / 2, plot.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter,
                                   tick.label);
            }
        for (std::size_t i = 0; i < m_data.bars.size(); ++i) {
            const StatisticsBar& bar = m_data.bars[i];
            const QRectF& slot = m_layout.slots[i];
            m_painter.setPen(isMarked(i) ? m_theme.ink : m_theme.mute);
            if (int(i) % m_layout.labelStep == 0 && !bar.label.isEmpty()) {
                // The first label may be longer than its bar: it stays inside.
                const double wide = m_painter.fontMetrics().horizontalAdvance(bar.label) + 2;
                const double left =
                    std::clamp(slot.center().x() - wide / 2, plot.left(), std::max(plot.left(), plot.right() - wide));
                m_painter.drawText(QRectF(left, m_layout.labelTop, wide, line), Qt::AlignCenter, bar.label);
            }
            if (!bar.sub.isEmpty())
                m_painter.drawText(QRectF(slot.left() - 20, m_layout.subTop, slot.width() + 40, line), Qt::AlignCenter,
                                   bar.sub);
        }
        if (m_data.compact) return;
        m_painter.setPen(m_theme.mute);
        m_painter.drawText(QRectF(plot.left(), m_layout.placeTitleTop, plot.width(), line), Qt::AlignCenter,
                           m_data.placeTitle);
    }

    void paintColumn(std::size_t i) {
        const StatisticsBar& bar = m_data.bars[i];
        const QRectF& slot = m_layout.slots[i];
        const double gap = std::clamp(slot.width() * 0.22, 1.0, 12.0);
        const double left = slot.left() + gap / 2, width = std::min(slot.width() - gap, 60.0);
        const double x = left + (slot.width() - gap - width) / 2;
        if (isMarked(i))
            m_painter.fillRect(QRectF(slot.left(), m_layout.plot.top(), slot.width(), m_layout.plot.height()),
                               m_theme.sunk);
        double sum = 0;
        for (const double part : bar.parts) sum += part;
        const double bottom = m_layout.plot.bottom();
        if (sum <= 0) {
            // An empty place is seen to be one.
            m_painter.setPen(QPen(m_theme.line, m_theme.stroke(1)));
            m_painter.drawLine(QPointF(x, bottom), QPointF(x + width, bottom));
            return;
        }
        // What is there is seen, however little it is.
        const double top = std::min(m_layout.valueAt(sum), bottom - m_theme.stroke(2));
        QPainterPath outline;
        const double round = std::min({3.0, width / 3, bottom - top});
        outline.addRoundedRect(QRectF(x, top, width, bottom - top + round), round, round);
        m_painter.save();
        m_painter.setClipRect(
            QRectF(slot.left(), m_layout.plot.top() - 2, slot.width(), bottom - m_layout.plot.top() + 2));
        if (bar.parts.size() == 1) {
            m_painter.fillPath(outline, fill(0, bar.soft));
        } else {
            double below = 0;
            for (std::size_t part = 0; part < bar.parts.size(); ++part) {
                if (bar.parts[part] <= 0) continue;
                const double from = m_layout.valueAt(below), to = m_layout.valueAt(below += bar.parts[part]);
                QPainterPath piece;
                piece.addRect(QRectF(x, to, width, from - to));
                m_painter.fillPath(piece.intersected(outline), fill(part, bar.soft));
            }
        }
        m_painter.restore();
    }

    void paintRow(std::size_t i) {
        const StatisticsBar& bar = m_data.bars[i];
        const QRectF& slot = m_layout.slots[i];
        if (isMarked(i)) m_painter.fillRect(slot, m_theme.sunk);
        m_painter.setPen(isMarked(i) ? m_theme.ink : m_theme.mute);
        m_painter.drawText(QRectF(0, slot.top(), m_layout.labels, slot.height()), Qt::AlignLeft | Qt::AlignVCenter,
                           bar.label);
        m_painter.setPen(m_theme.ink);
        m_painter.drawText(QRectF(slot.right() - m_layout.numbers, slot.top(), m_layout.numbers - 2, slot.height()),
                           Qt::AlignRight | Qt::AlignVCenter, bar.sub);
        const double thick = std::min(slot.height() * 0.55, m_layout.line * 0.9);
        const QRectF track(m_layout.plot.left(), slot.center().y() - thick / 2, m_layout.plot.width(), thick);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.sunk);
        if (isMarked(i)) m_painter.setBrush(m_theme.line);
        m_painter.drawRoundedRect(track, 3, 3);
        const double value = bar.parts.empty() ? 0 : bar.parts.front();
        if (value <= 0) return;
        m_painter.setBrush(fill(0, bar.soft));
        m_painter.drawRoundedRect(
            QRectF(track.topLeft(), QSizeF(std::max(m_theme.stroke(3), m_layout.valueAt(value) - track.left()), thick)),
            3, 3);
    }

    void paintPoint(std::size_t i) {
        const StatisticsBar& bar = m_data.bars[i];
        const QRectF& slot = m_layout.slots[i];
        if (isMarked(i))
            m_painter.fillRect(QRectF(slot.left(), m_layout.plot.top(), slot.width(), m_layout.plot.height()),
                               m_theme.sunk);
        if (!bar.recall || bar.recall->reviews == 0) return;
        const double x = slot.center().x();
        const double low = m_layout.valueAt(bar.recall->low()), high = m_layout.valueAt(bar.recall->high());
        m_painter.setPen(QPen(m_theme.accent, m_theme.stroke(1.5)));
        m_painter.drawLine(QPointF(x, low), QPointF(x, high));
        for (const double y : {low, high}) m_painter.drawLine(QPointF(x - 4, y), QPointF(x + 4, y));
        if (m_data.markExpected) paintExpected(QPointF(x, m_layout.valueAt(bar.recall->predicted())), slot.width());
        paintDot(QPointF(x, m_layout.valueAt(bar.recall->share())));
    }

    void paintDot(const QPointF& at) {
        m_painter.setPen(QPen(m_theme.panel, m_theme.stroke(1.5)));
        m_painter.setBrush(m_theme.accent);
        m_painter.drawEllipse(at, 4.5, 4.5);
    }

    void paintExpected(const QPointF& at, double room) {
        const double half = std::min(14.0, room * 0.35);
        m_painter.setPen(QPen(m_theme.ink, m_theme.stroke(2)));
        m_painter.drawLine(at - QPointF(half, 0), at + QPointF(half, 0));
    }

    void paintGoal(double left, double right, double y) {
        m_painter.setPen(QPen(m_theme.ok, m_theme.stroke(1.5), Qt::DashLine));
        m_painter.drawLine(QPointF(left, y), QPointF(right, y));
    }

    void paintLegend(const StatisticsLegendEntry& entry) {
        const QPointF middle(entry.rect.left() + 6, entry.rect.center().y());
        switch (entry.mark) {
            case Mark::Square:
                m_painter.setPen(Qt::NoPen);
                m_painter.setBrush(fill(std::size_t(entry.part), false));
                m_painter.drawRoundedRect(QRectF(middle.x() - 5, middle.y() - 5, 10, 10), 2, 2);
                break;
            case Mark::Dot:
                m_painter.setPen(QPen(m_theme.accent, m_theme.stroke(1.5)));
                m_painter.drawLine(middle - QPointF(0, 7), middle + QPointF(0, 7));
                paintDot(middle);
                break;
            case Mark::Expected:
                paintExpected(middle, 18);
                break;
            case Mark::Goal:
                paintGoal(middle.x() - 6, middle.x() + 7, middle.y());
                break;
        }
        m_painter.setPen(m_theme.mute);
        m_painter.drawText(entry.rect.adjusted(17, 0, 4, 0), Qt::AlignLeft | Qt::AlignVCenter, entry.text);
    }

    QPainter& m_painter;
    const StatisticsChartData& m_data;
    const StatisticsChartLayout& m_layout;
    const Theme& m_theme;
    int m_marked;
};

}  // namespace

void paintStatisticsChart(QPainter& painter, const StatisticsChartData& data, const StatisticsChartLayout& layout,
                          const Theme& theme, int marked) {
    ChartPainter(painter, data, layout, theme, marked).paint();
}

}  // namespace glassbox
