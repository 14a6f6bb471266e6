#include "ui/backprop/walk_source.h"

#include <algorithm>

namespace glassbox {

namespace {

constexpr std::size_t mostRecords = 200;
constexpr std::size_t mostParameters = 4'000'000;  // in all records together: some 100 MB

}  // namespace

WalkSource::WalkSource(ExperimentDocument& document, WalkModel& model, QObject* parent)
    : QObject(parent), m_document(document), m_model(model) {
    TrainingSession& session = document.session();
    connect(&session, &TrainingSession::stepRecorded, this, &WalkSource::take);
    connect(&session, &TrainingSession::stepRefused, this, [this](const QString& sentence) {
        m_waiting = false;
        if (m_records.empty()) m_model.clear();
        m_problem = sentence;
        Q_EMIT changed();
    });
    connect(&session, &TrainingSession::experimentApplied, this, &WalkSource::experimentApplied);
    connect(&session, &TrainingSession::failed, this, [this] {
        if (!m_document.problem().isEmpty()) experimentApplied();
    });
}

void WalkSource::setActive(bool active) {
    m_active = active;
    if (active && !m_model.walk() && !m_waiting) request(false);
}

void WalkSource::setSample(std::optional<Index> sample) {
    if (sample && sampleCount() > 0) sample = std::clamp<Index>(*sample, 0, sampleCount() - 1);
    if (sample == m_sample) return;
    m_sample = sample;
    m_records.clear();
    m_at = 0;
    if (m_active)
        request(false);
    else
        m_model.clear();
    Q_EMIT changed();
}

Index WalkSource::sampleCount() const {
    const DatasetPtr dataset = m_document.session().dataset();
    return dataset ? dataset->training.count() : 0;
}

StepChoice WalkSource::choice() const {
    return m_sample ? StepChoice{{*m_sample}} : StepChoice{};
}

void WalkSource::takeNewest() {
    m_records.clear();
    m_at = 0;
    request(false);
}

void WalkSource::nextStep() {
    if (m_waiting) return;
    if (m_at + 1 < static_cast<Index>(m_records.size())) {
        m_model.setRecord(m_records[static_cast<std::size_t>(++m_at)]);
        Q_EMIT changed();
        return;
    }
    request(!m_records.empty());
}

void WalkSource::formerStep() {
    if (m_waiting || m_at == 0) return;
    m_model.setRecord(m_records[static_cast<std::size_t>(--m_at)]);
    Q_EMIT changed();
}

void WalkSource::request(bool goOn) {
    if (m_document.session().isLoading()) return;  // asked again when it is done
    m_waiting = true;
    m_onward = goOn;
    m_problem.clear();
    m_document.session().requestStep(choice(), goOn);
    Q_EMIT changed();
}

void WalkSource::take(const StepRecordPtr& record) {
    if (!m_waiting) return;
    const std::vector<Index> wanted = choice().samples;
    if (!wanted.empty() && record->samples != wanted) return;  // another was chosen since
    if (wanted.empty() && m_model.walk() == nullptr && record->samples.empty()) return;
    m_waiting = false;
    if (!m_onward) m_records.clear();
    m_records.push_back(record);
    const auto size = std::max<std::size_t>(record->before.parameters().size(), 1);
    const std::size_t most = std::clamp<std::size_t>(mostParameters / size, 2, mostRecords);
    if (m_records.size() > most) m_records.erase(m_records.begin());
    m_at = static_cast<Index>(m_records.size()) - 1;
    m_model.setRecord(record);
    Q_EMIT changed();
}

void WalkSource::experimentApplied() {
    const DatasetPtr dataset = m_document.session().dataset();
    const bool had = m_model.walk() != nullptr;
    const Index step = had ? m_model.walk()->record().step : 0;
    if (m_sample && sampleCount() > 0) m_sample = std::min(*m_sample, sampleCount() - 1);
    if (dataset != m_dataset && had && m_sample)
        m_sample = std::min<Index>(*m_sample, std::max<Index>(sampleCount() - 1, 0));
    m_dataset = dataset;
    m_records.clear();
    m_at = 0;
    m_waiting = false;
    m_model.clear();
    if (had)
        Q_EMIT ended(tr("The experiment was changed, so the walk through step %1 has ended; no part of a step was left "
                        "half done. This is the changed network.")
                         .arg(step));
    if (m_active)
        request(false);
    else
        Q_EMIT changed();
}

}  // namespace glassbox
