#pragma once

#include "lessons/study/study_days.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;
class QSpinBox;
class QVBoxLayout;

namespace glassbox {

class FitPanel;
class FitRunner;
class ThemeSource;
struct DeckOptions;
struct StoredDeck;

/// How a deck is learned: desired retention, new cards a day, steps, fuzz, and the parameters of the memory model. Says
/// what each costs. Changes nothing itself: options() are to be stored when it was accepted.
class DeckOptionsDialog : public QDialog {
    Q_OBJECT

  public:
    /// `storeFile` is the prepared store whose reviews the model is fitted to.
    DeckOptionsDialog(ThemeSource& theme, const StoredDeck& deck, const QString& storeFile, QWidget* parent = nullptr,
                      const StudyDays& days = StudyDays(QTimeZone::systemTimeZone()));
    ~DeckOptionsDialog() override;

    /// Of the last valid state of all fields.
    DeckOptions options() const;

  private:
    QWidget* makeRetention();
    QWidget* makeDay();
    QWidget* makeSteps();
    QWidget* makeModel(const DeckOptions& options);
    QWidget* makeBottom();
    void showOptions(const DeckOptions& options);
    void stepsEdited();
    void showCost();

    ThemeSource& m_theme;
    FitRunner* m_runner;
    std::vector<double> m_steps, m_relearning;
    QSlider* m_slider = nullptr;
    QSpinBox* m_retention = nullptr;
    QLabel* m_cost = nullptr;
    QSpinBox* m_newADay = nullptr;
    QCheckBox* m_fuzz = nullptr;
    QLineEdit* m_stepsField = nullptr;
    QLineEdit* m_relearningField = nullptr;
    QLabel* m_stepsProblem = nullptr;
    QLabel* m_relearningProblem = nullptr;
    QLabel* m_stepsNote = nullptr;
    FitPanel* m_fit = nullptr;
    QPushButton* m_ok = nullptr;
};

}  // namespace glassbox
