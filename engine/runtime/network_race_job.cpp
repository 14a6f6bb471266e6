#include "engine/runtime/network_race_job.h"

#include "engine/nn/error.h"
#include "engine/runtime/job_threads.h"

#include <QElapsedTimer>

namespace glassbox {

void NetworkRaceJob::start(const NetworkRaceSpec& spec, const DatasetPtr& data, const QString& folder) {
    m_thread.start([this, spec, data, folder = folder.toStdString()](const JobThread::Task& task) {
        const auto fail = [this, &task](const QString& sentence) {
            task.tell([this, sentence] {
                m_thread.setFinished();
                Q_EMIT failed(sentence);
            });
        };
        try {
            ThreadPool pool(jobThreads());
            ProgressTeller teller(task, [this](double share) { Q_EMIT progressed(share); });
            auto race = std::make_shared<const NetworkRace>(
                runNetworkRace(spec, data, folder, pool, [&](double share) { return teller.tell(share); }));
            task.tell([this, race] {
                m_thread.setFinished();
                Q_EMIT finished(race);
            });
        } catch (const Cancelled&) {
        } catch (const std::bad_alloc&) {
            fail(tr("There is not enough memory for this race. Use fewer racers or a smaller network."));
        } catch (const std::exception& error) {
            fail(QString::fromUtf8(error.what()));
        }
    });
}

}  // namespace glassbox
