#include "ui/shell/main_window.h"

#include "ui/models/experiment_document.h"
#include "ui/models/kept_runs.h"
#include "ui/shell/actions.h"
#include "ui/shell/autosave.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/frame_clock.h"
#include "ui/shell/kept_runs_dialog.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/notices.h"
#include "ui/shell/page_run.h"
#include "ui/shell/part_menu.h"
#include "ui/shell/preferences.h"
#include "ui/shell/presenting.h"
#include "ui/shell/presenting_tools.h"
#include "ui/shell/rail.h"
#include "ui/shell/recent_files_menu.h"
#include "ui/shell/run_origin.h"
#include "ui/shell/shortcut_help.h"
#include "ui/shell/speed_control.h"
#include "ui/shell/status_line.h"
#include "ui/shell/theme.h"
#include "ui/shell/transport_bar.h"

#include <QAction>
#include <QActionGroup>
#include <QBuffer>
#include <QCloseEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QUndoGroup>
#include <QUndoStack>

#include <algorithm>
#include <utility>

namespace glassbox {

namespace {

constexpr QSize standardSize{1440, 900};

// Seeds are told to people: short enough to say aloud.
quint64 newSeed() {
    return QRandomGenerator::global()->bounded(1u, 1'000'000u);
}

}  // namespace

MainWindow::MainWindow(ExperimentDocument& document, ThemeSource& theme, Preferences& preferences,
                       const QString& keepFolder, QWidget* parent)
    : QMainWindow(parent), m_document(document), m_theme(theme), m_preferences(preferences) {
    setObjectName(QStringLiteral("mainWindow"));
    m_actions = new Actions(theme, this);
    m_undo = new QUndoGroup(this);
    m_files = new FileCommands(document, preferences, this);
    m_autosave = new Autosave(document, preferences, keepFolder, this);
    m_origin = new RunOrigin(document, this);
    m_runs = new KeptRuns(document, this);
    m_clock = new FrameClock(document.session(), this);
    new KeyGuard(this);
    build();
    connectRun();
    connectEdits();
    connectFiles();
    connectKeptRuns();
    connectView();
    connectPresenting();
    connectDrops();
    showTitle();
    if (!restoreGeometry(m_preferences.geometry())) {
        const QScreen* screen = QGuiApplication::primaryScreen();
        resize(screen ? standardSize.boundedTo(screen->availableSize()) : standardSize);
    }
}

MainWindow::~MainWindow() = default;

void MainWindow::build() {
    auto* content = new QWidget(this);
    m_transport = new TransportBar(m_document, *m_actions, m_theme, content);
    m_rail = new Rail(m_theme, content);
    m_notices = new Notices(m_document, m_theme, content);
    m_pages = new QStackedWidget(content);
    m_status = new StatusLine(*m_origin, m_theme, content);
    auto* layout = new QGridLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_transport, 0, 0, 1, 2);
    layout->addWidget(m_rail, 1, 0, 2, 1);
    layout->addWidget(m_notices, 1, 1);
    layout->addWidget(m_pages, 2, 1);
    layout->addWidget(m_status, 3, 0, 1, 2);
    layout->setRowStretch(2, 1);
    layout->setColumnStretch(1, 1);
    setCentralWidget(content);
    QPushButton* menuButton = m_transport->menuButton();
    QMenu* menu = m_actions->makeMenu(this);
    auto* recent = new RecentFilesMenu(m_preferences, menu);
    menu->insertMenu(m_actions->openTable, recent);
    connect(recent, &RecentFilesMenu::chosen, m_files, &FileCommands::openPath);
    menuButton->setMenu(menu);
    for (const auto& keys : {QKeySequence(Qt::Key_F10), QKeySequence(Qt::ALT | Qt::Key_M)}) {
        connect(new QShortcut(keys, this), &QShortcut::activated, menuButton, &QPushButton::showMenu);
    }
    connect(m_clock, &FrameClock::frame, m_transport, &TransportBar::setSnapshot);
    connect(m_clock, &FrameClock::frame, m_status, &StatusLine::setSnapshot);
    connect(m_rail, &Rail::chosen, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::pageCame);
}

void MainWindow::connectRun() {
    TrainingSession& session = m_document.session();
    SpeedControl* speed = m_transport->speed();
    connect(m_actions->run, &QAction::triggered, this, [this, &session] {
        if (PageRun* page = pageRun()) return page->isRunning() ? page->pause() : page->run();
        session.state() == RunState::Running ? session.pause() : session.run();
    });
    // The page in front is steered, else the training.
    const auto steer = [this](QAction* action, void (PageRun::*onPage)(), const auto& training) {
        connect(action, &QAction::triggered, this, [this, onPage, training] {
            if (PageRun* page = pageRun()) return (page->*onPage)();
            training();
        });
    };
    steer(m_actions->step, &PageRun::step, [&session] { session.step(); });
    steer(m_actions->epoch, &PageRun::farStep, [&session] { session.stepEpoch(); });
    steer(m_actions->back, &PageRun::back, [] {});
    steer(m_actions->farBack, &PageRun::farBack, [] {});
    steer(m_actions->rewind, &PageRun::rewind, [&session] { session.rewind(); });
    steer(m_actions->faster, &PageRun::faster, [speed] { speed->move(1); });
    steer(m_actions->slower, &PageRun::slower, [speed] { speed->move(-1); });
    connect(m_actions->reinitialise, &QAction::triggered, this, [this, &session] {
        const quint64 seed = newSeed();
        session.reinitialise(seed);
        m_origin->reinitialised(seed);
        m_document.setRunParent(0);
        m_status->setNote(tr("New starting weights were drawn from seed %1.").arg(seed));
    });
    connect(&session, &TrainingSession::stateChanged, this, &MainWindow::showRunning);
    speed->setSpeed(m_preferences.speed());
    session.setSpeed(speed->speed());
    connect(speed, &SpeedControl::speedChanged, this, &MainWindow::setSpeed);
}

PageRun* MainWindow::pageRun() const {
    const auto at = static_cast<std::size_t>(m_pages->currentIndex());
    return at < m_pageList.size() ? m_pageList[at].layout.run : nullptr;
}

void MainWindow::pageCame() {
    PageRun* page = pageRun();
    if (page != m_steered) {
        if (m_steered) disconnect(m_steered, nullptr, this, nullptr);
        m_steered = page;
        m_actions->setPageRun(page);
        m_transport->setPageRun(page);
        m_status->setPageRun(page);
        if (page) connect(page, &PageRun::changed, this, &MainWindow::showRunning);
        showRunning();
    }
    const auto at = static_cast<std::size_t>(m_pages->currentIndex());
    QUndoStack* own = at < m_pageList.size() ? m_pageList[at].layout.undo : nullptr;
    m_undo->setActiveStack(own ? own : m_document.undoStack());
    Q_EMIT pageChanged(currentPage());
}

void MainWindow::setPageRun(const QString& name, PageRun* run, QUndoStack* undo) {
    const auto page = std::find_if(m_pageList.begin(), m_pageList.end(),
                                   [&](const Page& candidate) { return candidate.name == name; });
    if (page == m_pageList.end()) return;
    if (undo && !m_undo->stacks().contains(undo)) m_undo->addStack(undo);
    page->layout.run = run;
    page->layout.undo = undo;
    if (name == currentPage()) pageCame();
}

void MainWindow::showRunning() {
    const PageRun* page = pageRun();
    m_actions->run->setEnabled(!page || page->canRun());
    m_actions->setRunning(page ? page->isRunning() : m_document.session().state() == RunState::Running);
}

void MainWindow::setSpeed(double stepsPerSecond) {
    m_document.session().setSpeed(stepsPerSecond);
    m_preferences.setSpeed(stepsPerSecond);
}

void MainWindow::connectEdits() {
    m_undo->addStack(m_document.undoStack());
    m_undo->setActiveStack(m_document.undoStack());
    const auto follow = [](QAction* action, const QString& verb, const QString& text, bool can) {
        action->setText(text.isEmpty() ? verb : QStringLiteral("%1: %2").arg(verb, text));
        action->setToolTip(
            tr("%1\nKey: %2").arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
        action->setEnabled(can);
    };
    const auto followAll = [this, follow] {
        follow(m_actions->undo, tr("Undo"), m_undo->undoText(), m_undo->canUndo());
        follow(m_actions->redo, tr("Redo"), m_undo->redoText(), m_undo->canRedo());
    };
    connect(m_undo, &QUndoGroup::indexChanged, this, followAll);
    connect(m_undo, &QUndoGroup::undoTextChanged, this, followAll);
    connect(m_undo, &QUndoGroup::activeStackChanged, this, followAll);
    followAll();
    connect(m_actions->undo, &QAction::triggered, m_undo, &QUndoGroup::undo);
    connect(m_actions->redo, &QAction::triggered, m_undo, &QUndoGroup::redo);
    connect(&m_document, &ExperimentDocument::titleChanged, this, &MainWindow::showTitle);
    connect(&m_document, &ExperimentDocument::noted, m_status, &StatusLine::setNote);
    // A sentence about an edit does not outlive the next one.
    connect(&m_document, &ExperimentDocument::experimentChanged, m_status, [this] { m_status->setNote({}); });
}

void MainWindow::connectView() {
    connect(m_actions->themes, &QActionGroup::triggered, this, [this](QAction* action) {
        m_theme.setChoice(static_cast<ThemeChoice>(action->data().toInt()));
        // While presenting, theme and text are the class's; the user's own come back afterwards.
        if (!isPresenting()) m_preferences.setThemeChoice(m_theme.choice());
    });
    connect(m_actions->textSizes, &QActionGroup::triggered, this, [this](QAction* action) {
        m_theme.setTextScale(action->data().toDouble());
        if (!isPresenting()) m_preferences.setTextScale(m_theme.chosenTextScale());
    });
    connect(m_actions->help, &QAction::triggered, this, [this] { showShortcutHelp(*m_actions, this); });
    connect(m_actions->about, &QAction::triggered, this, [this] { showAbout(this); });
}

void MainWindow::connectPresenting() {
    m_presenting = new PresentingTools(*this, m_document, m_theme, *m_actions, *m_clock, *m_notices);
    new PartMenu(m_transport, m_document, m_actions->chooseParts);
    connect(m_presenting, &PresentingTools::backWanted, this, &MainWindow::goBack);
    const Presenting& presenting = m_presenting->presenting();
    connect(&presenting, &Presenting::changing, this, [this](bool on) {
        for (const Page& page : m_pageList)
            if (page.layout.present) page.layout.present(on);
    });
    // The page is what is shown; where it is and how it got there is of no interest to a class.
    connect(&presenting, &Presenting::changed, this, [this](bool on) {
        m_rail->setVisible(!on);
        m_status->setVisible(!on);
    });
}

bool MainWindow::isPresenting() const {
    return m_presenting->presenting().isOn();
}

void MainWindow::goBack() {
    if (m_presenting->endSpotlight()) return;
    const auto at = static_cast<std::size_t>(m_pages->currentIndex());
    if (at < m_pageList.size() && m_pageList[at].layout.back && m_pageList[at].layout.back()) return;
    m_presenting->presenting().set(false);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) return goBack();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::addPage(const QString& name, const QString& icon, QWidget* page, PageLayout layout) {
    if (layout.undo) m_undo->addStack(layout.undo);
    m_pageList.push_back({name, std::move(layout)});
    setKeyHome(page);
    m_rail->addEntry(name, icon);
    m_pages->addWidget(page);
}

void MainWindow::say(const QString& sentence) {
    m_status->setNote(sentence);
}

void MainWindow::showPage(const QString& name) {
    for (std::size_t i = 0; i < m_pageList.size(); ++i) {
        if (m_pageList[i].name != name) continue;
        m_rail->setCurrent(static_cast<int>(i));
        m_pages->setCurrentIndex(static_cast<int>(i));
    }
}

QString MainWindow::currentPage() const {
    const auto at = static_cast<std::size_t>(m_pages->currentIndex());
    return at < m_pageList.size() ? m_pageList[at].name : QString();
}

void MainWindow::remember() {
    m_preferences.setGeometry(m_presenting->presenting().geometry());
    for (const Page& page : m_pageList) {
        if (page.layout.save) m_preferences.setPageLayout(page.name, page.layout.save());
    }
    m_preferences.sync();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!m_files->maySwitch()) {
        event->ignore();
        return;
    }
    m_document.session().pause();
    if (m_files->discarded()) {
        m_autosave->discard();
    } else {
        m_autosave->keepAll();
    }
    m_preferences.setClosed(true);
    remember();
    m_presenting->closeWindows();
    event->accept();
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (m_layoutsRestored) return;
    // Splitters take their sizes when the window has its own.
    m_layoutsRestored = true;
    for (const Page& page : m_pageList) {
        const QByteArray layout = m_preferences.pageLayout(page.name);
        if (page.layout.restore && !layout.isEmpty()) page.layout.restore(layout);
    }
    restoreLayouts(std::exchange(m_documentViews, {}));
    // The keys belong to the page, not to the first button of the bar.
    if (QWidget* page = m_pages->currentWidget()) page->setFocus(Qt::OtherFocusReason);
}

}  // namespace glassbox
