#pragma once

#include "engine/runtime/snapshot.h"

#include <QMainWindow>

#include <functional>
#include <map>

class QStackedWidget;
class QUndoGroup;
class QUndoStack;

namespace glassbox {

class Actions;
class Autosave;
class DataIn;
struct DocumentExtras;
class ExperimentDocument;
class FileCommands;
class FrameClock;
class KeptRuns;
class KeptRunsDialog;
class Notices;
class PageRun;
class Preferences;
class PresentingTools;
class Rail;
class RunOrigin;
class StatusLine;
class ThemeSource;
class TransportBar;

/// What the window asks of a page: how its panel sizes are remembered, and what it does when it is presented.
struct PageLayout {
    std::function<QByteArray()> save;
    std::function<void(const QByteArray&)> restore;
    /// Told before the window grows to the whole screen, and before it shrinks again.
    std::function<void(bool)> present = {};
    /// One level back (Escape); false if there is nothing to go back from.
    std::function<bool()> back = {};
    /// What the transport bar steers while the page is in front; null: the training. The page's own.
    PageRun* run = nullptr;
    /// What undo and redo act on while the page is in front; null: the experiment's. The page's own.
    QUndoStack* undo = nullptr;
};

/// The window: transport bar, rail, one page a workspace, notices above the page, status line. Knows no workspace.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    /// `keepFolder` is where the experiment is kept from one start to the next.
    MainWindow(ExperimentDocument& document, ThemeSource& theme, Preferences& preferences, const QString& keepFolder,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    /// A workspace with its entry in the rail; `icon` names one of our icons.
    void addPage(const QString& name, const QString& icon, QWidget* page, PageLayout layout = {});
    /// Brings a workspace to the front; nothing happens for a name that there is not.
    void showPage(const QString& name);
    QString currentPage() const;
    /// The transport bar steers this, and undo acts on that (null: the experiment's edits), while the workspace is in
    /// front from now on.
    void setPageRun(const QString& name, PageRun* run, QUndoStack* undo);
    /// A sentence about what just happened, in the status line.
    void say(const QString& sentence);
    /// Opens a document or table (empty: what was kept) and says so if it can't be opened.
    void start(const QString& document);

    Autosave* autosave() const { return m_autosave; }
    FrameClock* frameClock() const { return m_clock; }
    FileCommands* files() const { return m_files; }
    KeptRuns* keptRuns() const { return m_runs; }
    Actions* actions() const { return m_actions; }
    Notices* notices() const { return m_notices; }
    PresentingTools& presentingTools() const { return *m_presenting; }

  Q_SIGNALS:
    /// Another workspace is in front.
    void pageChanged(const QString& name);
    /// A table was dropped on the window or chosen; the page that holds the data takes it.
    void tableDropped(const QString& path);
    /// Likewise flashcards.
    void cardsDropped(const QString& path);

  protected:
    void closeEvent(QCloseEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void build();
    void connectRun();
    void connectEdits();
    void connectFiles();
    void connectKeptRuns();
    void connectView();
    void connectPresenting();
    void connectDrops();
    bool isPresenting() const;
    void goBack();
    PageRun* pageRun() const;
    void pageCame();
    void showRunning();
    void setSpeed(double stepsPerSecond);
    void showTitle();
    void remember();
    DocumentExtras documentExtras() const;
    void restoreLayouts(const std::map<std::string, QByteArray>& views);
    void startWith(const QString& document);

    struct Page {
        QString name;
        PageLayout layout;
    };

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    Preferences& m_preferences;
    Actions* m_actions;
    QUndoGroup* m_undo;
    FileCommands* m_files;
    DataIn* m_dataIn;
    Autosave* m_autosave;
    RunOrigin* m_origin;
    KeptRuns* m_runs;
    FrameClock* m_clock;
    TransportBar* m_transport;
    Rail* m_rail;
    Notices* m_notices;
    QStackedWidget* m_pages;
    StatusLine* m_status;
    PresentingTools* m_presenting;
    std::vector<Page> m_pageList;
    PageRun* m_steered = nullptr;                       // of the page in front
    std::map<std::string, QByteArray> m_documentViews;  // that came before the window had a size
    bool m_layoutsRestored = false;
};

}  // namespace glassbox
