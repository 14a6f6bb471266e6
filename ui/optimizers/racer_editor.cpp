#include "ui/optimizers/racer_editor.h"

#include "engine/nn/schedule.h"
#include "ui/optimizers/racer_color.h"
#include "ui/shell/kind_option.h"
#include "ui/shell/tips.h"
#include "ui/shell/value_edit.h"

#include <QColorDialog>
#include <QHBoxLayout>
#include <QPixmap>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

namespace {

OptionInfo noiseOption() {
    return {.name = "gradient_noise",
            .label = RacerEditor::tr("Gradient noise").toStdString(),
            .type = OptionType::Real,
            .standard = 0.0,
            .minimum = 0,
            .maximum = 1e6,
            .help = RacerEditor::tr("Standard deviation of what is added to each part of every gradient, as small "
                                    "batches of data add it. All racers meet the same noise.")
                        .toStdString()};
}

}  // namespace

RacerEditor::RacerEditor(RaceModel& model, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme) {
    setObjectName(QStringLiteral("racerEditor"));
    build();
    connect(&model, &RaceModel::raceChanged, this, &RacerEditor::refresh);
    connect(&theme, &ThemeSource::changed, this, &RacerEditor::refresh);
}

void RacerEditor::build() {
    m_name = new ValueEdit(this);
    m_name->setObjectName(QStringLiteral("racerName"));
    m_name->setAccessibleName(tr("Name of the racer"));
    m_name->setToolTip(tr("What the racer is called in the picture, the curves and the table."));
    m_name->setMaxLength(40);
    m_name->setCheck(
        [](const QString& text) { return text.trimmed().isEmpty() ? tr("A racer needs a name.") : QString(); });
    connect(m_name, &ValueEdit::committed, this, [this](const QString& text) {
        change(tr("Name %1").arg(text.trimmed()), {},
               [&](RacerSpec& next) { next.name = text.trimmed().toStdString(); });
    });
    m_color = new QPushButton(this);
    m_color->setObjectName(QStringLiteral("racerColor"));
    m_color->setAccessibleName(tr("Colour of the racer"));
    m_color->setToolTip(tr("Chooses another colour."));
    m_color->setProperty("kind", "small");
    m_color->setProperty("iconOnly", true);
    connect(m_color, &QPushButton::clicked, this, &RacerEditor::chooseColor);
    const auto button = [this](const char* name, const QString& text, const QString& help) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(name));
        made->setProperty("kind", "small");
        made->setToolTip(help);
        return made;
    };
    m_tune =
        button("racerTune", tr("Fit rate"),
               tr("Tries rates of 1, 2 and 5 times powers of ten and takes the one that comes lowest in this race."));
    auto* copy = button("racerCopy", tr("Copy"), tr("Another racer with the same settings, to compare one change."));
    auto* remove = button("racerRemove", tr("Remove"), tr("Takes this racer out of the race.\nKey: Delete"));
    connect(m_tune, &QPushButton::clicked, this, &RacerEditor::tuneRate);
    connect(copy, &QPushButton::clicked, this, [this] { m_model.duplicateRacer(m_racer); });
    connect(remove, &QPushButton::clicked, this, [this] { m_model.removeRacer(m_racer); });

    m_kind = new OptionEditor(kindOption("racer", tr("Optimizer"), "sgd",
                                         tr("How gradients are turned into steps. The first seven are the very ones "
                                            "that train networks in the Lab; the others are here for contrast."),
                                         racerKinds()),
                              m_theme, this);
    m_kind->setResettable(false);
    m_options = new OptionForm(m_theme, this);
    m_schedule = new OptionEditor(
        kindOption("schedule", tr("Schedule"), "constant",
                   tr("How the learning rate changes in the race; a step counts as an epoch."), scheduleInfos()),
        m_theme, this);
    m_schedule->setObjectName(QStringLiteral("racerSchedule"));
    m_scheduleOptions = new OptionForm(m_theme, this);
    m_noise = new OptionEditor(noiseOption(), m_theme, this);
    connect(m_kind, &OptionEditor::edited, this, [this](const OptionValue& value) {
        const std::string& kind = std::get<std::string>(value);
        const RacerKind* info = findRacerKind(kind);
        if (!info || !racer()) return;
        change(QString::fromStdString(info->title), {}, [&](RacerSpec& next) {
            // A name that was only the kind's goes with the kind.
            const RacerKind* former = findRacerKind(next.optimizer.kind);
            if (former && next.name.starts_with(former->title))
                next.name = freeName(m_model.race().racers, info->title);
            next.optimizer = {kind};
            if (const auto rate = suggestLearningRate(*m_model.surface(), next, m_model.race().start,
                                                      m_model.race().steps, m_model.race().seed))
                next.optimizer.options.set("learning_rate", *rate);
        });
    });
    connect(m_options, &OptionForm::edited, this,
            [this](const QString& option, const OptionValue& value, const QString& gesture) {
                change(m_name->shown() + QStringLiteral(": ") + option, gesture.isEmpty() ? gesture : option + gesture,
                       [&](RacerSpec& next) { next.optimizer.options.set(option.toStdString(), value); });
            });
    connect(m_schedule, &OptionEditor::edited, this, [this](const OptionValue& value) {
        change(tr("Schedule"), {}, [&](RacerSpec& next) { next.schedule = {std::get<std::string>(value)}; });
    });
    connect(m_scheduleOptions, &OptionForm::edited, this,
            [this](const QString& option, const OptionValue& value, const QString& gesture) {
                change(tr("Schedule: %1").arg(option),
                       gesture.isEmpty() ? gesture : QStringLiteral("schedule ") + option + gesture,
                       [&](RacerSpec& next) { next.schedule.options.set(option.toStdString(), value); });
            });
    connect(m_noise, &OptionEditor::edited, this, [this](const OptionValue& value, const QString& gesture) {
        change(tr("Gradient noise"), gesture, [&](RacerSpec& next) {
            if (const auto* real = std::get_if<double>(&value)) next.gradientNoise = *real;
        });
    });

    auto* first = new QHBoxLayout;
    first->setSpacing(6);
    first->addWidget(m_color);
    first->addWidget(m_name, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_tune);
    buttons->addWidget(copy);
    buttons->addWidget(remove);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 4, 10);
    layout->setSpacing(6);
    layout->addLayout(first);
    for (QWidget* row : std::initializer_list<QWidget*>{m_kind, m_options, m_schedule, m_scheduleOptions, m_noise})
        layout->addWidget(row);
    layout->addLayout(buttons);
}

const RacerSpec* RacerEditor::racer() const {
    const auto& racers = m_model.race().racers;
    return m_racer >= 0 && m_racer < static_cast<int>(racers.size()) ? &racers[static_cast<std::size_t>(m_racer)]
                                                                     : nullptr;
}

void RacerEditor::setRacer(int racer) {
    m_racer = racer;
    refresh();
}

void RacerEditor::refresh() {
    const RacerSpec* spec = racer();
    if (!spec) return;
    const RacerKind& kind = *findRacerKind(spec->optimizer.kind);
    m_name->setShown(QString::fromStdString(spec->name));
    QPixmap swatch(14, 14);
    swatch.fill(racerColor(m_theme.theme(), *spec, m_racer));
    m_color->setIcon(swatch);
    m_kind->setValue(spec->optimizer.kind);
    m_options->showKind(kind, spec->optimizer.options);
    m_schedule->setVisible(kind.hasSchedule);
    m_schedule->setValue(spec->schedule.kind);
    m_scheduleOptions->setWanted(kind.hasSchedule);
    if (const ScheduleInfo* schedule = findSchedule(spec->schedule.kind))
        m_scheduleOptions->showKind(*schedule, spec->schedule.options);
    m_noise->setValue(spec->gradientNoise);
    m_tune->setVisible(kind.option("learning_rate") != nullptr);
}

void RacerEditor::change(const QString& text, const QString& gesture, const std::function<void(RacerSpec&)>& edit) {
    if (!racer()) return;
    RacerSpec next = *racer();
    edit(next);
    m_model.changeRacer(m_racer, text, next, gesture);
    refresh();  // what was refused goes back to what it was
}

void RacerEditor::chooseColor() {
    if (!racer()) return;
    const QColor color =
        QColorDialog::getColor(racerColor(m_theme.theme(), *racer(), m_racer), this, tr("Colour of the racer"));
    if (color.isValid())
        change(tr("Colour of %1").arg(m_name->shown()), {},
               [&](RacerSpec& next) { next.color = color.name().toStdString(); });
}

void RacerEditor::tuneRate() {
    if (!racer()) return;
    const auto rate = suggestLearningRate(*m_model.surface(), *racer(), m_model.race().start, m_model.race().steps,
                                          m_model.race().seed);
    if (!rate) return Q_EMIT m_model.refused(tr("Every learning rate that was tried diverges from this start."));
    change(tr("%1: learning rate %2").arg(m_name->shown()).arg(*rate), {},
           [&](RacerSpec& next) { next.optimizer.options.set("learning_rate", *rate); });
}

}  // namespace glassbox
