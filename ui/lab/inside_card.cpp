#include "ui/lab/inside_card.h"

#include "ui/lab/confusion_view.h"
#include "ui/lab/inside_csv.h"
#include "ui/lab/losses_view.h"
#include "ui/lab/matrices_canvas.h"
#include "ui/lab/matrices_view.h"
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

}  // namespace

InsideCard::InsideCard(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : Card({}, parent), m_document(document) {
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
    connect(m_state, &QComboBox::currentIndexChanged, this, &InsideCard::pass);
    m_matrices[Activations]->setPerLayer(true);  // inputs may be far larger than what follows
    connect(m_confusion, &ConfusionView::cellChosen, this, [this](const ConfusionCell& cell) {
        m_losses->setFilter(cell);
        setTab(Losses);
    });
    connect(&document.session(), &TrainingSession::datasetChanged, this, &InsideCard::fitData);
    fitData();
    tabChanged();
}

void InsideCard::addMatrices(MatricesView* view, const QString& title, const QString& tip) {
    m_tabs->setTabToolTip(m_tabs->addTab(title), tip);
    m_pages->addWidget(view);
    m_matrices.push_back(view);
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

void InsideCard::addTo(ViewRequest& request) const {
    request.gradients = tab() == Gradients;
    request.optimizerState = tab() == Optimizer;
    request.batch = tab() == Activations ? batchSamples : 0;
    request.results = tab() == Confusion || tab() == Losses ? resultSamples : 0;
}

void InsideCard::setSnapshot(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    refreshStates();
    pass();
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
        content.csv = [this] {
            const DatasetPtr dataset = m_document.session().dataset();
            return dataset ? confusionCsv(m_confusion->counts(), *dataset) : QByteArray();
        };
    } else if (tab() == Losses) {
        content.title = tr("Samples with the largest losses");
        content.widget = m_losses;
        content.csv = [this] { return samplesCsv(m_losses->model()); };
    } else {
        const MatricesView& view = *m_matrices[static_cast<std::size_t>(tab())];
        MatricesCanvas& canvas = view.canvas();
        content.legend = view.legend();
        content.title = canvas.source().title;
        content.widget = &canvas;
        content.csv = [this, &canvas] { return matricesCsv(canvas.source(), *m_snapshot); };
    }
    return content;
}

}  // namespace glassbox
