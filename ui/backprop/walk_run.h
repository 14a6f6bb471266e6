#pragma once

#include "ui/backprop/walk_player.h"
#include "ui/backprop/walk_source.h"
#include "ui/shell/page_run.h"

namespace glassbox {

/// The walk as the transport bar steers it.
class WalkRun : public PageRun {
    Q_OBJECT

  public:
    WalkRun(ExperimentDocument& document, WalkModel& model, WalkSource& source, WalkPlayer& player,
            QObject* parent = nullptr);

    QString title() const override;
    QString state() const override;
    bool isRunning() const override { return m_player.isPlaying(); }
    std::vector<Figure> figures() const override;
    std::vector<QString> values() const override;
    Words runWords() const override;
    Words stepWords() const override;
    Words farStepWords() const override;
    Words rewindWords() const override;

    void run() override { m_player.play(); }
    void pause() override { m_player.pause(); }
    void step() override { m_model.goOn(); }
    void farStep() override { m_model.goFar(true); }
    void back() override { m_model.goBack(); }
    void farBack() override { m_model.goFar(false); }
    void rewind() override;
    void faster() override { m_player.faster(); }
    void slower() override { m_player.slower(); }

  private:
    ExperimentDocument& m_document;
    WalkModel& m_model;
    WalkSource& m_source;
    WalkPlayer& m_player;
};

/// "sample 3", "batch of 32".
QString samplesText(const StepRecord& record);

}  // namespace glassbox
