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

constexpr double usualCells = 0.95;  // of the cells with numbers are told apart by their colours

/// The share that the darkest colour stands for, and all above it. Rests while shares move a little.
double darkestShare(std::vector<float>& shares) {
    std::erase_if(shares, [](float share) { return share <= 0; });
    if (shares.empty()) return 1;
    const auto place = static_cast<std::ptrdiff_t>(usualCells * static_cast<double>(shares.size() - 1));
    std::nth_element(shares.begin(), shares.begin() + place, shares.end());
    const auto usual = static_cast<double>(shares[static_cast<std::size_t>(place)]);
    for (const double round : {0.05, 0.1, 0.2, 0.3, 0.5, 0.75})
        if (usual <= round + 1e-9) return round;
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
    std::vector<float> all;
    for (const HistoryPanel& panel : m_layout.panels) {
        shares.push_back(binShares(m_record, panel));
        all.insert(all.end(), shares.back().begin(), shares.back().end());
    }
    m_darkest = darkestShare(all);
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

QStringList HistoryCanvas::wordLines() const {
    const auto at = current();
    if (!contains(at) || !m_snapshot || !m_snapshot->network) return {};
    const HistoryPanel& panel = m_layout.panels[at->panel];
    const Distribution& some = m_record.at(at->moment, panel.key);
    const RecordKey& key = m_record.keys()[panel.key];
    const double low = panel.binEdge(at->bin), high = panel.binEdge(at->bin + 1);
    const bool last = at->bin + 1 == panel.bins();
    QString share = shareText(some.share(low, last ? std::nextafter(high, 1e300) : high));
    if (!some.isExact() || some.isSampled()) share = tr("about %1").arg(share);
    QStringList lines{
        tr("%1, step %2")
            .arg(layerName(panel.layer, *m_snapshot->network), countText(m_record.moments()[at->moment].step)),
        tr("%1 of %2 %3").arg(share, countText(some.count()), m_source.noun(key)),
        tr("between %1 and %2").arg(plotNumber(low, 2), plotNumber(high, 2))};
    if (some.invalid() > 0) lines << tr("%1 are no numbers").arg(some.invalid());
    return lines;
}

QString HistoryCanvas::words() const {
    const QStringList lines = wordLines();
    if (lines.isEmpty()) return {};
    QString text = tr("%1: %2 %3").arg(lines[0], lines[1], lines[2]);
    if (lines.size() > 3) text += QStringLiteral("; ") + lines[3];
    return text;
}

QString HistoryCanvas::sinceWords() const {
    if (m_record.isEmpty() || m_record.moments().front().step == 0) return {};
    return tr("Recording since step %1; Rewind and Run records from the start.")
        .arg(countText(m_record.moments().front().step));
}

bool HistoryCanvas::isSampled() const {
    const std::size_t last = m_record.moments().size() - 1;
    return std::any_of(m_layout.panels.begin(), m_layout.panels.end(),
                       [&](const HistoryPanel& panel) { return m_record.at(last, panel.key).isSampled(); });
}

QStringList HistoryCanvas::remarks(bool brief) const {
    QStringList all;
    if (!hasValues()) return all;
    const std::size_t last = m_record.moments().size() - 1;
    const bool exact = std::all_of(m_layout.panels.begin(), m_layout.panels.end(),
                                   [&](const HistoryPanel& panel) { return m_record.at(last, panel.key).isExact(); });
    if (const Index first = m_record.moments().front().step; first > 0)
        all << (brief ? tr("since %1") : tr("recording since step %1")).arg(countText(first));
    if (isSampled())
        all << (brief ? tr("sampled") : tr("4 096 of each large layer"));
    else if (!exact)
        all << (brief ? tr("to 0.5 %") : tr("shares to 0.5 %"));
    const ValueAxis& axis = m_layout.panels.front().axis;
    if (!axis.isLogarithmic())
        all << (brief ? tr("linear") : tr("linear axis"));
    else
        all << (brief ? tr("log axis") : tr("log axis beyond ±%1").arg(axisNumber(axis.threshold())));
    all << (brief ? QString() : tr("lines: median, 5–95 %, extremes"));
    return all;
}

QString HistoryCanvas::help() const {
    QStringList all;
    if (!hasValues()) return {};
    if (const QString since = sinceWords(); !since.isEmpty()) all << since;
    all << tr(
        "Every column is a recorded moment, every row a bin of values. Thick line: the median. Thin lines: 5 and "
        "95 % of the numbers lie below. Dotted: the extremes. Black: zero. At most 400 moments are kept; a longer "
        "run drops every second one; where several share a place, the lines are their mean.");
    all << (isSampled()
                ? tr("Of layers with more than 4 096 numbers a fixed, even sample of 4 096 is looked at: shares and "
                     "lines "
                     "are right to about 1 %, the extremes are those of all numbers.")
                : tr("Layers of up to 257 numbers are kept number by number, so every share is exact; of larger ones "
                     "shares are right to half a percent, and the lines are exact."));
    return all.join(QStringLiteral("\n\n"));
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
