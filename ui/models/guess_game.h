#pragma once

#include "ui/models/race_runner.h"

#include <optional>

namespace glassbox {

/// A person plays the optimizer: of a surface only the value and the gradient at the present place are known, and each
/// step is the person's own. At the end all is shown, with the ways of the machines from the same start.
class GuessGame : public QObject {
    Q_OBJECT

  public:
    static constexpr int stepsGiven = 15;

    explicit GuessGame(QObject* parent = nullptr);

    /// A surface that was not played last, from a start drawn from the seed; `kind` empty: any.
    void start(const std::string& kind, std::uint64_t seed);
    /// The same again.
    void startAnew();

    const SurfaceInfo& surfaceInfo() const { return *m_info; }
    const std::shared_ptr<const TestSurface>& surface() const { return m_surface; }
    /// Where the person was, the start first.
    const std::vector<Eigen::Vector2d>& places() const { return m_places; }
    const Eigen::Vector2d& place() const { return m_places.back(); }
    double value() const { return valueAt(m_places.size() - 1); }
    double valueAt(std::size_t place) const;
    Eigen::Vector2d gradientAt(std::size_t place) const;
    int stepsMade() const { return static_cast<int>(m_places.size()) - 1; }
    int stepsLeft() const { return stepsGiven - stepsMade(); }

    /// The step that is being thought of.
    const Eigen::Vector2d& plan() const { return m_plan; }
    void setPlan(const Eigen::Vector2d& plan);
    /// Goes there. The last step given reveals all.
    bool take();
    bool takeBack();
    bool isRevealed() const { return m_machines != nullptr; }
    void reveal();
    /// The machines' ways, as many steps as were given; null before all is revealed.
    const RaceResultPtr& machines() const { return m_machines; }
    /// "You came to f = 0.3; Adam, the best machine, to 0.02 ..."
    QString verdict() const;

  Q_SIGNALS:
    void started();
    /// A place, the plan, or whether all is revealed.
    void changed();

  private:
    /// Downhill, a twelfth of the view long: a first thought.
    void thinkAnew();
    double viewSize() const;

    const SurfaceInfo* m_info;
    std::shared_ptr<const TestSurface> m_surface;
    std::vector<Eigen::Vector2d> m_places;
    Eigen::Vector2d m_plan = Eigen::Vector2d::Zero();
    RaceResultPtr m_machines;
};

}  // namespace glassbox
