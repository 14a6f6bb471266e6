#include "engine/runtime/race_pictures_job.h"

#include "engine/nn/thread_pool.h"

#include <algorithm>

namespace glassbox {

namespace {

RacePicturesPtr paint(const NetworkRacePtr& race, int step, Index side, const JobThread::Task& task) {
    flushDenormals();
    auto result = std::make_shared<RacePictures>();
    result->race = race;
    result->step = step;
    for (const NetworkRacePath& path : race->paths) {
        if (!task.isWanted()) return nullptr;
        Plane& plane = result->planes.emplace_back();
        Picture& picture = result->pictures.emplace_back();
        if (path.points() == 0 || !path.problem->network.inputShape().isFlat()) continue;
        plane = Plane(*path.problem->data, standardPlane(*path.problem->data));
        Network network = path.problem->network;
        const WeightState state = path.stateAt(path.pointAtStep(step));
        std::copy(state.weights.begin(), state.weights.end(), network.parameters().begin());
        std::copy(state.statistics.begin(), state.statistics.end(), network.statistics().begin());
        SurfacePainter painter;
        painter.setPlane(plane);
        painter.output(network, *path.problem->loss, side, plane.isLine() ? 1 : side, picture);
    }
    return result;
}

}  // namespace

void RacePicturesJob::cancel() {
    m_waiting.reset();
    m_thread.cancel();
}

void RacePicturesJob::request(const NetworkRacePtr& race, int step, Index side) {
    if (m_thread.isRunning())
        m_waiting = Waiting{race, step, side};
    else
        start(race, step, side);
}

void RacePicturesJob::start(const NetworkRacePtr& race, int step, Index side) {
    m_thread.start([this, race, step, side](const JobThread::Task& task) {
        const RacePicturesPtr pictures = paint(race, step, side, task);
        task.tell([this, pictures] {
            m_thread.setFinished();
            if (const auto next = std::exchange(m_waiting, {})) start(next->race, next->step, next->side);
            if (pictures) Q_EMIT painted(pictures);
        });
    });
}

}  // namespace glassbox
