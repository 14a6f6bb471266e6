#pragma once

#include <QCoreApplication>
#include <QDate>

namespace glassbox {

/// Words that the charts of statistics share.
class StatisticsWords {
    Q_DECLARE_TR_FUNCTIONS(glassbox::StatisticsWords)

  public:
    /// "1 card", "1 204 cards"
    static QString cards(int count);
    static QString reviews(int count);
    static QString days(int count);
    /// Of the number of a study day.
    static QDate dateOf(qint64 day);
    /// "Today", "Tomorrow, 22 November", "Yesterday, 20 November", "Tuesday, 24 November"
    static QString dayWords(qint64 today, int offset);
    /// "45 s", "12 min", "2 h 5 min"
    static QString timeText(double seconds);
    /// Of a goal: "90 %".
    static QString goalText(double share);
    /// For bars of statistics where a share of reviews is read out: "91.2 % of 214 reviews, 95 % interval 86.7 to
    /// 94.3 %".
    static QString shareOf(double share, double low, double high, int reviews);
};

}  // namespace glassbox
