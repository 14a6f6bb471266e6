#include "ui/cards/statistics_view.h"

#include "ui/cards/statistics_card.h"
#include "ui/cards/statistics_chart.h"
#include "ui/cards/statistics_grid.h"
#include "ui/cards/statistics_hardest.h"
#include "ui/cards/statistics_streak.h"
#include "ui/cards/statistics_words.h"
#include "ui/plots/picture_menu.h"
#include "ui/shell/page_scroll.h"
#include "ui/shell/theme.h"
#include "ui/shell/tips.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int leastColumn = 270, mostColumns = 4;

}  // namespace

StatisticsView::StatisticsView(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("statisticsView"));
    const int gap = theme.theme().gap;
    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("statisticsTitle"));
    m_title->setProperty("tone", "strong");
    m_title->setTextFormat(Qt::PlainText);
    m_note = new QLabel;
    m_note->setObjectName(QStringLiteral("statisticsNote"));
    m_note->setProperty("tone", "mute");
    m_note->setTextFormat(Qt::PlainText);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_title);
    head->addWidget(m_note, 1);

    m_grid = new StatisticsGrid(leastColumn, mostColumns, gap);
    m_forecast = addChart("forecast", tr("What comes"), 2,
                          tr("On which day cards come back, as they are scheduled now. What is overdue counts for "
                             "today. How you answer until then will move some of them."));
    m_streak = new StreakCard(theme);
    m_grid->addCard(m_streak);
    m_retention = addChart("retention", tr("Remembered against the goal"), 1,
                           tr("Of the reviews that came a day or more after the one before, the share at which you "
                              "remembered the card (any answer but 1). The line is Wilson's 95 % interval: a share "
                              "measured on few reviews is uncertain."));
    m_calibration = addChart("calibration", tr("What an answer was worth"), 1,
                             tr("For each answer 1 to 5: the share of cards that were remembered at their next review, "
                                "a day or more later, with its 95 % interval, and the share that the memory model "
                                "expected on average."));
    m_states = addChart("states", tr("Cards by state"), 1, tr("How far the cards have come."));
    m_answers = addChart("answers", tr("Reviews a day"), 2,
                         tr("How many answers you gave on each of the last 30 days, split by answer. A day begins at "
                            "4 in the morning."));
    m_stability = addChart("stability", tr("Stability"), 1,
                           tr("After as many days as its stability, a card is recalled with a chance of 90 %."));
    m_difficulty = addChart("difficulty", tr("Difficulty"), 1,
                            tr("How hard a card is for you, as the memory model sees it: 1 to 10."));
    m_hardest = new HardestCards;
    m_grid->addCard(m_hardest, 2);
    connect(m_hardest, &HardestCards::cardWanted, this, &StatisticsView::cardWanted);

    auto* scroll = new PageScroll;
    scroll->setObjectName(QStringLiteral("statisticsScroll"));
    scroll->setWidget(m_grid);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap - 4);
    layout->addLayout(head);
    layout->addWidget(scroll, 1);
    setFigures({}, {});
}

StatisticsCard* StatisticsView::addChart(const char* name, const QString& title, int columns, const QString& help) {
    auto* card = new StatisticsCard(name, title, m_theme);
    card->setToolTip(tip(title, help));
    m_grid->addCard(card, columns);
    return card;
}

void StatisticsView::setFigures(const StudyFigures& figures, const QString& deckName) {
    m_figures = figures;
    m_deckName = deckName;
    m_title->setText(deckName);
    m_note->setText(
        tr("%1, %2 so far")
            .arg(StatisticsWords::cards(figures.states.total()), StatisticsWords::reviews(figures.answers)));
    m_forecast->setTold(forecastChart(figures));
    m_retention->setTold(retentionChart(figures));
    m_calibration->setTold(calibrationChart(figures));
    m_states->setTold(statesChart(figures));
    m_answers->setTold(answersChart(figures));
    m_stability->setTold(stabilityChart(figures));
    m_difficulty->setTold(difficultyChart(figures));
    m_streak->setFigures(figures);
    m_hardest->setFigures(figures);
}

QString StatisticsView::caption() const {
    return tr("%1 on %2, %3")
        .arg(m_deckName, StatisticsWords::dateOf(m_figures.today).toString(Qt::ISODate), m_note->text());
}

void StatisticsView::addMenus(ExperimentDocument& document, FileCommands& files) {
    for (StatisticsCard* card :
         {m_forecast, m_retention, m_calibration, m_states, m_answers, m_stability, m_difficulty})
        new PictureMenu(card, document, files, m_theme, [this, card] {
            StatisticsChart& chart = card->chart();
            PictureContent content;
            content.name = chart.objectName().chopped(5);
            content.title = card->title();
            content.widget = chart.barCount() > 0 ? &chart : nullptr;
            content.table = [&chart] { return statisticsTable(chart.data()); };
            content.text = PictureText{card->title(), caption() + QStringLiteral(". ") + card->sentence()};
            return content;
        });
    new PictureMenu(m_hardest, document, files, m_theme, [this] {
        PictureContent content;
        content.name = QStringLiteral("hardest");
        content.title = m_hardest->title();
        content.table = [this] { return m_hardest->table(); };
        content.text = PictureText{m_hardest->title(), caption()};
        return content;
    });
}

}  // namespace glassbox
