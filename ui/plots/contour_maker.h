#pragma once

#include "ui/plots/contour_picture.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>

namespace glassbox {

/// Makes pictures of a surface on a thread of its own: a coarse one within a blink, then finer ones. A new request
/// takes the place of the one under way, whose first picture still comes, so that a view that moves on and on is
/// followed.
class ContourMaker : public QObject {
    Q_OBJECT

  public:
    explicit ContourMaker(QObject* parent = nullptr);
    /// Waits for the function's call under way.
    ~ContourMaker() override;

    /// `chooseAnew`: the finest picture chooses its levels even where some are kept.
    void make(const ContourSurface& surface, const ContourRequest& request, bool chooseAnew);
    void cancel();
    /// Cancels, and not even a first picture under way is wanted any more: it is of another surface.
    void forget();
    bool isBusy() const { return m_busy; }

  Q_SIGNALS:
    /// On the window's thread; the last one is fine.
    void pictureReady(const glassbox::ContourPicturePtr& picture);

  private:
    using Flag = std::shared_ptr<std::atomic<bool>>;
    void take(const ContourPicturePtr& picture, const Flag& flag, int surface);

    QThreadPool m_pool;
    Flag m_cancelled;   // of the newest request
    int m_surface = 0;  // counts up when pictures under way are forgotten
    bool m_busy = false;
};

}  // namespace glassbox
