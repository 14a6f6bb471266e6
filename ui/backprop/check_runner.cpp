#include "ui/backprop/check_runner.h"

#include <QElapsedTimer>

namespace glassbox {

namespace {

constexpr int tellEvery = 40;  // milliseconds
constexpr double plotShare = 0.3;

}  // namespace

CheckRunner::CheckRunner(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

CheckRunner::~CheckRunner() {
    cancel();
    m_pool.waitForDone();  // at the next number
}

void CheckRunner::cancel() {
    if (m_stop) *m_stop = true;
    m_stop.reset();
    m_running = false;
}

void CheckRunner::start(const CheckRequest& request) {
    cancel();
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_running = true;
    m_pool.start([this, request, stop = m_stop] { run(request, stop); });
}

/// Tells the thread of the window, unless something else was asked for meanwhile.
template <typename Tell>
void CheckRunner::post(const Stop& stop, Tell tell) {
    QMetaObject::invokeMethod(
        this,
        [stop, tell] {
            if (!*stop) tell();
        },
        Qt::QueuedConnection);
}

void CheckRunner::run(const CheckRequest& request, const Stop& stop) {
    QElapsedTimer sinceTold;
    sinceTold.start();
    const auto progress = [&](double from, double to) {
        return [this, &stop, &sinceTold, from, to](double share) {
            if (sinceTold.elapsed() >= tellEvery) {
                sinceTold.restart();
                const double done = from + (to - from) * share;
                post(stop, [this, done] { Q_EMIT progressed(done); });
            }
            return !*stop;
        };
    };
    double h = request.h.value_or(1e-2), from = 0;
    if (request.plot) {
        const auto errors = errorByStep(*request.record, request.tensor, stepSizes(), progress(0, plotShare));
        if (!errors) return;
        if (!request.h) h = bestStep(*errors);
        from = plotShare;
        post(stop, [this, all = *errors] { Q_EMIT plotReady(all); });
    }
    auto check = checkTensor(*request.record, request.tensor, h, progress(from, 1));
    if (!check) return;
    post(stop, [this, done = std::make_shared<const TensorCheck>(std::move(*check))] {
        m_running = false;
        Q_EMIT checkReady(done);
        Q_EMIT ended();
    });
}

}  // namespace glassbox
