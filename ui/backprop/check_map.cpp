#include "ui/backprop/check_map.h"

#include "ui/shell/canvas_accessible.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double mapHeight = 96, cellSize = 20;

/// Evenly on a logarithmic scale from 1e-6 to 1.
float shade(double error) {
    return error > 0 ? static_cast<float>(std::clamp(1 + std::log10(error) / 6, 0.0, 1.0)) : 0.0F;
}

/// The numbers of the tensor, as a screen reader meets them.
class CheckItems : public CanvasItems {
  public:
    explicit CheckItems(CheckMap& map) : m_map(map) {}

    int count() const override { return m_map.count(); }
    CanvasItem item(int number) const override {
        const HeatCell cell = m_map.cellNumber(number);
        CanvasItem item{m_map.words(cell), {}, m_map.map().cellRect(cell).toAlignedRect()};
        item.selectable = false;
        return item;
    }
    int at(const QPoint& point) const override { return numberOf(m_map.cellAt(point)); }
    int focused() const override { return numberOf(m_map.focusCell()); }
    void focus(int number) override { m_map.setFocusCell(m_map.cellNumber(number)); }
    void press(int number) override { Q_EMIT m_map.cellChosen(m_map.cellNumber(number)); }

  private:
    int numberOf(const std::optional<HeatCell>& cell) const { return cell ? m_map.numberOf(*cell) : -1; }

    CheckMap& m_map;
};

}  // namespace

CheckMap::CheckMap(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("checkMap"));
    setAccessibleName(tr("Disagreement of each number"));
    installCanvasAccessibility<CheckMap, CheckItems>();
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void CheckMap::setCheck(const std::shared_ptr<const TensorCheck>& check,
                        std::function<QString(const HeatCell&)> words) {
    m_check = check;
    m_words = std::move(words);
    m_focus.reset();
    m_values.clear();
    if (check) {
        // A number that was not checked looks like the one checked before it.
        m_values.assign(static_cast<std::size_t>(check->rows * check->cols), 0);
        std::size_t from = 0;
        for (std::size_t i = 0; i < check->numbers.size(); ++i) {
            const auto at = static_cast<std::size_t>(check->numbers[i].row * check->cols + check->numbers[i].col);
            const bool last = i + 1 == check->numbers.size();
            for (; from <= (last ? m_values.size() - 1 : at); ++from) m_values[from] = shade(check->numbers[i].error);
        }
    }
    arrange();
    updateGeometry();
    update();
}

void CheckMap::setMarked(const std::optional<HeatCell>& cell) {
    if (m_marked == cell) return;
    m_marked = cell;
    update();
}

QSize CheckMap::sizeHint() const {
    return {200, m_check ? static_cast<int>(std::ceil(m_map.rect().height())) + 8 : 24};
}

void CheckMap::arrange() {
    m_map = m_check ? HeatMap(m_check->rows, m_check->cols, {width() - 8.0, mapHeight}, cellSize, 3) : HeatMap();
    m_map.moveTo({4, 4});
}

void CheckMap::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
    updateGeometry();
}

std::optional<HeatCell> CheckMap::cellAt(const QPointF& point) const {
    const auto cell = m_check ? m_map.hit(point) : std::nullopt;
    if (!cell) return {};
    return m_map.strongest(*cell, m_values.data(), m_check->cols, 1);
}

void CheckMap::mouseMoveEvent(QMouseEvent* event) {
    const auto cell = cellAt(event->position());
    setCursor(cell ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Q_EMIT cellHovered(cell);
}

void CheckMap::mousePressEvent(QMouseEvent* event) {
    const auto cell = cellAt(event->position());
    if (event->button() == Qt::LeftButton && cell) Q_EMIT cellChosen(*cell);
}

/// Where a key leads, in reading order; -1: nowhere.
int CheckMap::moved(int key) const {
    if (!m_focus || count() == 0) return -1;
    const int at = numberOf(*m_focus);
    switch (key) {
        case Qt::Key_Up:
            return std::max(0, at - 1);
        case Qt::Key_Down:
            return std::min(count() - 1, at + 1);
        case Qt::Key_Home:
            return 0;
        case Qt::Key_End:
            return count() - 1;
        default:
            return -1;
    }
}

bool CheckMap::event(QEvent* event) {
    // The window's shortcuts leave these keys to whoever came here by keyboard.
    if (event->type() == QEvent::ShortcutOverride && showsFocusRing(this) &&
        (moved(static_cast<QKeyEvent*>(event)->key()) >= 0 ||
         static_cast<QKeyEvent*>(event)->key() == Qt::Key_Return)) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto cell = cellAt(help->pos());
        QToolTip::showText(help->globalPos(), cell ? words(*cell) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void CheckMap::setFocusCell(const HeatCell& cell) {
    m_focus = cell;
    update();
    Q_EMIT cellHovered(cell);
    announceCanvasItem(*this, numberOf(cell));
}

void CheckMap::keyPressEvent(QKeyEvent* event) {
    const int to = moved(event->key());
    if (to >= 0)
        setFocusCell(cellNumber(to));
    else if (m_focus && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT cellChosen(*m_focus);
    else
        QWidget::keyPressEvent(event);
}

void CheckMap::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!m_focus && m_check) m_focus = m_marked.value_or(HeatCell{});
    update();
}

void CheckMap::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    Q_EMIT cellHovered({});
    update();
}

void CheckMap::leaveEvent(QEvent* event) {
    Q_EMIT cellHovered({});
    QWidget::leaveEvent(event);
}

void CheckMap::paintEvent(QPaintEvent*) {
    if (!m_check || m_values.empty()) return;
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    m_map.paint(painter, theme, m_values.data(), m_check->cols, 1, {0, 1}, ColorMap::density(theme));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.drawRect(m_map.rect());
    const auto frame = [&](const HeatCell& cell, const QColor& color) {
        painter.setPen(QPen(color, theme.stroke(2)));
        painter.drawRoundedRect(m_map.cellRect(cell), 2, 2);
    };
    const CheckedNumber& worst = m_check->numbers[m_check->worst];
    frame({worst.row, worst.col}, theme.warn);
    if (m_marked && m_marked->row < m_check->rows && m_marked->col < m_check->cols) frame(*m_marked, theme.accent);
    if (m_focus && showsFocusRing(this)) {
        painter.setPen(QPen(theme.ink, theme.stroke(2), Qt::DotLine));
        painter.drawRoundedRect(m_map.cellRect(*m_focus).adjusted(-2, -2, 2, 2), 3, 3);
    }
}

}  // namespace glassbox
