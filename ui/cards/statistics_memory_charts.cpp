// Charts of what is remembered, and how well the model and the learner know it.
#include "ui/cards/rating_bar.h"
#include "ui/cards/statistics_charts.h"
#include "ui/cards/statistics_words.h"
#include "ui/plots/plot_text.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

using Words = StatisticsWords;
using Kind = StatisticsChartData::Kind;

struct Say {
    Q_DECLARE_TR_FUNCTIONS(glassbox::StatisticsView)
};

QString retentionSentence(const RetentionFigure& figure) {
    const Recall& recall = figure.recall;
    if (!figure.tells())
        return Say::tr("Too few reviews to tell: %1 after a day or more, of at least %2.")
            .arg(recall.reviews)
            .arg(RetentionFigure::leastReviews);
    const QString goal = Words::goalText(figure.goal);
    if (recall.low() > figure.goal)
        return Say::tr("You remember more than the goal of %1: cards come back earlier than they would have to.")
            .arg(goal);
    if (recall.high() < figure.goal)
        return Say::tr(
                   "You remember less than the goal of %1. Fitting the schedule to your reviews (options of the "
                   "deck) may bring it closer.")
            .arg(goal);
    return Say::tr("The goal of %1 lies within the interval: as far as chance lets one tell, the schedule keeps it.")
        .arg(goal);
}

/// "4", "3 and 4", "2, 3 and 4"
QString listed(const QStringList& numbers) {
    if (numbers.size() < 2) return numbers.join(QString());
    return Say::tr("%1 and %2").arg(numbers.mid(0, numbers.size() - 1).join(QStringLiteral(", ")), numbers.back());
}

/// Intervals are set so that every answer comes out near the goal: what matters is the share against what was expected.
QString calibrationSentence(const std::array<Recall, 5>& answers) {
    QStringList told, less, more;
    for (int i = 0; i < 5; ++i) {
        const Recall& recall = answers[std::size_t(i)];
        if (recall.reviews < RetentionFigure::leastReviews) continue;
        told << QString::number(i + 1);
        if (recall.predicted() > recall.high()) less << told.back();
        if (recall.predicted() < recall.low()) more << told.back();
    }
    if (told.isEmpty())
        return Say::tr("Too few reviews to tell: an answer needs %1.").arg(RetentionFigure::leastReviews);
    QStringList sentences;
    if (!less.isEmpty())
        sentences << Say::tr(
                         "After %1 you remembered less often than the model expected: you knew these cards less well "
                         "than you said, or the model needs fitting.")
                         .arg(listed(less));
    if (!more.isEmpty())
        sentences << Say::tr("After %1 you remembered more often than expected: you know more than you say.")
                         .arg(listed(more));
    if (sentences.isEmpty())
        sentences << Say::tr(
                         "What the model expected after %1 lies within the interval: these answers are well judged.")
                         .arg(listed(told));
    const Recall &half = answers[2], &well = answers[3];
    if (std::min(half.reviews, well.reviews) >= RetentionFigure::leastReviews)
        sentences << Say::tr("3 and 4 are scheduled alike: after 3 you remembered %1, after 4 %2.")
                         .arg(percentText(half.share()), percentText(well.share()));
    return sentences.join(QLatin1Char(' '));
}

/// Cards in the bars from this value on.
int cardsIn(const std::vector<HistogramBar>& bars, double least) {
    int cards = 0;
    for (const HistogramBar& bar : bars) cards += bar.low >= least ? bar.cards : 0;
    return cards;
}

/// How many cards there are at each place; `tell` names a bar.
StatisticsChartData histogram(const QString& name, const QString& place, const QString& key,
                              const std::vector<HistogramBar>& bars, StatisticsBar (*tell)(const HistogramBar& from)) {
    StatisticsChartData chart;
    chart.name = name;
    chart.valueTitle = Say::tr("cards");
    chart.placeTitle = place;
    chart.keyName = key;
    chart.valueName = QStringLiteral("cards");
    for (const HistogramBar& from : bars) {
        chart.bars.push_back(tell(from));
        chart.bars.back().parts = {double(from.cards)};
    }
    return chart;
}

}  // namespace

ToldChart retentionChart(const StudyFigures& figures) {
    ToldChart told;
    StatisticsChartData& chart = told.chart;
    chart.kind = Kind::Points;
    chart.name = Say::tr("Measured retention against the goal");
    chart.valueTitle = Say::tr("share of reviews remembered");
    chart.placeTitle = Say::tr("reviews after a day or more");
    chart.goal = figures.lately.goal;
    chart.keyName = QStringLiteral("period");
    for (const RetentionFigure* figure : {&figures.lately, &figures.longer}) {
        const Recall& recall = figure->recall;
        StatisticsBar bar;
        bar.label = Say::tr("last %1 days").arg(figure->days);
        bar.sub = recall.reviews ? Say::tr("%1 of %2").arg(percentText(recall.share()), countText(recall.reviews))
                                 : Say::tr("no reviews");
        bar.recall = recall;
        bar.words = bar.label + QStringLiteral(": ") +
                    (recall.reviews ? Words::shareOf(recall.share(), recall.low(), recall.high(), recall.reviews)
                                    : Say::tr("no reviews"));
        if (recall.reviews) bar.words += Say::tr("; goal %1").arg(Words::goalText(figure->goal));
        bar.key = QStringLiteral("%1 days").arg(figure->days);
        chart.bars.push_back(bar);
    }
    if (figures.longer.recall.reviews == 0)
        chart.empty = Say::tr(
                          "Once cards come back after a day or more, this shows how often you remember them, and "
                          "whether that meets your goal of %1.")
                          .arg(Words::goalText(figures.lately.goal));
    else
        told.sentence = retentionSentence(figures.lately.tells() ? figures.lately : figures.longer);
    return told;
}

ToldChart calibrationChart(const StudyFigures& figures) {
    ToldChart told;
    StatisticsChartData& chart = told.chart;
    chart.kind = Kind::Points;
    chart.name = Say::tr("How often each answer was followed by remembering");
    chart.valueTitle = Say::tr("share remembered at the next review");
    chart.placeTitle = Say::tr("answer; number of reviews that followed");
    chart.markExpected = true;
    chart.keyName = QStringLiteral("answer");
    int all = 0;
    for (int i = 0; i < 5; ++i) {
        const Recall& recall = figures.calibration[std::size_t(i)];
        all += recall.reviews;
        StatisticsBar bar;
        bar.label = QString::number(i + 1);
        bar.sub = countText(recall.reviews);
        bar.recall = recall;
        bar.words = Say::tr("After %1, %2: ").arg(i + 1).arg(knownWords(i + 1));
        bar.words += recall.reviews ? Words::shareOf(recall.share(), recall.low(), recall.high(), recall.reviews) +
                                          Say::tr("; expected %1").arg(percentText(recall.predicted()))
                     : i == 0 ? Say::tr("it comes back within minutes, so there is no review on a later day")
                              : Say::tr("no reviews yet");
        chart.bars.push_back(bar);
    }
    if (all == 0)
        chart.empty = Say::tr(
            "When cards that you rated 1 to 5 come back on a later day, this shows what each answer "
            "was worth: how often you then remembered.");
    else
        told.sentence = calibrationSentence(figures.calibration);
    return told;
}

ToldChart stabilityChart(const StudyFigures& figures) {
    ToldChart told;
    told.chart = histogram(Say::tr("Cards by stability"), Say::tr("stability, days"), QStringLiteral("days"),
                           figures.stability, [](const HistogramBar& from) {
                               StatisticsBar bar;
                               const QString low = axisNumber(from.low), high = axisNumber(from.high);
                               const bool last = std::isinf(from.high);
                               bar.label = last ? QStringLiteral("≥%1").arg(low) : QStringLiteral("<%1").arg(high);
                               bar.words = last ? Say::tr("%1 days or more: %2").arg(low, Words::cards(from.cards))
                                                : Say::tr("%1 to %2 days: %3").arg(low, high, Words::cards(from.cards));
                               bar.key = last ? QStringLiteral("%1+").arg(low) : QStringLiteral("%1-%2").arg(low, high);
                               return bar;
                           });
    const int all = cardsIn(figures.stability, 0), month = cardsIn(figures.stability, 30);
    if (all == 0)
        told.chart.empty = Say::tr("Every card that you have answered gets a stability: how many days it keeps.");
    told.sentence = Say::tr(
        "Stability is the number of days until the chance of recall has fallen to 90 %; it grows each time you "
        "remember.");
    if (all > 0)
        told.sentence += Say::tr(" %1 of %2 keep for 30 days or more.").arg(countText(month), Words::cards(all));
    return told;
}

ToldChart difficultyChart(const StudyFigures& figures) {
    ToldChart told;
    told.chart = histogram(Say::tr("Cards by difficulty"), Say::tr("difficulty, 1 easy to 10 hard"),
                           QStringLiteral("difficulty"), figures.difficulty, [](const HistogramBar& from) {
                               StatisticsBar bar;
                               const QString low = axisNumber(from.low), high = axisNumber(from.high);
                               bar.label = QStringLiteral("%1–%2").arg(low, high);
                               bar.words = Say::tr("Difficulty %1 to %2: %3").arg(low, high, Words::cards(from.cards));
                               bar.key = QStringLiteral("%1-%2").arg(low, high);
                               return bar;
                           });
    if (cardsIn(figures.difficulty, 0) == 0)
        told.chart.empty = Say::tr("Every card that you have answered gets a difficulty from 1 to 10.");
    told.sentence = Say::tr(
        "The harder a card is for you, the less its stability grows when you remember it. Each "
        "answer moves it: 1 and 2 up, 5 down.");
    return told;
}

}  // namespace glassbox
