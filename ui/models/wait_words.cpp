#include "ui/models/wait_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("WaitWords", text);
}

QString decimal(double value) {
    return QLocale().toString(value, 'f', 1);
}

}  // namespace

QString dayWords(int days) {
    constexpr int countable = 60;
    constexpr double month = 30.44, year = 365.25;
    if (days == 1) return tr("1 day");
    if (days <= countable) return tr("%1 days").arg(days);
    if (days < year) return tr("%1 months").arg(decimal(days / month));
    return tr("%1 years").arg(decimal(days / year));
}

QString waitWords(qint64 milliseconds) {
    constexpr qint64 minute = 60'000, hour = 60 * minute, day = 24 * hour;
    if (milliseconds < minute) return tr("< 1 min");
    if (milliseconds < hour) return tr("%1 min").arg((milliseconds + minute / 2) / minute);
    if (milliseconds < day) return tr("%1 h").arg(std::max<qint64>(1, (milliseconds + hour / 2) / hour));
    return dayWords(static_cast<int>(std::min<qint64>((milliseconds + day / 2) / day, 36'500)));
}

}  // namespace glassbox
