#pragma once

#include "ui/plots/animation_file.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace glassbox {

/// Writes animations on a thread of its own, one at a time.
class AnimationWriter : public QObject {
    Q_OBJECT

  public:
    /// Where Animation::paint is called. On the window's thread widgets can be drawn; between two frames the window
    /// does other work. On the writer's thread it must not touch what the window uses.
    enum class PaintOn { WindowThread, WriterThread };

    explicit AnimationWriter(QObject* parent = nullptr);
    /// Gives up what is under way and waits for that.
    ~AnimationWriter() override;

    /// What is under way is given up first. A path that ends in .gif becomes a GIF, any other is a folder for PNG files
    /// whose names begin with the folder's.
    void write(const QString& path, const Animation& animation, PaintOn paintOn = PaintOn::WindowThread);
    void cancel();
    bool isBusy() const;

  Q_SIGNALS:
    void progressed(int framesDone, int frames);
    /// Once for every write() that was not replaced by another. `error` is a sentence; empty: written, or cancelled.
    void finished(const QString& path, const QString& error, bool cancelled);

  private:
    struct Job;
    /// Lets the writer's thread have a frame painted here.
    QImage paintedHere(const std::shared_ptr<Job>& job, int frame);
    void work(const std::shared_ptr<Job>& job);

    QThreadPool m_pool;
    std::shared_ptr<Job> m_job;
};

}  // namespace glassbox
