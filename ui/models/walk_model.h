#pragma once

#include "engine/explain/walk.h"
#include "engine/runtime/training_session.h"

#include <QObject>

#include <memory>

namespace glassbox {

/// A walk through a recorded step, as all views of it share it: where it is, how fine it goes, which sample of a batch
/// is told, what is pointed at, and whether the present number is still hidden.
class WalkModel : public QObject {
    Q_OBJECT

  public:
    explicit WalkModel(QObject* parent = nullptr) : QObject(parent) {}

    /// Null before the first record and after clear().
    const Walk* walk() const { return m_walk.get(); }
    /// Begins a walk; the grain stays, the place is the first.
    void setRecord(StepRecordPtr record);
    void clear();

    const WalkPlace& place() const { return m_place; }
    Grain grain() const { return m_grain; }
    /// Column of the batch, 0 for a single sample.
    Index sample() const { return m_sample; }
    const Operation& operation() const { return m_walk->at(m_place.operation); }
    /// The number that is told: the chosen one, or the largest of what is chosen.
    const Question& question() const { return m_question; }
    const Arithmetic& arithmetic() const { return m_arithmetic; }
    /// True if its tensor has been computed where the walk is, and it is not what is to be predicted.
    bool isKnown(const Place& place) const;
    /// True if the walk's present operations (all that the place covers) compute or read it.
    bool isInvolved(const Place& place) const;
    /// True for the number that is told, its operands and its terms.
    bool isTold(const Place& place) const;

    void setPlace(const WalkPlace& place);
    void setGrain(Grain grain);
    void setSample(Index sample);
    /// Finer (in) or coarser (out); stays at the ends.
    void goIn();
    void goOut();
    bool canGoOn() const;
    bool canGoBack() const;
    /// Places at this grain and which of them this is, from 0.
    Index count() const { return m_walk ? m_walk->countAt(m_grain) : 0; }
    Index index() const { return m_walk ? m_walk->indexOf(m_place, m_grain) : 0; }
    void goOn();
    void goBack();
    /// A whole layer on or back; where the grain is that coarse already, a phase.
    void goFar(bool on);
    void goToStart();
    void goToEnd();
    /// Goes to the arithmetic of a number: of the newest operation that computed it or, for a weight, that used it.
    void choose(const Place& place);

    /// What the mouse or the keyboard points at in any of the views.
    const std::optional<Place>& hovered() const { return m_hovered; }
    void setHovered(const std::optional<Place>& place);

    /// Numbers are to be predicted: the present one stays hidden until it is revealed.
    bool isPredicting() const { return m_predicting; }
    void setPredicting(bool on);
    /// What is drawn at random or given is not asked for.
    bool isHidden() const { return m_predicting && !m_revealed && m_walk && !operation().uses.empty(); }
    void reveal();

  Q_SIGNALS:
    /// Another record or none; everything else has changed as well.
    void walkChanged();
    /// Place, grain, sample, or what is hidden.
    void placeChanged();
    void hoverChanged();

  private:
    void moved();

    std::unique_ptr<const Walk> m_walk;
    WalkPlace m_place;
    Grain m_grain = Grain::Operation;
    Index m_sample = 0;
    Question m_question;
    Arithmetic m_arithmetic;
    std::optional<Place> m_hovered;
    bool m_predicting = false;
    bool m_revealed = false;
};

}  // namespace glassbox
