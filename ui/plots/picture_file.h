#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"

#include <QImage>
#include <QSizeF>
#include <QString>

#include <functional>

class QPainter;

namespace glassbox {

struct Theme;

/// What is written with a picture that leaves the program.
struct PictureText {
    QString title;    ///< "Spiral · 2-8-6-1 tanh · binary cross-entropy"
    QString caption;  ///< what was trained and how to repeat it; the seed belongs here
};

/// How an experiment is told in title and caption.
PictureText describeExperiment(const Experiment& experiment, const Dataset& data);

/// Something that can be painted at any resolution.
struct Drawing {
    QSizeF size;  ///< in pixels at 96 dpi
    QString title;
    std::function<void(QPainter&)> paint;
};

/// The picture with its title above and its caption below, in a theme's colours and by default on its ground.
Drawing framed(const Drawing& picture, const PictureText& text, const Theme& theme, bool onGround = true);
/// On white.
Drawing framed(const Drawing& picture, const PictureText& text);

/// By default twice its size, which is sharp in print and on slides. White, or transparent, where nothing is painted.
QImage pictureImage(const Drawing& picture, double scale = 2, bool transparent = false);
/// The bytes of a PNG file. Throws Error if there is too little memory.
QByteArray pngBytes(const QImage& image);
/// The bytes of an SVG, PNG or PDF file: lines and text as such in SVG and PDF, a page of the picture's size in PDF.
/// `format` is the ending of such a file. `scale` and `transparent` are for PNG. Throws Error if it can't be drawn.
QByteArray encodePicture(const QString& format, const Drawing& picture, double scale = 2, bool transparent = false);
/// By the ending of the path; what was there stays untouched if it can't be written whole. Throws Error.
void writePicture(const QString& path, const Drawing& picture, double scale = 2, bool transparent = false);

}  // namespace glassbox
