#include "ui/lab/output_legend.h"

#include "ui/lab/output_marks.h"
#include "ui/shell/theme.h"

#include <QPainter>

#include <algorithm>

namespace glassbox {

namespace {
constexpr double signWidth = 20;  // the sign and the gap after it
constexpr double entryGap = 12;
constexpr double widestText = 150;  // long class names are shortened
}  // namespace

OutputLegend::OutputLegend(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName("outputLegend");
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont OutputLegend::textFont() const {
    return m_theme.theme().font(12);
}

void OutputLegend::setEntries(const QList<Entry>& entries) {
    if (entries == m_entries) return;
    m_entries = entries;
    QStringList words;
    for (const Entry& entry : entries) words << entry.text;
    setAccessibleName(tr("Legend: %1").arg(words.join(QStringLiteral(", "))));
    setToolTip(words.join(u'\n'));
    updateGeometry();
    update();
}

QList<QRectF> OutputLegend::places(double width) const {
    const QFontMetricsF metrics(textFont());
    const double line = metrics.height() + 4;
    QList<QRectF> rects;
    double x = 0, y = 0;
    for (const Entry& entry : m_entries) {
        const double wide = signWidth + std::min(widestText, metrics.horizontalAdvance(entry.text) + 1);
        if (x > 0 && x + wide > width) {
            x = 0;
            y += line;
        }
        rects << QRectF(x, y, wide, line);
        x += wide + entryGap;
    }
    return rects;
}

int OutputLegend::heightForWidth(int width) const {
    const QList<QRectF> rects = places(width);
    return rects.isEmpty() ? 0 : static_cast<int>(rects.back().bottom() + 0.5);
}

QSize OutputLegend::sizeHint() const {
    return {240, heightForWidth(std::max(width(), 240))};
}
QSize OutputLegend::minimumSizeHint() const {
    return {80, heightForWidth(std::max(width(), 80))};
}

void OutputLegend::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont());
    const QFontMetricsF metrics(painter.font());
    const QList<QRectF> rects = places(width());
    // Fewer rows than there is room for stand in the middle, level with the controls beside them.
    const double spare = rects.isEmpty() ? 0 : std::max(0.0, (height() - rects.back().bottom()) / 2);
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const Entry& entry = m_entries[i];
        const QRectF rect = rects[i].translated(0, spare);
        const QPointF at(rect.left() + 7, rect.center().y());
        switch (entry.shape) {
            case Shape::Swatch:
                painter.setPen(Qt::NoPen);
                painter.setBrush(entry.color);
                painter.drawRoundedRect(QRectF(at.x() - 7, at.y() - 5, 14, 10), 2, 2);
                break;
            case Shape::Disc:
                mark::paintTraining(painter, at, 4, entry.color, theme.panel);
                break;
            case Shape::Ring:
                mark::paintValidation(painter, at, 3.4, entry.color, theme.panel, theme);
                break;
            case Shape::Cross:
                mark::paintWrong(painter, at, 3, theme);
                break;
            case Shape::Line:
                painter.setPen(QPen(entry.color, theme.stroke(2.4), Qt::SolidLine, Qt::RoundCap));
                painter.drawLine(QPointF(at.x() - 6, at.y()), QPointF(at.x() + 6, at.y()));
                break;
        }
        painter.setPen(theme.mute);
        const QRectF text = rect.adjusted(signWidth, 0, 0, 0);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(entry.text, Qt::ElideRight, text.width() + 0.5));
    }
}

}  // namespace glassbox
