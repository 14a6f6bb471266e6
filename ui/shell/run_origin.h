#pragma once

#include <QObject>

namespace glassbox {

class ExperimentDocument;
struct TrainerState;

/// Where the weights on screen come from: whether seed and experiment alone give them again, or what else took part.
class RunOrigin : public QObject {
    Q_OBJECT

  public:
    explicit RunOrigin(ExperimentDocument& document, QObject* parent = nullptr);

    /// "seed 42 · reproducible", "seed 42 · weights from seed 7", "seed 42 · weights from a file", "seed 42 · weights
    /// set by hand", "seed 42 · changed under way", "seed 42 · continued from a file", "seed 42 ·
    /// continued from a kept run"
    QString text() const;
    QString help() const;
    void reinitialised(quint64 seed);
    void imported();
    /// The run goes on from what was kept: in a file, or in the open document.
    void continued(const TrainerState& state, bool fromFile);

  Q_SIGNALS:
    void changed();

  private:
    enum class Start { Seed, NewSeed, File };
    void followEdit();

    ExperimentDocument& m_document;
    Start m_start = Start::Seed;
    quint64 m_seed = 0;  // the experiment's, at the last edit
    quint64 m_newSeed = 0;
    int m_startEdits = 0;  // of starting weights, by hand
    bool m_startedOver = false;
    bool m_changedUnderWay = false;
    bool m_continued = false;
    bool m_fromFile = false;
};

}  // namespace glassbox
