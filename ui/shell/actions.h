#pragma once

#include <QObject>

class QAction;
class QActionGroup;
class QMenu;
class QWidget;

namespace glassbox {

class PageRun;
class ThemeSource;

/// Everything the shell can do, as actions with names, shortcuts and tool tips. They only exist here; who does the work
/// connects to them.
class Actions : public QObject {
    Q_OBJECT

  public:
    /// The shortcuts work in the window of `window`.
    Actions(ThemeSource& theme, QWidget* window);

    QAction *run, *step, *epoch, *rewind, *reinitialise, *faster, *slower;
    QAction *back, *farBack;  ///< on pages that run something of their own
    QAction *undo, *redo, *pasteData;
    QAction *newExperiment, *open, *openTable, *save, *saveAs;
    QAction *keepRun, *keptRuns;
    QAction *loadWeights, *saveWeights, *saveHistory, *saveData, *quit;
    QAction *importModel, *exportModel, *exportPictures, *exportReport;
    QAction *copyWindow, *saveWindow, *print;
    QAction *present, *notes, *spotlight, *widerSpotlight, *narrowerSpotlight, *chooseParts, *showEverything;
    QAction *help, *about;
    QActionGroup *themes, *textSizes;

    /// Run or Pause: one action with two faces.
    void setRunning(bool running);
    /// What run, step, epoch and rewind are called on a page that runs something of its own, where one can also go
    /// back; null: the training.
    void setPageRun(const PageRun* page);
    /// More keys that steer, for a class and for the remote control of a presenter.
    void setPresenting(bool on);
    /// The menu of the window.
    QMenu* makeMenu(QWidget* parent) const;
    /// What a page adds to the menu for presenting; the page owns them.
    void addPageActions(const QList<QAction*>& actions);
    const QList<QAction*>& pageActions() const { return m_pageActions; }
    /// What the help on keys lists under Presenting.
    QList<QAction*> listedForPresenting() const;
    /// What works in the presenter's window too.
    QList<QAction*> steering() const;
    /// All other actions in groups, for the help on keys: a null action starts a new group.
    QList<QAction*> listed() const;

  private:
    QAction* add(const QString& name, const QString& text, const QString& icon, const QKeySequence& keys,
                 const QString& words);
    void addRunActions();
    void nameRunActions(const PageRun* page);
    void fitKeys();
    void addEditActions();
    void addFileActions();
    void addViewActions();
    void addPresentActions();
    void applyTheme();

    ThemeSource& m_theme;
    QWidget* m_window;
    bool m_running = false;
    QString m_runText;
    bool m_presenting = false;
    bool m_onPage = false;  // runs something of its own
    QMenu* m_presentMenu = nullptr;
    QAction* m_partsStart = nullptr;
    QList<QAction*> m_pageActions;
};

}  // namespace glassbox
