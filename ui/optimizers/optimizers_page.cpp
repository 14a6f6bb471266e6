#include "ui/optimizers/optimizers_page.h"

#include "ui/models/network_race_model.h"
#include "ui/optimizers/guess_view.h"
#include "ui/optimizers/knob_view.h"
#include "ui/optimizers/network_race_view.h"
#include "ui/optimizers/race_files.h"
#include "ui/optimizers/race_side.h"
#include "ui/optimizers/race_view.h"
#include "ui/shell/banner.h"

#include <QDataStream>
#include <QHBoxLayout>
#include <QIODevice>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr qint32 layoutVersion = 1;
constexpr int leastWidth = 720;

}  // namespace

OptimizersPage::OptimizersPage(ExperimentDocument& document, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_document(document), m_theme(theme) {
    setObjectName(QStringLiteral("optimizersPage"));
    m_banner = new Banner(theme, this);
    m_banner->dismiss();
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("optimizerTabs"));
    m_tabs->setAccessibleName(tr("What is raced on"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Surfaces")), tr("Optimizers race on functions of two variables."));
    m_tabs->setTabToolTip(
        m_tabs->addTab(tr("Your network")),
        tr("Optimizers train the Lab's network from the same weights; their ways over its landscape."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Two knobs")),
                          tr("Learning rate and momentum on a bowl: where they creep, swing and diverge."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Be the optimizer")),
                          tr("Choose each step yourself, knowing only the slope; then see what the machines did."));
    m_raceView = new RaceView(m_race, theme, font);
    m_views = new QStackedWidget(this);
    // A view that is not in front does not make the window wider.
    m_views->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_views->setMinimumWidth(leastWidth);
    m_network = new NetworkRaceView(document, theme);
    m_knobs = new KnobView(theme, font);
    m_guess = new GuessView(theme);
    m_views->addWidget(m_raceView);
    m_views->addWidget(m_network);
    m_views->addWidget(m_knobs);
    m_views->addWidget(m_guess);
    const int gap = theme.theme().gap;
    m_head = new QHBoxLayout;
    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->addWidget(m_tabs);
    m_head->addStretch(1);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(gap, 6, gap, gap);
    inner->setSpacing(6);
    inner->addLayout(m_head);
    inner->addWidget(m_views, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inner, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int view) {
        m_views->setCurrentIndex(view);
        setFocusProxy(m_views->currentWidget());
        Q_EMIT runChanged();
    });
    setFocusProxy(m_raceView);  // so that the view's own keys work wherever the page has the keyboard
    connect(&m_raceView->side(), &RaceSide::networkWanted, this, [this] { setView(Network); });
    connect(&m_race, &RaceModel::refused, this,
            [this](const QString& sentence) { m_banner->show(Banner::Kind::Warning, sentence); });
    connect(&m_race, &RaceModel::raceChanged, m_banner, &Banner::dismiss);
}

void OptimizersPage::addMenus(FileCommands& files) {
    m_network->addMenus(m_document, files, m_theme);
    m_knobs->addMenus(m_document, files, m_theme);
    m_guess->addMenus(m_document, files, m_theme);
    m_files = new RaceFiles(m_race, *m_raceView, m_document, files, m_theme, this);
    const auto button = [this](const char* name, const QString& text, const QString& help, QMenu* menu) {
        auto* made = new QPushButton(text + QStringLiteral(" ▾"), this);
        made->setObjectName(QLatin1String(name));
        made->setProperty("kind", "small");
        made->setToolTip(help);
        made->setMenu(menu);
        m_head->addWidget(made);
        connect(m_tabs, &QTabBar::currentChanged, made, [made](int view) { made->setVisible(view == Surfaces); });
        made->setVisible(view() == Surfaces);
        return made;
    };
    button("presetsButton", tr("Presets"), tr("Races that each show one thing, with what to look for."),
           m_files->presetMenu());
    button("shareButton", tr("Race"), tr("Open and save races; save the film and the numbers."), m_files->shareMenu());
    // After the edit, which dismisses what stood there.
    connect(m_files, &RaceFiles::told, this, [this](const QString& title, const QString& note) {
        setView(Surfaces);
        m_banner->show(Banner::Kind::Info, QStringLiteral("%1. %2").arg(title, note));
    });
}

OptimizersPage::View OptimizersPage::view() const {
    return static_cast<View>(m_tabs->currentIndex());
}

void OptimizersPage::setView(View view) {
    m_tabs->setCurrentIndex(view);
}

PageRun& OptimizersPage::run() const {
    switch (view()) {
        case Network:
            return m_network->run();
        case Knobs:
            return m_knobs->run();
        case Guess:
            return m_guess->run();
        default:
            return m_raceView->run();
    }
}

QUndoStack* OptimizersPage::undoStack() const {
    return view() == Network ? m_network->model().undoStack() : m_race.undoStack();
}

void OptimizersPage::setPresenting(bool presenting) {
    m_raceView->side().setVisible(!presenting);
    m_network->setSideShown(!presenting);
}

bool OptimizersPage::back() {
    if (!run().isRunning()) return false;
    run().pause();
    return true;
}

QByteArray OptimizersPage::saveLayout() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << layoutVersion << static_cast<qint32>(view()) << m_raceView->saveLayout() << m_network->saveLayout()
        << m_knobs->saveLayout();
    return bytes;
}

void OptimizersPage::restoreLayout(const QByteArray& layout) {
    QDataStream in(layout);
    in.setVersion(QDataStream::Qt_6_0);
    qint32 version = 0, view = 0;
    QByteArray race, network, knobs;
    in >> version >> view >> race >> network >> knobs;
    if (in.status() != QDataStream::Ok || version != layoutVersion) return;
    m_raceView->restoreLayout(race);
    m_network->restoreLayout(network);
    m_knobs->restoreLayout(knobs);
    if (view >= 0 && view < m_tabs->count()) setView(static_cast<View>(view));
}

}  // namespace glassbox
