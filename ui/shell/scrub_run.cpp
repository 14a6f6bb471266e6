#include "ui/shell/scrub_run.h"

namespace glassbox {

ScrubRun::ScrubRun(StepScrubber& scrubber, int farSteps, QObject* parent)
    : PageRun(parent), m_scrubber(scrubber), m_farSteps(farSteps) {
    connect(&scrubber, &StepScrubber::stepChanged, this, &PageRun::changed);
    connect(&scrubber, &StepScrubber::lastChanged, this, &PageRun::changed);
    connect(&scrubber, &StepScrubber::playingChanged, this, &PageRun::changed);
}

PageRun::Words ScrubRun::runWords() const {
    return {tr("Run"), tr("play on from this step, at the chosen pace; from the start again if this is the end.")};
}

PageRun::Words ScrubRun::stepWords() const {
    return {tr("Step"), tr("one step on; the left arrow goes one step back.")};
}

PageRun::Words ScrubRun::farStepWords() const {
    return {tr("%1 steps").arg(m_farSteps), tr("%1 steps on; Shift and the left arrow go back.").arg(m_farSteps)};
}

PageRun::Words ScrubRun::rewindWords() const {
    return {tr("Rewind"), tr("back to the start.")};
}

void ScrubRun::rewind() {
    m_scrubber.pause();
    m_scrubber.setStep(0);
}

}  // namespace glassbox
