// Charts of what is to come and what was done; those of memory are in statistics_memory_charts.cpp.
#include "ui/cards/statistics_charts.h"

#include "ui/cards/rating_bar.h"
#include "ui/cards/statistics_words.h"
#include "ui/plots/plot_text.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace glassbox {

namespace {

using Words = StatisticsWords;
using Kind = StatisticsChartData::Kind;

struct Say {
    Q_DECLARE_TR_FUNCTIONS(glassbox::StatisticsView)
};

QString isoDay(qint64 day) {
    return Words::dateOf(day).toString(Qt::ISODate);
}

/// One bar a day, today first.
std::vector<StatisticsBar> forecastBars(const StudyFigures& figures, int days) {
    std::vector<StatisticsBar> bars;
    for (int i = 0; i < std::min(days, int(figures.forecast.size())); ++i) {
        const int due = figures.forecast[std::size_t(i)];
        StatisticsBar bar;
        bar.label = i == 0 ? Say::tr("today") : QString::number(i);
        bar.words = Say::tr("%1: %2 due").arg(Words::dayWords(figures.today, i), Words::cards(due));
        if (i == 0 && figures.overdue > 0) bar.words += Say::tr(", %1 of them overdue").arg(figures.overdue);
        bar.parts = {double(due)};
        bar.soft = i > 0;
        bar.key = isoDay(figures.today + i);
        bars.push_back(bar);
    }
    return bars;
}

int sumOf(const std::vector<int>& counts, int first) {
    const auto n = std::min<std::ptrdiff_t>(first, std::ptrdiff_t(counts.size()));
    return std::accumulate(counts.begin(), counts.begin() + n, 0);
}

}  // namespace

ToldChart forecastChart(const StudyFigures& figures) {
    ToldChart told;
    StatisticsChartData& chart = told.chart;
    chart.name = Say::tr("Cards due on each of the next 30 days");
    chart.valueTitle = Say::tr("cards due");
    chart.placeTitle = Say::tr("days from today");
    chart.bars = forecastBars(figures, 30);
    chart.keyName = QStringLiteral("day");
    chart.valueName = QStringLiteral("due");
    if (figures.remembered == 0) {
        chart.empty = Say::tr("Once you have answered some cards, this shows on which day each of them comes back.");
        return told;
    }
    const int today = sumOf(figures.forecast, 1), all = sumOf(figures.forecast, 30);
    told.sentence = today == 0 ? Say::tr("Nothing is due today") : Say::tr("%1 due today").arg(Words::cards(today));
    if (figures.overdue > 0)
        told.sentence += Say::tr(", %1 of them since earlier days").arg(countText(figures.overdue));
    told.sentence += Say::tr(
                         "; %1 in 30 days, %2 a day on average. Each card counts once, on the day on which "
                         "it comes back next; new cards are left out.")
                         .arg(countText(all), plotNumber(all / 30.0, 2));
    return told;
}

StatisticsChartData nextTwoWeeksChart(const StudyFigures& figures) {
    StatisticsChartData chart;
    chart.compact = true;
    chart.name = Say::tr("Cards due in the next two weeks");
    chart.bars = forecastBars(figures, 14);
    const int all = sumOf(figures.forecast, 14);
    chart.valueTitle = Say::tr("%1 due").arg(Words::cards(all));
    chart.keyName = QStringLiteral("day");
    chart.valueName = QStringLiteral("due");
    if (figures.remembered == 0)
        chart.empty = Say::tr("The days on which cards come back appear here after your first answers.");
    return chart;
}

ToldChart answersChart(const StudyFigures& figures) {
    ToldChart told;
    StatisticsChartData& chart = told.chart;
    chart.name = Say::tr("Reviews on each of the last 30 days, by answer");
    chart.valueTitle = Say::tr("reviews");
    chart.placeTitle = Say::tr("days before today");
    chart.ordered = true;
    chart.keyName = QStringLiteral("day");
    for (int known = 1; known <= 5; ++known)
        chart.partNames << QStringLiteral("%1 %2").arg(known).arg(knownWords(known));
    int all = 0, busy = 0;
    const int days = int(figures.answersADay.size());
    for (int i = 0; i < days; ++i) {
        const std::array<int, 5>& answers = figures.answersADay[std::size_t(i)];
        const int sum = std::accumulate(answers.begin(), answers.end(), 0), ago = days - 1 - i;
        all += sum;
        busy += sum > 0;
        StatisticsBar bar;
        bar.label = ago == 0 ? Say::tr("today") : QString::number(ago);
        bar.words = Say::tr("%1: %2").arg(Words::dayWords(figures.today, -ago), Words::reviews(sum));
        QStringList parts;
        for (std::size_t known = 0; known < answers.size(); ++known) {
            bar.parts.push_back(answers[known]);
            if (answers[known]) parts << Say::tr("%1 × %2").arg(answers[known]).arg(known + 1);
        }
        if (!parts.isEmpty()) bar.words += QStringLiteral(" (%1)").arg(parts.join(QStringLiteral(", ")));
        bar.key = isoDay(figures.today - ago);
        chart.bars.push_back(bar);
    }
    if (all == 0) chart.empty = Say::tr("Your answers of the last 30 days will stand here, a bar a day.");
    told.sentence = all == 0 ? QString()
                             : Say::tr(
                                   "%1 on %2. A card may be answered several times a day, while it is learned in "
                                   "steps of minutes.")
                                   .arg(Words::reviews(all), Words::days(busy));
    return told;
}

ToldChart statesChart(const StudyFigures& figures) {
    ToldChart told;
    StatisticsChartData& chart = told.chart;
    const CardStates& states = figures.states;
    chart.kind = Kind::Rows;
    chart.name = Say::tr("Cards by state");
    chart.valueTitle = Say::tr("cards, %1 in all").arg(countText(states.total()));
    chart.keyName = QStringLiteral("state");
    chart.valueName = QStringLiteral("cards");
    const auto add = [&](const char* key, const QString& name, int count, const QString& meaning) {
        StatisticsBar bar;
        bar.label = name;
        bar.sub = countText(count);
        bar.words = Say::tr("%1: %2; %3").arg(name, Words::cards(count), meaning);
        bar.parts = {double(count)};
        bar.soft = true;
        bar.key = QLatin1String(key);
        chart.bars.push_back(bar);
    };
    add("new", Say::tr("New"), states.fresh, Say::tr("never answered"));
    add("learning", Say::tr("Learning"), states.learning, Say::tr("in steps of minutes"));
    add("young", Say::tr("Young"), states.young, Say::tr("come back within less than 21 days"));
    add("mature", Say::tr("Mature"), states.mature, Say::tr("come back after 21 days or more"));
    add("suspended", Say::tr("Suspended"), states.suspended, Say::tr("not asked until you take them back"));
    add("leeches", Say::tr("Leeches"), states.leeches, Say::tr("forgotten again and again; also counted above"));
    for (StatisticsBar& bar : chart.bars) bar.soft = bar.key != QLatin1String("mature");
    if (states.total() == 0) chart.empty = Say::tr("There are no cards yet. Open a deck or write a card of your own.");
    told.sentence = Say::tr(
        "A card is new until its first answer, young while it comes back within less than 21 days, "
        "then mature. A leech is forgotten again and again: write it anew, or split it in two.");
    return told;
}

QString streakSentence(const StudyFigures& figures) {
    const Streak& streak = figures.streak;
    if (streak.longest == 0) return Say::tr("Days in a row with at least one answer will be counted here.");
    if (streak.current == 0)
        return Say::tr("Your longest row is %1. Cards wait; any day is a good one to go on.")
            .arg(Words::days(streak.longest));
    QString text = streak.today ? Say::tr("Today is one of them.") : Say::tr("Up to yesterday; today is still open.");
    if (streak.longest > streak.current) text += Say::tr(" Your longest row is %1.").arg(Words::days(streak.longest));
    return text;
}

QString timeSentence(const StudyFigures& figures) {
    if (figures.answersToday == 0) return Say::tr("No answers yet today.");
    QString text = Say::tr("Today: %1, %2").arg(Words::cards(figures.cardsToday), Words::reviews(figures.answersToday));
    if (figures.millisecondsToday > 0)
        text += Say::tr(", %1, that is %2 a card")
                    .arg(Words::timeText(double(figures.millisecondsToday) / 1000),
                         Words::timeText(figures.secondsACard()));
    return text + QLatin1Char('.');
}

}  // namespace glassbox
