#pragma once

#include "engine/experiment/run_state.h"

#include <QTimer>
#include <QWidget>

namespace glassbox {

class Banner;
class ExperimentDocument;
class ThemeSource;

/// The place above the page for what the user should know and can do something about: a refused edit, an experiment
/// that does not fit, a diverged run, a table that takes long to read.
class Notices : public QWidget {
    Q_OBJECT

  public:
    Notices(ExperimentDocument& document, ThemeSource& theme, QWidget* parent = nullptr);

    /// A problem that no edit caused (a file).
    void showProblem(const QString& sentence);
    /// Something to know, with nothing wrong.
    void showNote(const QString& sentence);
    /// The next failure is of weights that were loaded, not of an edit.
    void expectWeights() { m_weightsExpected = true; }
    /// The sentence shown now; empty if none.
    QString sentence() const;

  Q_SIGNALS:
    /// The weights that were expected are in use.
    void weightsTaken();

  private:
    enum class Cause { None, Edit, Refused, Diverged, Other };
    void showFailure(const QString& sentence);
    void followState(RunState state, const QString& sentence);
    void watchLoading();
    void loadingEnded();
    void act();

    ExperimentDocument& m_document;
    Banner* m_banner;
    Banner* m_loading;
    QTimer m_loadingDelay;
    Cause m_cause = Cause::None;
    bool m_cancelled = false;
    bool m_weightsExpected = false;
};

}  // namespace glassbox
