#pragma once

#include "lessons/study/card_store.h"

namespace glassbox {

/// A store that is prepared and opened at once, with what preparing it said.
class OpenedStore : public CardStore {
  public:
    OpenedStore(const QString& file, const QDate& day) : OpenedStore(file, prepare(file, day)) {}
    const QString& notice() const { return m_notice; }

  private:
    OpenedStore(const QString& file, const QString& notice) : CardStore(file), m_notice(notice) {}
    QString m_notice;
};

}  // namespace glassbox
