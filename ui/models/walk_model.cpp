#include "ui/models/walk_model.h"

#include <algorithm>

namespace glassbox {

void WalkModel::setRecord(StepRecordPtr record) {
    m_walk = std::make_unique<const Walk>(std::move(record));
    m_place = m_walk->first(m_grain);
    m_sample = std::min(m_sample, m_walk->record().sampleCount() - 1);
    m_hovered.reset();
    moved();
    Q_EMIT walkChanged();
}

void WalkModel::clear() {
    if (!m_walk) return;
    m_walk.reset();
    m_hovered.reset();
    Q_EMIT walkChanged();
}

void WalkModel::moved() {
    m_revealed = false;
    if (!m_walk) return;
    m_question = m_walk->questionAt(m_place, m_sample);
    m_arithmetic = m_walk->arithmeticAt(m_place, m_sample);
}

bool WalkModel::isKnown(const Place& place) const {
    if (!m_walk) return false;
    if (isHidden() && place == m_arithmetic.place) return false;
    return m_walk->isKnown(place.tensor, m_place, m_grain);
}

bool WalkModel::isInvolved(const Place& place) const {
    if (!m_walk) return false;
    const auto [first, last] = m_walk->covered(m_place, m_grain);
    for (Index i = first; i <= last; ++i) {
        const Operation& operation = m_walk->at(i);
        if (operation.result == place.tensor) return true;
        for (const Use& use : operation.uses)
            if (use.tensor == place.tensor) return true;
    }
    return false;
}

bool WalkModel::isTold(const Place& place) const {
    if (!m_walk) return false;
    if (place == m_arithmetic.place) return true;
    if (std::find(m_arithmetic.places.begin(), m_arithmetic.places.end(), place) != m_arithmetic.places.end())
        return true;
    return std::any_of(m_arithmetic.terms.begin(), m_arithmetic.terms.end(), [&](const Term& term) {
        return std::find(term.factors.begin(), term.factors.end(), place) != term.factors.end();
    });
}

void WalkModel::setPlace(const WalkPlace& place) {
    if (!m_walk) return;
    const WalkPlace fitted = m_walk->fitted(place, m_grain);
    if (fitted == m_place) return;
    m_place = fitted;
    moved();
    Q_EMIT placeChanged();
}

void WalkModel::setGrain(Grain grain) {
    if (grain == m_grain) return;
    m_grain = grain;
    if (m_walk) m_place = m_walk->fitted(m_place, m_grain);
    moved();
    Q_EMIT placeChanged();
}

void WalkModel::setSample(Index sample) {
    if (!m_walk) return;
    sample = std::clamp<Index>(sample, 0, m_walk->record().sampleCount() - 1);
    if (sample == m_sample) return;
    m_sample = sample;
    moved();
    Q_EMIT placeChanged();
}

bool WalkModel::canGoOn() const {
    return m_walk && m_walk->next(m_place, m_grain);
}

bool WalkModel::canGoBack() const {
    return m_walk && m_walk->previous(m_place, m_grain);
}

void WalkModel::goOn() {
    if (!m_walk) return;
    if (const auto place = m_walk->next(m_place, m_grain)) setPlace(*place);
}

void WalkModel::goBack() {
    if (!m_walk) return;
    if (const auto place = m_walk->previous(m_place, m_grain)) setPlace(*place);
}

void WalkModel::goFar(bool on) {
    if (!m_walk) return;
    const Grain far = m_grain > Grain::Layer ? Grain::Layer : Grain::Phase;
    const auto place = on ? m_walk->next(m_place, far) : m_walk->previous(m_place, far);
    if (place)
        setPlace(*place);
    else
        on ? goToEnd() : goToStart();
}

void WalkModel::goIn() {
    if (m_grain < Grain::Weight) setGrain(static_cast<Grain>(static_cast<int>(m_grain) + 1));
}

void WalkModel::goOut() {
    if (m_grain > Grain::Phase) setGrain(static_cast<Grain>(static_cast<int>(m_grain) - 1));
}

void WalkModel::goToStart() {
    if (m_walk) setPlace(m_walk->first(m_grain));
}

void WalkModel::goToEnd() {
    if (m_walk) setPlace(m_walk->last(m_grain));
}

void WalkModel::choose(const Place& place) {
    if (!m_walk) return;
    std::optional<Index> at = m_walk->operationOf(place.tensor);
    const bool columns = isParameterLike(place.tensor.quantity);
    WalkPlace to;
    if (at) {
        to = {*at, place.row, columns ? place.col : -1};
    } else {
        // Given numbers: where the walk last used them, else where it will.
        const Index now = m_walk->covered(m_place, m_grain).second;
        for (Index i = 0; i < m_walk->count(); ++i) {
            const auto& uses = m_walk->at(i).uses;
            const bool reads =
                std::any_of(uses.begin(), uses.end(), [&](const Use& use) { return use.tensor == place.tensor; });
            if (reads && (!at || i <= now)) at = i;
        }
        if (!at) return;
        const bool sameRow = columns && place.row < m_walk->rows(*at);
        to = {*at, sameRow ? place.row : -1, sameRow && columns ? place.col : -1};
    }
    if (!columns) m_sample = std::clamp<Index>(place.col, 0, m_walk->record().sampleCount() - 1);
    if (to.row >= 0 && m_grain < Grain::Unit) m_grain = Grain::Unit;
    if (to.item >= 0 && m_walk->items(to.operation) > 1) m_grain = Grain::Weight;
    m_place = m_walk->fitted(to, m_grain);
    moved();
    Q_EMIT placeChanged();
}

void WalkModel::setHovered(const std::optional<Place>& place) {
    if (place == m_hovered) return;
    m_hovered = place;
    Q_EMIT hoverChanged();
}

void WalkModel::setPredicting(bool on) {
    if (on == m_predicting) return;
    m_predicting = on;
    m_revealed = false;
    Q_EMIT placeChanged();
}

void WalkModel::reveal() {
    if (!isHidden()) return;
    m_revealed = true;
    Q_EMIT placeChanged();
}

}  // namespace glassbox
