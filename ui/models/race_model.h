#pragma once

#include "ui/models/race_runner.h"
#include "ui/models/step_scrubber.h"

class QUndoStack;

namespace glassbox {

/// The race on a surface that is set up: its settings with undo, the paths that follow from them, and the step and the
/// racer that are looked at. Paths are run anew after every change.
class RaceModel : public QObject {
    Q_OBJECT

  public:
    explicit RaceModel(QObject* parent = nullptr);
    ~RaceModel() override;

    const RaceSpec& race() const { return m_race; }
    QUndoStack* undoStack() const { return m_undoStack; }
    /// Changes the race as one undoable step called `text`; steps in a row with the same non-empty `gesture` become
    /// one. A race that can't be is refused with a sentence, and nothing changes.
    bool edit(const QString& text, const RaceSpec& next, const QString& gesture = {});

    void setStart(const Eigen::Vector2d& start, const QString& gesture = {});
    /// The surface's own start, and racers tuned to it if the present ones were never changed.
    void chooseSurface(const std::string& kind);
    /// Refused with FormulaError's sentence. The start stays, or goes to the nearest place where the formula has a
    /// value.
    bool chooseFormula(const QString& formula);
    /// Takes the next optimizer that does not run yet.
    void addRacer();
    void duplicateRacer(int racer);
    void removeRacer(int racer);
    void changeRacer(int racer, const QString& text, const RacerSpec& next, const QString& gesture = {});
    /// Gives every racer the learning rate that suits this surface.
    void tuneRates();

    const std::shared_ptr<const TestSurface>& surface() const { return m_surface; }
    /// Null where a formula is raced on.
    const SurfaceInfo* surfaceInfo() const;
    QString surfaceTitle() const;

    /// The newest paths; null before the first are run. A long race comes later than its settings.
    const RaceResultPtr& result() const { return m_result; }
    bool isRunning() const { return m_runner.isBusy(); }
    StepScrubber& scrubber() { return m_scrubber; }
    int step() const { return m_scrubber.step(); }
    /// Where a racer is at the step: the step itself, or its last one if it ended before. Needs a result.
    Index stepOf(int racer) const;
    /// The racer with the lowest value at the step; -1 if none has a value.
    int leader() const;

    /// -1: none.
    int selected() const { return m_selected; }
    void setSelected(int racer);
    double tolerance() const { return m_tolerance; }
    /// How near to the lowest value counts as arrived.
    void setTolerance(double tolerance);

  Q_SIGNALS:
    void raceChanged();
    void surfaceChanged();
    void resultChanged();
    void runningChanged();
    void selectedChanged();
    void toleranceChanged();
    /// A sentence on why an edit was not taken.
    void refused(const QString& sentence);

  private:
    friend class RaceEdit;
    void apply(const RaceSpec& race);
    void take(const RaceResultPtr& result);
    bool hasDefaultRacers() const;

    RaceSpec m_race;
    QUndoStack* m_undoStack;
    std::shared_ptr<const TestSurface> m_surface;
    RaceRunner m_runner;
    RaceResultPtr m_result;
    StepScrubber m_scrubber;
    int m_selected = -1;
    double m_tolerance = 1e-3;
};

/// "Adam", then "Adam 2" if there is one already.
std::string freeName(const std::vector<RacerSpec>& racers, const std::string& wish);
/// "η 0.06 · β 0.9, 0.999": the settings that tell racers of a kind apart, in the field's letters.
QString settingsText(const RacerSpec& racer);
/// The racer's own learning rate before its schedule; none for kinds without one.
std::optional<double> learningRateOf(const RacerSpec& racer);

}  // namespace glassbox
