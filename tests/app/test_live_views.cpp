#include "app/composition.h"
#include "app/live_views.h"
#include "engine/data/dataset.h"
#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "ui/backprop/backprop_page.h"
#include "ui/cards/shipped_decks.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/lab_stage.h"
#include "ui/optimizers/optimizers_page.h"
#include "ui/optimizers/race_files.h"
#include "ui/shell/file_commands.h"
#include "ui/start/start_page.h"

#include <QSignalSpy>
#include <QTabBar>
#include <QUndoStack>

using namespace glassbox;

/// "See it live" of every card opens the very state that the card speaks of; what can't be opened is said, and nothing
/// is lost on the way.
class TestLiveViews : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void everyCardOpensItsState_data();
    void everyCardOpensItsState();
    void whatIsNotThereIsSaid_data();
    void whatIsNotThereIsSaid();
    void aUnitOfAWalkIsTold();
    void unsavedChangesAreAskedFor();
    void trainingCanBeCancelled();
    void whoeverRunsOnMeanwhileHasIt();
    void trainingGoesBeyondTheExamplesOwnEnd();
    void whatStandsThereIsNotMadeAnew();

  private:
    void show(const QString& see) { m_live->show(parseSee(see)); }
    const Example& example(const QString& name) const;
    QTabBar* tabs() const { return m_glassbox->lab().findChild<QTabBar*>(QStringLiteral("insideTabs")); }
    QString tab() const { return tabs()->tabText(tabs()->currentIndex()).toLower(); }
    void checkExperiment(const SeeState& state);
    void checkRace(const SeeState& state);

    ScratchHome m_home;
    std::unique_ptr<Composition> m_glassbox;
    LiveViews* m_live = nullptr;
    std::unique_ptr<QSignalSpy> m_shown, m_refused, m_givenUp, m_started;
};

namespace {

constexpr int patience = 60'000;

QString pageOf(SeeState::Place place) {
    switch (place) {
        case SeeState::Place::Lab:
            return QStringLiteral("Lab");
        case SeeState::Place::Backprop:
            return QStringLiteral("Backprop");
        case SeeState::Place::Data:
            return QStringLiteral("Data");
        default:
            return QStringLiteral("Optimizers");
    }
}

OptimizersPage::View viewOf(SeeState::Place place) {
    switch (place) {
        case SeeState::Place::Network:
            return OptimizersPage::Network;
        case SeeState::Place::Knobs:
            return OptimizersPage::Knobs;
        case SeeState::Place::Guess:
            return OptimizersPage::Guess;
        default:
            return OptimizersPage::Surfaces;
    }
}

}  // namespace

void TestLiveViews::initTestCase() {
    nameApplication();
    m_glassbox = std::make_unique<Composition>();
    m_glassbox->window().start({});
    m_glassbox->window().resize(1280, 800);
    m_glassbox->window().show();
    m_glassbox->document().reset(standardExperiment());  // whatever an earlier program kept
    m_live = &m_glassbox->liveViews();
    QTRY_VERIFY(!m_glassbox->session().isLoading());
    m_shown = std::make_unique<QSignalSpy>(m_live, &LiveViews::shown);
    m_refused = std::make_unique<QSignalSpy>(m_live, &LiveViews::refused);
    m_givenUp = std::make_unique<QSignalSpy>(m_live, &LiveViews::givenUp);
    m_started = std::make_unique<QSignalSpy>(m_live, &LiveViews::started);
}

void TestLiveViews::cleanup() {
    m_glassbox->window().files()->questions = Questions::dialogs();
    m_glassbox->session().pause();
    QTRY_VERIFY(!m_live->isBusy() && m_glassbox->session().state() != RunState::Running);
    for (QSignalSpy* spy : {m_shown.get(), m_refused.get(), m_givenUp.get(), m_started.get()}) spy->clear();
}

const Example& TestLiveViews::example(const QString& name) const {
    for (const ExampleGroup& group : m_glassbox->startPage().groups())
        for (const Example& one : group.examples)
            if (one.name == name) return one;
    qFatal("no example is called %s", qPrintable(name));
}

void TestLiveViews::everyCardOpensItsState_data() {
    QTest::addColumn<SeeState>("state");
    int cards = 0;
    for (const auto& [name, deck] : readShippedDecks()) {
        for (const auto& card : deck.cards) {
            if (card.see.isEmpty()) continue;
            QTest::addRow("%s/%s: %s", qPrintable(name), qPrintable(card.id), qPrintable(card.see))
                << parseSee(card.see);
            ++cards;
        }
    }
    QVERIFY2(cards > 80, "the decks hardly show anything live");
}

void TestLiveViews::everyCardOpensItsState() {
    QFETCH(SeeState, state);
    m_live->show(state);
    QTRY_VERIFY_WITH_TIMEOUT(m_shown->count() == 1 || !m_refused->isEmpty(), patience);
    QVERIFY2(m_refused->isEmpty(), qPrintable(m_refused->value(0).value(0).toString()));
    QVERIFY(!m_live->isBusy());
    QCOMPARE(m_glassbox->window().currentPage(), pageOf(state.place));
    if (pageOf(state.place) != QStringLiteral("Optimizers")) return checkExperiment(state);
    QCOMPARE(m_glassbox->optimizers().view(), viewOf(state.place));
    if (state.place == SeeState::Place::Race) checkRace(state);
}

void TestLiveViews::checkExperiment(const SeeState& state) {
    TrainingSession& session = m_glassbox->session();
    QVERIFY(m_glassbox->document().experiment() == example(state.target).experiment);
    QVERIFY(!m_glassbox->document().isModified());
    QVERIFY(m_glassbox->document().problem().isEmpty());
    const Index epochs = state.epochs.value_or(0);
    const auto shows = [&](RunState now) {
        const SnapshotPtr latest = session.latest();
        return session.state() == now && latest && latest->generation == session.generation() && latest->state == now;
    };
    if (session.state() == RunState::EarlyStopped) {
        // The run ended by itself: that is what there is to see.
        QVERIFY(session.history().back().epoch < epochs);
        QTRY_VERIFY(shows(RunState::EarlyStopped));
    } else {
        QTRY_VERIFY(shows(epochs > 0 ? RunState::Paused : RunState::Ready));
        QCOMPARE(session.latest()->epoch, epochs);
        QCOMPARE(session.history().back().epoch, epochs);
    }
    const LabPage& lab = m_glassbox->lab();
    if (!state.tab.isEmpty()) {
        QCOMPARE(tab(), state.tab);
        QVERIFY(tabs()->isVisible());
    }
    std::optional<UnitRef> unit;
    if (state.unit) unit = UnitRef{state.unit->first - 1, state.unit->second - 1};
    QVERIFY(lab.selection().unit() == unit);
    if (state.place == SeeState::Place::Backprop) {
        QTRY_VERIFY(m_glassbox->backprop().model().walk());
        QCOMPARE(m_glassbox->backprop().model().walk()->record().step, session.latest()->step + 1);
    }
}

void TestLiveViews::checkRace(const SeeState& state) {
    RaceModel& race = m_glassbox->optimizers().race();
    const auto presets = readRacePresets();
    const auto preset = std::find_if(presets.begin(), presets.end(), [&](const RacePreset& one) {
        return QString::fromStdString(one.name).section(QLatin1Char('-'), 1) == state.target;
    });
    QVERIFY(preset != presets.end());
    QVERIFY(race.race() == preset->race);
    QVERIFY(race.result() && race.result()->race == preset->race);
    QVERIFY(!race.scrubber().isPlaying());
    QCOMPARE(race.step(), state.step.value_or(static_cast<int>(preset->race.steps)));
}

void TestLiveViews::whatIsNotThereIsSaid_data() {
    QTest::addColumn<QString>("see");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("example") << "lab two-neurons"
                             << "No example of this program is called “two-neurons”, so it can't be shown.";
    QTest::newRow("race") << "race to-the-moon"
                          << "No race of this program is called “to-the-moon”, so it can't be shown.";
    QTest::newRow("layer") << "lab one-neuron unit=3.1"
                           << "The last layer in the example “One neuron” is layer 1, so layer 3 can't be shown.";
    QTest::newRow("unit")
        << "backprop xor-hidden-layer unit=1.9"
        << "The last unit of layer 1 in the example “XOR with a hidden layer” is unit 4, so unit 9 can't be shown.";
    QTest::newRow("tab") << "lab peaks tab=confusion"
                         << "The example “Three hills, three hollows” has no classes that could be confused, so its "
                            "confusion matrix can't be shown.";
    QTest::newRow("step") << "race ravine step=100000"
                          << "";
}

void TestLiveViews::whatIsNotThereIsSaid() {
    QFETCH(QString, see);
    QFETCH(QString, sentence);
    show(QStringLiteral("lab one-neuron epochs=5 tab=norms"));
    QTRY_COMPARE(m_shown->count(), 1);
    const quint64 edits = m_glassbox->document().edits();
    const RaceSpec race = m_glassbox->optimizers().race().race();
    show(see);
    QCOMPARE(m_refused->count(), 1);
    const QString said = m_refused->first().first().toString();
    if (sentence.isEmpty())
        QVERIFY2(said.endsWith(QStringLiteral("step 100000 can't be shown.")), qPrintable(said));
    else
        QCOMPARE(said, sentence);
    QCOMPARE(m_shown->count(), 1);
    QCOMPARE(m_glassbox->window().currentPage(), QStringLiteral("Lab"));
    QCOMPARE(m_glassbox->document().edits(), edits);
    QCOMPARE(m_glassbox->session().history().back().epoch, 5);
    QCOMPARE(tab(), QStringLiteral("norms"));
    QVERIFY(m_glassbox->optimizers().race().race() == race);
}

void TestLiveViews::aUnitOfAWalkIsTold() {
    for (const char* see : {"backprop xor-hidden-layer unit=1.3", "backprop xor-hidden-layer epochs=20 unit=1.2"}) {
        const SeeState state = parseSee(QLatin1String(see));
        m_shown->clear();
        m_live->show(state);
        QTRY_COMPARE_WITH_TIMEOUT(m_shown->count(), 1, patience);
        const WalkModel& model = m_glassbox->backprop().model();
        QTRY_VERIFY(model.walk() && model.question().row == state.unit->second - 1);
        QCOMPARE(model.operation().layer, 0);
        QVERIFY(model.operation().result == sumOf(model.walk()->record(), 0));
        QTRY_VERIFY(m_glassbox->session().latest()->epoch == state.epochs.value_or(0));
        QCOMPARE(model.walk()->record().step, m_glassbox->session().latest()->step + 1);
    }
}

void TestLiveViews::unsavedChangesAreAskedFor() {
    show(QStringLiteral("lab one-neuron"));
    QTRY_COMPARE(m_shown->count(), 1);
    ExperimentDocument& document = m_glassbox->document();
    Experiment mine = document.experiment();
    mine.training.batch = 7;
    QVERIFY(document.edit(QStringLiteral("Batch 7"), mine));
    int asked = 0;
    auto answer = Questions::Unsaved::Cancel;
    m_glassbox->window().files()->questions.unsaved = [&](QWidget*, const QString&) {
        ++asked;
        return answer;
    };
    show(QStringLiteral("backprop xor-hidden-layer"));
    QCOMPARE(asked, 1);
    QVERIFY(document.experiment() == mine);
    QCOMPARE(m_glassbox->window().currentPage(), QStringLiteral("Lab"));
    QCOMPARE(m_shown->count() + m_refused->count() + m_givenUp->count(), 1);

    show(QStringLiteral("race ravine step=10"));  // touches no experiment
    QTRY_COMPARE(m_shown->count(), 2);
    QCOMPARE(asked, 1);

    answer = Questions::Unsaved::Discard;
    show(QStringLiteral("backprop xor-hidden-layer"));
    QTRY_COMPARE(m_shown->count(), 3);
    QCOMPARE(asked, 2);
    QVERIFY(document.experiment() == example(QStringLiteral("xor-hidden-layer")).experiment);
}

void TestLiveViews::trainingCanBeCancelled() {
    show(QStringLiteral("lab spiral epochs=100000"));
    QCOMPARE(m_started->count(), 1);
    QCOMPARE(m_glassbox->window().currentPage(), QStringLiteral("Lab"));  // seen while it trains
    QTRY_VERIFY(m_glassbox->session().latest() && m_glassbox->session().latest()->epoch > 0);
    QVERIFY(m_live->isBusy());
    m_live->cancel();
    QCOMPARE(m_givenUp->count(), 1);
    QVERIFY(!m_live->isBusy());
    QTRY_COMPARE(m_glassbox->session().state(), RunState::Paused);
    QVERIFY(m_shown->isEmpty() && m_refused->isEmpty());
    // Pause on the transport bar does the same.
    show(QStringLiteral("lab spiral epochs=100000"));
    QTRY_VERIFY(m_glassbox->session().state() == RunState::Running);
    m_glassbox->session().pause();
    QTRY_COMPARE(m_givenUp->count(), 2);
    QVERIFY(m_shown->isEmpty());
}

void TestLiveViews::whoeverRunsOnMeanwhileHasIt() {
    TrainingSession& session = m_glassbox->session();
    show(QStringLiteral("lab spiral epochs=100000"));
    QTRY_VERIFY(session.state() == RunState::Running);
    session.run();
    QCOMPARE(m_givenUp->count(), 1);
    session.pause();
    QTRY_COMPARE(session.state(), RunState::Paused);
    // Another example in its stead.
    show(QStringLiteral("lab spiral epochs=100000"));
    QTRY_VERIFY(session.state() == RunState::Running);
    m_glassbox->document().reset(example(QStringLiteral("one-neuron")).experiment);
    QCOMPARE(m_givenUp->count(), 2);
    // Another live view in its stead.
    show(QStringLiteral("lab spiral epochs=100000"));
    QTRY_VERIFY(session.state() == RunState::Running);
    show(QStringLiteral("lab xor-hidden-layer epochs=3"));
    QTRY_COMPARE(m_shown->count(), 1);
    QCOMPARE(session.history().back().epoch, 3);
    QVERIFY(m_refused->isEmpty());
}

void TestLiveViews::trainingGoesBeyondTheExamplesOwnEnd() {
    const auto own = static_cast<int>(example(QStringLiteral("one-neuron")).experiment.training.epochs);
    SeeState state = parseSee(QStringLiteral("lab one-neuron"));
    state.epochs = own + 5;
    m_live->show(state);
    QTRY_COMPARE_WITH_TIMEOUT(m_shown->count(), 1, patience);
    QCOMPARE(m_glassbox->session().history().back().epoch, own + 5);
}

void TestLiveViews::whatStandsThereIsNotMadeAnew() {
    show(QStringLiteral("lab xor-hidden-layer epochs=20"));
    QTRY_COMPARE(m_shown->count(), 1);
    const quint64 generation = m_glassbox->session().generation();
    m_glassbox->window().showPage(QStringLiteral("Data"));
    show(QStringLiteral("lab xor-hidden-layer epochs=20 unit=1.2"));
    QCOMPARE(m_shown->count(), 2);
    QCOMPARE(m_glassbox->session().generation(), generation);
    QCOMPARE(m_glassbox->window().currentPage(), QStringLiteral("Lab"));
    QVERIFY(m_glassbox->lab().selection().unit() == std::optional(UnitRef{0, 1}));
    // A step more is another state.
    m_glassbox->session().step();
    show(QStringLiteral("lab xor-hidden-layer epochs=20"));
    QTRY_COMPARE(m_shown->count(), 3);
    QVERIFY(m_glassbox->session().generation() > generation);
    QCOMPARE(m_glassbox->session().history().back().epoch, 20);
}

QTEST_MAIN(TestLiveViews)
#include "test_live_views.moc"
