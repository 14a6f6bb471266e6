#include "engine/runtime/preview_maker.h"

#include "engine/runtime/snapshot_builder.h"
#include "engine/training/trainer.h"

#include <exception>

namespace glassbox {

PreviewMaker::PreviewMaker(QObject* parent) : QObject(parent) {
    m_thread.setObjectName(QStringLiteral("previews"));
    m_toThread.moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, [this] { m_ended = true; });  // in that thread, as its last act
    m_thread.start(QThread::LowPriority);
}

PreviewMaker::~PreviewMaker() {
    m_cancelled = true;
    m_toThread.post([this] { m_thread.quit(); });
    m_thread.wait();
    m_ended.wait(false);
}

void PreviewMaker::request(int id, const Experiment& experiment, Index epochs, Index side) {
    m_toThread.post([this, id, experiment, epochs, side] {
        if (m_cancelled) return;
        try {
            const auto data = std::make_shared<const Dataset>(makeDataset(
                experiment.data, experiment.features, experiment.seed, {}, [this](double) { return !m_cancelled; }));
            Trainer trainer(experiment, data);
            while (trainer.epochsDone() < epochs && trainer.state() != RunState::Diverged) {
                if (m_cancelled) return;
                trainer.step();
            }
            SnapshotBuilder builder;
            ViewRequest wanted;
            wanted.parameters = false;
            wanted.outputPicture = side;
            builder.setRequest(wanted);
            const SnapshotPtr snapshot = builder.build(trainer);
            m_fromThread.post([this, id, snapshot, data] { Q_EMIT made(id, snapshot, data); });
        } catch (const std::exception&) {
            // An experiment that can't be trained has no picture; opening it says why.
        }
    });
}

}  // namespace glassbox
