#include "ui/cards/statistics_words.h"

#include "ui/plots/plot_text.h"

#include <QLocale>

namespace glassbox {

QString StatisticsWords::cards(int count) {
    return count == 1 ? tr("1 card") : tr("%1 cards").arg(countText(count));
}

QString StatisticsWords::reviews(int count) {
    return count == 1 ? tr("1 review") : tr("%1 reviews").arg(countText(count));
}

QString StatisticsWords::days(int count) {
    return count == 1 ? tr("1 day") : tr("%1 days").arg(countText(count));
}

QDate StatisticsWords::dateOf(qint64 day) {
    return QDate(1970, 1, 1).addDays(day);
}

QString StatisticsWords::dayWords(qint64 today, int offset) {
    const QDate date = dateOf(today + offset);
    const QLocale locale;
    const QString day = locale.toString(date, QStringLiteral("d MMMM"));
    if (offset == 0) return tr("Today");
    if (offset == 1) return tr("Tomorrow, %1").arg(day);
    if (offset == -1) return tr("Yesterday, %1").arg(day);
    return tr("%1, %2").arg(locale.dayName(date.dayOfWeek()), day);
}

QString StatisticsWords::timeText(double seconds) {
    if (seconds < 9.95) return tr("%1 s").arg(plotNumber(seconds, 2));
    const int whole = qRound(seconds);
    if (whole < 60) return tr("%1 s").arg(whole);
    const int minutes = qRound(seconds / 60);
    if (minutes < 60) return tr("%1 min").arg(minutes);
    return minutes % 60 == 0 ? tr("%1 h").arg(minutes / 60) : tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString StatisticsWords::goalText(double share) {
    return tr("%1 %").arg(QString::number(share * 100, 'g', 3));
}

QString StatisticsWords::shareOf(double share, double low, double high, int reviewed) {
    return tr("%1 of %2, 95 % interval %3 to %4")
        .arg(percentText(share), reviews(reviewed), percentText(low).chopped(2), percentText(high));
}

}  // namespace glassbox
