#include "ui/cards/statistics_today.h"

#include "ui/cards/statistics_chart.h"
#include "ui/cards/statistics_charts.h"
#include "ui/cards/statistics_words.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"
#include "ui/shell/tips.h"
#include "ui/shell/words_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

QLabel* heading(const QString& text) {
    auto* made = new QLabel(text);
    made->setObjectName(QStringLiteral("cardTitle"));
    made->setTextFormat(Qt::PlainText);
    return made;
}

}  // namespace

TodayPanel::TodayPanel(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("todayPanel"));
    m_weeks = new StatisticsChart(theme);
    m_weeks->setObjectName(QStringLiteral("nextTwoWeeks"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(makeToday());
    layout->addSpacing(12);
    layout->addWidget(heading(tr("Next two weeks")));
    m_weeks->setMaximumHeight(190);
    layout->addWidget(m_weeks, 1);
    layout->addSpacing(12);
    layout->addWidget(makeRemembered());
    layout->addStretch(0);
    connect(&theme, &ThemeSource::changed, this, &TodayPanel::dress);
    dress();
    setFigures({});
}

QWidget* TodayPanel::makeToday() {
    auto* box = new QWidget;
    m_done = wordsLabel("", {}, "doneToday");
    m_done->setWordWrap(false);
    m_progress = new QProgressBar;
    m_progress->setObjectName(QStringLiteral("todayProgress"));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Cards of today that are done"));
    m_doneNote = wordsLabel("caption", {}, "doneNote");
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(heading(tr("Today")));
    layout->addWidget(m_done);
    layout->addWidget(m_progress);
    layout->addWidget(m_doneNote);
    box->setToolTip(tip(tr("Today"), tr("Cards done today, of those that today asks for: due ones, those in steps of "
                                        "minutes, and as many new ones as the day allows.")));
    return box;
}

QWidget* TodayPanel::makeRemembered() {
    auto* box = new QWidget;
    m_goal = wordsLabel("mute", {}, "recallGoal");
    m_goal->setWordWrap(false);
    m_recall = wordsLabel("", {}, "recallNow");
    m_recall->setWordWrap(false);
    m_recallNote = wordsLabel("caption", {}, "recallNote");
    m_measured = wordsLabel("caption", {}, "recallMeasured");
    auto* head = new QHBoxLayout;
    head->addWidget(heading(tr("Remembered")));
    head->addStretch(1);
    head->addWidget(m_goal);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_recall);
    layout->addWidget(m_recallNote);
    layout->addWidget(m_measured);
    box->setToolTip(tip(tr("Remembered"),
                        tr("The chance that you would recall a card if it were asked now, estimated by the memory "
                           "model: the mean over all cards that you have begun. Cards come back when it has fallen to "
                           "the goal, so that the mean mostly lies above it.")));
    return box;
}

void TodayPanel::dress() {
    m_done->setFont(m_theme.theme().font(26, QFont::DemiBold));
    m_recall->setFont(m_theme.theme().font(22, QFont::DemiBold));
    m_goal->setFont(m_theme.theme().font(12));
}

void TodayPanel::setFigures(const StudyFigures& figures) {
    const int all = figures.cardsOfToday();
    m_done->setText(tr("%1 / %2").arg(countText(figures.doneToday), countText(all)));
    m_done->setAccessibleName(tr("%1 of %2 cards of today are done").arg(figures.doneToday).arg(all));
    m_progress->setRange(0, std::max(1, all));
    m_progress->setValue(all == 0 ? 0 : figures.doneToday);
    m_doneNote->setText(all == 0                 ? tr("Nothing is due today.")
                        : figures.leftToday == 0 ? tr("All done for today.")
                        : figures.answersToday == 0
                            ? tr("Not begun yet.")
                            : tr("%1 so far, %2 a card")
                                  .arg(StatisticsWords::timeText(double(figures.millisecondsToday) / 1000),
                                       StatisticsWords::timeText(figures.secondsACard())));
    m_weeks->setData(nextTwoWeeksChart(figures));
    m_goal->setText(tr("goal %1").arg(StatisticsWords::goalText(figures.lately.goal)));
    m_goal->setVisible(figures.lately.goal > 0);
    const bool known = figures.remembered > 0;
    m_recall->setText(known ? percentText(figures.recallNow) : QStringLiteral("–"));
    m_recallNote->setText(known ? tr("estimated chance of recall now")
                                : tr("The chance that you recall a card is estimated after your first answers."));
    const Recall& measured = figures.lately.recall;
    m_measured->setVisible(known);
    m_measured->setText(figures.lately.tells() ? tr("Measured in the last 30 days: %1 of %2 reviews")
                                                     .arg(percentText(measured.share()), countText(measured.reviews))
                                               : tr("Too few reviews yet to measure it (%1 of %2)")
                                                     .arg(measured.reviews)
                                                     .arg(RetentionFigure::leastReviews));
}

}  // namespace glassbox
