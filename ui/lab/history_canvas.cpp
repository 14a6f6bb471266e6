#include "ui/lab/history_canvas.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

QFont textFont(const ThemeSource& theme) {
    return theme.theme().font(12);
}

/// The share that the darkest colour stands for rests while shares move a little.
double roundedShare(double share) {
    for (const double round : {0.05, 0.1, 0.2, 0.3, 0.5, 0.75})
        if (share <= round + 1e-9) return round;
    return 1;
}

QString shareText(double share) {
    if (share <= 0) return QObject::tr("none");
    const double percent = 100 * share;
    return QStringLiteral("%1 %").arg(percent < 1 ? plotNumber(percent, 1) : plotNumber(percent, percent < 10 ? 2 : 3));
}

}  // namespace

HistoryCanvas::HistoryCanvas(const DistributionRecord& record, LabSelection& selection, ThemeSource& theme,
                             MatrixSource source, QWidget* parent)
    : QWidget(parent), m_record(record), m_selection(selection), m_theme(theme), m_source(std::move(source)) {
    setObjectName(m_source.name + QStringLiteral("History"));
    setAccessibleName(tr("%1 over time").arg(m_source.title));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);  // a click leaves the arrow keys to the window
    connect(&theme, &ThemeSource::changed, this, &HistoryCanvas::rebuild);
    connect(&selection, &LabSelection::shownUnitChanged, this, qOverload<>(&QWidget::update));
}

ColorMap HistoryCanvas::colors() const {
    return ColorMap::density(m_theme.theme());
}

void HistoryCanvas::refresh(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    rebuild();
}

void HistoryCanvas::setStrip(const QSize& strip) {
    if (strip == m_strip) return;
    m_strip = strip;
    rebuild();
}

void HistoryCanvas::setOptions(const HistoryOptions& options) {
    if (options == m_options) return;
    m_options = options;
    rebuild();
}

void HistoryCanvas::rebuild() {
    const QSizeF before = m_layout.size;
    m_layout = m_snapshot && m_snapshot->network
                   ? layOutHistory(m_record, *m_snapshot->network, m_options, m_strip, textFont(m_theme))
                   : HistoryLayout();
    std::vector<std::vector<float>> shares;
    float most = 0;
    for (const HistoryPanel& panel : m_layout.panels) {
        shares.push_back(binShares(m_record, panel));
        for (const float share : shares.back()) most = std::max(most, share);
    }
    m_darkest = roundedShare(static_cast<double>(most));
    m_pictures.clear();
    const ColorMap map = colors();
    for (std::size_t i = 0; i < m_layout.panels.size(); ++i)
        m_pictures.push_back(densityPicture(m_layout, m_layout.panels[i], m_record, shares[i], m_darkest, map));
    if (!contains(m_hovered)) m_hovered.reset();
    if (!contains(m_focused)) m_focused.reset();
    resize(sizeHint());
    if (m_layout.size != before) updateGeometry();
    update();
    Q_EMIT scaleChanged();
    Q_EMIT currentChanged();
}

bool HistoryCanvas::contains(const std::optional<HistoryLayout::Cell>& cell) const {
    return cell && cell->panel < m_layout.panels.size() && cell->moment < m_record.moments().size() &&
           cell->bin < m_layout.panels[cell->panel].bins();
}

QSize HistoryCanvas::sizeHint() const {
    return {std::max(m_strip.width(), static_cast<int>(std::ceil(m_layout.size.width()))), m_strip.height()};
}

std::optional<HistoryLayout::Cell> HistoryCanvas::current() const {
    return m_hovered ? m_hovered : hasFocus() ? m_focused : std::nullopt;
}

QString HistoryCanvas::words() const {
    const auto at = current();
    if (!contains(at) || !m_snapshot || !m_snapshot->network) return {};
    const HistoryPanel& panel = m_layout.panels[at->panel];
    const Distribution& some = m_record.at(at->moment, panel.key);
    const RecordKey& key = m_record.keys()[panel.key];
    const double low = panel.binEdge(at->bin), high = panel.binEdge(at->bin + 1);
    QString share = shareText(some.share(low, at->bin + 1 == panel.bins() ? std::nextafter(high, 1e300) : high));
    if (!some.isExact() || some.isSampled()) share = tr("about %1").arg(share);
    QString text =
        tr("%1, step %2: %3 of %4 %5 between %6 and %7")
            .arg(layerName(panel.layer, *m_snapshot->network), countText(m_record.moments()[at->moment].step), share,
                 countText(some.count()), m_source.noun(key), plotNumber(low, 2), plotNumber(high, 2));
    if (some.invalid() > 0) text += tr("; %1 are no numbers").arg(some.invalid());
    return text;
}

QStringList HistoryCanvas::remarks() const {
    QStringList all;
    if (!hasValues()) return all;
    const Index first = m_record.moments().front().step;
    if (first > 0) {
        all << tr("Recording since step %1; Rewind and Run records from the start").arg(countText(first));
    }
    const auto& moments = m_record.moments();
    bool sampled = false, exact = true;
    for (const HistoryPanel& panel : m_layout.panels) {
        const Distribution& last = m_record.at(moments.size() - 1, panel.key);
        sampled = sampled || last.isSampled();
        exact = exact && last.isExact();
    }
    if (sampled) {
        all << tr("a sample of 4 096 of each large layer; extremes of all");
    } else if (!exact) {
        all << tr("shares right to half a percent; lines exact");
    }
    const ValueAxis& axis = m_layout.panels.front().axis;
    all << (axis.isLogarithmic() ? tr("log axis, linear within ±%1").arg(axisNumber(axis.threshold()))
                                 : tr("linear axis"));
    all << tr("lines: median, 5–95 %, extremes");
    return all;
}

void HistoryCanvas::mouseMoveEvent(QMouseEvent* event) {
    const auto cell = m_layout.hit(m_record, event->position());
    if (cell == m_hovered) return;
    m_hovered = cell;
    update();
    Q_EMIT currentChanged();
}

void HistoryCanvas::leaveEvent(QEvent*) {
    m_hovered.reset();
    update();
    Q_EMIT currentChanged();
}

void HistoryCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
    if (const auto cell = m_layout.hit(m_record, event->position()))
        m_focused = cell;
    else
        m_selection.back();
}

void HistoryCanvas::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!m_focused && hasValues()) {
        const HistoryPanel& panel = m_layout.panels.front();
        const Distribution& last = m_record.at(m_record.moments().size() - 1, panel.key);
        const double share = panel.axis.share(static_cast<double>(last.median()));
        m_focused = {0, m_record.moments().size() - 1,
                     std::clamp(static_cast<int>(share * panel.bins()), 0, panel.bins() - 1)};
    }
    update();
    Q_EMIT currentChanged();
}

void HistoryCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
    Q_EMIT currentChanged();
}

void HistoryCanvas::setFocused(HistoryLayout::Cell cell) {
    cell.bin = std::clamp(cell.bin, 0, m_layout.panels[cell.panel].bins() - 1);
    m_focused = cell;
    m_hovered.reset();
    update();
    Q_EMIT currentChanged();
    Q_EMIT wantsVisible(m_layout.rect(m_record, cell));
}

void HistoryCanvas::keyPressEvent(QKeyEvent* event) {
    if (!contains(m_focused)) return QWidget::keyPressEvent(event);
    HistoryLayout::Cell next = *m_focused;
    const std::size_t moments = m_record.moments().size(), panels = m_layout.panels.size();
    // A press moves by what the eye can tell apart: at least three pixels.
    const HistoryPanel& panel = m_layout.panels[next.panel];
    const auto stride = std::max<std::size_t>(
        1, static_cast<std::size_t>(static_cast<double>(moments) * 3 / std::max(30.0, panel.plot.width())));
    switch (event->key()) {
        case Qt::Key_Left:
            if (next.moment > 0) {
                next.moment -= std::min(next.moment, stride);
            } else if (next.panel > 0) {
                --next.panel;
                next.moment = moments - 1;
            }
            break;
        case Qt::Key_Right:
            if (next.moment + 1 < moments) {
                next.moment = std::min(moments - 1, next.moment + stride);
            } else if (next.panel + 1 < panels) {
                ++next.panel;
                next.moment = 0;
            }
            break;
        case Qt::Key_Up:
            ++next.bin;
            break;
        case Qt::Key_Down:
            --next.bin;
            break;
        case Qt::Key_Home:
            next.moment = 0;
            break;
        case Qt::Key_End:
            next.moment = moments - 1;
            break;
        default:
            return QWidget::keyPressEvent(event);
    }
    setFocused(next);
}

}  // namespace glassbox
