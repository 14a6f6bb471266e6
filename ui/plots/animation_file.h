#pragma once

#include <QImage>
#include <QString>

#include <functional>

namespace glassbox {

/// Pictures that follow each other.
struct Animation {
    QSize size;      ///< of every frame, in pixels
    int frames = 0;  ///< at least 1
    int delay = 40;  ///< milliseconds a frame is shown; GIF knows steps of 10, and at least 20
    /// Milliseconds that the last frame stays, so that the end can be seen before it starts again.
    int lastDelay = 1500;
    /// Frame `number` from 0 on. Another size or a null image is an error.
    std::function<QImage(int number)> paint;
};

/// Told after each frame; false gives up.
using AnimationProgress = std::function<bool(int framesDone)>;

/// An animated GIF that runs for ever, written by giflib: 256 colours a frame, and only the part that changed. Whole or
/// not at all: what was there stays if it fails or is given up. False if it was given up; throws Error that names the
/// file. Blocks; may be called on any thread on which `paint` may be.
bool writeGif(const QString& path, const Animation& animation, const AnimationProgress& progress = {});

/// Numbered PNG files ("race-0001.png") in a folder, which is made if it is missing. `name` is what the files' names
/// begin with; a folder that already has such files is refused, so that no two sequences mix. All are painted before
/// the first is put in its place; if it fails or is given up none of them is left.
bool writePngSequence(const QString& folder, const QString& name, const Animation& animation,
                      const AnimationProgress& progress = {});

}  // namespace glassbox
