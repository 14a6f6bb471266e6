#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"

#include <QImage>
#include <QSizeF>
#include <QString>

#include <functional>

class QPainter;

namespace glassbox {

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

/// The picture on white, with its title above and its caption below.
Drawing framed(const Drawing& picture, const PictureText& text);

/// Twice its size: sharp in print and on slides.
QImage pictureImage(const Drawing& picture);
/// SVG, PNG or PDF by the ending of the path, lines and text as such in SVG and PDF; what was there stays untouched if
/// it can't be written whole. Throws Error.
void writePicture(const QString& path, const Drawing& picture);

}  // namespace glassbox
