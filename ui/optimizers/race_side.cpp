#include "ui/optimizers/race_side.h"

#include "engine/formats/race_json.h"
#include "ui/optimizers/formula_field.h"
#include "ui/optimizers/racer_list.h"
#include "ui/optimizers/surface_tiles.h"
#include "ui/shell/option_form.h"
#include "ui/shell/page_scroll.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

double realOf(const OptionValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return std::get<double>(value);
}

OptionInfo number(const char* name, const QString& label, OptionType type, OptionValue standard, double minimum,
                  double maximum, const QString& help) {
    return {.name = name,
            .label = label.toStdString(),
            .type = type,
            .standard = std::move(standard),
            .minimum = minimum,
            .maximum = maximum,
            .help = help.toStdString()};
}

QLabel* headline(const QString& text) {
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("cardTitle"));
    return label;
}

}  // namespace

RaceSide::RaceSide(RaceModel& model, ThemeSource& theme, QWidget* parent)
    : QFrame(parent), m_model(model), m_theme(theme) {
    setObjectName(QStringLiteral("card"));
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    addSurface(*layout);
    layout->addSpacing(6);
    layout->addWidget(new RacerList(model, theme));
    layout->addSpacing(6);
    addStart(*layout);
    layout->addStretch(1);
    auto* scroll = new PageScroll;
    scroll->setObjectName(QStringLiteral("raceSideScroll"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->setFitsWidth(true);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    outer->addWidget(scroll);
    connect(&model, &RaceModel::raceChanged, this, &RaceSide::refresh);
    refresh();
}

void RaceSide::addSurface(QVBoxLayout& layout) {
    layout.addWidget(headline(tr("Surface")));
    m_tiles = new SurfaceTiles(m_theme);
    layout.addWidget(m_tiles);
    m_options = new OptionForm(m_theme);
    layout.addWidget(m_options);
    auto* own = new QLabel(tr("or your own"));
    own->setProperty("tone", QStringLiteral("mute"));
    layout.addWidget(own);
    m_formula = new FormulaField;
    layout.addWidget(m_formula);
    auto* network = new QHBoxLayout;
    auto* words = new QLabel(tr("or a network's loss"));
    words->setProperty("tone", QStringLiteral("mute"));
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("useNetwork"));
    button->setText(tr("use Lab network →"));
    button->setToolTip(tr("Races optimizers on the network that is open in the Lab."));
    network->addWidget(words, 1);
    network->addWidget(button);
    layout.addLayout(network);
    connect(button, &QToolButton::clicked, this, &RaceSide::networkWanted);
    connect(m_tiles, &SurfaceTiles::surfaceChosen, this,
            [this](const QString& kind) { m_model.chooseSurface(kind.toStdString()); });
    connect(m_formula, &FormulaField::formulaChosen, &m_model, &RaceModel::chooseFormula);
    connect(m_options, &OptionForm::edited, this,
            [this](const QString& option, const OptionValue& value, const QString& gesture) {
                RaceSpec next = m_model.race();
                next.surface.options.set(option.toStdString(), value);
                m_model.edit(tr("Surface: %1").arg(option), next, gesture.isEmpty() ? gesture : option + gesture);
                refresh();
            });
}

OptionEditor* RaceSide::addNumber(QVBoxLayout& layout, const OptionInfo& info,
                                  const std::function<void(RaceSpec&, const OptionValue&)>& set) {
    auto* editor = new OptionEditor(info, m_theme);
    editor->setObjectName(QStringLiteral("race_") + QString::fromStdString(info.name));
    layout.addWidget(editor);
    connect(editor, &OptionEditor::edited, this, [this, info, set](const OptionValue& value, const QString& gesture) {
        RaceSpec next = m_model.race();
        set(next, value);
        m_model.edit(QString::fromStdString(info.label), next,
                     gesture.isEmpty() ? gesture : QString::fromStdString(info.name) + gesture);
        refresh();
    });
    return editor;
}

void RaceSide::addStart(QVBoxLayout& layout) {
    layout.addWidget(headline(tr("Start")));
    const QString drag = tr("Where all racers start. It can also be dragged in the picture.");
    m_x = addNumber(layout,
                    number("start_x", tr("x"), OptionType::Real, 0.0, -farthestRaceStart, farthestRaceStart, drag),
                    [](RaceSpec& race, const OptionValue& value) { race.start.x() = realOf(value); });
    m_y = addNumber(layout,
                    number("start_y", tr("y"), OptionType::Real, 0.0, -farthestRaceStart, farthestRaceStart, drag),
                    [](RaceSpec& race, const OptionValue& value) { race.start.y() = realOf(value); });
    for (OptionEditor* editor : {m_x, m_y}) editor->setResettable(false);
    m_noise = addNumber(
        layout,
        number("gradient_noise", tr("Gradient noise"), OptionType::Real, 0.0, 0, 1e6,
               tr("Standard deviation of what is added to each part of every racer's gradients, as small batches of "
                  "data add it. Each racer can also have its own.")),
        [](RaceSpec& race, const OptionValue& value) {
            for (RacerSpec& racer : race.racers) racer.gradientNoise = realOf(value);
        });
    m_steps =
        addNumber(layout,
                  number("steps", tr("Steps"), OptionType::Integer, std::int64_t{400}, 1,
                         static_cast<double>(mostRaceSteps), tr("How many steps every racer makes.")),
                  [](RaceSpec& race, const OptionValue& value) { race.steps = static_cast<Index>(realOf(value)); });
    m_seed = addNumber(layout,
                       number("seed", tr("Seed"), OptionType::Integer, std::int64_t{1}, 0, 9007199254740992.0,
                              tr("Where the noise and the genetic algorithm's chance come from. The same seed gives "
                                 "the same race.")),
                       [](RaceSpec& race, const OptionValue& value) {
                           race.seed = static_cast<std::uint64_t>(std::get<std::int64_t>(value));
                       });
}

void RaceSide::refresh() {
    const RaceSpec& race = m_model.race();
    const SurfaceInfo* info = m_model.surfaceInfo();
    m_tiles->setCurrent(info);
    m_formula->setFormula(QString::fromStdString(race.formula));
    if (info)
        m_options->showKind(*info, race.surface.options);
    else
        m_options->clear();
    // As many digits as a hand can place.
    const auto rounded = [](double value) { return QString::number(value, 'g', 5).toDouble(); };
    m_x->setValue(rounded(race.start.x()));
    m_y->setValue(rounded(race.start.y()));
    m_steps->setValue(static_cast<std::int64_t>(race.steps));
    m_seed->setValue(static_cast<std::int64_t>(race.seed));
    const auto& racers = race.racers;
    const bool same = std::all_of(racers.begin(), racers.end(), [&](const RacerSpec& racer) {
        return racer.gradientNoise == racers.front().gradientNoise;
    });
    if (same)
        m_noise->setValue(racers.empty() ? 0.0 : racers.front().gradientNoise);
    else
        m_noise->setUndecided(tr("mixed"));
}

}  // namespace glassbox
