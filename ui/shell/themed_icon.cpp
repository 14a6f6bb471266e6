#include "ui/shell/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace glassbox {

namespace {

/// Draws the strokes of an SVG at whatever size and pixel ratio is asked for.
class StrokeIconEngine : public QIconEngine {
  public:
    StrokeIconEngine(QByteArray svg, int size) : m_svg(std::move(svg)), m_size(size) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QSvgRenderer renderer(m_svg);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (mode == QIcon::Disabled) painter->setOpacity(painter->opacity() * 0.4);
        const int side = qMin(rect.width(), rect.height());
        renderer.render(painter, QRectF(rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0,
                                        side, side));
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size; }
    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override { return {QSize(m_size, m_size)}; }
    bool isNull() override { return m_svg.isEmpty(); }
    QIconEngine* clone() const override { return new StrokeIconEngine(*this); }
    QString key() const override { return QStringLiteral("glassbox-stroke"); }

  private:
    QByteArray m_svg;
    int m_size;
};

}  // namespace

QIcon themedIcon(const QString& name, const QColor& color, int size) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QByteArray svg = file.readAll();
    svg.replace("#000", color.name().toLatin1());
    return QIcon(new StrokeIconEngine(std::move(svg), size));
}

}  // namespace glassbox
