#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace glassbox {

/// Tables and indices of a collection of schema 11.
QStringList ankiTables();
QJsonObject ankiSettings(qint64 deck, qint64 noteType);
/// Our note type. `seconds`: when it was changed.
QJsonObject ankiNoteTypeObject(qint64 id, qint64 deck, qint64 seconds);
QJsonObject ankiDeckObject(qint64 id, const QString& name, const QString& about, qint64 seconds);
/// Options of decks that every collection has.
QJsonObject ankiDeckOptions();

}  // namespace glassbox
