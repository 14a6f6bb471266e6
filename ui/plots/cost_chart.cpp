#include "ui/plots/cost_chart.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QAccessible>
#include <QGraphicsScene>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

CostChart::CostChart(ThemeSource& theme, Source history, QWidget* parent)
    : QGraphicsView(parent),
      m_theme(theme),
      m_history(std::move(history)),
      m_scene(std::make_unique<QGraphicsScene>()),
      m_figure(std::make_unique<CostFigure>(*m_scene)) {
    setObjectName("costChart");
    setAccessibleName(tr("Chart of cost by epoch"));
    setScene(m_scene.get());
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(FullViewportUpdate);
    setInteractive(false);
    setFocusPolicy(Qt::TabFocus);  // a click leaves the arrow keys to the window
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    connect(&theme, &ThemeSource::changed, this, &CostChart::applyTheme);
    applyTheme();
}

CostChart::~CostChart() {
    setScene(nullptr);
    m_figure.reset();
}

void CostChart::drawBackground(QPainter* painter, const QRectF& area) {
    if (!m_theme.isOnPaper()) QGraphicsView::drawBackground(painter, area);
}

void CostChart::applyTheme() {
    const Theme& theme = m_theme.theme();
    setBackgroundBrush(theme.panel);
    m_figure->setTheme(theme, theme.font(11));
    redraw();
}

void CostChart::refresh(bool fromStart) {
    m_figure->take(m_history(), fromStart);
    if (m_cursor && *m_cursor >= m_history().size()) m_cursor.reset();
    redraw();
}

void CostChart::setOptions(const CostFigureOptions& options) {
    if (options == m_figure->options()) return;
    m_figure->setOptions(options);
    redraw();
}

void CostChart::setKept(const std::vector<KeptCurve>& kept) {
    if (kept == m_figure->kept()) return;
    m_figure->setKept(kept);
    redraw();
}

void CostChart::setBestEpoch(std::optional<Index> epoch) {
    if (epoch == m_best) return;
    m_best = epoch;
    viewport()->update();
}

void CostChart::redraw() {
    const QRectF area(0, 0, viewport()->width(), viewport()->height());
    m_scene->setSceneRect(area);
    m_figure->draw(area);
    viewport()->update();
    if (const QString remark = m_figure->remark(); remark != m_remark) {
        m_remark = remark;
        Q_EMIT remarkChanged(remark);
    }
}

void CostChart::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    redraw();
}

void CostChart::setCursorRow(std::optional<std::size_t> row) {
    if (row == m_cursor) return;
    m_cursor = row;
    const QString text = readout();
    setAccessibleDescription(text);
    viewport()->update();
}

std::optional<Index> CostChart::shownEpoch() const {
    const auto& rows = m_history();
    if (!m_cursor || *m_cursor >= rows.size()) return {};
    return rows[*m_cursor].epoch;
}

void CostChart::mouseMoveEvent(QMouseEvent* event) {
    const auto& rows = m_history();
    if (rows.empty()) return;
    const double epoch = m_figure->epochAt(event->position().x());
    const auto after = std::lower_bound(rows.begin(), rows.end(), epoch, [](const HistoryRow& row, double value) {
        return static_cast<double>(row.epoch) < value;
    });
    auto row = static_cast<std::size_t>(after - rows.begin());
    if (row >= rows.size()) row = rows.size() - 1;
    if (row > 0 && epoch - static_cast<double>(rows[row - 1].epoch) < static_cast<double>(rows[row].epoch) - epoch)
        --row;
    setCursorRow(row);
}

void CostChart::leaveEvent(QEvent* event) {
    setCursorRow({});
    QGraphicsView::leaveEvent(event);
}

void CostChart::focusOutEvent(QFocusEvent* event) {
    setCursorRow({});
    QGraphicsView::focusOutEvent(event);
}

// A chart does not scroll; the wheel belongs to what is around it.
void CostChart::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

void CostChart::keyPressEvent(QKeyEvent* event) {
    const std::size_t count = m_history().size();
    const std::size_t last = count == 0 ? 0 : count - 1;
    const std::size_t page = std::max<std::size_t>(1, count / 10);
    const std::size_t now = std::min(m_cursor.value_or(last), last);
    if (count == 0) {
        event->ignore();
        return;
    }
    switch (event->key()) {
        case Qt::Key_Left:
            setCursorRow(!m_cursor ? last : now > 0 ? now - 1 : 0);
            break;
        case Qt::Key_Right:
            setCursorRow(std::min(now + 1, last));
            break;
        case Qt::Key_PageUp:
            setCursorRow(now > page ? now - page : 0);
            break;
        case Qt::Key_PageDown:
            setCursorRow(std::min(now + page, last));
            break;
        case Qt::Key_Home:
            setCursorRow(0);
            break;
        case Qt::Key_End:
            setCursorRow(last);
            break;
        default:
            event->ignore();
            return;  // not to the view: it would scroll
    }
}

QStringList CostChart::readoutLines() const {
    const auto& rows = m_history();
    if (!m_cursor || *m_cursor >= rows.size()) return {};
    const HistoryRow& row = rows[*m_cursor];
    const auto accuracy = [](const Evaluation& part) {
        return part.accuracy ? QStringLiteral(" · ") + percentText(*part.accuracy) : QString();
    };
    QStringList lines{tr("epoch %1").arg(countText(row.epoch))};
    lines << tr("train %1").arg(plotNumber(row.training.cost, 4)) + accuracy(row.training);
    if (row.validation) {
        lines << tr("validation %1").arg(plotNumber(row.validation->cost, 4)) + accuracy(*row.validation);
    }
    for (const KeptCurve& kept : m_figure->kept()) {
        const auto epoch = static_cast<double>(row.epoch);
        const auto at = std::lower_bound(kept.points.begin(), kept.points.end(), epoch,
                                         [](const QPointF& point, double value) { return point.x() < value; });
        if (at != kept.points.end() && at->x() == epoch) lines << tr("%1: %2").arg(kept.name, plotNumber(at->y(), 4));
    }
    if (m_figure->options().learningRate) lines << tr("learning rate %1").arg(plotNumber(row.learningRate, 4));
    return lines;
}

QString CostChart::readout() const {
    return readoutLines().join(QStringLiteral(", "));
}

void CostChart::paintLine(QPainter& painter, double epoch, const QPen& pen) const {
    painter.setPen(pen);
    for (const CurveChart* chart : m_figure->shownCharts()) {
        const QRectF plot = chart->plotArea();
        const double x = chart->place(epoch, 0).x();
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
}

void CostChart::drawForeground(QPainter* painter, const QRectF&) {
    const Theme& theme = m_theme.theme();
    const QRectF plot = m_figure->shownCharts().front()->plotArea();
    if (!m_figure->isEmpty() && plot.width() > 0) {
        painter->setFont(theme.font(11));
        const QFontMetricsF metrics(painter->font());
        const auto flag = [&](double epoch, const QString& text, const QColor& color) {
            paintLine(*painter, epoch, QPen(color, theme.stroke(1), Qt::DashLine));
            const double x = m_figure->shownCharts().front()->place(epoch, 0).x();
            const double width = metrics.horizontalAdvance(text);
            const bool left = x + width + 5 > plot.right();
            painter->drawText(QPointF(left ? x - width - 4 : x + 4, plot.top() + metrics.ascent()), text);
        };
        if (m_best) flag(static_cast<double>(*m_best), tr("best: epoch %1").arg(countText(*m_best)), theme.ok);
        if (const auto bad = m_figure->firstBadEpoch()) {
            flag(static_cast<double>(*bad), tr("✕ not finite"), theme.warn);
        }
        paintKeptNames(*painter);
        if (m_cursor && !m_theme.isOnPaper() && *m_cursor < m_history().size()) paintCrosshair(*painter);
    }
    if (hasFocus() && !m_theme.isOnPaper()) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(theme.accent, theme.stroke(2)));
        painter->drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

// At the end of each curve, one above the other where they would lie on each other.
void CostChart::paintKeptNames(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const QFontMetricsF metrics(painter.font());
    const QRectF plot = m_figure->shownCharts().front()->plotArea();
    struct Label {
        QPointF end;
        QString text;
    };
    std::vector<Label> labels;
    for (std::size_t i = 0; i < m_figure->kept().size(); ++i)
        if (const auto end = m_figure->endOfKept(i))
            labels.push_back({*end, metrics.elidedText(m_figure->kept()[i].name, Qt::ElideRight, plot.width() / 3)});
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.end.y() > b.end.y(); });
    double bottom = plot.bottom();
    painter.setPen(theme.mute);
    for (const Label& label : labels) {
        const double width = metrics.horizontalAdvance(label.text);
        const double y = std::min(label.end.y() - 2, bottom - metrics.descent());
        if (y - metrics.ascent() < plot.top()) continue;  // no room: the crosshair tells it
        painter.drawText(QPointF(std::clamp(label.end.x() - width, plot.left(), plot.right() - width), y), label.text);
        bottom = y - metrics.ascent();
    }
}

void CostChart::paintCrosshair(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const HistoryRow& row = m_history()[*m_cursor];
    const auto epoch = static_cast<double>(row.epoch);
    paintLine(painter, epoch, QPen(theme.mute, theme.stroke(1)));
    for (int i = 0; i < historyCurveCount; ++i) {
        const auto curve = static_cast<HistoryCurve>(i);
        const auto value = curveValue(row, curve);
        const auto at = value ? m_figure->place(curve, epoch, *value) : std::nullopt;
        if (!at) continue;
        const bool validation = curve == HistoryCurve::ValidationCost || curve == HistoryCurve::ValidationAccuracy;
        painter.setPen(QPen(theme.panel, theme.stroke(1.5)));
        painter.setBrush(curve == HistoryCurve::LearningRate ? theme.mute
                         : validation                        ? theme.validation
                                                             : theme.train);
        painter.drawEllipse(*at, theme.stroke(4), theme.stroke(4));
    }
    const QStringList lines = readoutLines();
    const QFontMetricsF metrics(painter.font());
    double width = 0;
    for (const QString& line : lines) width = std::max(width, metrics.horizontalAdvance(line));
    QRectF box(0, 0, width + 16, metrics.height() * static_cast<double>(lines.size()) + 10);
    const QRectF plot = m_figure->shownCharts().front()->plotArea();
    const double x = m_figure->shownCharts().front()->place(epoch, 0).x();
    box.moveTopLeft({x + 8, plot.top()});
    if (box.right() > viewport()->width()) box.moveRight(x - 8);
    if (box.left() < 0) box.moveLeft(0);
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(box, theme.controlRadius, theme.controlRadius);
    painter.setPen(theme.ink);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const double y = box.top() + 5 + metrics.ascent() + metrics.height() * static_cast<double>(i);
        painter.drawText(QPointF(box.left() + 8, y), lines[i]);
    }
}

}  // namespace glassbox
