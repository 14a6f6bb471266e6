#include "ui/optimizers/network_racer_list.h"

#include "ui/optimizers/network_race_words.h"
#include "ui/optimizers/network_racer_editor.h"
#include "ui/optimizers/racer_color.h"
#include "ui/optimizers/racer_row.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

NetworkRacerList::NetworkRacerList(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("networkRacerList"));
    m_editor = new NetworkRacerEditor(theme, this);
    m_editor->hide();
    m_add = new QPushButton(tr("Add a racer"), this);
    m_add->setObjectName(QStringLiteral("networkRacerAdd"));
    m_add->setProperty("kind", "small");
    m_add->setToolTip(tr("Another racer, with the next optimizer that is not there yet (at most %1).").arg(most));
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &NetworkRacerList::addAsked);
    connect(m_editor, &NetworkRacerEditor::edited, this, [this](const NetworkRacer& racer) {
        if (m_open < 0) return;
        m_racers[static_cast<std::size_t>(m_open)] = racer;
        refresh();
        Q_EMIT edited(m_racers);
    });
    connect(m_editor, &NetworkRacerEditor::removeWanted, this, [this] { remove(m_open); });
    connect(&theme, &ThemeSource::changed, this, &NetworkRacerList::refresh);
}

void NetworkRacerList::showRacers(const std::vector<NetworkRacer>& racers) {
    m_racers = racers;
    if (m_open >= static_cast<int>(racers.size())) m_open = -1;
    refresh();
}

void NetworkRacerList::setOpen(int racer) {
    if (racer >= static_cast<int>(m_racers.size())) racer = -1;
    m_open = racer;
    refresh();
}

void NetworkRacerList::remove(int racer) {
    if (racer < 0 || m_racers.size() <= 1) return;
    m_racers.erase(m_racers.begin() + racer);
    if (m_open == racer) m_open = -1;
    if (m_open > racer) --m_open;
    refresh();
    m_rows[std::min(static_cast<std::size_t>(racer), m_racers.size() - 1)]->setFocus(Qt::OtherFocusReason);
    Q_EMIT edited(m_racers);
}

void NetworkRacerList::refresh() {
    while (m_rows.size() < m_racers.size()) {
        auto* row = new RacerRow(m_theme, this);
        row->setObjectName(QStringLiteral("networkRacerRow"));
        const auto number = static_cast<int>(m_rows.size());
        connect(row, &RacerRow::clicked, this, [this, number] { setOpen(m_open == number ? -1 : number); });
        connect(row, &RacerRow::removeWanted, this, [this, number] { remove(number); });
        m_layout->insertWidget(m_layout->indexOf(m_add), row);
        m_rows.push_back(row);
    }
    const Theme& theme = m_theme.theme();
    m_layout->removeWidget(m_editor);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        RacerRow& row = *m_rows[i];
        row.setVisible(i < m_racers.size());
        if (i >= m_racers.size()) continue;
        const QString name = QString::fromStdString(m_racers[i].name);
        const QString settings = NetworkRaceWords::settings(m_racers[i], m_racers);
        row.show(racerColor(theme, static_cast<qsizetype>(i)), name, settings,
                 tr("%1: %2\nPress to change it; Delete takes it out of the race.").arg(name, settings));
        row.setCurrent(static_cast<int>(i) == m_open);
    }
    m_add->setEnabled(m_racers.size() < most);
    m_editor->setVisible(m_open >= 0);
    m_editor->setRemovable(m_racers.size() > 1);
    if (m_open >= 0) {
        m_layout->insertWidget(m_layout->indexOf(m_rows[static_cast<std::size_t>(m_open)]) + 1, m_editor);
        m_editor->showRacer(m_racers[static_cast<std::size_t>(m_open)]);
    }
}

}  // namespace glassbox
