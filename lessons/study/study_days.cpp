#include "lessons/study/study_days.h"

#include <QDateTime>

#include <algorithm>

namespace glassbox {

namespace {
constexpr qint64 epochJulian = 2440588;                                 // Julian day of 1 January 1970
constexpr qint64 tenThousandYears = 10'000LL * 365 * 24 * 3600 * 1000;  // in milliseconds
}  // namespace

qint64 StudyDays::dayOf(qint64 utcMs) const {
    // Counted by the clock on the wall, so that the hour at which a day begins is right when summer time changes.
    // Times beyond any calendar come from damaged files; they are brought to where days can still be counted.
    const QDateTime local =
        QDateTime::fromMSecsSinceEpoch(std::clamp(utcMs, -tenThousandYears, tenThousandYears), m_zone);
    return local.date().toJulianDay() - epochJulian - (local.time().hour() < m_beginHour ? 1 : 0);
}

qint64 StudyDays::beginOf(qint64 day) const {
    return QDateTime(QDate::fromJulianDay(day + epochJulian), QTime(m_beginHour, 0), m_zone).toMSecsSinceEpoch();
}

}  // namespace glassbox
