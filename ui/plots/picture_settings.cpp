#include "ui/plots/picture_settings.h"

#include "ui/plots/plot_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace glassbox {

namespace {

constexpr int leastSide = 16, mostSide = 16'384;
constexpr qint64 mostPixels = 64'000'000;  // a quarter of a gigabyte while it is drawn

QString tr(const char* text) {
    return QCoreApplication::translate("Picture", text);
}

}  // namespace

QVariantMap toMap(const PictureSettings& settings) {
    return {{QStringLiteral("format"), settings.format},
            {QStringLiteral("scale"), settings.scale},
            {QStringLiteral("ground"), static_cast<int>(settings.ground)},
            {QStringLiteral("framed"), settings.framed}};
}

PictureSettings pictureSettings(const QVariantMap& map) {
    PictureSettings settings;
    const QString format = map.value(QStringLiteral("format")).toString();
    if (QStringList{"png", "svg", "pdf"}.contains(format)) settings.format = format;
    const double scale = map.value(QStringLiteral("scale"), settings.scale).toDouble();
    if (scale >= 0.05 && scale <= 100) settings.scale = scale;
    const int ground = map.value(QStringLiteral("ground")).toInt();
    if (ground >= 0 && ground <= static_cast<int>(PictureGround::Theme))
        settings.ground = static_cast<PictureGround>(ground);
    settings.framed = map.value(QStringLiteral("framed"), settings.framed).toBool();
    return settings;
}

QSize picturePixels(const QSizeF& size, double scale) {
    return {qRound(size.width() * scale), qRound(size.height() * scale)};
}

QString pixelProblem(const QSize& pixels) {
    if (std::min(pixels.width(), pixels.height()) < leastSide)
        return tr("A side of %1 pixels is too short to show anything; choose at least %2.")
            .arg(std::min(pixels.width(), pixels.height()))
            .arg(leastSide);
    if (std::max(pixels.width(), pixels.height()) > mostSide)
        return tr("A side of %1 pixels is longer than most programs read; choose at most %2, or SVG, which is sharp at "
                  "every size.")
            .arg(countText(std::max(pixels.width(), pixels.height())), countText(mostSide));
    const qint64 count = qint64{pixels.width()} * pixels.height();
    if (count > mostPixels)
        return tr("%1 megapixels need too much memory; choose at most %2, or SVG, which is sharp at every size.")
            .arg(countText(count / 1'000'000), countText(mostPixels / 1'000'000));
    return {};
}

}  // namespace glassbox
