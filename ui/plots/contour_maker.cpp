#include "ui/plots/contour_maker.h"

#include <QElapsedTimer>

namespace glassbox {

namespace {
constexpr double coarse = 0.2;
constexpr int patience = 30;   // ms that a first picture is worth waiting for
constexpr double quick = 0.5;  // ms: after a first picture in this time the finest follows at once
}  // namespace

ContourMaker::ContourMaker(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

ContourMaker::~ContourMaker() {
    cancel();
    m_pool.waitForDone();
}

void ContourMaker::cancel() {
    if (m_cancelled) *m_cancelled = true;
    m_cancelled.reset();
    m_busy = false;
}

void ContourMaker::forget() {
    cancel();
    ++m_surface;
}

void ContourMaker::make(const ContourSurface& surface, const ContourRequest& request, bool chooseAnew) {
    cancel();
    const Flag flag = m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_busy = true;
    m_pool.start([this, surface, request, chooseAnew, flag, number = m_surface] {
        QElapsedTimer clock;
        clock.start();
        const auto publish = [this, flag, number](const ContourPicturePtr& picture) {
            // The pool is waited for before this goes, and what is queued for it goes with it.
            QMetaObject::invokeMethod(
                this, [this, picture, flag, number] { take(picture, flag, number); }, Qt::QueuedConnection);
        };
        // Of requests that wait for their turn only the last one is still wanted.
        if (*flag) return;
        const auto late = [&] { return *flag && clock.elapsed() > patience; };
        const auto first = makeContourPicture(surface, request, coarse, late);
        if (!first) return;
        publish(first);
        const auto cancelled = [&] { return flag->load(); };
        if (static_cast<double>(clock.nsecsElapsed()) > quick * 1e6 / coarse / coarse) {
            const auto middle = makeContourPicture(surface, request, 2 * coarse, cancelled);
            if (!middle) return;
            publish(middle);
        }
        ContourRequest finest = request;
        if (chooseAnew) finest.keptLevels.clear();
        if (const auto last = makeContourPicture(surface, finest, 1, cancelled)) publish(last);
    });
}

void ContourMaker::take(const ContourPicturePtr& picture, const Flag& flag, int surface) {
    // A first picture of a view that has moved on is better than an older one.
    if (!m_cancelled || surface != m_surface || (flag != m_cancelled && picture->fine)) return;
    if (flag == m_cancelled && picture->fine) m_busy = false;
    Q_EMIT pictureReady(picture);
}

}  // namespace glassbox
