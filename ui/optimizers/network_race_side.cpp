#include "ui/optimizers/network_race_side.h"

#include "ui/optimizers/network_plane_form.h"
#include "ui/optimizers/network_race_words.h"
#include "ui/optimizers/network_racer_list.h"
#include "ui/shell/option_editor.h"
#include "ui/shell/page_scroll.h"
#include "ui/shell/value_edit.h"

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace glassbox {

namespace {

QLabel* headline(const QString& text) {
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("cardTitle"));
    return label;
}

QLabel* words(const char* objectName, const char* tone) {
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(objectName));
    label->setProperty("tone", QLatin1String(tone));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QComboBox* makeCombo(const char* objectName, const QString& name) {
    auto* combo = new QComboBox;
    combo->setObjectName(QLatin1String(objectName));
    combo->setAccessibleName(name);
    combo->setMinimumContentsLength(8);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    ignoreWheel(combo);
    return combo;
}

/// Rules of the style sheet with properties are looked up anew.
void repolish(QWidget* widget) {
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

constexpr std::int64_t mostSteps = 100000;

}  // namespace

NetworkRaceSide::NetworkRaceSide(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent)
    : QFrame(parent), m_model(model), m_theme(theme) {
    setObjectName(QStringLiteral("card"));
    setAccessibleName(tr("What is raced"));
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    addNetwork(*layout);
    layout->addSpacing(6);
    addRacers(*layout);
    layout->addSpacing(6);
    layout->addWidget(headline(tr("Landscape")));
    layout->addWidget(new NetworkPlaneForm(model));
    layout->addStretch(1);
    auto* scroll = new PageScroll;
    scroll->setObjectName(QStringLiteral("networkRaceScroll"));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    outer->setSpacing(0);
    outer->addWidget(scroll, 1);
    outer->addWidget(makeFoot());
    connect(&model, &NetworkRaceModel::setupChanged, this, &NetworkRaceSide::refresh);
    connect(&model, &NetworkRaceModel::stateChanged, this, &NetworkRaceSide::refreshState);
    connect(&model, &NetworkRaceModel::raceChanged, this, &NetworkRaceSide::refreshState);
    refresh();
    refreshState();
}

void NetworkRaceSide::addNetwork(QVBoxLayout& layout) {
    layout.addWidget(headline(tr("Network")));
    m_title = words("racedNetwork", "strong");
    layout.addWidget(m_title);
    m_network = makeCombo("racedNetworkChoice", tr("Which network is raced"));
    layout.addWidget(m_network);
    m_newer = words("labIsNewer", "caption");
    m_newer->setText(tr("The Lab has changed since."));
    layout.addWidget(m_newer);
    m_take = new QPushButton(tr("Take the Lab's network"));
    m_take->setObjectName(QStringLiteral("takeFromLab"));
    m_take->setProperty("kind", "small");
    m_take->setToolTip(tr("Races what is in the Lab now: its data, network, loss and penalties."));
    layout.addWidget(m_take, 0, Qt::AlignLeft);
    connect(m_take, &QPushButton::clicked, &m_model, &NetworkRaceModel::takeFromLab);
    connect(m_network, &QComboBox::activated, this,
            [this] { m_model.setNetwork(static_cast<RacedNetwork>(m_network->currentData().toInt())); });
}

void NetworkRaceSide::addRacers(QVBoxLayout& layout) {
    layout.addWidget(headline(tr("Comparison")));
    m_comparison = makeCombo("comparison", tr("What is compared"));
    for (int i = 0; i < raceComparisons; ++i) {
        const auto comparison = static_cast<RaceComparison>(i);
        m_comparison->addItem(NetworkRaceWords::name(comparison), i);
        m_comparison->setItemData(i, NetworkRaceWords::help(comparison), Qt::ToolTipRole);
    }
    layout.addWidget(m_comparison);
    m_racers = new NetworkRacerList(m_theme);
    layout.addWidget(m_racers);
    addLimits(layout);
    connect(m_comparison, &QComboBox::activated, this,
            [this](int comparison) { m_model.setComparison(static_cast<RaceComparison>(comparison)); });
    connect(m_racers, &NetworkRacerList::edited, this, [this](const std::vector<NetworkRacer>& racers) {
        NetworkRaceSetup next = m_model.setup();
        next.racers = racers;
        m_model.setSetup(next);
    });
    connect(m_racers, &NetworkRacerList::addAsked, this, &NetworkRaceSide::addRacer);
}

void NetworkRaceSide::addRacer() {
    NetworkRaceSetup next = m_model.setup();
    if (next.racers.size() >= NetworkRacerList::most) return;
    next.racers.push_back(nextRacer(next));
    m_model.setSetup(next);
    m_racers->setOpen(static_cast<int>(next.racers.size()) - 1);
}

void NetworkRaceSide::addLimits(QVBoxLayout& layout) {
    OptionInfo steps{"steps", tr("Steps").toStdString(), OptionType::Integer, std::int64_t{800}, 1, mostSteps};
    steps.help = tr("Updates of the weights that every racer makes, whatever its batch size.").toStdString();
    m_steps = new OptionEditor(steps, m_theme);
    m_steps->setObjectName(QStringLiteral("raceSteps"));
    OptionInfo seed{"seed", tr("Seed").toStdString(), OptionType::Integer, std::int64_t{1}, 0, 1e9};
    seed.help = tr("Where the starting weights and the order of the samples come from: the same for all racers. "
                   "Another one shows how much was luck.")
                    .toStdString();
    m_seed = new OptionEditor(seed, m_theme);
    m_seed->setObjectName(QStringLiteral("raceSeed"));
    layout.addWidget(m_steps);
    layout.addWidget(m_seed);
    connect(m_steps, &OptionEditor::edited, this, [this](const OptionValue& value) {
        NetworkRaceSetup next = m_model.setup();
        next.steps = static_cast<Index>(std::get<std::int64_t>(value));
        m_model.setSetup(next);
    });
    connect(m_seed, &OptionEditor::edited, this, [this](const OptionValue& value) {
        NetworkRaceSetup next = m_model.setup();
        next.seed = static_cast<std::uint64_t>(std::get<std::int64_t>(value));
        m_model.setSetup(next);
    });
}

QWidget* NetworkRaceSide::makeFoot() {
    auto* foot = new QWidget;
    auto* layout = new QVBoxLayout(foot);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(6);
    m_status = words("networkRaceStatus", "caption");
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("How far the calculation is"));
    m_run = new QPushButton;
    m_run->setObjectName(QStringLiteral("runNetworkRace"));
    layout->addWidget(m_status);
    layout->addWidget(m_progress);
    layout->addWidget(m_run);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_model.phase() == NetworkRaceModel::Phase::Idle)
            m_model.start();
        else
            m_model.cancel();
    });
    return foot;
}

void NetworkRaceSide::refresh() {
    const NetworkRaceSetup& setup = m_model.setup();
    m_title->setText(m_model.title());
    m_network->clear();
    for (const RacedNetwork network : {RacedNetwork::Lab, RacedNetwork::Linear, RacedNetwork::LinearUnequal}) {
        if (network == RacedNetwork::LinearUnequal && !hasUnequalInputs(setup.lab)) continue;
        m_network->addItem(NetworkRaceWords::name(network), static_cast<int>(network));
        m_network->setItemData(m_network->count() - 1, NetworkRaceWords::help(network), Qt::ToolTipRole);
    }
    m_network->setCurrentIndex(m_network->findData(static_cast<int>(setup.network)));
    m_network->setToolTip(NetworkRaceWords::help(setup.network));
    m_comparison->setCurrentIndex(static_cast<int>(setup.comparison));
    m_comparison->setToolTip(NetworkRaceWords::help(setup.comparison));
    m_racers->showRacers(setup.racers);
    m_steps->setValue(static_cast<std::int64_t>(setup.steps));
    m_seed->setValue(static_cast<std::int64_t>(setup.seed));
}

void NetworkRaceSide::refreshState() {
    using Phase = NetworkRaceModel::Phase;
    const bool newer = m_model.isLabNewer();
    m_newer->setVisible(newer);
    m_take->setVisible(newer);
    m_title->setText(m_model.title());
    const Phase phase = m_model.phase();
    const QString problem = m_model.problem();
    m_progress->setVisible(phase != Phase::Idle);
    m_progress->setValue(static_cast<int>(1000 * m_model.progress()));
    QString status;
    const char* tone = "caption";
    if (phase == Phase::Racing) {
        status = tr("The racers train …");
    } else if (phase == Phase::Landscape) {
        status = tr("The landscape is computed, coarse to fine …");
    } else if (!problem.isEmpty() || !m_model.raceFailure().isEmpty()) {
        status = problem.isEmpty() ? m_model.raceFailure() : problem;
        tone = "warn";
    } else if (m_model.race() && !m_model.isCurrent()) {
        status = tr("The settings have changed: what is shown is of the race before. Run it to see theirs.");
        tone = "warn";
    }
    m_status->setText(status);
    m_status->setVisible(!status.isEmpty());
    if (m_status->property("tone") != QLatin1String(tone)) {
        m_status->setProperty("tone", QLatin1String(tone));
        repolish(m_status);
    }
    m_run->setText(phase != Phase::Idle ? tr("Cancel") : m_model.race() ? tr("Run again") : tr("Run the race"));
    m_run->setToolTip(phase != Phase::Idle ? tr("Gives up what is being computed; what is shown stays.")
                                           : tr("Trains all racers from the same weights on the same batches, then "
                                                "computes the landscape (F5)."));
    m_run->setEnabled(phase != Phase::Idle || problem.isEmpty());
    const QString kind = phase == Phase::Idle ? QStringLiteral("primary") : QString();
    if (m_run->property("kind").toString() != kind) {
        m_run->setProperty("kind", kind);
        repolish(m_run);
    }
}

}  // namespace glassbox
