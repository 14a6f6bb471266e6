#include "ui/optimizers/network_racer_editor.h"

#include "engine/experiment/experiment.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"
#include "ui/shell/kind_option.h"
#include "ui/shell/option_form.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

namespace {

/// Another kind; settings that mean the same there stay.
Spec withKind(const Spec& spec, const KindInfo& info) {
    Spec result{info.kind};
    for (const auto& [name, value] : spec.options)
        if (info.option(name) && name != "learning_rate") result.options.set(name, value);
    return result;
}

}  // namespace

NetworkRacerEditor::NetworkRacerEditor(ThemeSource& theme, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("networkRacerEditor"));
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("networkRacerName"));
    m_name->setAccessibleName(tr("Name of the racer"));
    m_name->setToolTip(tr("What the racer is called in lists, legends and pictures."));
    m_name->setMaxLength(40);
    m_optimizer =
        new OptionEditor(kindOption("optimizer", tr("Optimizer"), "adam",
                                    tr("The rule that turns the gradient into the next step."), optimizerInfos()),
                         theme, this);
    m_optimizerOptions = new OptionForm(theme, this);
    m_schedule = new OptionEditor(kindOption("schedule", tr("Schedule"), "constant",
                                             tr("How the learning rate changes from epoch to epoch."), scheduleInfos()),
                                  theme, this);
    m_scheduleOptions = new OptionForm(theme, this);
    m_batch = new OptionEditor(*trainingInfo().option("batch"), theme, this);
    OptionInfo normalise{"normalise", tr("Normalise inputs").toStdString(), OptionType::Flag, false};
    normalise.help =
        tr("Shifts and scales every input to mean 0 and standard deviation 1 over the training part. Weights then mean "
           "something else, so that such racers get a landscape of their own.")
            .toStdString();
    m_normalise = new OptionEditor(normalise, theme, this);
    for (OptionEditor* editor : {m_optimizer, m_schedule, m_batch, m_normalise}) {
        editor->setResettable(false);
        editor->setObjectName(QStringLiteral("network_") + editor->objectName());
    }

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 2, 0, 8);
    layout->setSpacing(6);
    for (QWidget* part : std::initializer_list<QWidget*>{m_name, m_optimizer, m_optimizerOptions, m_schedule,
                                                         m_scheduleOptions, m_batch, m_normalise})
        layout->addWidget(part);
    m_remove = new QPushButton(tr("Remove"), this);
    m_remove->setObjectName(QStringLiteral("networkRacerRemove"));
    m_remove->setProperty("kind", "small");
    m_remove->setToolTip(tr("Takes this racer out of the race (Delete in the list)."));
    layout->addWidget(m_remove, 0, Qt::AlignLeft);
    connect(m_remove, &QPushButton::clicked, this, &NetworkRacerEditor::removeWanted);

    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        NetworkRacer next = m_racer;
        next.name = m_name->text().trimmed().toStdString();
        if (next.name.empty()) return m_name->setText(QString::fromStdString(m_racer.name));
        take(next);
    });
    connect(m_optimizer, &OptionEditor::edited, this, [this](const OptionValue& value) {
        const OptimizerInfo* info = findOptimizer(std::get<std::string>(value));
        const OptimizerInfo* before = findOptimizer(m_racer.optimizer.kind);
        if (!info) return;
        NetworkRacer next = m_racer;
        next.optimizer = withKind(m_racer.optimizer, *info);
        if (before && before->title == next.name) next.name = info->title;  // it was called after its rule
        take(next);
    });
    connect(m_schedule, &OptionEditor::edited, this, [this](const OptionValue& value) {
        NetworkRacer next = m_racer;
        next.schedule = {std::get<std::string>(value)};
        take(next);
    });
    connect(m_optimizerOptions, &OptionForm::edited, this, [this](const QString& option, const OptionValue& value) {
        NetworkRacer next = m_racer;
        next.optimizer.options.set(option.toStdString(), value);
        take(next);
    });
    connect(m_scheduleOptions, &OptionForm::edited, this, [this](const QString& option, const OptionValue& value) {
        NetworkRacer next = m_racer;
        next.schedule.options.set(option.toStdString(), value);
        take(next);
    });
    connect(m_batch, &OptionEditor::edited, this, [this](const OptionValue& value) {
        NetworkRacer next = m_racer;
        next.batch = std::get<std::int64_t>(value);
        take(next);
    });
    connect(m_normalise, &OptionEditor::edited, this, [this](const OptionValue& value) {
        NetworkRacer next = m_racer;
        next.normalise = std::get<bool>(value);
        take(next);
    });
}

void NetworkRacerEditor::showRacer(const NetworkRacer& racer) {
    m_racer = racer;
    if (!m_name->hasFocus() || !m_name->isModified()) m_name->setText(QString::fromStdString(racer.name));
    m_optimizer->setValue(racer.optimizer.kind);
    m_schedule->setValue(racer.schedule.kind);
    m_batch->setValue(racer.batch);
    m_normalise->setValue(racer.normalise);
    if (const OptimizerInfo* info = findOptimizer(racer.optimizer.kind))
        m_optimizerOptions->showKind(*info, racer.optimizer.options);
    if (const ScheduleInfo* info = findSchedule(racer.schedule.kind))
        m_scheduleOptions->showKind(*info, racer.schedule.options);
}

void NetworkRacerEditor::take(NetworkRacer racer) {
    if (racer == m_racer) return;
    showRacer(racer);
    Q_EMIT edited(m_racer);
}

void NetworkRacerEditor::setRemovable(bool removable) {
    m_remove->setEnabled(removable);
}

}  // namespace glassbox
