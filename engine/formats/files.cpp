#include "engine/formats/files.h"

#include "engine/nn/error.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace glassbox {

namespace {

std::string shown(const QString& path) {
    return QDir::toNativeSeparators(path).toStdString();
}

[[noreturn]] void refuse(const char* act, const QString& path, const QString& reason) {
    throw Error(std::string("Can't ") + act + " " + shown(path) + ": " + reason.toStdString() + ".");
}

}  // namespace

/// QSaveFile's own words for the common cases name its temporary file; these name what to mend.
void openForWriting(QSaveFile& file, const QString& path) {
    const QFileInfo info(path);
    const QFileInfo folder(info.absolutePath());
    if (path.isEmpty()) throw Error("Can't write a file without a name.");
    if (info.isDir()) refuse("write", path, "it is a folder");
    // Committing renames a new file over the old one, which would do away with a device or a pipe.
    if (info.exists() && !info.isFile()) refuse("write", path, "it is no ordinary file");
    if (!folder.exists())
        refuse("write", path, "the folder " + QDir::toNativeSeparators(folder.filePath()) + " does not exist");
    if (!folder.isDir()) refuse("write", path, QDir::toNativeSeparators(folder.filePath()) + " is not a folder");
    if (!file.open(QIODevice::WriteOnly)) refuse("write", path, file.errorString());
}

QByteArray readFile(const QString& path, qint64 limit) {
    const QFileInfo info(path);
    if (!info.exists()) refuse("read", path, "there is no such file");
    if (info.isDir()) refuse("read", path, "it is a folder");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) refuse("read", path, file.errorString());
    QByteArray bytes;
    for (QByteArray piece; bytes.size() <= limit; bytes += piece) {  // a pipe gives its bytes in pieces
        piece = file.read(limit + 1 - bytes.size());
        if (piece.isEmpty()) break;
    }
    if (bytes.size() > limit)
        refuse("read", path, QString("it is larger than the %1 MB that such a file may have").arg(limit >> 20));
    if (file.error() != QFile::NoError) refuse("read", path, file.errorString());
    return bytes;
}

bool commitFile(QSaveFile& file) {
    return file.flush() && file.commit();
}

void writeFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    openForWriting(file, path);
    if (file.write(bytes) != bytes.size() || !commitFile(file)) refuse("write", path, file.errorString());
}

void requireWritable(const QString& path) {
    QSaveFile file(path);
    openForWriting(file, path);
    file.cancelWriting();
}

}  // namespace glassbox
