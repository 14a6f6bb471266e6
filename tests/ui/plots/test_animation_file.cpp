#include "engine/nn/error.h"
#include "tests/support/test.h"
#include "tests/ui/plots/contour_samples.h"
#include "ui/plots/animation_writer.h"
#include "ui/plots/contour_canvas.h"

#include <QDir>
#include <QImageReader>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

using namespace glassbox;

namespace {

constexpr QRgb ground = 0xFFF1F5F9, dot = 0xFF2F54D6;

/// A dot that goes to the right on a plain ground, with a smooth edge.
Animation movingDot(int frames = 6) {
    Animation animation;
    animation.size = {120, 80};
    animation.frames = frames;
    animation.delay = 50;
    animation.lastDelay = 900;
    animation.paint = [size = animation.size](int number) {
        QImage image(size, QImage::Format_RGB32);
        image.fill(ground);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(dot));
        painter.drawEllipse(QPointF(20 + 12 * number, 40), 8, 8);
        return image;
    };
    return animation;
}

struct Read {
    std::vector<QImage> frames;
    std::vector<int> delays;
    int loops = 0;
};

Read readGif(const QString& path) {
    Read read;
    QImageReader reader(path, "gif");
    for (;;) {
        const QImage frame = reader.read();
        if (frame.isNull()) break;
        read.frames.push_back(frame.convertToFormat(QImage::Format_RGB32));
        read.delays.push_back(reader.nextImageDelay());
    }
    read.loops = reader.loopCount();
    return read;
}

}  // namespace

class TestAnimationFile : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

  private Q_SLOTS:
    void aGifHoldsTheFramesTheirDelaysAndTheLoop() {
        const Animation animation = movingDot();
        QVERIFY(writeGif(path("dot.gif"), animation));
        const Read read = readGif(path("dot.gif"));
        QCOMPARE(read.frames.size(), std::size_t(6));
        QCOMPARE(read.loops, -1);  // for ever
        for (int i = 0; i < 6; ++i) {
            // Few colours: every pixel is as it was painted.
            QCOMPARE(read.frames[std::size_t(i)], animation.paint(i));
            QCOMPARE(read.delays[std::size_t(i)], i < 5 ? 50 : 900);
        }
    }

    void manyColoursAreGroupedAndPlainGroundsStay() {
        Animation animation = movingDot(3);
        const auto plain = animation.paint;
        animation.paint = [plain](int number) {
            QImage image = plain(number);
            for (int y = 0; y < 60; ++y)
                for (int x = 70; x < 120; ++x) image.setPixel(x, y, qRgb(5 * (x - 70), 4 * y, 2 * x));
            return image;
        };
        QVERIFY(writeGif(path("many.gif"), animation));
        const Read read = readGif(path("many.gif"));
        QCOMPARE(read.frames.size(), std::size_t(3));
        QCOMPARE(read.frames[0].pixel(2, 2), ground);
        QCOMPARE(read.frames[2].pixel(2, 2), ground);
        QCOMPARE(read.frames[0].pixel(20, 40), dot);
        const QImage wanted = animation.paint(2);
        int worst = 0;
        for (int y = 0; y < 80; ++y)
            for (int x = 0; x < 120; ++x) {
                const QRgb a = wanted.pixel(x, y), b = read.frames[2].pixel(x, y);
                worst = std::max({worst, std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                                  std::abs(qBlue(a) - qBlue(b))});
            }
        QVERIFY2(worst < 48, qPrintable(QString::number(worst)));
    }

    void framesThatChangeNothingLengthenTheOneBefore() {
        Animation animation = movingDot(4);
        const auto plain = animation.paint;
        animation.paint = [plain](int number) { return plain(number / 2); };
        QVERIFY(writeGif(path("still.gif"), animation));
        const Read read = readGif(path("still.gif"));
        QCOMPARE(read.frames.size(), std::size_t(2));
        QCOMPARE(read.delays, (std::vector<int>{100, 950}));
    }

    void whatIsGivenUpLeavesTheOldFile() {
        QVERIFY(writeGif(path("old.gif"), movingDot(2)));
        QVERIFY(!writeGif(path("old.gif"), movingDot(), [](int done) { return done < 3; }));
        QCOMPARE(readGif(path("old.gif")).frames.size(), std::size_t(2));
        Animation broken = movingDot();
        broken.paint = [](int number) { return QImage(number < 3 ? 120 : 121, 80, QImage::Format_RGB32); };
        QVERIFY_EXCEPTION_THROWN(writeGif(path("old.gif"), broken), Error);
        QCOMPARE(readGif(path("old.gif")).frames.size(), std::size_t(2));
        QVERIFY_EXCEPTION_THROWN(writeGif(path("no/such/folder.gif"), movingDot()), Error);
        QVERIFY_EXCEPTION_THROWN(writeGif(path("none.gif"), movingDot(0)), Error);
        QVERIFY(!QFile::exists(path("none.gif")));
    }

    void aSequenceIsNumberedAndWholeOrNotThere() {
        const Animation animation = movingDot(12);
        QVERIFY(writePngSequence(path("race"), QStringLiteral("race"), animation));
        const QStringList files = QDir(path("race")).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        QCOMPARE(files.size(), 12);
        QCOMPARE(files.front(), QStringLiteral("race-0001.png"));
        QCOMPARE(QImage(path("race/race-0012.png")).convertToFormat(QImage::Format_RGB32), animation.paint(11));
        // Two sequences do not mix.
        QVERIFY_EXCEPTION_THROWN(writePngSequence(path("race"), QStringLiteral("race"), movingDot(2)), Error);
        QVERIFY(!writePngSequence(path("half"), QStringLiteral("half"), animation, [](int done) { return done < 5; }));
        QVERIFY(!QFile::exists(path("half")));
    }

    void aRaceOnAContourPlotIsFilmed() {
        ThemeSource theme(ThemeChoice::Light);
        ContourCanvas canvas(theme);
        canvas.resize(480, 260);
        canvas.setSurface(samples::beale());
        ContourOverlay overlay = samples::race(samples::beale(), theme.theme());
        canvas.setOverlay(overlay);
        canvas.show();
        QVERIFY(QTest::qWaitFor([&] { return canvas.picture() && !canvas.isRefining(); }));
        Animation animation;
        animation.size = canvas.size();
        animation.frames = 10;
        animation.paint = [&](int number) {
            ContourOverlay part = overlay;
            for (ContourPath& path : part.paths) path.points = path.points.mid(0, 40 * number + 1);
            canvas.setOverlay(part);
            QImage image(canvas.size(), QImage::Format_RGB32);
            image.fill(theme.theme().panel);
            canvas.render(&image, {}, {}, QWidget::DrawChildren);
            return image;
        };
        AnimationWriter writer;
        QSignalSpy finished(&writer, &AnimationWriter::finished);
        const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY");
        const QString file = folder.isEmpty() ? path("race.gif") : QDir(folder).filePath(QStringLiteral("race.gif"));
        writer.write(file, animation);
        QVERIFY(finished.wait(30000));
        QCOMPARE(finished[0][1].toString(), QString());
        const Read read = readGif(file);
        QCOMPARE(read.frames.size(), std::size_t(10));
        QCOMPARE(read.frames[0].size(), canvas.size());
    }

    void theWriterPaintsWhereItIsTold() {
        AnimationWriter writer;
        QSignalSpy progressed(&writer, &AnimationWriter::progressed), finished(&writer, &AnimationWriter::finished);
        for (const auto on : {AnimationWriter::PaintOn::WindowThread, AnimationWriter::PaintOn::WriterThread}) {
            Animation animation = movingDot();
            std::atomic<int> here = 0, elsewhere = 0;
            animation.paint = [&, plain = animation.paint](int number) {
                ++(QThread::currentThread() == qApp->thread() ? here : elsewhere);
                return plain(number);
            };
            writer.write(path("written.gif"), animation, on);
            QVERIFY(writer.isBusy());
            QVERIFY(finished.wait());
            QVERIFY(!writer.isBusy());
            QCOMPARE(finished.takeFirst(), QVariantList({path("written.gif"), QString(), false}));
            const bool window = on == AnimationWriter::PaintOn::WindowThread;
            QCOMPARE(here.load(), window ? 6 : 0);
            QCOMPARE(elsewhere.load(), window ? 0 : 6);
        }
        QCOMPARE(progressed.size(), 12);
        QCOMPARE(progressed.back(), QVariantList({6, 6}));
        writer.write(path("frames"), movingDot(3));
        QVERIFY(finished.wait());
        QVERIFY(QFile::exists(path("frames/frames-0003.png")));
    }

    void theWriterCanBeCancelledReplacedAndTakenAway() {
        auto writer = std::make_unique<AnimationWriter>();
        QSignalSpy finished(writer.get(), &AnimationWriter::finished);
        Animation endless = movingDot(1000000);
        endless.paint = [plain = movingDot().paint](int number) { return plain(number % 6); };
        connect(writer.get(), &AnimationWriter::progressed, writer.get(), [&](int done, int) {
            if (done == 3) writer->cancel();
        });
        writer->write(path("endless.gif"), endless);
        QVERIFY(finished.wait());
        QCOMPARE(finished.takeFirst(), QVariantList({path("endless.gif"), QString(), true}));
        QVERIFY(!QFile::exists(path("endless.gif")));
        // A failure is a sentence, whichever thread it comes from.
        Animation failing = movingDot();
        failing.paint = [](int) -> QImage { throw Error("The plot is gone."); };
        writer->write(path("failing.gif"), failing);
        QVERIFY(finished.wait());
        QCOMPARE(finished.takeFirst()[1].toString(), QStringLiteral("The plot is gone."));
        // Another one takes its place.
        writer->write(path("endless.gif"), endless, AnimationWriter::PaintOn::WriterThread);
        writer->write(path("second.gif"), movingDot());
        QVERIFY(finished.wait());
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.takeFirst()[0].toString(), path("second.gif"));
        writer->write(path("endless.gif"), endless);
        writer.reset();
        QVERIFY(!QFile::exists(path("endless.gif")));
    }
};

QTEST_MAIN(TestAnimationFile)
#include "test_animation_file.moc"
