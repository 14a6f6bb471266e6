#include "app/live_race.h"

#include "ui/optimizers/optimizers_page.h"
#include "ui/optimizers/race_files.h"

#include <utility>

namespace glassbox {

LiveRace::LiveRace(OptimizersPage& page, QObject* parent)
    : QObject(parent), m_page(page), m_presets(readRacePresets()) {
    RaceModel& race = page.race();
    connect(&race, &RaceModel::resultChanged, this, [this] {
        if (std::exchange(m_running, false)) arrive();
    });
    connect(&race, &RaceModel::raceChanged, this, [this] {
        if (std::exchange(m_running, false)) Q_EMIT givenUp();
    });
    connect(&race, &RaceModel::refused, this, [this](const QString& sentence) {
        if (std::exchange(m_running, false)) Q_EMIT failed(sentence);
    });
}

// "07-ravine" is called "ravine".
const RacePreset* LiveRace::find(const QString& name) const {
    for (const RacePreset& preset : m_presets) {
        const QString file = QString::fromStdString(preset.name);
        if (file == name || file.section(QLatin1Char('-'), 1) == name) return &preset;
    }
    return nullptr;
}

QString LiveRace::problemWith(const QString& name, std::optional<int> step) const {
    const RacePreset* preset = find(name);
    if (!preset) return tr("No race of this program is called “%1”, so it can't be shown.").arg(name);
    if (step && *step > preset->race.steps)
        return tr("The race “%1” has %2 steps, so step %3 can't be shown.")
            .arg(QString::fromStdString(preset->title))
            .arg(preset->race.steps)
            .arg(*step);
    return {};
}

void LiveRace::show(const QString& name, std::optional<int> step) {
    const RacePreset* preset = find(name);
    if (!preset) return;
    m_running = false;
    m_step = step;
    m_page.files()->usePreset(*preset);
    RaceModel& race = m_page.race();
    race.scrubber().pause();
    if (!race.isRunning()) return arrive();
    m_running = true;
    Q_EMIT started(tr("Running the race “%1”").arg(QString::fromStdString(preset->title)));
}

void LiveRace::arrive() {
    StepScrubber& scrubber = m_page.race().scrubber();
    scrubber.setStep(m_step.value_or(scrubber.last()));
    Q_EMIT shown();
}

}  // namespace glassbox
