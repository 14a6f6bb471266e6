#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/card_study.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/shell/theme.h"

namespace glassbox {

class BackpropPage;
class CardsPage;
class DataPage;
class LabPage;
class LiveViews;
class OptimizersPage;
class StartPage;
struct Example;

/// Names, version and icon of the application; to be called once, after QApplication is made.
void nameApplication();

/// The whole program behind its window: everything made and wired in one place. Needs a QApplication.
class Composition {
  public:
    /// `clock` tells when cards are due.
    explicit Composition(StudyClock clock = StudyClock::system());

    TrainingSession& session() { return m_session; }
    ExperimentDocument& document() { return m_document; }
    ThemeSource& theme() { return m_theme; }
    MainWindow& window() { return m_window; }
    LabPage& lab() { return *m_lab; }
    BackpropPage& backprop() { return *m_backprop; }
    OptimizersPage& optimizers() { return *m_optimizers; }
    DataPage& data() { return *m_data; }
    StartPage& startPage() { return *m_start; }
    CardStudy& study() { return m_study; }
    CardsPage& cards() { return *m_cards; }
    LiveViews& liveViews() { return *m_liveViews; }
    /// True if the program was never used before by this person.
    bool isFirstStart() const { return m_firstStart; }

  private:
    void addStart();
    void addBackprop();
    void addOptimizers();
    void addData();
    void addCards();
    void openExample(const Example& example);

    Preferences m_preferences;
    ThemeSource m_theme;
    TrainingSession m_session;
    ExperimentDocument m_document;
    CardStudy m_study;
    MainWindow m_window;
    MathFontPtr m_mathFont = std::make_shared<const MathFont>();
    bool m_firstStart;
    StartPage* m_start = nullptr;            // the window's
    LabPage* m_lab;                          // the window's
    BackpropPage* m_backprop = nullptr;      // the window's
    OptimizersPage* m_optimizers = nullptr;  // the window's
    DataPage* m_data = nullptr;              // the window's
    CardsPage* m_cards = nullptr;            // the window's
    LiveViews* m_liveViews = nullptr;        // the window's
};

}  // namespace glassbox
