#include "ui/backprop/strip_canvas.h"

#include "ui/formula/formula_label.h"
#include "ui/shell/canvas_accessible.h"
#include "ui/shell/key_guard.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace glassbox {

namespace {

constexpr double symbolSize = 15;

class StripItems : public CanvasItems {
  public:
    explicit StripItems(StripCanvas& canvas) : m_canvas(canvas) {}
    int count() const override { return static_cast<int>(m_canvas.geometryOfBoxes().boxes.size()); }
    CanvasItem item(int number) const override {
        CanvasItem item;
        item.name = m_canvas.describe(number);
        item.rect = m_canvas.geometryOfBoxes().boxes[static_cast<std::size_t>(number)].toAlignedRect();
        item.role = QAccessible::ListItem;
        item.selected = m_canvas.model().place().operation == number;
        return item;
    }
    int at(const QPoint& point) const override { return static_cast<int>(m_canvas.geometryOfBoxes().at(point)); }
    int focused() const override {
        return m_canvas.hasFocus() && m_canvas.model().walk() ? static_cast<int>(m_canvas.model().place().operation)
                                                              : -1;
    }
    void focus(int number) override { m_canvas.model().setPlace({number}); }
    void press(int number) override { m_canvas.model().setPlace({number}); }

  private:
    StripCanvas& m_canvas;
};

}  // namespace

StripCanvas::StripCanvas(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme), m_font(std::move(font)) {
    setObjectName(QStringLiteral("stepStrip"));
    setAccessibleName(tr("Steps of the walk"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    installCanvasAccessibility<StripCanvas, StripItems>();
    connect(&model, &WalkModel::walkChanged, this, &StripCanvas::relayout);
    connect(&model, &WalkModel::placeChanged, this, &StripCanvas::follow);
    connect(&theme, &ThemeSource::changed, this, &StripCanvas::relayout);
}

void StripCanvas::setViewport(const QSize& size) {
    m_viewport = size;
    relayout();
}

void StripCanvas::setUpcoming(bool marked) {
    m_upcoming = marked;
    update();
}

QString StripCanvas::describe(Index operation) const {
    if (!m_model.walk()) return {};
    const Operation& one = m_model.walk()->at(operation);
    return QString::fromStdString(titleOf(*m_model.walk(), {operation}, Grain::Operation)) + QLatin1Char('\n') +
           QString::fromStdString(one.purpose);
}

void StripCanvas::relayout() {
    m_symbols.clear();
    m_layout = {};
    m_hovered = -1;
    if (const Walk* walk = m_model.walk()) {
        const double scale = m_theme.textScale();
        std::vector<double> widths;
        for (const Operation& operation : walk->operations()) {
            m_symbols.emplace_back(QString::fromStdString(operation.symbol), m_font, FormulaStyle::Text);
            m_symbols.back().setPixelSize(symbolSize * scale);
            widths.push_back(std::max(44 * scale, m_symbols.back().size().width() + 18 * scale));
        }
        m_layout = layoutStrip(*walk, widths, m_viewport, scale);
    }
    resize(walkSize());
    follow();
}

QSize StripCanvas::walkSize() const {
    return m_layout.size.toSize().expandedTo(m_viewport);
}

void StripCanvas::follow() {
    update();
    if (!m_model.walk() || m_layout.boxes.empty()) return;
    const auto [first, last] = m_model.walk()->covered(m_model.place(), m_model.grain());
    const QRectF seen =
        m_layout.boxes[static_cast<std::size_t>(first)] | m_layout.boxes[static_cast<std::size_t>(last)];
    Q_EMIT revealed(seen.toAlignedRect());
    if (hasFocus()) announceCanvasItem(*this, static_cast<int>(m_model.place().operation));
}

void StripCanvas::paintBox(QPainter& painter, Index i, const std::pair<Index, Index>& covered) const {
    const Theme& theme = m_theme.theme();
    const QRectF& box = m_layout.boxes[static_cast<std::size_t>(i)];
    const bool now = i >= covered.first && i <= covered.second, done = i < covered.first;
    const bool next = m_upcoming && i == covered.second + 1;
    QColor fill = now ? theme.accent : done ? theme.sunk : theme.panel;
    if (i == m_hovered && !now) fill = theme.accentSoft;
    QPen pen(now || next ? theme.accent : theme.line, theme.stroke(next ? 1.6 : 1));
    if (next) pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    FormulaPalette palette = formulaPalette(theme);
    palette.ink = now ? theme.accentInk : done ? theme.ink : theme.mute;
    const Formula& symbol = m_symbols[static_cast<std::size_t>(i)];
    const QSizeF size = symbol.size();
    symbol.paint(painter, {box.center().x() - size.width() / 2, box.center().y() - size.height() / 2}, palette);
    // How far through the units of this operation.
    if (!now || m_model.grain() < Grain::Unit) return;
    const Walk& walk = *m_model.walk();
    const auto rows = static_cast<double>(walk.rows(i)), items = static_cast<double>(walk.items(i));
    const WalkPlace& place = m_model.place();
    double share = (static_cast<double>(place.row) + 1) / rows;
    if (m_model.grain() == Grain::Weight)
        share = (static_cast<double>(place.row) * items + static_cast<double>(place.item) + 1) / (rows * items);
    const QRectF bar(box.left() + 6, box.bottom() - 6, box.width() - 12, 2.5);
    QColor ground = theme.accentInk;
    ground.setAlphaF(0.35F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(bar, 1, 1);
    painter.setBrush(theme.accentInk);
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * share, bar.height())), 1, 1);
}

void StripCanvas::paintLabels(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    painter.setFont(theme.font(11));
    for (const StripLayout::Group& group : m_layout.groups) {
        painter.setPen(QPen(theme.line, theme.stroke(1.5)));
        painter.drawLine(group.rect.topLeft(), group.rect.topRight());
    }
    painter.setPen(theme.mute);
    const double edge = visibleRegion().boundingRect().left() + 2;
    for (std::size_t i = 0; i < m_layout.labels.size(); ++i) {
        const StripLayout::Label& label = m_layout.labels[i];
        const QString words = label.phase == Phase::Forward    ? tr("forward")
                              : label.phase == Phase::Backward ? tr("backward")
                                                               : tr("update");
        // A phase that began further left keeps its name in sight.
        QRectF rect = label.rect;
        if (rect.left() < edge) rect.moveLeft(edge);
        const double width = painter.fontMetrics().horizontalAdvance(words) + 12;
        if (i + 1 < m_layout.labels.size())
            rect.moveLeft(std::min(rect.left(), m_layout.labels[i + 1].rect.left() - width));
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, words);
    }
}

void StripCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_model.walk()) return;
    const auto covered = m_model.walk()->covered(m_model.place(), m_model.grain());
    for (Index i = 0; i < m_model.walk()->count(); ++i) paintBox(painter, i, covered);
    paintLabels(painter);
    if (!showsFocusRing(this)) return;
    const Theme& theme = m_theme.theme();
    painter.setPen(QPen(theme.ink, theme.stroke(2)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(m_layout.boxes[static_cast<std::size_t>(m_model.place().operation)].adjusted(-2, -2, 2, 2),
                            6, 6);
}

void StripCanvas::jumpTo(const QPointF& point) {
    const Index at = m_layout.at(point);
    if (at >= 0) m_model.setPlace({at});
}

void StripCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) jumpTo(event->position());
}

void StripCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) jumpTo(event->position());
    const Index at = m_layout.at(event->position());
    if (at == m_hovered) return;
    m_hovered = at;
    setCursor(at >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void StripCanvas::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

bool StripCanvas::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const Index at = m_layout.at(help->pos());
    if (at >= 0)
        QToolTip::showText(help->globalPos(), describe(at), this,
                           m_layout.boxes[static_cast<std::size_t>(at)].toAlignedRect());
    else
        QToolTip::hideText();
    return true;
}

}  // namespace glassbox
