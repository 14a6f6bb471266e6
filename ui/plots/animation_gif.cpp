#include "engine/formats/files.h"
#include "engine/nn/error.h"
#include "ui/plots/animation_file.h"
#include "ui/plots/animation_frame.h"
#include "ui/plots/gif_palette.h"

#include <QDir>
#include <QSaveFile>

#include <algorithm>
#include <gif_lib.h>
#include <memory>

namespace glassbox {

namespace {

constexpr int greatestSide = 65535;
constexpr int leastDelay = 2;  // hundredths of a second; many programs show shorter ones as ten

int writeBytes(GifFileType* gif, const GifByteType* bytes, int count) {
    return static_cast<int>(static_cast<QSaveFile*>(gif->UserData)->write(reinterpret_cast<const char*>(bytes), count));
}

struct Closer {
    void operator()(GifFileType* gif) const { EGifCloseFile(gif, nullptr); }
};

/// One GIF as it is written.
class GifStream {
  public:
    GifStream(QSaveFile& file, const QSize& size) : m_name(QDir::toNativeSeparators(file.fileName())) {
        int error = 0;
        m_gif.reset(EGifOpen(&file, writeBytes, &error));
        if (!m_gif) fail();
        EGifSetGifVersion(m_gif.get(), true);
        require(EGifPutScreenDesc(m_gif.get(), size.width(), size.height(), 8, 0, nullptr));
        // Shown again and again (an extension of Netscape Navigator 2.0 that all know).
        const GifByteType forEver[] = {1, 0, 0};
        require(EGifPutExtensionLeader(m_gif.get(), APPLICATION_EXT_FUNC_CODE));
        require(EGifPutExtensionBlock(m_gif.get(), 11, "NETSCAPE2.0"));
        require(EGifPutExtensionBlock(m_gif.get(), 3, forEver));
        require(EGifPutExtensionTrailer(m_gif.get()));
    }

    /// Replaces a part of what is seen, for so many milliseconds.
    void put(const QImage& part, const QPoint& at, int delay) {
        const GraphicsControlBlock control{DISPOSE_DO_NOT, false, std::clamp((delay + 5) / 10, leastDelay, 65535),
                                           NO_TRANSPARENT_COLOR};
        GifByteType bytes[4];
        EGifGCBToExtension(&control, bytes);
        require(EGifPutExtension(m_gif.get(), GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes));
        GifPicture picture = gifPicture(part);
        GifColorType colors[256];
        std::transform(picture.colors.begin(), picture.colors.end(), colors, [](QRgb color) {
            return GifColorType{static_cast<GifByteType>(qRed(color)), static_cast<GifByteType>(qGreen(color)),
                                static_cast<GifByteType>(qBlue(color))};
        });
        const std::unique_ptr<ColorMapObject, decltype(&GifFreeMapObject)> map(GifMakeMapObject(256, colors),
                                                                               &GifFreeMapObject);
        require(map ? EGifPutImageDesc(m_gif.get(), at.x(), at.y(), part.width(), part.height(), false, map.get())
                    : GIF_ERROR);
        for (int y = 0; y < part.height(); ++y)
            require(EGifPutLine(m_gif.get(), picture.pixels.data() + static_cast<std::ptrdiff_t>(y) * part.width(),
                                part.width()));
    }

    void close() { require(EGifCloseFile(m_gif.release(), nullptr)); }

  private:
    void require(int result) const {
        if (result == GIF_ERROR) fail();
    }
    [[noreturn]] void fail() const { throw Error("Can't write " + m_name.toStdString() + ": the disk may be full."); }

    QString m_name;
    std::unique_ptr<GifFileType, Closer> m_gif;
};

}  // namespace

bool writeGif(const QString& path, const Animation& animation, const AnimationProgress& progress) {
    requireAnimation(animation);
    if (animation.size.width() > greatestSide || animation.size.height() > greatestSide)
        throw Error("A GIF can be at most 65535 pixels wide and high.");
    QSaveFile file(path);
    openForWriting(file, path);
    GifStream gif(file, animation.size);
    QImage next = paintedFrame(animation, 0);
    // Frames that change nothing lengthen the one before; therefore each is written when the next change is known.
    QRect changed(QPoint(), animation.size);
    int delay = animation.delay;
    for (int frame = 1; frame <= animation.frames; ++frame) {
        if (progress && !progress(frame)) return false;
        if (frame == animation.frames) {
            gif.put(next.copy(changed), changed.topLeft(), delay - animation.delay + animation.lastDelay);
            break;
        }
        const QImage following = paintedFrame(animation, frame);
        const QRect difference = changedPart(next, following);
        if (difference.isEmpty()) {
            delay += animation.delay;
            continue;
        }
        gif.put(next.copy(changed), changed.topLeft(), delay);
        delay = animation.delay;
        next = following;
        changed = difference;
    }
    gif.close();
    if (!commitFile(file))
        throw Error("Can't write " + QDir::toNativeSeparators(path).toStdString() + ": " +
                    file.errorString().toStdString() + ".");
    return true;
}

}  // namespace glassbox
