#include "ui/optimizers/racer_list.h"

#include "engine/formats/race_json.h"
#include "ui/optimizers/racer_color.h"
#include "ui/optimizers/racer_editor.h"
#include "ui/optimizers/racer_row.h"
#include "ui/shell/tips.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace glassbox {

RacerList::RacerList(RaceModel& model, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme) {
    setObjectName(QStringLiteral("racerList"));
    auto* title = new QLabel(tr("Racers"));
    title->setObjectName(QStringLiteral("cardTitle"));
    m_add = new QToolButton;
    m_add->setObjectName(QStringLiteral("racerAdd"));
    m_add->setText(tr("+ add"));
    m_add->setToolTip(tr("Adds the next optimizer that does not race yet, with a learning rate that fits.\nKey: N"));
    connect(m_add, &QToolButton::clicked, &model, &RaceModel::addRacer);
    auto* tune = new QToolButton;
    tune->setObjectName(QStringLiteral("racerTuneAll"));
    tune->setText(tr("fit rates"));
    tune->setToolTip(
        tr("Gives every racer the learning rate (1, 2 or 5 times a power of ten) with which it comes "
           "lowest in this race: a fair start for comparing."));
    connect(tune, &QToolButton::clicked, &model, &RaceModel::tuneRates);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(title, 1);
    head->addWidget(tune);
    head->addWidget(m_add);
    m_empty = new QLabel(tr("Nobody races yet. Add an optimizer to see where it goes."));
    m_empty->setWordWrap(true);
    m_empty->setProperty("tone", QStringLiteral("mute"));
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(0);
    m_editor = new RacerEditor(model, theme);
    m_editor->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_empty);
    layout->addLayout(m_rows);
    m_rows->addWidget(m_editor);
    connect(&model, &RaceModel::raceChanged, this, &RacerList::refresh);
    connect(&model, &RaceModel::selectedChanged, this, &RacerList::refresh);
    connect(&theme, &ThemeSource::changed, this, &RacerList::refresh);
    refresh();
}

RacerRow* RacerList::makeRow(int racer) {
    auto* row = new RacerRow(m_theme);
    row->setObjectName(QStringLiteral("racer_%1").arg(racer));
    connect(row, &QAbstractButton::clicked, this, [this, racer] {
        m_model.setSelected(m_model.selected() == racer ? -1 : racer);
        refresh();
    });
    connect(row, &RacerRow::removeWanted, this, [this, racer] { m_model.removeRacer(racer); });
    return row;
}

void RacerList::refresh() {
    const auto& racers = m_model.race().racers;
    while (m_list.size() > racers.size()) {
        // A row may be in the middle of its own signal.
        m_list.back()->hide();
        m_rows->removeWidget(m_list.back());
        m_list.back()->deleteLater();
        m_list.pop_back();
    }
    while (m_list.size() < racers.size()) {
        m_list.push_back(makeRow(static_cast<int>(m_list.size())));
        m_rows->addWidget(m_list.back());
    }
    m_rows->removeWidget(m_editor);
    for (std::size_t i = 0; i < racers.size(); ++i) {
        const auto number = static_cast<int>(i);
        const RacerKind* kind = findRacerKind(racers[i].optimizer.kind);
        m_list[i]->show(racerColor(m_theme.theme(), racers[i], number), QString::fromStdString(racers[i].name),
                        settingsText(racers[i]), kind ? tip(*kind) : QString());
        m_list[i]->setCurrent(m_model.selected() == number);
    }
    const int selected = m_model.selected();
    m_editor->setVisible(selected >= 0);
    if (selected >= 0) {
        m_rows->insertWidget(selected + 1, m_editor);
        m_editor->setRacer(selected);
    }
    m_empty->setVisible(racers.empty());
    m_add->setEnabled(racers.size() < mostRacers);
}

}  // namespace glassbox
