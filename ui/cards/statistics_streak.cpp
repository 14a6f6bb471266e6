#include "ui/cards/statistics_streak.h"

#include "ui/cards/statistics_charts.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"
#include "ui/shell/words_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace glassbox {

StreakCard::StreakCard(ThemeSource& theme, QWidget* parent) : Card(tr("Days in a row"), parent), m_theme(theme) {
    m_days = wordsLabel("", {}, "streakDays");
    m_days->setWordWrap(false);
    m_unit = wordsLabel("mute", {}, "streakUnit");
    m_unit->setWordWrap(false);
    m_unit->setContentsMargins(0, 0, 0, 6);  // on the line of the number
    m_sentence = wordsLabel("mute", {}, "streakSentence");
    m_done = wordsLabel("", {}, "streakToday");
    m_time = wordsLabel("caption", {}, "streakTime");
    auto* number = new QHBoxLayout;
    number->setSpacing(8);
    number->addWidget(m_days, 0, Qt::AlignBottom);
    number->addWidget(m_unit, 0, Qt::AlignBottom);
    number->addStretch(1);
    body()->setSpacing(6);
    body()->addLayout(number);
    body()->addWidget(m_sentence);
    body()->addSpacing(10);
    body()->addWidget(m_done);
    body()->addWidget(m_time);
    body()->addStretch(1);
    connect(&theme, &ThemeSource::changed, this, &StreakCard::dress);
    dress();
}

void StreakCard::dress() {
    m_days->setFont(m_theme.theme().font(30, QFont::DemiBold));
}

void StreakCard::setFigures(const StudyFigures& figures) {
    m_days->setText(countText(figures.streak.current));
    m_unit->setText(figures.streak.current == 1 ? tr("day") : tr("days"));
    m_sentence->setText(streakSentence(figures));
    const int left = figures.leftToday;
    m_done->setText(figures.cardsOfToday() == 0 ? tr("Nothing is due today.")
                    : left == 0                 ? tr("All of today is done.")
                    : left == 1                 ? tr("1 card is left for today.")
                                                : tr("%1 cards are left for today.").arg(countText(left)));
    m_time->setText(timeSentence(figures));
}

}  // namespace glassbox
