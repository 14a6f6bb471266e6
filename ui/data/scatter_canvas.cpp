#include "ui/data/scatter_canvas.h"

#include "ui/models/sample_table_model.h"
#include "ui/plots/color_map.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/canvas_accessible.h"
#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace glassbox {

namespace {

constexpr double reach = 14;

class SampleItems : public CanvasItems {
  public:
    explicit SampleItems(ScatterCanvas& canvas) : m_canvas(canvas), m_model(canvas.model()) {}
    int count() const override { return static_cast<int>(points().size()); }
    CanvasItem item(int number) const override {
        const ScatterPoint& point = points()[static_cast<std::size_t>(number)];
        CanvasItem item{m_canvas.words(point.row), {}, QRectF(point.at - QPointF(4, 4), QSizeF(8, 8)).toAlignedRect()};
        item.selected = m_model.row() == point.row;
        return item;
    }
    int at(const QPoint& point) const override { return numberOf(m_canvas.plot().nearest(point, reach)); }
    int focused() const override { return numberOf(m_model.row()); }
    void focus(int number) override { press(number); }
    void press(int number) override { m_model.setRow(points()[static_cast<std::size_t>(number)].row); }

  private:
    const std::vector<ScatterPoint>& points() const { return m_canvas.plot().points; }
    int numberOf(std::optional<Index> row) const {
        if (!row) return -1;
        const auto found =
            std::find_if(points().begin(), points().end(), [&](const ScatterPoint& p) { return p.row == *row; });
        return found == points().end() ? -1 : static_cast<int>(found - points().begin());
    }

    ScatterCanvas& m_canvas;
    DataModel& m_model;
};

}  // namespace

ScatterCanvas::ScatterCanvas(DataModel& model, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme) {
    setObjectName(QStringLiteral("scatterCanvas"));
    setAccessibleName(tr("Scatter plot of two columns"));
    installCanvasAccessibility<ScatterCanvas, SampleItems>();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("movesByArrows", true);
    connect(&theme, &ThemeSource::changed, this, &ScatterCanvas::arrange);
    connect(&model, &DataModel::pairChanged, this, &ScatterCanvas::arrange);
    connect(&model, &DataModel::rowChanged, this, qOverload<>(&QWidget::update));
    arrange();
}

void ScatterCanvas::arrange() {
    m_layout = ScatterLayout();
    if (m_model.look() && m_model.horizontal() >= 0 && m_model.vertical() >= 0) {
        const QFontMetricsF metrics(m_theme.theme().font(11));
        double label = metrics.horizontalAdvance(QStringLiteral("−0.00"));
        const Column& vertical = m_model.look()->column(m_model.vertical());
        for (const std::string& name : vertical.categories)
            label = std::max(label, std::min(90.0, metrics.horizontalAdvance(QString::fromStdString(name))));
        m_layout = ScatterLayout::of(*m_model.look(), m_model.horizontal(), m_model.vertical(), QRectF(rect()),
                                     metrics.height(), label);
    }
    update();
}

void ScatterCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

QString ScatterCanvas::words(Index row) const {
    const DataLook& look = *m_model.look();
    QStringList parts;
    std::vector<Index> columns{m_model.horizontal(), m_model.vertical()};
    if (look.samples.target >= 0) columns.push_back(look.samples.target);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (std::find(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(i), columns[i]) !=
            columns.begin() + static_cast<std::ptrdiff_t>(i))
            continue;
        const QString value = look.isMissing(row, columns[i]) ? tr("missing") : look.cellText(row, columns[i]);
        parts << QStringLiteral("%1 %2").arg(QString::fromStdString(look.column(columns[i]).name), value);
    }
    parts << SampleTableModel::partText(look.samples.parts[static_cast<std::size_t>(row)]);
    return QStringLiteral("%1: %2").arg(look.rowText(row), parts.join(QStringLiteral(", ")));
}

QColor ScatterCanvas::colorOf(Index row) const {
    const DataLook& look = *m_model.look();
    const Theme& theme = m_theme.theme();
    if (look.isClassification()) {
        const Index label = look.samples.labels[static_cast<std::size_t>(row)];
        return label < 0 ? theme.mute : theme.classColor(label, look.data->classCount());
    }
    const Index target = look.samples.target;
    if (target < 0 || target == m_model.horizontal() || target == m_model.vertical()) return theme.accent;
    if (look.isMissing(row, target)) return theme.mute;
    const ColumnSummary& summary = look.summary(target);
    if (!(summary.maximum > summary.minimum)) return theme.accent;
    return QColor(ColorMap::sequential(theme).color(look.column(target).numbers[static_cast<std::size_t>(row)],
                                                    {summary.minimum, summary.maximum}));
}

QString ScatterCanvas::note() const {
    if (!m_model.look()) return {};
    const Index all = m_model.look()->samples.rowCount();
    const auto drawn = static_cast<Index>(m_layout.points.size());
    if (drawn < m_layout.drawable) return tr("%1 of %2 drawn").arg(countText(drawn), countText(all));
    if (m_layout.drawable < all)
        return tr("%1 of %2 have both values").arg(countText(m_layout.drawable), countText(all));
    return {};
}

double ScatterCanvas::radius() const {
    const double scale = m_layout.points.size() > 3000 ? 1.6 : m_layout.points.size() > 600 ? 2.4 : 3.4;
    return scale * std::clamp(m_layout.frame.height() / 300, 0.85, 1.5);
}

void ScatterCanvas::paintPoint(QPainter& painter, const QPointF& at, Index row, double size) const {
    const Theme& theme = m_theme.theme();
    const QColor color = colorOf(row);
    switch (m_model.look()->samples.parts[static_cast<std::size_t>(row)]) {
        case SamplePart::Training:
            painter.setPen(size < 3 ? Qt::NoPen : QPen(theme.panel, 0.8));
            painter.setBrush(color);
            painter.drawEllipse(at, size, size);
            break;
        case SamplePart::Validation:
            painter.setPen(QPen(color, std::max(1.0, size * 0.5)));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(at, size * 0.85, size * 0.85);
            break;
        case SamplePart::LeftOut:
            painter.setPen(QPen(color, theme.stroke(1.4)));
            painter.drawLine(at - QPointF(size, size), at + QPointF(size, size));
            painter.drawLine(at + QPointF(-size, size), at + QPointF(size, -size));
            break;
    }
}

void ScatterCanvas::paintPoints(QPainter& painter) const {
    painter.save();
    painter.setClipRect(m_layout.frame.adjusted(-4, -4, 4, 4));
    for (const ScatterPoint& point : m_layout.points) paintPoint(painter, point.at, point.row, radius());
    painter.restore();
}

void ScatterCanvas::paintAxes(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const QFontMetricsF metrics(painter.font());
    const QRectF& frame = m_layout.frame;
    const DataLook& look = *m_model.look();
    for (const Tick& tick : m_layout.horizontal.ticks) {
        const double x = m_layout.onScreen({tick.position, 0}).x();
        if (x < frame.left() - 1 || x > frame.right() + 1) continue;
        painter.setPen(QPen(theme.grid, theme.stroke(1)));
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()));
        painter.setPen(theme.mute);
        const double room = frame.width() / std::max<double>(1, static_cast<double>(m_layout.horizontal.ticks.size()));
        const QString label = metrics.elidedText(tick.label, Qt::ElideRight, room);
        const double wide = metrics.horizontalAdvance(label);
        const double left = std::clamp(x - wide / 2, 0.0, std::max(0.0, this->width() - wide));
        painter.drawText(QPointF(left, frame.bottom() + metrics.ascent() + 3), label);
    }
    for (const Tick& tick : m_layout.vertical.ticks) {
        const double y = m_layout.onScreen({0, tick.position}).y();
        if (y < frame.top() - 1 || y > frame.bottom() + 1) continue;
        painter.setPen(QPen(theme.grid, theme.stroke(1)));
        painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y));
        painter.setPen(theme.mute);
        painter.drawText(QRectF(0, y - metrics.height() / 2, frame.left() - 4, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(tick.label, Qt::ElideRight, frame.left() - 4));
    }
    painter.setPen(theme.ink);
    const QString x = QString::fromStdString(look.column(m_model.horizontal()).name);
    const QString y = QString::fromStdString(look.column(m_model.vertical()).name);
    painter.drawText(QRectF(frame.left(), frame.bottom() + metrics.height() + 4, frame.width(), metrics.height()),
                     Qt::AlignRight, metrics.elidedText(x, Qt::ElideRight, frame.width()) + QStringLiteral(" →"));
    painter.drawText(QPointF(2, metrics.ascent()),
                     metrics.elidedText(QStringLiteral("↑ ") + y, Qt::ElideRight, this->width() * 0.4));
}

void ScatterCanvas::paintLegend(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const DataLook& look = *m_model.look();
    const QFontMetricsF metrics(painter.font());
    const double y = metrics.height() / 2;
    double x = width() - 4.0;
    const double least = width() * 0.4;
    // From the right, as far as there is room.
    const auto item = [&](const QString& text, const auto& paint) {
        const double wide = metrics.horizontalAdvance(text) + 14;
        if (x - wide < least) return;
        x -= wide;
        paint(QPointF(x + 5, y));
        painter.setPen(theme.mute);
        painter.drawText(QPointF(x + 12, metrics.ascent()), text);
        x -= 8;
    };
    const auto& parts = look.samples.parts;
    const auto has = [&](SamplePart part) { return std::find(parts.begin(), parts.end(), part) != parts.end(); };
    if (has(SamplePart::LeftOut)) {
        item(tr("left out"), [&](const QPointF& at) {
            painter.setPen(QPen(theme.mute, theme.stroke(1.4)));
            painter.drawLine(at - QPointF(3, 3), at + QPointF(3, 3));
            painter.drawLine(at + QPointF(-3, 3), at + QPointF(3, -3));
        });
    }
    if (has(SamplePart::Validation)) {
        item(tr("validation"), [&](const QPointF& at) {
            painter.setPen(QPen(theme.mute, 1.8));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(at, 3, 3);
        });
    }
    if (look.samples.classes.empty() && has(SamplePart::Validation)) {
        item(tr("training"), [&](const QPointF& at) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.mute);
            painter.drawEllipse(at, 4, 4);
        });
    }
    for (std::size_t i = look.samples.classes.size(); i-- > 0;) {
        const QString name = QString::fromStdString(look.samples.classes[i]);
        item(metrics.elidedText(name, Qt::ElideRight, 90), [&](const QPointF& at) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.classColor(static_cast<qsizetype>(i), look.data->classCount()));
            painter.drawEllipse(at, 4, 4);
        });
    }
    const Index target = look.samples.target;
    if (look.isClassification() || target < 0 || target == m_model.horizontal() || target == m_model.vertical()) return;
    const ColumnSummary& summary = look.summary(target);
    const QString words = tr("%1: %2 to %3")
                              .arg(metrics.elidedText(QString::fromStdString(summary.name), Qt::ElideRight, 90),
                                   axisNumber(summary.minimum), axisNumber(summary.maximum));
    constexpr double bar = 48;
    x -= bar + metrics.horizontalAdvance(words) + 6;
    const ColorMap map = ColorMap::sequential(theme);
    for (int i = 0; i < static_cast<int>(bar); ++i)
        painter.fillRect(QRectF(x + i, y - 4, 1.5, 8), QColor(map.at(i / bar)));
    painter.setPen(theme.mute);
    painter.drawText(QPointF(x + bar + 6, metrics.ascent()), words);
}

void ScatterCanvas::paintChosen(QPainter& painter) const {
    if (!m_model.row()) return;
    const auto value = ScatterLayout::place(*m_model.look(), *m_model.row(), m_model.horizontal(), m_model.vertical());
    if (!value) return;
    const Theme& theme = m_theme.theme();
    const QPointF at = m_layout.onScreen(*value);
    paintPoint(painter, at, *m_model.row(), radius() + 1.5);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.panel, theme.stroke(4)));
    painter.drawEllipse(at, radius() + 5, radius() + 5);
    painter.setPen(QPen(theme.ink, theme.stroke(2)));
    painter.drawEllipse(at, radius() + 5, radius() + 5);
}

void ScatterCanvas::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(11));
    if (!m_model.look() || m_model.horizontal() < 0) {
        painter.setPen(theme.mute);
        painter.drawText(rect(), Qt::AlignCenter, tr("The data are being read …"));
        return;
    }
    paintAxes(painter);
    if (m_layout.points.empty()) {
        painter.setPen(theme.mute);
        painter.drawText(m_layout.frame, Qt::AlignCenter | Qt::TextWordWrap,
                         tr("No sample has a value in both columns."));
    }
    paintPoints(painter);
    paintLegend(painter);
    paintChosen(painter);
    if (hasFocus() && property("focusRing").toBool()) {
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
}

void ScatterCanvas::mouseMoveEvent(QMouseEvent* event) {
    setCursor(m_layout.nearest(event->position(), reach) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ScatterCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) m_model.setRow(m_layout.nearest(event->position(), reach));
}

bool ScatterCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto row = m_layout.nearest(help->pos(), reach);
        QToolTip::showText(help->globalPos(), row ? words(*row) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

/// From left to right over the samples.
void ScatterCanvas::walk(int by) {
    if (m_layout.points.empty()) return;
    std::vector<std::size_t> order(m_layout.points.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
        return m_layout.points[a].at.x() < m_layout.points[b].at.x();
    });
    auto at = static_cast<std::ptrdiff_t>(by > 0 ? -1 : static_cast<std::ptrdiff_t>(order.size()));
    for (std::size_t i = 0; i < order.size(); ++i)
        if (m_model.row() == m_layout.points[order[i]].row) at = static_cast<std::ptrdiff_t>(i);
    at = std::clamp<std::ptrdiff_t>(at + by, 0, static_cast<std::ptrdiff_t>(order.size()) - 1);
    const std::size_t number = order[static_cast<std::size_t>(at)];
    m_model.setRow(m_layout.points[number].row);
    announceCanvasItem(*this, static_cast<int>(number));
}

void ScatterCanvas::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Up:
            return walk(-1);
        case Qt::Key_Right:
        case Qt::Key_Down:
            return walk(1);
        case Qt::Key_Escape:
            if (m_model.row()) return m_model.setRow({});
            break;
        default:
            break;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace glassbox
