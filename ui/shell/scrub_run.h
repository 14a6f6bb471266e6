#pragma once

#include "ui/models/step_scrubber.h"
#include "ui/shell/page_run.h"

namespace glassbox {

/// What has been computed to its end and is now played, stepped and rewound by the transport bar. Title, state and
/// figures are the page's own.
class ScrubRun : public PageRun {
    Q_OBJECT

  public:
    /// Shift and an arrow go `farSteps` steps.
    explicit ScrubRun(StepScrubber& scrubber, int farSteps = 10, QObject* parent = nullptr);

    bool isRunning() const override { return m_scrubber.isPlaying(); }
    Words runWords() const override;
    Words stepWords() const override;
    Words farStepWords() const override;
    Words rewindWords() const override;

    void run() override { m_scrubber.play(); }
    void pause() override { m_scrubber.pause(); }
    void step() override { m_scrubber.moveBy(1); }
    void farStep() override { m_scrubber.moveBy(m_farSteps); }
    void back() override { m_scrubber.moveBy(-1); }
    void farBack() override { m_scrubber.moveBy(-m_farSteps); }
    void rewind() override;
    void faster() override { m_scrubber.faster(); }
    void slower() override { m_scrubber.slower(); }

  protected:
    StepScrubber& scrubber() const { return m_scrubber; }

  private:
    StepScrubber& m_scrubber;
    int m_farSteps;
};

}  // namespace glassbox
