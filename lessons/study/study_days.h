#pragma once

#include <QTimeZone>

namespace glassbox {

/// Days as a learner lives them: they begin at 4 a.m. local time, so that studying past midnight still belongs to the
/// evening. Times are UTC milliseconds since 1970; days are numbered from 1 January 1970.
class StudyDays {
  public:
    explicit StudyDays(const QTimeZone& zone = QTimeZone::utc(), int beginHour = 4)
        : m_zone(zone), m_beginHour(beginHour) {}

    /// The day to which a moment belongs.
    qint64 dayOf(qint64 utcMs) const;
    /// The moment at which a day begins; summer time is minded.
    qint64 beginOf(qint64 day) const;

  private:
    QTimeZone m_zone;
    int m_beginHour;
};

}  // namespace glassbox
