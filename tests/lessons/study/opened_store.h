#pragma once

#include "lessons/study/card_store.h"

#include <QFile>

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

/// What a function that can't do its work says.
template <class Function>
QString sentenceOf(Function function) {
    try {
        function();
    } catch (const StudyError& error) {
        return error.sentence();
    }
    return QStringLiteral("no mistake");
}

inline QByteArray contents(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace glassbox
