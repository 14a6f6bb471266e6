#pragma once

#include "ui/models/experiment_document.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/shell/theme.h"

namespace glassbox {

class LabPage;

/// Names, version and icon of the application; to be called once, after QApplication is made.
void nameApplication();

/// The whole program behind its window: everything made and wired in one place. Needs a QApplication.
class Composition {
  public:
    Composition();

    TrainingSession& session() { return m_session; }
    ExperimentDocument& document() { return m_document; }
    ThemeSource& theme() { return m_theme; }
    MainWindow& window() { return m_window; }
    LabPage& lab() { return *m_lab; }

  private:
    Preferences m_preferences;
    ThemeSource m_theme;
    TrainingSession m_session;
    ExperimentDocument m_document;
    MainWindow m_window;
    LabPage* m_lab;  // the window's
};

}  // namespace glassbox
