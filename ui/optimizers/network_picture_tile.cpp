#include "ui/optimizers/network_picture_tile.h"

#include "ui/plots/color_map.h"
#include "ui/shell/key_guard.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr Index mostPoints = 120;

/// The largest size of the targets, for symmetric colours.
double targetSize(const DataPart& part) {
    double size = 0;
    for (Index i = 0; i < part.values.size(); ++i) size = std::max(size, std::abs(double(part.values.data()[i])));
    return size > 0 ? size : 1;
}

QColor pointColor(const Dataset& samples, Index sample, double size, const Theme& theme) {
    if (samples.task == Task::Classification)
        return theme.classColor(samples.training.labels[static_cast<std::size_t>(sample)], samples.classCount());
    return QColor(ColorMap::diverging(theme, 1).color(samples.training.values(0, sample), ValueRange::symmetric(size)));
}

}  // namespace

QImage outputImage(const Picture& picture, const LandscapeProblem& problem, const Theme& theme) {
    const bool classes = problem.data->task == Task::Classification;
    if (picture.planes == 1) {
        const double middle = classes ? problem.loss->threshold() : 0;
        const double size = classes ? (middle == 0 ? 1.0 : 0.5) : targetSize(problem.data->training);
        return glassbox::picture(picture.plane(0), picture.width, picture.height, {middle - size, middle + size},
                                 ColorMap::diverging(theme, 0.45));
    }
    QImage image(static_cast<int>(picture.width), static_cast<int>(picture.height), QImage::Format_RGB32);
    for (Index y = 0; y < picture.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(picture.height - 1 - y)));
        for (Index x = 0; x < picture.width; ++x) {
            const Index at = y * picture.width + x;
            Index best = 0;
            for (Index k = 1; k < picture.planes; ++k)
                if (picture.plane(k)[at] > picture.plane(best)[at]) best = k;
            const double sure = std::clamp(static_cast<double>(picture.plane(best)[at]), 0.0, 1.0);
            line[x] = mixed(theme.panel.rgb(), theme.classColor(best, picture.planes).rgb(), 0.1 + 0.5 * sure);
        }
    }
    return image;
}

NetworkPictureTile::NetworkPictureTile(ThemeSource& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    connect(&theme, &ThemeSource::changed, this, [this] {
        render();
        update();
    });
}

int NetworkPictureTile::wordsHeight() const {
    return 2 * QFontMetrics(m_theme.theme().font(11)).height() + 6;
}

QRect NetworkPictureTile::square() const {
    const int side = std::max(8, std::min(width(), height() - wordsHeight()));
    return {(width() - side) / 2, 0, side, side};
}

void NetworkPictureTile::show(const NetworkRacePath& path, const QColor& color, const QString& words, bool current) {
    m_color = color;
    m_words = words;
    setText(QString::fromStdString(path.racer.name));
    setChecked(current);
    setAccessibleName(tr("What the network of %1 says").arg(text()));
    setAccessibleDescription(words);
    const QString end = QString::fromStdString(endSentence(path));
    setToolTip(end.isEmpty() ? tr("%1: %2").arg(text(), words) : end);
    update();
}

void NetworkPictureTile::setPicture(const NetworkRacePath& path, const Plane& plane, const Picture& picture) {
    m_problem = path.problem;
    m_plane = plane;
    m_picture = picture;
    render();
    update();
}

void NetworkPictureTile::clearPicture() {
    m_picture = {};
    m_image = {};
    update();
}

void NetworkPictureTile::resizeEvent(QResizeEvent*) {
    render();
}

void NetworkPictureTile::render() {
    m_image = {};
    if (m_picture.values.empty()) return;
    const Theme& theme = m_theme.theme();
    const QSize size = square().size();
    m_image = QPixmap(size * devicePixelRatioF());
    m_image.setDevicePixelRatio(devicePixelRatioF());
    m_image.fill(theme.sunk);
    QPainter painter(&m_image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const auto place = [&](double x, double y) {
        return QPointF((x - m_plane.xMin()) / (m_plane.xMax() - m_plane.xMin()) * size.width(),
                       (1 - (y - m_plane.yMin()) / (m_plane.yMax() - m_plane.yMin())) * size.height());
    };
    if (!m_plane.isLine())
        painter.drawImage(QRectF(QPointF(0, 0), QSizeF(size)), outputImage(m_picture, *m_problem, theme));
    const Dataset& samples = *m_problem->data;
    const Index count = std::min(mostPoints, samples.training.count());
    const double target = targetSize(samples.training);
    const double radius = std::clamp(size.width() / 70.0, 1.0, 3.0);
    for (Index i = 0; i < count; ++i) {
        const Index sample = i * samples.training.count() / count;
        const PlanePoint at = m_plane.project(samples.training.inputs.col(sample).data());
        const bool values = m_plane.isLine() && samples.task == Task::Regression;
        // Around dots of a pixel or two an outline would be all there is to see.
        painter.setPen(radius < 2 ? QPen(theme.panel, 0.35) : QPen(theme.panel, 0.8));
        painter.setBrush(pointColor(samples, sample, target, theme));
        painter.drawEllipse(place(at.x, values ? static_cast<double>(samples.training.values(0, sample)) : at.y),
                            radius, radius);
    }
    if (!m_plane.isLine()) return;
    QPolygonF curve;
    for (Index i = 0; i < m_picture.width; ++i)
        curve << place(m_plane.gridX(i, m_picture.width), static_cast<double>(m_picture.plane(0)[i]));
    painter.setPen(QPen(m_color, theme.stroke(2)));
    painter.drawPolyline(curve);
}

void NetworkPictureTile::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect picture = square();
    if (m_image.isNull()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.sunk);
        painter.drawRoundedRect(picture, 5, 5);
    } else {
        QPainterPath round;
        round.addRoundedRect(picture, 5, 5);
        painter.setClipPath(round);
        painter.drawPixmap(picture.topLeft(), m_image);
        painter.setClipping(false);
    }
    const double line = theme.stroke(isChecked() || underMouse() ? 2.5 : 1);
    painter.setPen(QPen(isChecked() || underMouse() ? m_color : theme.line, line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(picture).adjusted(line / 2, line / 2, -line / 2, -line / 2), 5, 5);
    painter.setFont(theme.font(11, QFont::Medium));
    const int high = painter.fontMetrics().height();
    const QRect name(0, picture.bottom() + 4, width(), high);
    const QString text = painter.fontMetrics().elidedText(this->text(), Qt::ElideRight, width() - 14);
    const int start = (width() - painter.fontMetrics().horizontalAdvance(text) - 13) / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_color);
    painter.drawRoundedRect(QRectF(start, name.center().y() - 4, 9, 9), 2, 2);
    painter.setPen(theme.ink);
    painter.drawText(name.adjusted(start + 13, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    painter.setFont(theme.font(11));
    painter.setPen(theme.mute);
    painter.drawText(name.translated(0, high), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(m_words, Qt::ElideRight, width()));
    if (!showsFocusRing(this)) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, theme.stroke(2)));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

}  // namespace glassbox
