#include "app/composition.h"

#include "app/live_views.h"
#include "ui/backprop/backprop_page.h"
#include "ui/cards/cards_page.h"
#include "ui/cards/shipped_decks.h"
#include "ui/data/data_page.h"
#include "ui/exports/export_commands.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/lab_stage.h"
#include "ui/optimizers/optimizers_page.h"
#include "ui/plots/window_picture.h"
#include "ui/shell/actions.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/frame_clock.h"
#include "ui/start/start_page.h"

#include <QAction>
#include <QGuiApplication>
#include <QIcon>
#include <QStandardPaths>

namespace glassbox {

void nameApplication() {
    QCoreApplication::setOrganizationName(QStringLiteral("Glassbox"));
    QCoreApplication::setApplicationName(QStringLiteral("Glassbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GLASSBOX_VERSION));
    QGuiApplication::setApplicationDisplayName(QString());
    QGuiApplication::setDesktopFileName(QStringLiteral("glassbox"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/glassbox.svg")));
}

namespace {

/// Where settings and what the learner remembers are kept.
QString dataFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

}  // namespace

Composition::Composition(StudyClock clock)
    : m_theme(m_preferences.themeChoice()),
      m_document(m_session),
      m_study(dataFolder() + QStringLiteral("/cards.sqlite"), std::move(clock), readShippedDecks),
      m_window(m_document, m_theme, m_preferences, dataFolder()),
      m_firstStart(m_preferences.geometry().isEmpty()),
      m_lab(new LabPage(m_document, m_theme)) {
    m_theme.setTextScale(m_preferences.textScale());
    addStart();
    m_window.addPage(
        QObject::tr("Lab"), QStringLiteral("lab"), m_lab,
        {[lab = m_lab] { return lab->saveLayout(); },
         [lab = m_lab](const QByteArray& layout) { lab->restoreLayout(layout); },
         [lab = m_lab](bool on) { lab->stage().setPresenting(on); }, [lab = m_lab] { return lab->back(); }});
    m_lab->addMenus(*m_window.files(), m_window.actions()->chooseParts);
    m_window.actions()->addPageActions(m_lab->stage().actions());
    addBackprop();
    addOptimizers();
    addData();
    m_liveViews =
        new LiveViews({m_window, m_document, *m_lab, *m_backprop, *m_optimizers}, m_start->groups(), &m_window);
    addCards();
    m_window.showPage(QObject::tr("Lab"));
    QObject::connect(m_window.frameClock(), &FrameClock::frame, m_lab, &LabPage::setSnapshot);
    QObject::connect(&m_window, &MainWindow::tableDropped, m_lab, &LabPage::openTable);
    auto* exports = new ExportCommands(&m_window, *m_window.actions(), m_document, *m_window.files(), m_theme);
    exports->setPlaces({{QStringLiteral("lab"), m_lab},
                        {QStringLiteral("backprop"), m_backprop},
                        {QStringLiteral("optimizers"), m_optimizers},
                        {QStringLiteral("data"), m_data}});
    new WindowPicture(&m_window, *m_window.actions(), *m_window.files());
}

void Composition::addStart() {
    m_start = new StartPage(readExamples(), m_preferences, m_theme);
    m_window.addPage(QObject::tr("Start"), QStringLiteral("start"), m_start);
    FileCommands* files = m_window.files();
    const auto toLab = [this] { m_window.showPage(QObject::tr("Lab")); };
    QObject::connect(m_start, &StartPage::exampleChosen, &m_window,
                     [this](const Example& example) { openExample(example); });
    QObject::connect(m_start, &StartPage::fileChosen, files, &FileCommands::openPath);
    QObject::connect(m_start, &StartPage::newWanted, files, &FileCommands::newExperiment);
    QObject::connect(m_start, &StartPage::openWanted, files, &FileCommands::open);
    QObject::connect(m_start, &StartPage::tableWanted, files, &FileCommands::openTable);
    // Whatever was opened is seen in the Lab.
    QObject::connect(&m_document, &ExperimentDocument::startedOver, &m_window, toLab);
    QObject::connect(&m_window, &MainWindow::tableDropped, &m_window, toLab);
}

void Composition::addBackprop() {
    m_backprop = new BackpropPage(m_document, m_theme, m_mathFont);
    PageLayout layout{[page = m_backprop] { return page->saveLayout(); },
                      [page = m_backprop](const QByteArray& bytes) { page->restoreLayout(bytes); }};
    layout.back = [page = m_backprop] { return page->back(); };
    layout.run = &m_backprop->run();
    m_window.addPage(QObject::tr("Backprop"), QStringLiteral("backprop"), m_backprop, std::move(layout));
    m_backprop->addMenus(*m_window.files());
    const LabSelection& selection = m_lab->selection();
    QObject::connect(&selection, &LabSelection::sampleChanged, m_backprop,
                     [this, &selection] { m_backprop->setSample(selection.sample()); });
}

void Composition::addOptimizers() {
    const QString name = QObject::tr("Optimizers");
    m_optimizers = new OptimizersPage(m_document, m_theme, m_mathFont);
    PageLayout layout{[page = m_optimizers] { return page->saveLayout(); },
                      [page = m_optimizers](const QByteArray& bytes) { page->restoreLayout(bytes); }};
    layout.present = [page = m_optimizers](bool on) { page->setPresenting(on); };
    layout.back = [page = m_optimizers] { return page->back(); };
    layout.run = &m_optimizers->run();
    layout.undo = m_optimizers->undoStack();
    m_window.addPage(name, QStringLiteral("optimizers"), m_optimizers, std::move(layout));
    m_optimizers->addMenus(*m_window.files());
    QObject::connect(m_optimizers, &OptimizersPage::runChanged, &m_window,
                     [this, name] { m_window.setPageRun(name, &m_optimizers->run(), m_optimizers->undoStack()); });
}

void Composition::addData() {
    const QString name = QObject::tr("Data");
    m_data = new DataPage(m_document, m_theme);
    PageLayout layout{[page = m_data] { return page->saveLayout(); },
                      [page = m_data](const QByteArray& bytes) { page->restoreLayout(bytes); }};
    layout.present = [page = m_data](bool on) { page->setPresenting(on); };
    layout.back = [page = m_data] { return page->back(); };
    m_window.addPage(name, QStringLiteral("data"), m_data, std::move(layout));
    m_data->addMenus(*m_window.files());
    QObject::connect(m_data, &DataPage::saveWanted, m_window.actions()->saveData, &QAction::trigger);
    QObject::connect(m_lab, &LabPage::dataWanted, &m_window, [this, name] { m_window.showPage(name); });
}

void Composition::addCards() {
    const QString name = QObject::tr("Cards");
    m_cards = new CardsPage(m_study, m_theme, m_mathFont);
    PageLayout layout{[page = m_cards] { return page->saveLayout(); },
                      [page = m_cards](const QByteArray& bytes) { page->restoreLayout(bytes); }};
    layout.present = [page = m_cards](bool on) { page->setPresenting(on); };
    layout.back = [page = m_cards] { return page->back(); };
    layout.run = &m_cards->run();
    layout.undo = m_study.undoStack();
    m_window.addPage(name, QStringLiteral("cards"), m_cards, std::move(layout));
    m_cards->addMenus(m_document, *m_window.files());
    QObject::connect(&m_window, &MainWindow::cardsDropped, m_cards, [this, name](const QString& path) {
        m_window.showPage(name);
        m_cards->importFile(path);
    });
    QObject::connect(m_cards, &CardsPage::seeLiveWanted, m_liveViews, &LiveViews::show);
    QObject::connect(m_liveViews, &LiveViews::refused, m_cards, &CardsPage::showProblem);
    QObject::connect(m_liveViews, &LiveViews::shown, &m_window,
                     [this] { m_window.say(QObject::tr("This is what the card speaks of; Alt+6 goes back to it.")); });
    // Keys of the Lab's panels are the Lab's alone: 1 to 4 rate cards elsewhere.
    QObject::connect(&m_window, &MainWindow::pageChanged, m_lab, [this](const QString& page) {
        for (QAction* action : m_lab->stage().actions()) action->setEnabled(page == QObject::tr("Lab"));
    });
}

void Composition::openExample(const Example& example) {
    if (!m_window.files()->maySwitch()) return;
    m_document.reset(example.experiment);
    m_preferences.addOpenedExample(example.name);
    m_session.run();
}

}  // namespace glassbox
