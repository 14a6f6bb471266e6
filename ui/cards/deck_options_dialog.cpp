#include "ui/cards/deck_options_dialog.h"

#include "lessons/study/card_record.h"
#include "lessons/study/interval_fuzz.h"
#include "lessons/study/scheduler.h"
#include "ui/cards/deck_options_cost.h"
#include "ui/cards/deck_options_steps.h"
#include "ui/cards/fit_panel.h"
#include "ui/cards/fit_runner.h"
#include "ui/models/study_figures.h"
#include "ui/shell/page_scroll.h"
#include "ui/shell/theme.h"
#include "ui/shell/tips.h"
#include "ui/shell/value_edit.h"
#include "ui/shell/words_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int leastPercent = 70, mostPercent = 99, mostNew = 9999;

/// A heading with what belongs to it.
QVBoxLayout* section(QWidget* box, const QString& title) {
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(wordsLabel("strong", title));
    return layout;
}

QLabel* fieldLabel(const QString& text, QWidget* field) {
    auto* made = new QLabel(text);
    made->setProperty("tone", "mute");
    made->setBuddy(field);
    made->setToolTip(field->toolTip());
    return made;
}

}  // namespace

DeckOptionsDialog::DeckOptionsDialog(ThemeSource& theme, const StoredDeck& deck, const QString& storeFile,
                                     QWidget* parent, const StudyDays& days)
    : QDialog(parent), m_theme(theme), m_runner(new FitRunner(storeFile, deck.id, days, this)) {
    setObjectName(QStringLiteral("deckOptions"));
    setWindowTitle(tr("Options of %1").arg(deck.name));
    const int gap = theme.theme().gap;
    auto* content = new QWidget;
    auto* sections = new QVBoxLayout(content);
    sections->setContentsMargins(0, 0, gap, 0);
    sections->setSpacing(gap + 6);
    sections->addWidget(makeRetention());
    sections->addWidget(makeDay());
    sections->addWidget(makeSteps());
    sections->addWidget(makeModel(deck.options));
    sections->addStretch(1);
    auto* scroll = new PageScroll;
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(gap);
    layout->addWidget(scroll, 1);
    layout->addWidget(makeBottom());
    showOptions(deck.options);
    const double scale = theme.textScale();
    // On a screen of 1280 x 800 with its bars, whatever the text size.
    resize(std::min(qRound(600 * scale), 1000), std::min(qRound(660 * scale), 720));
    m_retention->setFocus();
}

// The panel is told of what the runner does, so the runner ends first.
DeckOptionsDialog::~DeckOptionsDialog() {
    delete m_runner;
}

QWidget* DeckOptionsDialog::makeRetention() {
    auto* box = new QWidget;
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setObjectName(QStringLiteral("retentionSlider"));
    m_slider->setAccessibleName(tr("Desired retention, percent"));
    m_slider->setRange(leastPercent, mostPercent);
    m_retention = new QSpinBox;
    m_retention->setObjectName(QStringLiteral("retention"));
    m_retention->setAccessibleName(tr("Desired retention"));
    m_retention->setRange(leastPercent, mostPercent);
    m_retention->setSuffix(QStringLiteral(" %"));
    const QString help = tip(tr("Desired retention"),
                             tr("The share of cards that you want to remember when they come back. A card is asked "
                                "again on the day on which its chance of recall has fallen to this."));
    for (QWidget* field : {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_retention)}) {
        field->setToolTip(help);
        ignoreWheel(field);
    }
    m_cost = wordsLabel("mute");
    m_cost->setObjectName(QStringLiteral("retentionCost"));
    connect(m_slider, &QSlider::valueChanged, m_retention, &QSpinBox::setValue);
    connect(m_retention, &QSpinBox::valueChanged, m_slider, &QSlider::setValue);
    connect(m_retention, &QSpinBox::valueChanged, this, &DeckOptionsDialog::showCost);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_slider, 1);
    row->addWidget(m_retention);
    QVBoxLayout* layout = section(box, tr("Desired retention"));
    layout->addLayout(row);
    layout->addWidget(m_cost);
    return box;
}

QWidget* DeckOptionsDialog::makeDay() {
    auto* box = new QWidget;
    m_newADay = new QSpinBox;
    m_newADay->setObjectName(QStringLiteral("newADay"));
    m_newADay->setAccessibleName(tr("New cards a day"));
    m_newADay->setRange(0, mostNew);
    m_newADay->setToolTip(tip(tr("New cards a day"), tr("How many cards of this deck are begun on a day, at most. With "
                                                        "0 only cards that you have begun come back.")));
    ignoreWheel(m_newADay);
    m_fuzz = new QCheckBox(tr("Spread intervals a little"));
    m_fuzz->setObjectName(QStringLiteral("fuzz"));
    const FuzzRange range = fuzzRange(30, SchedulerOptions().longestInterval);
    const QString help = tr("An interval of 30 days becomes one of %1 to %2, so that cards which were learned together "
                            "do not always come back on the same day. Off: every interval is exactly as the model "
                            "says.")
                             .arg(range.least)
                             .arg(range.most);
    m_fuzz->setToolTip(tip(tr("Spread intervals"), help));
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(fieldLabel(tr("&New cards a day"), m_newADay));
    row->addWidget(m_newADay);
    row->addStretch(1);
    QVBoxLayout* layout = section(box, tr("Day by day"));
    layout->addLayout(row);
    layout->addWidget(m_fuzz);
    layout->addWidget(wordsLabel("caption", help));
    return box;
}

QWidget* DeckOptionsDialog::makeSteps() {
    auto* box = new QWidget;
    const auto field = [](const char* name, const QString& title, const QString& help) {
        auto* made = new QLineEdit;
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(title);
        made->setPlaceholderText(tr("none"));
        made->setToolTip(tip(title, help));
        return made;
    };
    m_stepsField = field("steps", tr("Learning steps"),
                         tr("After how many minutes a new card comes back, one step after the other, before it waits "
                            "for days. 1 goes back to the first step, 5 leaves them out."));
    m_relearningField = field("relearningSteps", tr("Relearning steps"),
                              tr("After how many minutes a card comes back that was forgotten."));
    m_stepsProblem = wordsLabel("warn");
    m_stepsProblem->setObjectName(QStringLiteral("stepsProblem"));
    m_relearningProblem = wordsLabel("warn");
    m_relearningProblem->setObjectName(QStringLiteral("relearningProblem"));
    m_stepsNote = wordsLabel("caption");
    m_stepsNote->setObjectName(QStringLiteral("stepsNote"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    grid->addWidget(fieldLabel(tr("&Learning"), m_stepsField), 0, 0);
    grid->addWidget(m_stepsField, 0, 1);
    grid->addWidget(m_stepsProblem, 1, 1);
    grid->addWidget(fieldLabel(tr("&Relearning"), m_relearningField), 2, 0);
    grid->addWidget(m_relearningField, 2, 1);
    grid->addWidget(m_relearningProblem, 3, 1);
    grid->setColumnStretch(1, 1);
    for (QLineEdit* edit : {m_stepsField, m_relearningField})
        connect(edit, &QLineEdit::textChanged, this, &DeckOptionsDialog::stepsEdited);
    QVBoxLayout* layout = section(box, tr("Steps within a day"));
    layout->addLayout(grid);
    layout->addWidget(m_stepsNote);
    return box;
}

QWidget* DeckOptionsDialog::makeModel(const DeckOptions& options) {
    auto* box = new QWidget;
    m_fit = new FitPanel(options.weights, *m_runner);
    connect(m_fit, &FitPanel::weightsChanged, this, &DeckOptionsDialog::showCost);
    QVBoxLayout* layout = section(box, tr("Memory model"));
    layout->addWidget(m_fit);
    return box;
}

QWidget* DeckOptionsDialog::makeBottom() {
    auto* box = new QWidget;
    const auto button = [](const char* name, const QString& text) {
        auto* made = new QPushButton(text);
        made->setObjectName(QLatin1String(name));
        made->setAutoDefault(false);
        return made;
    };
    QPushButton* restore = button("restoreDefaults", tr("Restore defaults"));
    restore->setToolTip(tr("All options as a new deck has them; nothing is stored before OK"));
    QPushButton* cancel = button("cancelOptions", tr("Cancel"));
    m_ok = button("acceptOptions", tr("OK"));
    m_ok->setDefault(true);
    connect(restore, &QPushButton::clicked, this, [this] {
        m_runner->cancel();
        m_fit->useDefaults();
        showOptions({});
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ok, &QPushButton::clicked, this, &QDialog::accept);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(restore);
    row->addStretch(1);
    row->addWidget(m_ok);
    row->addWidget(cancel);
    return box;
}

void DeckOptionsDialog::showOptions(const DeckOptions& options) {
    m_retention->setValue(qRound(options.retention * 100));
    m_newADay->setValue(options.newADay);
    m_fuzz->setChecked(options.fuzz);
    m_stepsField->setText(stepsText(options.steps));
    m_relearningField->setText(stepsText(options.relearningSteps));
    stepsEdited();
}

void DeckOptionsDialog::stepsEdited() {
    bool good = true;
    const auto check = [&good](const QLineEdit* field, QLabel* problem, std::vector<double>& steps) {
        const StepsRead read = readSteps(field->text());
        problem->setText(read.problem);
        problem->setHidden(read.problem.isEmpty());
        if (read.problem.isEmpty())
            steps = read.minutes;
        else
            good = false;
    };
    check(m_stepsField, m_stepsProblem, m_steps);
    check(m_relearningField, m_relearningProblem, m_relearning);
    m_stepsNote->setText(m_steps.empty() && m_relearning.empty()
                             ? tr("Without steps every card waits for days from its first answer on, and what happens "
                                  "within a day is not counted.")
                             : tr("Minutes, from 1 second to 1 day, at most 10 steps; 30s, 1h and 1d are understood."));
    m_ok->setEnabled(good);
    m_ok->setToolTip(good ? QString() : tr("The steps have to be mended first."));
    showCost();
}

void DeckOptionsDialog::showCost() {
    m_cost->setText(retentionSentence(memoryModelOf(options()), double(m_retention->value()) / 100));
}

DeckOptions DeckOptionsDialog::options() const {
    DeckOptions options;
    options.retention = double(m_retention->value()) / 100;
    options.newADay = m_newADay->value();
    options.fuzz = m_fuzz->isChecked();
    options.steps = m_steps;
    options.relearningSteps = m_relearning;
    options.weights = m_fit->weights();
    return options;
}

}  // namespace glassbox
