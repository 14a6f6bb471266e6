#pragma once

#include <QByteArray>
#include <QString>

class QSaveFile;

namespace glassbox {

/// All of a file. Throws Error that names it if it can't be read or is larger than `limit` bytes.
QByteArray readFile(const QString& path, qint64 limit);
/// Writes a file so that either all of it is there or the old one stays. Throws Error that names it.
void writeFile(const QString& path, const QByteArray& bytes);
/// Opens a file that replaces `path` on commit. Throws Error that names it and says what is in the way.
void openForWriting(QSaveFile& file, const QString& path);
/// Puts the new file in place of the old one. False if it could not be written wholly: the old one stays, and
/// errorString() says why. QSaveFile alone does not notice if its buffer, the last part of the file, finds no room.
bool commitFile(QSaveFile& file);
/// Throws Error if a file could not be written there: asked before long work whose result is to be kept. Leaves no
/// trace.
void requireWritable(const QString& path);

}  // namespace glassbox
