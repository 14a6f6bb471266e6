#include "ui/plots/link_paths.h"

#include <QPainter>
#include <QPainterPath>

namespace glassbox {

void LinkPaths::draw(const LinkCourse& course, const LinkStroke& stroke) {
    QColor color = QColor::fromRgb(stroke.color);
    color.setAlphaF(stroke.alpha);
    const auto width = static_cast<qreal>(stroke.width);
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    if (stroke.dash > 0) {
        const qreal dash = static_cast<qreal>(stroke.dash) / width;  // a pen counts in its own widths
        pen.setDashPattern({dash, 0.4 * dash});
    }
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    const QPointF from(course.left(), static_cast<qreal>(stroke.y0));
    const QPointF to(course.right(), static_cast<qreal>(stroke.y1));
    QPainterPath path(from);
    if (course.form() == LinkForm::Straight) {
        path.lineTo(to);
    } else {
        const double middle = (from.x() + to.x()) / 2;
        path.cubicTo(QPointF(middle, from.y()), QPointF(middle, to.y()), to);
    }
    m_painter.drawPath(path);
}

}  // namespace glassbox
