#include "engine/runtime/landscape_job.h"

#include "engine/nn/error.h"
#include "engine/runtime/job_threads.h"

#include <limits>

namespace glassbox {

namespace {

/// Nothing computed yet: not-a-number everywhere.
Landscape emptyLandscape(const RaceProjection& projection, const LandscapeRange& range) {
    Landscape landscape{projection.plane, range, ValueGrid(2, 2), 1, false};
    landscape.values.values.assign(4, std::numeric_limits<double>::quiet_NaN());
    return landscape;
}

}  // namespace

void LandscapeJob::start(const NetworkRacePtr& race, const LandscapeRequest& request) {
    m_thread.start([this, race, request](const JobThread::Task& task) {
        const auto fail = [this, &task](const QString& sentence) {
            task.tell([this, sentence] {
                m_thread.setFinished();
                Q_EMIT failed(sentence);
            });
        };
        try {
            ThreadPool pool(jobThreads());
            ProgressTeller teller(task, [this](double share) { Q_EMIT progressed(share); });
            std::vector<RaceLandscapePtr> landscapes;
            const auto publish = [&] { task.tell([this, landscapes] { Q_EMIT refined(landscapes); }); };
            for (RaceProjection& projection : raceProjections(*race, request.choice)) {
                const LandscapeRange range = request.range.value_or(withAspect(projection.range, request.aspect));
                const auto shared = std::make_shared<const RaceProjection>(std::move(projection));
                landscapes.push_back(
                    std::make_shared<const RaceLandscape>(RaceLandscape{shared, emptyLandscape(*shared, range)}));
            }
            if (!task.isWanted()) return;
            publish();
            const auto count = static_cast<double>(landscapes.size());
            for (std::size_t i = 0; i < landscapes.size(); ++i) {
                const std::shared_ptr<const RaceProjection> projection = landscapes[i]->projection;
                const LandscapeRange range = landscapes[i]->landscape.range;  // that one goes when a finer one comes
                LandscapeListener listener;
                listener.progress = [&](double share) { return teller.tell((static_cast<double>(i) + share) / count); };
                listener.refined = [&](const Landscape& landscape) {
                    landscapes[i] = std::make_shared<const RaceLandscape>(RaceLandscape{projection, landscape});
                    publish();
                };
                if (!computeLandscape(projection->problem, projection->plane, range, request.side, pool, listener))
                    return;
            }
            task.tell([this] {
                m_thread.setFinished();
                Q_EMIT finished();
            });
        } catch (const std::bad_alloc&) {
            fail(tr("There is not enough memory for this landscape."));
        } catch (const std::exception& error) {
            fail(QString::fromUtf8(error.what()));
        }
    });
}

}  // namespace glassbox
