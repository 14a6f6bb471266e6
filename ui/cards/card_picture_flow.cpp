#include "ui/cards/card_picture_sketch.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <cmath>

namespace glassbox {

namespace {

constexpr double widestText = 118;
constexpr double padX = 12, padY = 9;
constexpr double arrow = 30;       // between boxes
constexpr double shortArrow = 22;  // if that saves a row
constexpr double rowGap = 28;      // between rows, where the arrow turns
constexpr double headSize = 5;     // of an arrow

QString tr(const char* text) {
    return QCoreApplication::translate("CardPicture", text);
}

struct Box {
    QString text;
    QSizeF size;
    QRectF rect = {};
    int row = 0;
};

class Figure {
  public:
    Figure(const FlowPicture& picture, const Theme& theme, double width)
        : m_theme(theme), m_font(theme.font(12)), m_metrics(m_font), m_scale(m_font.pixelSize() / 12.0) {
        for (const QString& text : picture.boxes) {
            // Never narrower than its longest word.
            double least = 0;
            for (const QString& word : text.split(' ')) least = qMax(least, m_metrics.horizontalAdvance(word));
            const QRectF room(0, 0, std::ceil(qMax(least, widestText * m_scale)) + 1, 1000);
            const QRectF taken = m_metrics.boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, text);
            m_boxes.push_back(
                {.text = text,
                 .size = {std::ceil(taken.width()) + 2 + 2 * padX, std::ceil(taken.height()) + 2 * padY}});
        }
        arrange(qMax(width, 60.0));
    }

    CardSketch draw() {
        for (const Box& box : m_boxes) {
            QPainterPath path;
            path.addRoundedRect(box.rect, 7, 7);
            m_sketch.shapes.push_back(
                {.path = path, .pen = QPen(m_theme.accent, m_theme.stroke(1.2)), .brush = m_theme.accentSoft});
            m_sketch.labels.push_back(
                {box.rect.adjusted(padX - 1, padY, 1 - padX, -padY), box.text, m_font, m_theme.ink});
        }
        for (std::size_t i = 1; i < m_boxes.size(); ++i)
            join(m_boxes[i - 1].rect, m_boxes[i].rect, m_boxes[i - 1].row == m_boxes[i].row);
        QStringList parts;
        for (const Box& box : m_boxes) parts += box.text;
        m_sketch.words = tr("Flow: %1.").arg(parts.join(tr(", then ")));
        return std::move(m_sketch);
    }

  private:
    /// In as few rows as go, and those of about the same length.
    void arrange(double width) {
        m_arrow = arrow * m_scale;
        const int rows = place(width);
        if (rows == 1) return;
        m_arrow = shortArrow * m_scale;
        if (place(width) == 1) return;
        m_arrow = arrow * m_scale;
        double least = width;
        while (least > 60 && place(least - 6) == rows && m_sketch.size.width() <= width) least -= 6;
        place(least);
    }

    /// Fills rows one by one; how many there are.
    int place(double width) {
        double y = 1;
        m_sketch.size.setWidth(0);
        std::size_t first = 0;
        int row = 0;
        for (; first < m_boxes.size(); ++row) {
            double x = 1, high = 0;
            std::size_t next = first;
            for (; next < m_boxes.size(); ++next) {
                Box& box = m_boxes[next];
                const double left = next == first ? x : x + m_arrow;
                if (next > first && left + box.size.width() + 1 > width) break;
                box.rect = {left, y, box.size.width(), 0};
                box.row = row;
                x = box.rect.right();
                high = qMax(high, box.size.height());
            }
            for (std::size_t i = first; i < next; ++i) m_boxes[i].rect.setHeight(high);
            m_sketch.size.setWidth(qMax(m_sketch.size.width(), x + 1));
            m_sketch.size.setHeight(y + high + 1);
            y += high + rowGap * m_scale;
            first = next;
        }
        return row;
    }

    void join(const QRectF& from, const QRectF& to, bool sameRow) {
        const QPen pen(m_theme.mute, m_theme.stroke(1.5), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        const double gap = 3, head = headSize * m_scale;
        if (sameRow) {
            const QPointF start(from.right() + gap, from.center().y()), end(to.left() - gap, to.center().y());
            m_sketch.line(start, end - QPointF(head, 0), pen);
            return headAt(end, {1, 0}, head);
        }
        const double turn = (from.bottom() + to.top()) / 2;
        QPainterPath path({from.center().x(), from.bottom() + gap});
        path.lineTo(from.center().x(), turn);
        path.lineTo(to.center().x(), turn);
        const QPointF end(to.center().x(), to.top() - gap);
        path.lineTo(end - QPointF(0, head));
        m_sketch.shapes.push_back({.path = path, .pen = pen});
        headAt(end, {0, 1}, head);
    }

    void headAt(const QPointF& tip, const QPointF& along, double head) {
        const QPointF across(-along.y(), along.x());
        QPainterPath path(tip);
        path.lineTo(tip - along * head * 1.4 + across * head * 0.8);
        path.lineTo(tip - along * head * 1.4 - across * head * 0.8);
        path.closeSubpath();
        m_sketch.shapes.push_back({.path = path, .brush = m_theme.mute});
    }

    const Theme& m_theme;
    QFont m_font;
    QFontMetricsF m_metrics;
    double m_scale;
    double m_arrow = 0;
    std::vector<Box> m_boxes;
    CardSketch m_sketch;
};

}  // namespace

CardSketch sketchFlow(const FlowPicture& picture, const Theme& theme, double width) {
    return Figure(picture, theme, width).draw();
}

}  // namespace glassbox
