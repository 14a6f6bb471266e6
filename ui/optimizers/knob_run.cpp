#include "ui/optimizers/knob_run.h"

#include "ui/optimizers/knob_words.h"
#include "ui/plots/plot_text.h"

namespace glassbox {

KnobRun::KnobRun(StepScrubber& scrubber, QObject* parent) : ScrubRun(scrubber, 10, parent) {}

void KnobRun::setPath(const KnobPath& path) {
    m_path = path;
    scrubber().setLast(path.last());
    Q_EMIT changed();
}

QString KnobRun::title() const {
    return tr("Two knobs");
}

QString KnobRun::state() const {
    const QString place = tr("Step %1 of %2").arg(scrubber().step()).arg(scrubber().last());
    return m_path.path.end == RaceEnd::Finished ? place : tr("%1, diverges").arg(place);
}

std::vector<PageRun::Figure> KnobRun::figures() const {
    return {{tr("step"), QStringLiteral("150"), tr("The update that is shown.")},
            {tr("f"), QStringLiteral("1.23e−45"), tr("The height on the bowl after this step.")},
            {tr("region"), tr("oscillating"), tr("What the distance to the minimum does with this setting.")}};
}

std::vector<QString> KnobRun::values() const {
    if (m_path.path.steps.empty()) return {QStringLiteral("0"), QString(), QString()};
    const auto at = static_cast<std::size_t>(scrubber().step());
    return {QString::number(scrubber().step()), plotNumber(m_path.path.steps[at].value), regionName(m_path.region)};
}

}  // namespace glassbox
