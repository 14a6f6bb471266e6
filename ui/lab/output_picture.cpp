#include "ui/lab/output_picture.h"

#include "ui/lab/output_frame.h"
#include "ui/lab/output_marks.h"
#include "ui/lab/output_points.h"
#include "ui/shell/theme.h"

#include <QPainter>

namespace glassbox {

QPixmap outputPicture(const SnapshotPtr& snapshot, const DatasetPtr& data, const QSize& size, double ratio,
                      const Theme& theme) {
    constexpr Index mostPoints = 160;
    const OutputScene scene = makeOutputScene(snapshot, data, {}, false);
    if (scene.kind == OutputScene::Kind::Empty) return {};
    const bool curves = scene.kind == OutputScene::Kind::Curves;
    const Plane& plane = *snapshot->plane;
    OutputFrame frame;
    frame.rect = QRectF(QPointF(0, 0), size);
    frame.xMin = plane.xMin();
    frame.xMax = plane.xMax();
    frame.yMin = curves ? scene.range.low : plane.yMin();
    frame.yMax = curves ? scene.range.high : plane.yMax();
    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(theme.panel);
    QPainter painter(&picture);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    // A surface is square; the picture shows its middle where it is wider.
    if (!curves && size.width() != size.height()) {
        const double side = std::max(size.width(), size.height());
        frame.rect = QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side);
    }
    if (!curves) painter.drawImage(frame.rect, surfaceImage(scene, theme));
    painter.drawPixmap(0, 0, pointsLayer(scene, frame, makeOutputPoints(scene, mostPoints), true, theme, size, ratio));
    if (curves) paintOutputCurves(painter, scene, frame, theme);
    return picture;
}

}  // namespace glassbox
