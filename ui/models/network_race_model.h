#pragma once

#include "engine/runtime/interpolation_job.h"
#include "engine/runtime/landscape_job.h"
#include "engine/runtime/race_pictures_job.h"
#include "ui/models/network_race_setup.h"
#include "ui/models/step_scrubber.h"

#include <QTimer>

class QUndoStack;

namespace glassbox {

class ExperimentDocument;

/// A race of networks: what is set, what is computed in the background, and the step that is looked at. Takes the Lab's
/// network when it is made and when asked to; what is shown always belongs to race()->spec, which the setup may have
/// left behind (see isCurrent).
class NetworkRaceModel : public QObject {
    Q_OBJECT

  public:
    enum class Phase { Idle, Racing, Landscape };

    explicit NetworkRaceModel(ExperimentDocument& document, QObject* parent = nullptr);
    ~NetworkRaceModel() override;

    /// Every change of the setup and of the choice of a plane is one undoable step.
    QUndoStack* undoStack() const { return m_undoStack; }
    const NetworkRaceSetup& setup() const { return m_setup; }
    /// Other racers of one's own making make the comparison one's own.
    void setSetup(const NetworkRaceSetup& setup);
    /// Begins with that comparison's racers, network and plane.
    void setComparison(RaceComparison comparison);
    void setNetwork(RacedNetwork network);
    const LandscapeChoice& choice() const { return m_choice; }
    void setChoice(const LandscapeChoice& choice);
    /// Racers' numbers or LandscapeChoice::start.
    int lineFrom() const { return m_lineFrom; }
    int lineTo() const { return m_lineTo; }
    void setLine(int from, int to);

    /// The Lab's experiment is another one than what is raced.
    bool isLabNewer() const;
    void takeFromLab();
    QString title() const;
    std::vector<ParameterPlace> places() const;
    std::vector<std::string> features() const;
    /// Why there can be no race now, as a sentence; empty if there can.
    QString problem() const;
    /// Done within about a second, so that it may begin by itself.
    bool isQuick() const;
    /// On the screen: may begin by itself, then and after every change, as long as it is quick.
    void setActive(bool active);

    void start();
    void cancel();
    /// Of the landscape: what is seen instead of where the paths are; absent: back to that.
    void computeRange(const std::optional<LandscapeRange>& range);

    /// Width by height of the pictures of landscapes. Another one computes them anew.
    void setAspect(double aspect);

    Phase phase() const;
    /// 0..1 of the present phase.
    double progress() const { return m_progress; }
    /// Null before the first race.
    const NetworkRacePtr& race() const { return m_race; }
    /// What is shown is what is set.
    bool isCurrent() const;
    const std::vector<RaceLandscapePtr>& landscapes() const { return m_landscapes; }
    const std::optional<RaceInterpolation>& interpolation() const { return m_interpolation; }
    const RacePicturesPtr& pictures() const { return m_pictures; }
    /// Why the last race, landscape or line came to nothing; empty if they did not.
    const QString& raceFailure() const { return m_raceFailure; }
    const QString& landscapeFailure() const { return m_landscapeFailure; }
    const QString& lineFailure() const { return m_lineFailure; }
    StepScrubber& scrubber() { return m_scrubber; }
    /// Pictures of what the networks say are wanted; side of a picture.
    void setPictureSide(Index side);

  Q_SIGNALS:
    void setupChanged();
    void choiceChanged();
    /// Phase, progress, failure, whether the Lab is newer.
    void stateChanged();
    void raceChanged();
    void landscapesChanged();
    void interpolationChanged();
    void picturesChanged();

  private:
    friend class NetworkRaceEdit;
    void connectJobs();
    void edit(const QString& text, const NetworkRaceSetup& setup, const LandscapeChoice& choice);
    void apply(const NetworkRaceSetup& setup, const LandscapeChoice& choice);
    NetworkRaceSetup setupFromLab() const;
    void startLandscape();
    void startLine();
    void askForPictures();
    void takeRace(const NetworkRacePtr& race);
    LandscapeChoice soundChoice() const;
    DatasetPtr labData() const;
    double work() const;

    ExperimentDocument& m_document;
    QUndoStack* m_undoStack;
    NetworkRaceSetup m_setup;
    LandscapeChoice m_choice;
    std::optional<LandscapeRange> m_range;
    int m_lineFrom = LandscapeChoice::start, m_lineTo = 0;
    NetworkRaceJob m_raceJob;
    LandscapeJob m_landscapeJob;
    InterpolationJob m_lineJob;
    RacePicturesJob m_picturesJob;
    StepScrubber m_scrubber;
    QTimer m_restart;
    NetworkRacePtr m_race;
    std::vector<RaceLandscapePtr> m_landscapes;
    std::optional<RaceInterpolation> m_interpolation;
    RacePicturesPtr m_pictures;
    QString m_raceFailure, m_landscapeFailure, m_lineFailure;
    Index m_pictureSide = 0;
    double m_progress = 0, m_aspect = 1;
    bool m_active = false;
};

}  // namespace glassbox
