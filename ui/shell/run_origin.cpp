#include "ui/shell/run_origin.h"

#include "ui/models/experiment_document.h"

#include <utility>

namespace glassbox {

RunOrigin::RunOrigin(ExperimentDocument& document, QObject* parent) : QObject(parent), m_document(document) {
    connect(&document, &ExperimentDocument::startedOver, this, [this] { m_startedOver = true; });
    connect(&document, &ExperimentDocument::experimentChanged, this, &RunOrigin::followEdit);
    connect(&document, &ExperimentDocument::parametersEdited, this, [this](bool start, int by) {
        if (start) {
            m_startEdits += by;
        } else {
            m_changedUnderWay = true;
        }
        Q_EMIT changed();
    });
    connect(&document.session(), &TrainingSession::stateChanged, this, [this](RunState state) {
        // At the start, weights and data are again those that seed and experiment give.
        if (state != RunState::Ready || !(m_changedUnderWay || m_continued)) return;
        m_changedUnderWay = m_continued = false;
        Q_EMIT changed();
    });
}

void RunOrigin::followEdit() {
    const Experiment& experiment = m_document.experiment();
    const bool startedOver = std::exchange(m_startedOver, false);
    const SnapshotPtr latest = m_document.session().latest();
    const bool newSeed = experiment.seed != m_seed;  // draws everything anew
    if (startedOver || newSeed) {
        m_start = Start::Seed;
        m_startEdits = 0;
        m_continued = false;
    }
    m_changedUnderWay = !startedOver && !newSeed && (m_changedUnderWay || (latest && latest->step > 0));
    m_seed = experiment.seed;
    Q_EMIT changed();
}

QString RunOrigin::text() const {
    const QString seed = tr("seed %1").arg(m_document.experiment().seed);
    const QString dot = QStringLiteral(" · ");
    if (m_changedUnderWay) return seed + dot + tr("changed under way");
    if (m_continued) return seed + dot + (m_fromFile ? tr("continued from a file") : tr("continued from a kept run"));
    if (m_startEdits > 0) return seed + dot + tr("weights set by hand");
    if (m_start == Start::NewSeed) return seed + dot + tr("weights from seed %1").arg(m_newSeed);
    if (m_start == Start::File) return seed + dot + tr("weights from a file");
    return seed + dot + tr("reproducible");
}

QString RunOrigin::help() const {
    if (m_changedUnderWay) {
        return tr(
            "The experiment was edited during this run, so the run can't be repeated from seed and experiment "
            "alone. Rewind starts one that can.");
    }
    if (m_continued) {
        return tr(
            "The run goes on from what was kept, bit for bit; what was done to it before is not known here. Rewind "
            "goes "
            "back to its starting weights.");
    }
    if (m_startEdits > 0) {
        return tr(
            "Some of the starting weights were set by hand. Rewind comes back to them; a saved document keeps them.");
    }
    if (m_start == Start::NewSeed) {
        return tr(
            "Reinitialise drew these starting weights from another seed than the experiment's. Rewind comes back to "
            "them; set the experiment's seed to keep such a choice in the document.");
    }
    if (m_start == Start::File) return tr("The run starts from loaded weights. Rewind comes back to them.");
    return tr(
        "The same seed and experiment give the same numbers again, bit for bit, on the same build of Glassbox and "
        "with the same number of threads.");
}

void RunOrigin::reinitialised(quint64 seed) {
    m_start = Start::NewSeed;
    m_newSeed = seed;
    m_startEdits = 0;
    m_continued = false;
    m_changedUnderWay = false;
    Q_EMIT changed();
}

void RunOrigin::continued(const TrainerState& state, bool fromFile) {
    m_changedUnderWay = false;
    m_fromFile = fromFile;
    m_continued = state.steps > 0;
    if (state.importedStart) {
        m_start = Start::File;
    } else if (state.seed != m_document.experiment().seed) {
        m_start = Start::NewSeed;
        m_newSeed = state.seed;
    } else {
        m_start = Start::Seed;
    }
    m_startEdits = 0;
    Q_EMIT changed();
}

void RunOrigin::imported() {
    m_start = Start::File;
    m_startEdits = 0;
    m_changedUnderWay = m_continued = false;
    Q_EMIT changed();
}

}  // namespace glassbox
