#include "ui/plots/animation_writer.h"

#include "engine/nn/error.h"

#include <QFileInfo>

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>

namespace glassbox {

namespace {
/// Thrown through a painting that waits for the window when the writing is given up.
struct GivenUp {};
}  // namespace

struct AnimationWriter::Job {
    QString path;
    Animation animation;
    PaintOn paintOn = PaintOn::WindowThread;
    std::atomic<bool> cancelled = false;
    // A frame on its way from the window's thread.
    std::mutex mutex;
    std::condition_variable arrived;
    std::optional<QImage> frame;
    std::exception_ptr failure;

    void cancel() {
        const std::lock_guard lock(mutex);
        cancelled = true;
        arrived.notify_all();
    }
};

AnimationWriter::AnimationWriter(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

AnimationWriter::~AnimationWriter() {
    cancel();
    m_pool.waitForDone();
}

bool AnimationWriter::isBusy() const {
    return m_job != nullptr;
}

void AnimationWriter::cancel() {
    if (m_job) m_job->cancel();
}

void AnimationWriter::write(const QString& path, const Animation& animation, PaintOn paintOn) {
    cancel();
    const auto job = m_job = std::make_shared<Job>();
    job->path = path;
    job->animation = animation;
    job->paintOn = paintOn;
    m_pool.start([this, job] { work(job); });
}

QImage AnimationWriter::paintedHere(const std::shared_ptr<Job>& job, int frame) {
    // What is queued for this object goes with it; the job stays as long as anyone holds it.
    QMetaObject::invokeMethod(
        this,
        [job, frame] {
            if (job->cancelled) return;
            std::optional<QImage> image;
            std::exception_ptr failure;
            try {
                image = job->animation.paint(frame);
            } catch (...) {
                failure = std::current_exception();
            }
            const std::lock_guard lock(job->mutex);
            job->frame = std::move(image);
            job->failure = failure;
            job->arrived.notify_all();
        },
        Qt::QueuedConnection);
    std::unique_lock lock(job->mutex);
    job->arrived.wait(lock, [&] { return job->cancelled || job->frame || job->failure; });
    if (job->failure) std::rethrow_exception(job->failure);
    if (job->cancelled) throw GivenUp();
    return *std::exchange(job->frame, std::nullopt);
}

void AnimationWriter::work(const std::shared_ptr<Job>& job) {
    const auto tell = [this](auto what) { QMetaObject::invokeMethod(this, what, Qt::QueuedConnection); };
    Animation animation = job->animation;
    if (job->paintOn == PaintOn::WindowThread)
        animation.paint = [this, &job](int frame) { return paintedHere(job, frame); };
    const auto progress = [&](int done) {
        tell([this, job, done] {
            if (job == m_job && !job->cancelled) Q_EMIT progressed(done, job->animation.frames);
        });
        return !job->cancelled;
    };
    QString error;
    bool written = false;
    try {
        const bool gif = job->path.endsWith(QStringLiteral(".gif"), Qt::CaseInsensitive);
        if (!job->cancelled)
            written = gif ? writeGif(job->path, animation, progress)
                          : writePngSequence(job->path, QFileInfo(job->path).fileName(), animation, progress);
    } catch (const GivenUp&) {
    } catch (const std::exception& failure) {
        error = QString::fromStdString(failure.what());
    }
    tell([this, job, error, written] {
        if (job != m_job) return;  // replaced by another
        m_job.reset();
        Q_EMIT finished(job->path, error, !written && error.isEmpty());
    });
}

}  // namespace glassbox
