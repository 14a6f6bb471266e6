#pragma once

#include <QSize>
#include <QSizeF>
#include <QString>
#include <QVariantMap>

namespace glassbox {

/// What a picture stands on: white paper, nothing, or the ground and colours of the theme in force.
enum class PictureGround { Light, Transparent, Theme };

/// How a picture leaves the program.
struct PictureSettings {
    QString format = QStringLiteral("png");  ///< or svg, pdf
    double scale = 2;                        ///< PNG: pixels for one of the picture on the screen
    PictureGround ground = PictureGround::Light;
    bool framed = true;  ///< with title and caption

    friend bool operator==(const PictureSettings&, const PictureSettings&) = default;
};

/// For preferences; what can't be understood becomes the default.
QVariantMap toMap(const PictureSettings& settings);
PictureSettings pictureSettings(const QVariantMap& map);

/// Pixels of a picture of `size` at a scale.
QSize picturePixels(const QSizeF& size, double scale);
/// Why so many pixels make no picture, as a sentence; empty if they do.
QString pixelProblem(const QSize& pixels);

}  // namespace glassbox
