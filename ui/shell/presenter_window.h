#pragma once

#include "engine/runtime/snapshot.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace glassbox {

class Actions;
class ExperimentDocument;
class Figure;
class NotesEdit;
class ThemeSource;

/// The presenter's own window: notes, a clock, the state of the run in large type, and the keys that steer. Goes to the
/// screen that the audience does not see, if there is one. The keys work here as in the window of the audience while
/// the notes don't have them.
class PresenterWindow : public QWidget {
    Q_OBJECT

  public:
    PresenterWindow(ExperimentDocument& document, const Actions& actions, ThemeSource& theme, QWidget* audience);
    ~PresenterWindow() override;

    void setSnapshot(const SnapshotPtr& snapshot);
    /// Shows the window on another screen than the audience's, or on the same one as an ordinary window.
    void open();
    /// What is said about the screens.
    QString screenWords() const;
    /// Says it.
    void setScreenCount(qsizetype screens);

  Q_SIGNALS:
    /// Escape, where there is nothing here to go back from.
    void backWanted();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QWidget* makeRun();
    QWidget* makeClock();
    QWidget* makeKeys(const Actions& actions);
    void showState(RunState state, const QString& sentence);
    void showTime();
    void takeNotes();
    void applyTheme();

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    QWidget* m_audience;
    QElapsedTimer m_started;
    QTimer m_tick;
    QLabel *m_state, *m_clock, *m_screens;
    QPushButton* m_restart;
    Figure *m_epoch, *m_step, *m_cost, *m_validation;
    NotesEdit* m_notes;
    int m_gesture = 0;
};

/// "4:07" or "1:04:07".
QString clockText(qint64 milliseconds);

}  // namespace glassbox
