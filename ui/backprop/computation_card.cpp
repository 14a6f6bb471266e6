#include "ui/backprop/computation_card.h"

#include "engine/explain/number_words.h"
#include "ui/backprop/gradient_bars.h"
#include "ui/backprop/graph_canvas.h"
#include "ui/backprop/step_canvas.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/numbers.h"
#include "ui/shell/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>

namespace glassbox {

namespace {

QString number(double value) {
    return QString::fromStdString(numberWords(value));
}

/// "x = (1, 0) · y = 1": the sample as the network gets it.
QString factsOf(const StepRecord& record, Index column) {
    constexpr Index most = 4;
    QStringList values;
    const TensorView x = tensorOf(record, {Quantity::Input}), y = tensorOf(record, {Quantity::Target});
    for (Index i = 0; i < std::min(x.rows, most); ++i) values << number(x(i, column));
    if (x.rows > most) values << QStringLiteral("…");
    QString target;
    if (record.classNames.empty()) {
        target = number(y(0, column));
    } else {
        Index best = y.rows == 1 && y(0, column) > 0.5 ? 1 : 0;
        for (Index i = 1; i < y.rows; ++i)
            if (y(i, column) > y(best, column)) best = i;
        target = QString::fromStdString(record.classNames[static_cast<std::size_t>(best)]);
        if (y.rows == 1) target = QStringLiteral("%1 (%2)").arg(number(y(0, column)), target);
    }
    return QStringLiteral("x = (%1) · y = %2").arg(values.join(QStringLiteral(", ")), target);
}

}  // namespace

ComputationCard::ComputationCard(WalkModel& model, WalkSource& source, ThemeSource& theme, QWidget* parent)
    : Card(tr("Computation"), parent), m_model(model), m_source(source) {
    m_title = new ElidedLabel(this);
    m_title->setObjectName(QStringLiteral("placeTitle"));
    m_title->setProperty("tone", QStringLiteral("chip"));
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    head()->addWidget(m_title);
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("computationTabs"));
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setAccessibleName(tr("Picture of the step"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Network")), tr("Values and gradients on units and links."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Graph")),
                          tr("The same step as a graph of operations, with local derivatives on its edges."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Gradients")),
                          tr("How large the gradient is in each layer: does it vanish or explode on its way back?"));
    setCorner(m_tabs);
    body()->setSpacing(6);
    body()->addWidget(makeChoices());
    body()->addWidget(makeViews(theme), 1);
    connect(m_tabs, &QTabBar::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    connect(&model, &WalkModel::walkChanged, this, &ComputationCard::showWalk);
    connect(&model, &WalkModel::placeChanged, this, &ComputationCard::showPlace);
    connect(&source, &WalkSource::changed, this, &ComputationCard::showSource);
    showWalk();
    showSource();
}

QWidget* ComputationCard::makeViews(ThemeSource& theme) {
    m_network = new StepCanvas(m_model, theme);
    m_graph = new GraphCanvas(m_model, theme);
    m_gradients = new GradientBars(m_model, theme);
    m_views = new QStackedWidget(this);
    for (QWidget* view :
         {static_cast<QWidget*>(m_network), static_cast<QWidget*>(m_graph), static_cast<QWidget*>(m_gradients)})
        m_views->addWidget(view);
    return m_views;
}

QWidget* ComputationCard::makeChoices() {
    auto* row = new QWidget(this);
    m_kind = new QComboBox(row);
    m_kind->setObjectName(QStringLiteral("stepKind"));
    m_kind->setAccessibleName(tr("What the step is taken on"));
    m_kind->addItem(tr("one sample"));
    m_kind->addItem(tr("one batch"));
    m_kind->setToolTip(
        tr("One sample: a training step on a single example.\nOne batch: the step that the Lab would take "
           "next; its gradient is the mean over the samples."));
    m_sample = new QSpinBox(row);
    m_sample->setObjectName(QStringLiteral("stepSample"));
    m_sample->setAccessibleName(tr("Number of the sample"));
    m_sample->setKeyboardTracking(false);
    m_ofLabel = new QLabel(row);
    m_ofLabel->setProperty("tone", QStringLiteral("mute"));
    m_facts = new ElidedLabel(row);
    m_facts->setObjectName(QStringLiteral("sampleFacts"));
    m_facts->setProperty("tone", QStringLiteral("mute"));
    m_outcome = new QLabel(row);
    m_outcome->setObjectName(QStringLiteral("stepOutcome"));
    const auto button = [row](const QString& text, const char* name, const QString& tip) {
        auto* made = new QPushButton(text, row);
        made->setObjectName(QLatin1String(name));
        made->setProperty("kind", QStringLiteral("small"));
        made->setFocusPolicy(Qt::TabFocus);
        made->setAutoDefault(false);
        made->setToolTip(tip);
        return made;
    };
    m_former = button(tr("‹"), "formerStep", tr("Back to the training step before this one.\nKey: Shift+N"));
    m_former->setAccessibleName(tr("Step before"));
    m_next =
        button(tr("Next step ›"), "nextStep",
               tr("The training step after this one, with the new weights. The Lab's own run stays as it is.\nKey: N"));
    m_newest = button(tr("From the Lab"), "newestStep",
                      tr("Begin again with the network as it stands in the Lab now.\nKey: F5"));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_kind, m_sample, m_ofLabel}) layout->addWidget(widget);
    layout->addWidget(m_facts, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_outcome, m_former, m_next, m_newest})
        layout->addWidget(widget);
    connect(m_kind, &QComboBox::activated, this, [this](int kind) {
        const Walk* walk = m_model.walk();
        const Index sample = walk && !walk->record().samples.empty()
                                 ? walk->record().samples[static_cast<std::size_t>(
                                       std::min<Index>(m_model.sample(), walk->record().sampleCount() - 1))]
                                 : 0;
        m_source.setSample(kind == 0 ? std::optional(sample) : std::nullopt);
    });
    connect(m_sample, &QSpinBox::valueChanged, this, [this](int value) {
        if (m_source.sample())
            m_source.setSample(value - 1);
        else
            m_model.setSample(value - 1);
    });
    connect(m_former, &QPushButton::clicked, &m_source, &WalkSource::formerStep);
    connect(m_next, &QPushButton::clicked, &m_source, &WalkSource::nextStep);
    connect(m_newest, &QPushButton::clicked, &m_source, &WalkSource::takeNewest);
    return row;
}

ComputationCard::View ComputationCard::view() const {
    return static_cast<View>(m_tabs->currentIndex());
}

void ComputationCard::setView(View view) {
    m_tabs->setCurrentIndex(view);
}

QWidget* ComputationCard::picture() const {
    return m_model.walk() ? m_views->currentWidget() : nullptr;
}

void ComputationCard::showWalk() {
    showSource();
    showPlace();
}

void ComputationCard::showSource() {
    const Walk* walk = m_model.walk();
    const bool one = m_source.sample().has_value();
    {
        const QSignalBlocker quiet(m_sample), still(m_kind);
        m_kind->setCurrentIndex(one ? 0 : 1);
        const Index count = one ? m_source.sampleCount() : walk ? walk->record().sampleCount() : 1;
        m_sample->setRange(1, static_cast<int>(std::max<Index>(count, 1)));
        m_sample->setValue(static_cast<int>(one ? *m_source.sample() : m_model.sample()) + 1);
        m_ofLabel->setText(tr("of %1").arg(countText(static_cast<double>(count))));
    }
    m_sample->setToolTip(one ? tr("Which sample of the training part the step is taken on.")
                             : tr("Which sample of the batch is told; gradients of weights are of the whole batch."));
    m_former->setEnabled(m_source.canGoToFormer() && !m_source.isWaiting());
    m_next->setEnabled(walk && !walk->record().divergence && !m_source.isWaiting());
    m_newest->setEnabled(!m_source.isWaiting());
    if (walk) return;
    m_network->setEmptyText(!m_source.problem().isEmpty() ? m_source.problem()
                            : m_source.isWaiting()        ? tr("Recording a training step …")
                                                   : tr("There is no network yet. Build one in the Lab, and step "
                                                        "through its training here."));
}

void ComputationCard::showPlace() {
    const Walk* walk = m_model.walk();
    m_title->setVisible(walk != nullptr);
    m_facts->setText({});
    m_outcome->hide();
    if (!walk) return;
    const StepRecord& record = walk->record();
    const QString title = QString::fromStdString(titleOf(*walk, m_model.place(), m_model.grain()));
    m_title->setText(title);
    m_title->setToolTip(title);
    const QString facts = factsOf(record, m_model.sample());
    m_facts->setText(facts);
    m_facts->setAccessibleName(facts);
    m_facts->setToolTip(tr("%1 · learning rate %2").arg(facts, number(record.learningRate)));
    if (!m_source.sample()) {
        const QSignalBlocker quiet(m_sample);
        m_sample->setValue(static_cast<int>(m_model.sample()) + 1);
    }
    const bool done =
        walk->covered(m_model.place(), m_model.grain()).second + 1 == walk->count() && !m_model.isHidden();
    if (record.divergence) {
        m_outcome->setText(tr("diverged"));
        m_outcome->setToolTip(QString::fromStdString(*record.divergence));
        m_outcome->setProperty("tone", QStringLiteral("warn"));
        m_outcome->show();
    } else if (done) {
        const double before = record.trace.cost, after = record.costAfter;
        const bool better = after < before;
        m_outcome->setText(tr("%1 %2 → %3 %4")
                               .arg(record.isBatch() ? tr("cost") : tr("loss"), costText(before), costText(after),
                                    better           ? tr("✓ better")
                                    : after > before ? tr("✗ worse")
                                                     : tr("the same")));
        m_outcome->setToolTip(
            better ? tr("With the new weights the same samples cost less: the step went downhill.")
                   : tr("The step did not help on these samples: it was too long, memory of earlier steps "
                        "carried it elsewhere, or the gradient is zero."));
        m_outcome->setProperty("tone", better ? QStringLiteral("ok") : QStringLiteral("warn"));
        m_outcome->show();
    }
    m_outcome->style()->unpolish(m_outcome);
    m_outcome->style()->polish(m_outcome);
}

}  // namespace glassbox
