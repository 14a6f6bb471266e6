#include "ui/lab/confusion_view.h"

#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace glassbox {

namespace {

constexpr double widestCell = 104, highestCell = 64;
constexpr double smallestText = 20;  // narrower cells carry no number

}  // namespace

ConfusionView::ConfusionView(ExperimentDocument& document, LabSelection&, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_theme(theme) {
    setObjectName(QStringLiteral("confusionView"));
    setAccessibleName(tr("Confusion matrix"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setMinimumSize(160, 70);
    connect(&theme, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void ConfusionView::setSnapshot(const SnapshotPtr& snapshot) {
    m_data = m_document.session().dataset();
    ConfusionCounts counts;
    if (snapshot && m_data && m_data->task == Task::Classification) {
        m_validation = !snapshot->validationResults.samples.empty();
        const SampleResults& results = m_validation ? snapshot->validationResults : snapshot->trainingResults;
        m_looked = static_cast<Index>(results.samples.size());
        m_total = results.total;
        if (m_looked > 0)
            counts =
                ConfusionCounts(results, m_validation ? m_data->validation : m_data->training, m_data->classCount());
    }
    if (counts == m_counts) return;
    m_counts = counts;
    const auto inside = [this](const std::optional<ConfusionCell>& cell) {
        return cell && cell->actual < m_counts.classes() && cell->said < m_counts.classes();
    };
    if (!inside(m_hovered)) m_hovered.reset();
    if (!inside(m_focused)) m_focused.reset();
    setAccessibleDescription(words());
    update();
}

QString ConfusionView::className(Index label) const {
    return m_data && label < m_data->classCount()
               ? QString::fromStdString(m_data->classNames[static_cast<std::size_t>(label)])
               : QString();
}

ConfusionView::Grid ConfusionView::grid() const {
    Grid grid;
    if (m_counts.classes() == 0) return grid;
    const QFontMetricsF metrics(m_theme.theme().font(12));
    const double line = metrics.height();
    double widest = 0;
    for (Index i = 0; i < m_counts.classes(); ++i) widest = std::max(widest, metrics.horizontalAdvance(className(i)));
    grid.labels = std::min(widest + 10, width() * 0.3);
    const auto classes = static_cast<double>(m_counts.classes());
    const double top = line * 2 + 4, bottom = line + 6;
    grid.cellWidth = std::clamp((width() - grid.labels - 8) / classes, 1.0, widestCell);
    grid.cellHeight = std::clamp((height() - top - bottom) / classes, 1.0, highestCell);
    grid.rect = QRectF(grid.labels + 2, top, grid.cellWidth * classes, grid.cellHeight * classes);
    return grid;
}

QRectF ConfusionView::cellRect(const ConfusionCell& cell) const {
    const Grid place = grid();
    return QRectF(place.rect.left() + static_cast<double>(cell.said) * place.cellWidth,
                  place.rect.top() + static_cast<double>(cell.actual) * place.cellHeight, place.cellWidth,
                  place.cellHeight);
}

std::optional<ConfusionCell> ConfusionView::hit(const QPointF& position) const {
    const Grid place = grid();
    if (m_counts.classes() == 0 || !place.rect.contains(position)) return {};
    const auto at = [&](double cells) {
        return std::clamp(static_cast<Index>(cells), Index(0), m_counts.classes() - 1);
    };
    return ConfusionCell{at((position.y() - place.rect.top()) / place.cellHeight),
                         at((position.x() - place.rect.left()) / place.cellWidth)};
}

std::optional<ConfusionCell> ConfusionView::current() const {
    return m_hovered ? m_hovered : hasFocus() ? m_focused : std::nullopt;
}

QString ConfusionView::words() const {
    if (m_counts.classes() == 0) return tr("Which classes are confused shows here once there are data and a network.");
    const QString part = m_validation ? tr("validation part") : tr("training part");
    if (const auto cell = current()) {
        const QString of = tr("%1 of %2 samples of %3").arg(m_counts.at(*cell)).arg(m_counts.ofClass(cell->actual));
        return cell->actual == cell->said
                   ? tr("%1 are recognised").arg(of.arg(className(cell->actual)))
                   : tr("%1 are taken for %2").arg(of.arg(className(cell->actual)), className(cell->said));
    }
    Index right = 0;
    for (Index i = 0; i < m_counts.classes(); ++i) right += m_counts.at({i, i});
    QString text = tr("%1 of %2 right · %3").arg(right).arg(m_counts.total()).arg(part);
    if (m_looked < m_total) text += tr(" · %1 of its %2 samples, spread evenly").arg(m_looked).arg(m_total);
    return text;
}

void ConfusionView::paintCell(QPainter& painter, const ConfusionCell& cell) const {
    const Theme& theme = m_theme.theme();
    const QRectF place = cellRect(cell).adjusted(1, 1, -1, -1);
    const Index count = m_counts.at(cell), all = m_counts.ofClass(cell.actual);
    const double share = all > 0 ? static_cast<double>(count) / static_cast<double>(all) : 0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.sunk);
    painter.drawRoundedRect(place, 3, 3);
    QColor color = cell.actual == cell.said ? theme.positive : theme.negative;
    color.setAlphaF(static_cast<float>(count > 0 ? 0.15 + 0.75 * share : 0));
    painter.setBrush(color);
    painter.drawRoundedRect(place, 3, 3);
    if (place.width() < smallestText || place.height() < painter.fontMetrics().height() * 0.8 || count == 0) return;
    painter.setPen(share > 0.6 && !theme.isDark() ? QColor(Qt::white) : theme.ink);
    painter.drawText(place, Qt::AlignCenter, QString::number(count));
}

void ConfusionView::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(12));
    painter.setPen(theme.mute);
    if (m_counts.classes() == 0) {
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, words());
        return;
    }
    const Grid place = grid();
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    painter.drawText(QRectF(place.rect.left(), 0, width() - place.rect.left(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("network says →"));
    painter.drawText(QRectF(0, line, place.labels, line), Qt::AlignRight | Qt::AlignVCenter, tr("class ↓"));
    for (Index i = 0; i < m_counts.classes(); ++i) {
        const QString name = className(i);
        const QRectF row = cellRect({i, 0}), column = cellRect({0, i});
        if (place.cellHeight >= line * 0.8)
            painter.drawText(QRectF(0, row.top(), place.labels - 4, place.cellHeight),
                             Qt::AlignRight | Qt::AlignVCenter,
                             metrics.elidedText(name, Qt::ElideRight, place.labels - 4));
        if (place.cellWidth >= smallestText)
            painter.drawText(QRectF(column.left(), line, place.cellWidth, line), Qt::AlignCenter,
                             metrics.elidedText(name, Qt::ElideRight, place.cellWidth - 4));
    }
    for (Index actual = 0; actual < m_counts.classes(); ++actual)
        for (Index said = 0; said < m_counts.classes(); ++said) paintCell(painter, {actual, said});
    if (const auto cell = current(); cell && !m_theme.isOnPaper()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(hasFocus() && !m_hovered ? theme.accent : theme.ink, theme.stroke(2)));
        painter.drawRoundedRect(cellRect(*cell).adjusted(1, 1, -1, -1), 3, 3);
    }
    painter.setPen(theme.mute);
    painter.drawText(QRectF(0, height() - line, width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(words(), Qt::ElideRight, width()));
}

void ConfusionView::setHovered(const std::optional<ConfusionCell>& cell) {
    if (cell == m_hovered) return;
    m_hovered = cell;
    setAccessibleDescription(words());
    update();
}

void ConfusionView::mouseMoveEvent(QMouseEvent* event) {
    setHovered(hit(event->position()));
}

void ConfusionView::leaveEvent(QEvent*) {
    setHovered({});
}

void ConfusionView::mousePressEvent(QMouseEvent* event) {
    const auto cell = hit(event->position());
    if (event->button() != Qt::LeftButton || !cell) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_focused = cell;
    Q_EMIT cellChosen(*cell);
}

void ConfusionView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!m_focused && m_counts.classes() > 0) m_focused = ConfusionCell{};
    setAccessibleDescription(words());
    update();
}

void ConfusionView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    if (!m_focused) return QWidget::keyPressEvent(event);
    ConfusionCell next = *m_focused;
    if (key == Qt::Key_Left)
        --next.said;
    else if (key == Qt::Key_Right)
        ++next.said;
    else if (key == Qt::Key_Up)
        --next.actual;
    else if (key == Qt::Key_Down)
        ++next.actual;
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        return Q_EMIT cellChosen(next);
    else
        return QWidget::keyPressEvent(event);
    const Index last = m_counts.classes() - 1;
    m_focused = ConfusionCell{std::clamp(next.actual, Index(0), last), std::clamp(next.said, Index(0), last)};
    m_hovered.reset();
    setAccessibleDescription(words());
    update();
}

}  // namespace glassbox
