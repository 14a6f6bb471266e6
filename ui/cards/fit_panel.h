#pragma once

#include "lessons/study/fsrs_fit.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QToolButton;

namespace glassbox {

class FitRunner;

/// The parameters of a deck's memory model: which they are, fitting them to the learner's reviews, and going back.
class FitPanel : public QWidget {
    Q_OBJECT

  public:
    static constexpr int leastReviews = 300;

    /// `weights` as a deck has them: empty are the defaults, and so is what is no valid list.
    FitPanel(const std::vector<double>& weights, FitRunner& runner, QWidget* parent = nullptr);

    /// Empty: the defaults.
    const std::vector<double>& weights() const { return m_weights; }
    void useDefaults();

  Q_SIGNALS:
    void weightsChanged();

  private:
    void layOut();
    QWidget* makeButtons();
    QWidget* makeProgress();
    void connectRunner();
    void showParameters();
    void showFitting(bool fitting);
    void setWeights(std::vector<double> weights);
    void say(const QString& sentence);
    void take(const FsrsFit& fit);

    FitRunner& m_runner;
    std::vector<double> m_weights;
    int m_reviews = -1;  // not counted yet
    QLabel *m_state, *m_count, *m_result;
    QPushButton *m_fit, *m_defaults, *m_cancel;
    QWidget* m_progressBox;
    QProgressBar* m_progress;
    QToolButton* m_expand;
    QTableView* m_table;
};

}  // namespace glassbox
