#include "ui/lab/cost_panel.h"

#include "ui/lab/output_legend.h"
#include "ui/plots/cost_chart.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace glassbox {

namespace {
constexpr int refreshPause = 67;      // milliseconds: 15 times a second
constexpr int roomForAccuracy = 330;  // pixels of card height
constexpr int roomForLearningRate = 470;
}  // namespace

CostPanel::CostPanel(ExperimentDocument& document, ThemeSource& theme, QWidget* parent)
    : Card(tr("Cost"), parent), m_document(document), m_theme(theme) {
    buildHead();
    m_chart = new CostChart(
        theme, [this]() -> const HistoryRows& { return m_document.session().history(); }, this);
    m_chart->setToolTip(
        tr("The mean loss over all samples of a part, after every epoch. Epoch 0 is the untrained network. Point at an "
           "epoch for its values."));
    m_empty = new QLabel(tr("The cost after every epoch is drawn here once training runs."), this);
    m_empty->setObjectName("costEmpty");
    m_empty->setProperty("tone", "mute");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_remark = new QLabel(this);
    m_remark->setObjectName("costRemark");
    m_remark->setProperty("tone", "mute");
    m_remark->setWordWrap(true);
    m_remark->hide();
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_chart);
    body()->addWidget(m_stack, 1);
    body()->addWidget(m_remark);
    connect(m_chart, &CostChart::remarkChanged, this, [this](const QString& remark) {
        m_remark->setText(remark);
        m_remark->setVisible(!remark.isEmpty());
    });
    connectSession();
    refreshLegend();
    refreshKept();
    takeHistory();
}

void CostPanel::buildHead() {
    m_legend = new OutputLegend(m_theme, this);
    m_legend->setObjectName("costLegend");
    m_log = new QCheckBox(tr("log"), this);
    m_log->setObjectName("logAxis");
    m_log->setAccessibleName(tr("Logarithmic cost axis"));
    m_log->setToolTip(
        tr("Draws the cost on a logarithmic axis: equal steps are equal factors, so that small costs late in a run "
           "can be told apart."));
    auto* menu = new QMenu(this);
    m_accuracy = menu->addAction(tr("Accuracy"));
    m_accuracy->setObjectName("showAccuracy");
    m_accuracy->setToolTip(
        tr("The share of samples whose class the network names rightly, in a chart below the cost."));
    m_learningRate = menu->addAction(tr("Learning rate"));
    m_learningRate->setObjectName("showLearningRate");
    m_learningRate->setToolTip(tr("The learning rate of each epoch, as the schedule sets it, in a chart below."));
    menu->addSeparator();
    m_keptRuns = menu->addAction(tr("Kept runs"));
    m_keptRuns->setObjectName("showKeptRuns");
    m_keptRuns->setCheckable(true);
    m_keptRuns->setChecked(true);
    m_keptRuns->setToolTip(tr("Draws the newest %1 kept runs with the same loss thin behind the present one: the cost "
                              "of their validation part, or of the training part where there is none.")
                               .arg(mostKeptCurves));
    connect(m_keptRuns, &QAction::toggled, this, &CostPanel::refreshKept);
    menu->setToolTipsVisible(true);
    auto* more = new QToolButton(this);
    more->setObjectName("costCharts");
    more->setText(tr("Charts ▾"));
    more->setToolTip(
        tr("Which charts stand below the cost: accuracy, learning rate. Where the card is high enough they show by "
           "themselves."));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(menu);
    for (QAction* action : {m_accuracy, m_learningRate}) {
        action->setCheckable(true);
        // Once chosen by hand, the room no longer decides.
        connect(action, &QAction::triggered, this, [this, action] {
            action->setData(true);
            refreshOptions();
        });
    }
    connect(m_log, &QCheckBox::toggled, this, &CostPanel::refreshOptions);
    head()->setSpacing(4);  // so that the legend has one line in a small window
    head()->addWidget(m_legend, 1);
    head()->addWidget(m_log);
    head()->addWidget(more);
    // The head's whole width is taken by these.
    if (auto* note = findChild<QLabel*>("cardNote")) note->hide();
}

void CostPanel::connectSession() {
    TrainingSession& session = m_document.session();
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &CostPanel::takeHistory);
    connect(&session, &TrainingSession::historyChanged, this, [this](bool fromStart) {
        m_fromStart = m_fromStart || fromStart;
        if (!m_refresh.isActive()) m_refresh.start(refreshPause);
    });
    connect(&session, &TrainingSession::experimentApplied, this, [this] {
        m_bestSeen = 0;
        refreshBest(true);
    });
    connect(&m_theme, &ThemeSource::changed, this, &CostPanel::refreshLegend);
    connect(&m_document, &ExperimentDocument::runsChanged, this, &CostPanel::refreshKept);
    connect(&m_document, &ExperimentDocument::experimentChanged, this, [this] {
        if (m_document.experiment().training.loss != m_keptLoss) refreshKept();
    });
}

void CostPanel::takeHistory() {
    const bool fromStart = m_fromStart;
    m_fromStart = false;
    m_chart->refresh(fromStart);
    refreshBest(fromStart);
    refreshOptions();
    refreshLegend();
    m_stack->setCurrentWidget(m_chart->figure().isEmpty() ? static_cast<QWidget*>(m_empty) : m_chart);
}

void CostPanel::refreshOptions() {
    const bool accuracy = m_chart->figure().hasAccuracy();
    const auto shown = [this](QAction* action, int room) {
        if (action->data().toBool()) return action->isChecked();
        const QSignalBlocker quiet(action);
        action->setChecked(height() >= room);
        return action->isChecked();
    };
    CostFigureOptions options;
    options.logarithmic = m_log->isChecked();
    options.accuracy = accuracy && shown(m_accuracy, roomForAccuracy);
    options.learningRate = shown(m_learningRate, roomForLearningRate);
    m_accuracy->setEnabled(accuracy);
    m_chart->setOptions(options);
}

void CostPanel::refreshLegend() {
    const Theme& theme = m_theme.theme();
    using Mark = OutputLegend::Shape;
    QList<OutputLegend::Entry> entries{{Mark::Line, theme.train, tr("train")}};
    if (m_chart != nullptr && m_chart->figure().hasValidation())
        entries << OutputLegend::Entry{Mark::Line, theme.validation, tr("validation")};
    m_legend->setEntries(entries);
}

// What the trainer would go back to: the lowest validation cost, or training cost where there is no validation part.
void CostPanel::refreshBest(bool fromStart) {
    const EarlyStopping& rule = m_document.experiment().training.earlyStopping;
    const HistoryRows& rows = m_document.session().history();
    if (fromStart || m_bestSeen > rows.size()) {
        m_bestSeen = 0;
        m_bestRow.reset();
    }
    if (rule.patience <= 0) {
        m_bestSeen = 0;
        m_chart->setBestEpoch({});
        return;
    }
    for (; m_bestSeen < rows.size(); ++m_bestSeen) {
        const HistoryRow& row = rows[m_bestSeen];
        const double cost = row.validation ? row.validation->cost : row.training.cost;
        if (!(cost < (m_bestRow ? m_bestCost - rule.minDelta : INFINITY))) continue;
        m_bestRow = m_bestSeen;
        m_bestCost = cost;
    }
    m_chart->setBestEpoch(m_bestRow ? std::optional(rows[*m_bestRow].epoch) : std::nullopt);
}

// Costs of different losses can't be compared.
void CostPanel::refreshKept() {
    const std::vector<DocumentRun>& kept = m_document.runs().kept;
    m_keptLoss = m_document.experiment().training.loss;
    std::vector<KeptCurve> curves;
    for (auto run = kept.rbegin(); m_keptRuns->isChecked() && run != kept.rend(); ++run) {
        if (curves.size() == mostKeptCurves) break;
        if (run->experiment.training.loss != m_keptLoss) continue;
        KeptCurve& curve = curves.emplace_back();
        curve.name = QString::fromStdString(run->name);
        for (const HistoryRow& row : run->state->history) {
            const double cost = row.validation ? row.validation->cost : row.training.cost;
            if (std::isfinite(cost)) curve.points.append({static_cast<double>(row.epoch), cost});
        }
    }
    m_keptRuns->setEnabled(!kept.empty());
    m_chart->setKept(curves);  // with their names at their ends, for which the legend has no room
}

QString CostPanel::remark() const {
    return m_remark->text();
}

void CostPanel::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    refreshOptions();
}

}  // namespace glassbox
