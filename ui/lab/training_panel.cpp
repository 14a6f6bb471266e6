#include "ui/lab/training_panel.h"

#include "engine/experiment/training_options.h"
#include "engine/nn/initialiser.h"
#include "engine/nn/loss.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"
#include "ui/lab/data_tiles.h"
#include "ui/lab/experiment_edits.h"
#include "ui/shell/kind_option.h"
#include "ui/shell/part_menu.h"
#include "ui/shell/tips.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QRandomGenerator>
#include <QToolButton>
#include <QVBoxLayout>

namespace glassbox {

namespace {

OptionInfo seedOption() {
    return {.name = "seed",
            .label = TrainingPanel::tr("Seed").toStdString(),
            .type = OptionType::Integer,
            .standard = std::int64_t{42},
            .minimum = 0,
            .maximum = 9007199254740992.0,
            .help = TrainingPanel::tr(
                        "Where all chance comes from: points, split, starting weights, order of the samples. The "
                        "same seed gives the same run; another one shows how much was luck.")
                        .toStdString()};
}

const std::string& word(const OptionValue& value) {
    return std::get<std::string>(value);
}

}  // namespace

TrainingPanel::TrainingPanel(ExperimentDocument& document, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_theme(theme) {
    setObjectName(QStringLiteral("trainingPanel"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(DataTiles::margin, 0, DataTiles::margin, 0);  // in line with the data above
    layout->setSpacing(6);
    auto* title = new QLabel(tr("Training"));
    title->setObjectName(QStringLiteral("cardTitle"));
    layout->addWidget(title);
    makeRows(layout);
    makeMore(layout);
    setParts();
    connect(&document, &ExperimentDocument::presentationChanged, this, &TrainingPanel::showParts);
    connect(&document, &ExperimentDocument::experimentChanged, this, &TrainingPanel::refresh);
    connect(&document.session(), &TrainingSession::datasetChanged, this, &TrainingPanel::refreshLosses);
    refresh();
}

OptionEditor* TrainingPanel::addRow(QVBoxLayout* layout, const OptionInfo& info, Change change) {
    auto* editor = new OptionEditor(info, m_theme);
    layout->addWidget(editor);
    connect(editor, &OptionEditor::edited, this,
            [this, info, change = std::move(change)](const OptionValue& value, const QString& gesture) {
                Experiment next = m_document.experiment();
                change(next, value);
                edit(QStringLiteral("%1 %2").arg(QString::fromStdString(info.label), valueText(info, value)), next,
                     gesture);
            });
    return editor;
}

OptionForm* TrainingPanel::addForm(QVBoxLayout* layout, const QString& key, std::function<Spec&(Experiment&)> spec) {
    auto* form = new OptionForm(m_theme);
    layout->addWidget(form);
    connect(form, &OptionForm::edited, this,
            [this, form, key, spec = std::move(spec)](const QString& option, const OptionValue& value,
                                                      const QString& gesture) {
                Experiment next = m_document.experiment();
                spec(next).options.set(option.toStdString(), value);
                QString text = option;
                for (const OptionEditor* editor : form->editors())
                    if (editor->info().name == option.toStdString())
                        text = QStringLiteral("%1 %2").arg(QString::fromStdString(editor->info().label),
                                                           valueText(editor->info(), value));
                edit(text, next, gesture.isEmpty() ? gesture : key + QLatin1Char('.') + gesture);
            });
    return form;
}

OptionEditor* TrainingPanel::addTrainingRow(QVBoxLayout* layout, const std::string& option, const QString& label) {
    const OptionInfo* found = trainingInfo().option(option);
    if (!found) return nullptr;
    OptionInfo info = *found;
    if (!label.isEmpty()) info.label = label.toStdString();
    OptionEditor* editor = addRow(layout, info, [option](Experiment& next, const OptionValue& value) {
        Options options = trainingOptions(next.training);
        options.set(option, value);
        setTrainingOptions(next.training, options);
    });
    m_trainingRows.push_back(editor);
    return editor;
}

void TrainingPanel::makeRows(QVBoxLayout* layout) {
    const TrainingSpec standard;
    m_optimizer = addRow(layout,
                         kindOption("optimizer", tr("Optimizer"), standard.optimizer.kind.c_str(),
                                    tr("The rule that turns the gradient into the next step."), optimizerInfos()),
                         [](Experiment& next, const OptionValue& value) { next = withOptimizer(next, word(value)); });
    const auto optimizer = [](Experiment& next) -> Spec& { return next.training.optimizer; };
    m_rate = addForm(layout, QStringLiteral("optimizer"), optimizer);
    m_rate->setFilter([](const OptionInfo& option) { return option.name == "learning_rate"; });
    m_schedule = addRow(
        layout,
        kindOption("schedule", tr("Schedule"), standard.schedule.kind.c_str(),
                   tr("How the learning rate changes from epoch to epoch: large steps to get near, small ones to "
                      "settle."),
                   scheduleInfos()),
        [](Experiment& next, const OptionValue& value) { next.training.schedule = Spec{word(value)}; });
    m_scheduleOptions =
        addForm(layout, QStringLiteral("schedule"), [](Experiment& next) -> Spec& { return next.training.schedule; });
    addTrainingRow(layout, "batch");
    m_loss = new OptionEditor(
        kindOption("loss", tr("Loss"), standard.loss.kind.c_str(),
                   tr("What a wrong answer costs. Training makes its mean over the samples, the cost, small."),
                   lossInfos()),
        m_theme);
    layout->addWidget(m_loss);
    connect(m_loss, &OptionEditor::edited, this, [this](const OptionValue& value) { takeLoss(word(value)); });
    m_lossOptions =
        addForm(layout, QStringLiteral("loss"), [](Experiment& next) -> Spec& { return next.training.loss; });
    addTrainingRow(layout, "weight_decay", tr("Weight decay"));
    m_initialiser =
        addRow(layout,
               kindOption("init", tr("Initialisation"), "xavier",
                          tr("How the starting weights of all layers are drawn. Too large or too small, and signals "
                             "explode or fade on their way through the layers."),
                          initialiserInfos()),
               [](Experiment& next, const OptionValue& value) { next = withInitialiser(next, word(value)); });
    m_seed = addRow(layout, seedOption(), [](Experiment& next, const OptionValue& value) {
        next.seed = static_cast<std::uint64_t>(std::get<std::int64_t>(value));
    });
    m_seed->addBeside(makeSeedButton());
    for (OptionEditor* row : {m_optimizer, m_schedule, m_loss, m_initialiser, m_seed}) row->setResettable(false);
}

QWidget* TrainingPanel::makeSeedButton() {
    m_newSeed = new QToolButton;
    m_newSeed->setObjectName(QStringLiteral("newSeed"));
    m_newSeed->setAccessibleName(tr("New seed"));
    m_newSeed->setToolTip(tip(tr("New seed"), tr("Draws another seed: new points, new starting weights.")));
    m_newSeed->setIconSize({16, 16});
    const auto tint = [this] {
        m_newSeed->setIcon(themedIcon(QStringLiteral("reinitialise"), m_theme.theme().mute, 16));
    };
    connect(&m_theme, &ThemeSource::changed, this, tint);
    tint();
    connect(m_newSeed, &QToolButton::clicked, this, [this] {
        Experiment next = m_document.experiment();
        while (next.seed == m_document.experiment().seed) next.seed = QRandomGenerator::global()->bounded(1U, 100000U);
        edit(tr("Seed %1").arg(next.seed), next);
    });
    return m_newSeed;
}

void TrainingPanel::makeMore(QVBoxLayout* layout) {
    m_moreButton = new QToolButton;
    m_moreButton->setObjectName(QStringLiteral("moreTraining"));
    m_moreButton->setText(tr("More"));
    m_moreButton->setToolTip(
        tip(tr("More settings"), tr("The optimizer's own numbers, length of the run, clipping, early stopping.")));
    m_moreButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_moreButton->setArrowType(Qt::RightArrow);
    m_moreButton->setCheckable(true);
    layout->addWidget(m_moreButton, 0, Qt::AlignLeft);
    m_more = new QWidget;
    m_more->setObjectName(QStringLiteral("moreTrainingRows"));
    m_more->hide();
    layout->addWidget(m_more);
    connect(m_moreButton, &QToolButton::toggled, this, [this](bool open) {
        m_moreButton->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_more->setVisible(open);
    });
    auto* rows = new QVBoxLayout(m_more);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    m_optimizerOptions =
        addForm(rows, QStringLiteral("optimizer"), [](Experiment& next) -> Spec& { return next.training.optimizer; });
    m_optimizerOptions->setFilter([](const OptionInfo& option) { return option.name != "learning_rate"; });
    for (const char* option : {"epochs", "shuffle", "l1", "clip_norm", "clip_value"}) addTrainingRow(rows, option);
    m_earlyStopping = new OptionForm(m_theme);
    rows->addWidget(m_earlyStopping);
    connect(
        m_earlyStopping, &OptionForm::edited, this,
        [this](const QString& option, const OptionValue& value, const QString& gesture) {
            Experiment next = m_document.experiment();
            Options options = earlyStoppingOptions(next.training.earlyStopping);
            options.set(option.toStdString(), value);
            setEarlyStoppingOptions(next.training.earlyStopping, options);
            const OptionInfo* info = earlyStoppingInfo().option(option.toStdString());
            edit(
                tr("Early stopping: %1 %2").arg(QString::fromStdString(info->label).toLower(), valueText(*info, value)),
                next, gesture);
        });
}

void TrainingPanel::edit(const QString& text, const Experiment& next, const QString& mergeKey) {
    const QString key = mergeKey.isEmpty() ? mergeKey : QStringLiteral("training.") + mergeKey;
    if (!m_document.edit(text, next, key)) refresh();
}

void TrainingPanel::takeLoss(const std::string& kind) {
    const Experiment& now = m_document.experiment();
    const auto answer = answerOf(now, m_document.session().dataset().get());
    Experiment next = now;
    next.training.loss = Spec{kind};
    if (answer) {
        const auto fitted = withLoss(now, kind, *answer);
        if (!fitted) return refresh();
        next = *fitted;
    }
    edit(tr("Loss %1").arg(valueText(m_loss->info(), kind)), next);
}

void TrainingPanel::refresh() {
    const Experiment& experiment = m_document.experiment();
    const TrainingSpec& training = experiment.training;
    m_optimizer->setValue(training.optimizer.kind);
    if (const OptimizerInfo* info = findOptimizer(training.optimizer.kind)) {
        m_rate->showKind(*info, training.optimizer.options);
        m_optimizerOptions->showKind(*info, training.optimizer.options);
    }
    m_schedule->setValue(training.schedule.kind);
    if (const ScheduleInfo* info = findSchedule(training.schedule.kind))
        m_scheduleOptions->showKind(*info, training.schedule.options);
    m_loss->setValue(training.loss.kind);
    if (const LossInfo* info = findLoss(training.loss.kind)) m_lossOptions->showKind(*info, training.loss.options);
    refreshTrainingRows();
    m_earlyStopping->showKind(earlyStoppingInfo(), earlyStoppingOptions(training.earlyStopping));
    if (const auto shared = sharedInitialiser(experiment))
        m_initialiser->setValue(*shared);
    else
        m_initialiser->setUndecided(tr("mixed"));
    m_seed->setValue(static_cast<std::int64_t>(experiment.seed));
    refreshLosses();
    showParts();
}

void TrainingPanel::setParts() {
    const auto part = [this](QWidget* widget, const QString& name) {
        setPart(widget, QStringLiteral("training.") + name);
        m_parts.push_back(widget);
    };
    part(m_optimizer, QStringLiteral("optimizer"));
    part(m_rate, QStringLiteral("learning_rate"));
    part(m_schedule, QStringLiteral("schedule"));
    part(m_scheduleOptions, QStringLiteral("schedule"));
    part(m_loss, QStringLiteral("loss"));
    part(m_lossOptions, QStringLiteral("loss"));
    part(m_initialiser, QStringLiteral("init"));
    part(m_seed, QStringLiteral("seed"));
    part(m_optimizerOptions, QStringLiteral("optimizer_options"));
    part(m_earlyStopping, QStringLiteral("early_stopping"));
    for (OptionEditor* row : m_trainingRows) part(row, QString::fromStdString(row->info().name));
}

void TrainingPanel::showParts() {
    const Presentation& presentation = m_document.experiment().presentation;
    bool more = false;
    for (QWidget* widget : m_parts) {
        const bool shown = isShown(presentation, partNameOf(widget).toStdString());
        if (auto* form = qobject_cast<OptionForm*>(widget)) {
            form->setWanted(shown);
        } else {
            widget->setVisible(shown);
        }
        more = more || (shown && m_more->isAncestorOf(widget));
    }
    m_moreButton->setVisible(more);
    m_more->setVisible(more && m_moreButton->isChecked());
}

void TrainingPanel::refreshTrainingRows() {
    const Options options = trainingOptions(m_document.experiment().training);
    for (OptionEditor* editor : m_trainingRows)
        editor->setValue(optionOrDefault(trainingInfo(), options, editor->info().name));
}

void TrainingPanel::refreshLosses() {
    const auto answer = answerOf(m_document.experiment(), m_document.session().dataset().get());
    for (const LossInfo& info : lossInfos()) {
        const bool fits = !answer || withLoss(m_document.experiment(), info.kind, *answer).has_value();
        const QString why = answer && answer->task == Task::Regression
                                ? tr("Not for these data: they ask for a value, and this loss is made for classes.")
                                : tr("Not for these data: this loss does not go with classes.");
        m_loss->setChoiceEnabled(info.kind, fits, why);
    }
}

}  // namespace glassbox
