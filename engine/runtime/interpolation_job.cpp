#include "engine/runtime/interpolation_job.h"

#include "engine/nn/error.h"

namespace glassbox {

namespace {
constexpr double beyond = 0.25;
constexpr Index places = 121;  // 0 and 1 are among them
}  // namespace

void InterpolationJob::start(const NetworkRacePtr& race, int from, int to) {
    m_thread.start([this, race, from, to](const JobThread::Task& task) {
        try {
            const RaceInterpolation result = interpolateRace(*race, from, to, -beyond, 1 + beyond, places,
                                                             [&task](double) { return task.isWanted(); });
            task.tell([this, result] {
                m_thread.setFinished();
                Q_EMIT finished(result);
            });
        } catch (const std::exception& error) {
            task.tell([this, sentence = QString::fromUtf8(error.what())] {
                m_thread.setFinished();
                Q_EMIT failed(sentence);
            });
        }
    });
}

}  // namespace glassbox
