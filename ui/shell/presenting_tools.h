#pragma once

#include "engine/runtime/snapshot.h"

#include <QObject>
#include <QPointer>

class QMainWindow;

namespace glassbox {

class Actions;
class ExperimentDocument;
class FrameClock;
class Notices;
class PartsDialog;
class PresenterWindow;
class Presenting;
class ScreenKeeper;
class Spotlight;
class ThemeSource;

/// What stands behind the actions for presenting: the whole screen, the spotlight, the presenter's window, the choice
/// of what is shown, and screens that come and go.
class PresentingTools : public QObject {
    Q_OBJECT

  public:
    PresentingTools(QMainWindow& window, ExperimentDocument& document, ThemeSource& theme, Actions& actions,
                    FrameClock& clock, Notices& notices);

    Presenting& presenting() const { return *m_presenting; }
    Spotlight& spotlight() const { return *m_spotlight; }
    /// Ends the spotlight; false if it is off.
    bool endSpotlight();
    /// Closes the windows that belong to the main one.
    void closeWindows();

  Q_SIGNALS:
    /// Escape in the presenter's window.
    void backWanted();

  private:
    void openNotes();
    void openParts();

    QMainWindow& m_window;
    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    Actions& m_actions;
    FrameClock& m_clock;
    Presenting* m_presenting;
    Spotlight* m_spotlight;
    ScreenKeeper* m_screens;
    QPointer<PresenterWindow> m_notes;
    QPointer<PartsDialog> m_parts;
};

}  // namespace glassbox
