#include "ui/cards/card_picture.h"

#include "lessons/study/study_error.h"
#include "ui/cards/card_picture_curve_values.h"
#include "ui/plots/picture_file.h"
#include "ui/shell/theme.h"

#include <QImage>
#include <QPainter>

#include <cmath>

namespace glassbox {

namespace {

constexpr double widest = 640;      // a flow in one row
constexpr double filedWidth = 360;  // so large are letters in files

void paintInto(QPainter& painter, const QRectF& rect, const CardSketch& sketch) {
    if (sketch.size.isEmpty()) return;
    const double scale = qMin(rect.width() / sketch.size.width(), rect.height() / sketch.size.height());
    painter.save();
    painter.translate(rect.center() - QPointF(sketch.size.width(), sketch.size.height()) / 2 * scale);
    painter.scale(scale, scale);
    sketch.paint(painter);
    painter.restore();
}

}  // namespace

QString cardPictureMistake(const QString& picture) {
    if (picture.trimmed().isEmpty()) return {};
    try {
        const CardPicture parsed = parsePicture(picture);
        if (const auto* curves = std::get_if<CurvePicture>(&parsed)) curveValues(*curves, 101);
    } catch (const StudyError& error) {
        return error.sentence();
    }
    return {};
}

bool isDrawable(const QString& picture) {
    return !picture.trimmed().isEmpty() && cardPictureMistake(picture).isEmpty();
}

void paintCardPicture(QPainter& painter, const QRectF& rect, const QString& picture, const Theme& theme) {
    paintInto(painter, rect, sketchCardPicture(picture, theme, rect.width()));
}

QByteArray cardPicturePng(const QString& picture, const Theme& theme, QSize size) {
    if (size.isEmpty() || !isDrawable(picture)) return {};
    QImage image(size, QImage::Format_RGB32);
    image.fill(theme.panel);
    QPainter painter(&image);
    const CardSketch sketch = sketchCardPicture(picture, theme, qMin<double>(size.width(), filedWidth));
    const double margin = size.width() * 0.03;
    paintInto(painter, QRectF(image.rect()).adjusted(margin, margin, -margin, -margin), sketch);
    painter.end();
    image.setText(QStringLiteral("Description"), sketch.words);
    return pngBytes(image);
}

CardPictureView::CardPictureView(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &ThemeSource::changed, this, &CardPictureView::renew);
}

void CardPictureView::setPicture(const QString& picture) {
    if (picture == m_picture) return;
    m_picture = picture;
    renew();
}

void CardPictureView::renew() {
    m_sketch.reset();
    setAccessibleName(tr("Picture"));
    setAccessibleDescription(m_picture.trimmed().isEmpty() ? QString() : sketchFor(widest).words);
    updateGeometry();
    update();
}

const CardSketch& CardPictureView::sketchFor(double width) const {
    if (!m_sketch || width != m_sketchWidth) {
        m_sketch = sketchCardPicture(m_picture, m_theme.theme(), width);
        m_sketchWidth = width;
    }
    return *m_sketch;
}

double CardPictureView::widthWithin(double room) const {
    return m_picture.trimmed().isEmpty() ? 0 : sketchFor(room).size.width();
}

QSize CardPictureView::sizeHint() const {
    if (m_picture.trimmed().isEmpty()) return {0, 0};
    const QSizeF size = sketchFor(widest).size;
    return {static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height()))};
}

int CardPictureView::heightForWidth(int width) const {
    return m_picture.trimmed().isEmpty() ? 0 : static_cast<int>(std::ceil(sketchFor(width).size.height()));
}

void CardPictureView::paintEvent(QPaintEvent*) {
    if (m_picture.trimmed().isEmpty()) return;
    QPainter painter(this);
    sketchFor(width()).paint(painter);
}

}  // namespace glassbox
