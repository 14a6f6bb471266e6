#include "ui/lab/inside_card.h"

#include "ui/lab/confusion_view.h"
#include "ui/lab/curves_view.h"
#include "ui/lab/history_canvas.h"
#include "ui/lab/inside_tables.h"
#include "ui/lab/losses_view.h"
#include "ui/lab/matrices_canvas.h"
#include "ui/lab/matrices_view.h"
#include "ui/lab/norms_view.h"
#include "ui/shell/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMetaEnum>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

constexpr Index batchSamples = 60;
constexpr Index resultSamples = 2000;
constexpr int recordMilliseconds = 50;  // twenty moments a second are as many as the eye follows

}  // namespace

InsideCard::InsideCard(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : Card({}, parent), m_document(document) {
    buildHead();
    const auto view = [&](MatrixSource source) {
        return new MatricesView(document, selection, theme, std::move(source));
    };
    addMatrices(view(weightsSource()), tr("Weights"), tr("w and b of every layer, now."));
    addMatrices(view(activationsSource()), tr("Activations"), tr("a of every unit, on samples of the training part."));
    addMatrices(view(gradientsSource()), tr("Gradients"), tr("∂C/∂w and ∂C/∂b on the batch of the last step."));
    auto* optimizer =
        view(optimizerSource([this] { return static_cast<std::size_t>(std::max(0, m_state->currentIndex())); }));
    optimizer->addControl(m_state);
    addMatrices(optimizer, tr("Optimizer"), tr("What the optimizer remembers of past gradients."));
    m_norms = new NormsView(selection, theme);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Norms")),
                          tr("How long weights, gradient and update of every layer are, and how far a step moves the "
                             "weights."));
    m_pages->addWidget(m_norms);
    m_curves = new CurvesView(selection, theme);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Curves")),
                          tr("The activation function of every layer, with each unit's z on it."));
    m_pages->addWidget(m_curves);
    m_confusion = new ConfusionView(document, selection, theme);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Confusion")),
                          tr("Which classes are taken for which. Click a cell to see its samples."));
    m_pages->addWidget(m_confusion);
    m_losses = new LossesView(document, selection, theme);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Losses")),
                          tr("The samples that the network gets most wrong, the worst first."));
    m_pages->addWidget(m_losses);
    body()->addWidget(m_pages, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, &InsideCard::tabChanged);
    connect(m_state, &QComboBox::currentTextChanged, this, [this](const QString& state) {
        m_matrices[Optimizer]->setSeries(state.toStdString());
        pass();
    });
    m_matrices[Activations]->setOwnAxes(true);
    m_matrices[Activations]->setPerLayer(true);  // inputs may be far larger than what follows
    connect(m_confusion, &ConfusionView::cellChosen, this, [this](const ConfusionCell& cell) {
        m_losses->setFilter(cell);
        setTab(Losses);
    });
    connect(&document.session(), &TrainingSession::datasetChanged, this, &InsideCard::fitData);
    connect(&document.session(), &TrainingSession::historyChanged, this, [this](bool fromStart) {
        if (fromStart) clearRecords();
    });
    fitData();
    tabChanged();
}

void InsideCard::buildHead() {
    setObjectName(QStringLiteral("card"));
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("insideTabs"));
    m_tabs->setAccessibleName(tr("What is shown of the network's inside"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_pages = new QStackedWidget(this);
    m_state = new QComboBox(this);
    m_state->setObjectName(QStringLiteral("optimizerState"));
    m_state->setAccessibleName(tr("Number that the optimizer keeps"));
    m_state->setToolTip(
        tr("What the optimizer keeps of every weight: for Adam m, the fading mean of the gradient, and "
           "v, that of its square."));
    head()->insertWidget(0, m_tabs, 1);
    findChild<QLabel*>(QStringLiteral("cardNote"))->hide();  // the tabs need all the room
}

void InsideCard::addMatrices(MatricesView* view, const QString& title, const QString& tip) {
    m_tabs->setTabToolTip(m_tabs->addTab(title), tip);
    m_pages->addWidget(view);
    m_matrices.push_back(view);
    connect(view, &MatricesView::overTimeChanged, this, [this] {
        record();
        Q_EMIT requestChanged();
    });
}

InsideCard::Tab InsideCard::tab() const {
    return static_cast<Tab>(m_tabs->currentIndex());
}

void InsideCard::setTab(Tab tab) {
    m_tabs->setCurrentIndex(tab);
}

// Classes can only be confused where there are some.
void InsideCard::fitData() {
    const DatasetPtr dataset = m_document.session().dataset();
    const bool classes = !dataset || dataset->task == Task::Classification;
    m_tabs->setTabVisible(Confusion, classes);
    if (!classes && tab() == Confusion) setTab(Losses);
    m_losses->setFilter({});
}

void InsideCard::tabChanged() {
    m_pages->setCurrentIndex(m_tabs->currentIndex());
    refreshStates();
    pass();
    if (isMatrices(tab())) m_matrices[static_cast<std::size_t>(tab())]->refreshHistory();
    Q_EMIT requestChanged();
}

void InsideCard::refreshStates() {
    QStringList names;
    if (m_snapshot && tab() == Optimizer)
        for (const StateValues& state : m_snapshot->optimizerState) names << QString::fromStdString(state.name);
    QStringList shown;
    for (int i = 0; i < m_state->count(); ++i) shown << m_state->itemText(i);
    if (names != shown) {
        m_state->clear();
        m_state->addItems(names);
    }
    m_state->setVisible(names.size() > 1);
}

void InsideCard::setOverTime(Tab tab, bool overTime) {
    if (isMatrices(tab)) m_matrices[static_cast<std::size_t>(tab)]->setOverTime(overTime);
}

void InsideCard::addTo(ViewRequest& request) const {
    const auto wanted = [this](Tab which) {
        return tab() == which || m_matrices[static_cast<std::size_t>(which)]->isOverTime();
    };
    request.gradients = wanted(Gradients);
    request.optimizerState = wanted(Optimizer);
    request.batch = wanted(Activations) ? batchSamples : 0;
    request.norms = tab() == Norms || m_norms->recordsBehind();
    request.preActivations = tab() == Curves;
    request.results = tab() == Confusion || tab() == Losses ? resultSamples : 0;
}

void InsideCard::setSnapshot(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    refreshStates();
    pass();
    if (isRecordDue()) record();
}

/// While training runs, moments are taken at a pace that the eye can follow; otherwise every one.
bool InsideCard::isRecordDue() {
    const bool due = !m_snapshot || m_snapshot->state != RunState::Running || !m_sinceRecord.isValid() ||
                     m_sinceRecord.elapsed() >= recordMilliseconds;
    if (due) m_sinceRecord.start();
    return due;
}

void InsideCard::record() {
    if (!m_snapshot) return;
    for (MatricesView* view : m_matrices) {
        // Numbers that are there only because a map shows them are not recorded: that would be a record full of gaps.
        const bool records = view == m_matrices[Weights] || view->isOverTime();
        view->record(*m_snapshot, records);
        if (isMatrices(tab()) && view == m_matrices[static_cast<std::size_t>(tab())]) view->refreshHistory();
    }
    const bool behind = m_norms->recordsBehind();
    m_norms->record(*m_snapshot);
    if (behind != m_norms->recordsBehind()) Q_EMIT requestChanged();  // another network
    if (tab() == Norms) m_norms->refresh();
}

void InsideCard::clearRecords() {
    for (MatricesView* view : m_matrices) view->clearRecord();
    m_norms->clearRecord();
    // The new run's first snapshot may have come before the word that it is a new one.
    if (m_snapshot && m_snapshot->step == 0) record();
}

void InsideCard::pass() {
    if (!m_snapshot) return;
    switch (tab()) {
        case Weights:
        case Activations:
        case Gradients:
        case Optimizer:
            m_matrices[static_cast<std::size_t>(tab())]->setSnapshot(m_snapshot);
            break;
        case Norms:
            m_norms->setSnapshot(m_snapshot);
            break;
        case Curves:
            m_curves->setSnapshot(m_snapshot, m_document.session().dataset());
            break;
        case Confusion:
            m_confusion->setSnapshot(m_snapshot);
            break;
        case Losses:
            m_losses->setSnapshot(m_snapshot);
            break;
    }
}

PictureContent InsideCard::content() const {
    PictureContent content;
    content.name = QString::fromLatin1(QMetaEnum::fromType<Tab>().key(tab())).toLower();
    if (!m_snapshot) return content;
    if (tab() == Confusion) {
        content.title = tr("Confusion matrix");
        content.widget = m_confusion;
        content.table = [this] {
            const DatasetPtr dataset = m_document.session().dataset();
            return dataset ? confusionTable(m_confusion->counts(), *dataset) : DataTable();
        };
    } else if (tab() == Losses) {
        content.title = tr("Samples with the largest losses");
        content.widget = m_losses;
        content.table = [this] { return samplesTable(m_losses->model()); };
    } else if (tab() == Norms) {
        content.title = tr("Lengths of weights, gradients and updates");
        content.widget = m_norms->picture();
        content.table = [this] { return normsTable(m_norms->moments()); };
    } else if (tab() == Curves) {
        content.title = tr("Activation functions with the units' z");
        content.widget = m_curves->picture();
        content.table = [this] { return curvesTable(*m_snapshot); };
    } else if (MatricesView* view = m_matrices[static_cast<std::size_t>(tab())]; view->isOverTime()) {
        content.name += QStringLiteral("-over-time");
        content.title = view->historyCanvas().accessibleName();
        content.widget = &view->historyCanvas();
        content.legend = view->legend();
        content.table = [view] { return historyTable(view->history()); };
    } else {
        MatricesCanvas& canvas = view->canvas();
        content.legend = view->legend();
        content.title = canvas.source().title;
        content.widget = &canvas;
        content.table = [this, &canvas] { return matricesTable(canvas.source(), *m_snapshot); };
    }
    return content;
}

}  // namespace glassbox
