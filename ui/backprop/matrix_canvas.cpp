#include "ui/backprop/matrix_canvas.h"

#include "engine/explain/number_words.h"
#include "ui/shell/canvas_accessible.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <set>

namespace glassbox {

namespace {

constexpr int numberPixels = 12, joinPixels = 16, symbolPixels = 14;
constexpr Index measured = 400;  // larger matrices are heat maps anyway

QString text(const std::string& of) {
    return QString::fromStdString(of);
}

TensorView asDrawn(TensorView view, bool transposed) {
    if (!transposed) return view;
    std::swap(view.rows, view.cols);
    std::swap(view.rowStride, view.colStride);
    return view;
}

}  // namespace

MatrixCanvas::MatrixCanvas(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_theme(theme),
      m_font(std::move(font)),
      m_map(ColorMap::diverging(theme.theme(), 0.45)) {
    installMatrixAccessibility();
    setObjectName(QStringLiteral("matrixCanvas"));
    setAccessibleName(tr("The operation as matrices"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont MatrixCanvas::numberFont() const {
    return m_theme.theme().font(numberPixels);
}

void MatrixCanvas::forget() {
    m_measured.clear();
    m_layout = {};
    m_told.clear();
}

void MatrixCanvas::refresh() {
    m_map = ColorMap::diverging(m_theme.theme(), 0.45);
    m_joins.clear();
    m_symbols.clear();
    m_ranges.clear();
    if (m_model.walk()) {
        const StepRecord& record = m_model.walk()->record();
        for (const MatrixPart& part : m_model.operation().matrices) {
            m_joins.push_back(text(part.join));
            QString symbol = text(symbolOf(record, part.tensor));
            if (part.transposed) symbol = QStringLiteral("\\left(%1\\right)^{\\top}").arg(symbol);
            m_symbols.emplace_back(symbol, m_font, FormulaStyle::Text);
            m_symbols.back().setPixelSize(m_theme.theme().font(symbolPixels).pixelSize());
            const TensorView view = tensorOf(record, part.tensor);
            double size = 0;
            for (Index row = 0; row < view.rows; ++row)
                for (Index col = 0; col < view.cols; ++col)
                    if (const double value = std::abs(view(row, col)); std::isfinite(value))
                        size = std::max(size, value);
            m_ranges.push_back(ValueRange::symmetric(size));
        }
    }
    m_measured = measure();
    arrange();
    // What the told number is made of, wherever it stands.
    m_told.assign(m_layout.parts().size(), {});
    if (m_model.walk()) {
        const Arithmetic& arithmetic = m_model.arithmetic();
        std::set<Place> places(arithmetic.places.begin(), arithmetic.places.end());
        for (const Term& term : arithmetic.terms) places.insert(term.factors.begin(), term.factors.end());
        places.insert(arithmetic.place);
        for (const Place& place : places)
            if (const auto cell = m_layout.find(place)) m_told[cell->part].push_back(*cell);
    }
    if (m_focus) m_focus = m_model.walk() ? m_layout.find(m_model.arithmetic().place) : std::nullopt;
    updateGeometry();
    update();
    Q_EMIT wordsChanged();
}

std::vector<PlacedMatrix> MatrixCanvas::measure() const {
    std::vector<PlacedMatrix> parts;
    if (!m_model.walk()) return parts;
    const QFontMetricsF metrics(numberFont()), join(m_theme.theme().font(joinPixels));
    for (std::size_t i = 0; i < m_symbols.size(); ++i) {
        const MatrixPart& from = m_model.operation().matrices[i];
        PlacedMatrix part;
        part.tensor = from.tensor;
        part.transposed = from.transposed;
        part.view = asDrawn(tensorOf(m_model.walk()->record(), from.tensor), from.transposed);
        part.symbolSize = m_symbols[i].size();
        part.joinWidth = m_joins[i].isEmpty() ? 0 : join.horizontalAdvance(m_joins[i]) + 10;
        QString longest = QStringLiteral("0.000");
        if (part.view.rows * part.view.cols <= measured)
            for (Index row = 0; row < part.view.rows; ++row)
                for (Index col = 0; col < part.view.cols; ++col)
                    if (const QString number = text(numberWords(part.view(row, col))); number.size() > longest.size())
                        longest = number;
        const double widest = metrics.horizontalAdvance(longest);
        part.cell = {std::ceil(widest) + 12, std::ceil(metrics.height()) + 8};
        parts.push_back(part);
    }
    return parts;
}

void MatrixCanvas::arrange() {
    m_layout = MatrixPanelLayout(m_measured, width());
    setMinimumHeight(static_cast<int>(std::ceil(m_layout.height())));
}

int MatrixCanvas::heightForWidth(int width) const {
    return static_cast<int>(std::ceil(MatrixPanelLayout(m_measured, width).height()));
}

QSize MatrixCanvas::sizeHint() const {
    return {300, static_cast<int>(std::ceil(m_layout.height()))};
}

void MatrixCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) arrange();
}

Place MatrixCanvas::placeOf(const MatrixCell& cell) const {
    return m_layout.parts()[cell.part].placeOf(cell.row, cell.col);
}

bool MatrixCanvas::isComputed(const PlacedMatrix& part) const {
    return m_model.walk()->isKnown(part.tensor, m_model.place(), m_model.grain());
}

QString MatrixCanvas::numberAt(const MatrixCell& cell) const {
    const Place place = placeOf(cell);
    if (m_model.isHidden() && place == m_model.arithmetic().place) return QStringLiteral("?");
    if (!m_model.isKnown(place)) return {};
    const auto value = valueAt(m_model.walk()->record(), place);
    return value ? text(numberWords(*value)) : QString();
}

QString MatrixCanvas::words(const MatrixCell& cell) const {
    const QString name = text(wordsOf(m_model.walk()->record(), placeOf(cell)));
    const QString number = numberAt(cell);
    if (number.isEmpty()) return tr("%1: not computed yet").arg(name);
    if (number == QLatin1String("?")) return tr("%1: to be predicted").arg(name);
    return tr("%1: %2").arg(name, number);
}

QString MatrixCanvas::words() const {
    if (!m_model.walk()) return {};
    std::optional<MatrixCell> cell;
    if (m_model.hovered()) cell = m_layout.find(*m_model.hovered());
    if (!cell && hasFocus()) cell = m_focus;
    if (!cell) cell = m_layout.find(m_model.arithmetic().place);
    return cell ? words(*cell) : QString();
}

void MatrixCanvas::choose(const MatrixCell& cell) {
    m_model.choose(placeOf(cell));
}

void MatrixCanvas::setFocusCell(const MatrixCell& cell) {
    m_focus = cell;
    m_model.setHovered(placeOf(cell));
    update();
    Q_EMIT wordsChanged();
    Q_EMIT wantsVisible(m_layout.cellRect(cell));
    announceCanvasItem(*this, static_cast<int>(m_layout.numberOf(cell)));
}

void MatrixCanvas::mouseMoveEvent(QMouseEvent* event) {
    const auto cell = m_layout.hit(event->position());
    setCursor(cell ? Qt::PointingHandCursor : Qt::ArrowCursor);
    m_model.setHovered(cell ? std::optional(placeOf(*cell)) : std::nullopt);
}

void MatrixCanvas::leaveEvent(QEvent* event) {
    m_model.setHovered({});
    QWidget::leaveEvent(event);
}

void MatrixCanvas::mousePressEvent(QMouseEvent* event) {
    const auto cell = m_layout.hit(event->position());
    if (event->button() != Qt::LeftButton || !cell) return QWidget::mousePressEvent(event);
    m_focus = cell;
    choose(*cell);
}

bool MatrixCanvas::event(QEvent* event) {
    // The window's shortcuts leave the keys that move over the numbers to whoever came here by keyboard.
    if (event->type() == QEvent::ShortcutOverride && showsFocusRing(this)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool control = key->modifiers() & Qt::ControlModifier;
        if (m_focus && (key->key() == Qt::Key_Return || moved(*m_focus, key->key(), control))) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

/// Where a key leads; absent for keys that lead nowhere.
std::optional<MatrixCell> MatrixCanvas::moved(const MatrixCell& from, int key, bool control) const {
    const auto& parts = m_layout.parts();
    MatrixCell to = from;
    const TensorView& view = parts[from.part].view;
    const Index number = m_layout.numberOf(from);
    switch (key) {
        case Qt::Key_Left:
            if (!control) return {};
            to.col = std::max<Index>(0, to.col - 1);
            return to;
        case Qt::Key_Right:
            if (!control) return {};
            to.col = std::min(view.cols - 1, to.col + 1);
            return to;
        case Qt::Key_Up:
            if (!control) return m_layout.cellAt(std::max<Index>(0, number - 1));
            to.row = std::max<Index>(0, to.row - 1);
            return to;
        case Qt::Key_Down:
            if (!control) return m_layout.cellAt(std::min(m_layout.count() - 1, number + 1));
            to.row = std::min(view.rows - 1, to.row + 1);
            return to;
        case Qt::Key_PageUp:
            return MatrixCell{from.part > 0 ? from.part - 1 : 0};
        case Qt::Key_PageDown:
            return MatrixCell{std::min(from.part + 1, parts.size() - 1)};
        case Qt::Key_Home:
            return MatrixCell{from.part};
        case Qt::Key_End:
            return MatrixCell{from.part, view.rows - 1, view.cols - 1};
        default:
            return {};
    }
}

void MatrixCanvas::keyPressEvent(QKeyEvent* event) {
    if (m_focus && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) return choose(*m_focus);
    const auto to = m_focus ? moved(*m_focus, event->key(), event->modifiers() & Qt::ControlModifier) : std::nullopt;
    if (to)
        setFocusCell(*to);
    else
        QWidget::keyPressEvent(event);
}

void MatrixCanvas::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!m_focus && m_model.walk()) m_focus = m_layout.find(m_model.arithmetic().place);
    if (!m_focus && m_layout.count() > 0) m_focus = MatrixCell{};
    update();
    Q_EMIT wordsChanged();
}

void MatrixCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    m_model.setHovered({});
    update();
    Q_EMIT wordsChanged();
}

}  // namespace glassbox
