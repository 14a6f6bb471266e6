#include "engine/nn/error.h"
#include "ui/plots/animation_file.h"
#include "ui/plots/animation_frame.h"

#include <QDir>
#include <QImageWriter>
#include <QTemporaryDir>

namespace glassbox {

namespace {

constexpr int fewestDigits = 4;

[[noreturn]] void refuse(const QString& folder, const QString& why) {
    throw Error("Can't write pictures into " + QDir::toNativeSeparators(folder).toStdString() + ": " +
                why.toStdString() + ".");
}

QString fileName(const QString& name, int number, int digits) {
    return QStringLiteral("%1-%2.png").arg(name).arg(number, digits, 10, QLatin1Char('0'));
}

/// Takes the folder away again unless it is kept or something is in it.
struct MadeFolder {
    QString path;
    bool made = false, kept = false;
    ~MadeFolder() {
        if (made && !kept) QDir().rmdir(path);
    }
};

}  // namespace

bool writePngSequence(const QString& folder, const QString& name, const Animation& animation,
                      const AnimationProgress& progress) {
    requireAnimation(animation);
    MadeFolder made{folder};
    made.made = !QDir(folder).exists();
    if (made.made && !QDir().mkpath(folder)) refuse(folder, QStringLiteral("the folder can't be made"));
    QDir target(folder);
    if (!target.entryList({name + QStringLiteral("-*.png")}, QDir::Files).isEmpty())
        refuse(folder, QStringLiteral("there are already pictures named %1 in it; choose another folder")
                           .arg(fileName(name, 1, fewestDigits)));
    // All are painted before the first is put in its place.
    QTemporaryDir scratch(target.filePath(QStringLiteral(".frames-XXXXXX")));
    if (!scratch.isValid()) refuse(folder, scratch.errorString());
    const int digits = std::max(fewestDigits, static_cast<int>(QString::number(animation.frames).size()));
    for (int frame = 0; frame < animation.frames; ++frame) {
        QImageWriter writer(scratch.filePath(fileName(name, frame + 1, digits)), "png");
        if (!writer.write(paintedFrame(animation, frame))) refuse(folder, writer.errorString());
        if (progress && !progress(frame + 1)) return scratch.remove(), false;
    }
    for (int frame = 1; frame <= animation.frames; ++frame) {
        const QString file = fileName(name, frame, digits);
        if (QFile::rename(scratch.filePath(file), target.filePath(file))) continue;
        for (int moved = 1; moved < frame; ++moved) target.remove(fileName(name, moved, digits));
        refuse(folder, QStringLiteral("%1 could not be put there").arg(file));
    }
    made.kept = true;
    return true;
}

}  // namespace glassbox
