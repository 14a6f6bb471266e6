#include "lessons/study/zip_package.h"

#include "lessons/study/study_error.h"

#include <QBuffer>
#include <QDateTime>
#include <quazip.h>
#include <quazipfile.h>
#include <quazipnewinfo.h>

namespace glassbox {

namespace {

constexpr int mostFiles = 20'000;
constexpr quint64 mostBytes = quint64{512} << 20;  // of all together, unpacked
constexpr quint64 mostPacking = 1100;              // deflate can't pack more than about 1032 to 1

[[noreturn]] void refuse(const char* clause) {
    throw StudyError(QStringLiteral("The package can't be read: %1.").arg(QLatin1String(clause)));
}

/// Offsets in a damaged archive lead anywhere; that is no news for the log.
class Buffer : public QBuffer {
  public:
    bool seek(qint64 position) override { return position >= 0 && position <= size() && QBuffer::seek(position); }
};

void checkName(const QString& name) {
    const QStringList steps = name.split('/');
    if (name.isEmpty() || name.size() > 200 || steps.contains(QStringLiteral("..")) ||
        steps.contains(QStringLiteral(".")) || name.startsWith('/') || name.contains('\\') || name.contains(':') ||
        name.contains(QChar(0)))
        refuse("a file in it has a name that leads out of it");
}

QByteArray unpack(QuaZip& zip, qint64 size) {
    QuaZipFile file(&zip);
    if (!file.open(QIODevice::ReadOnly)) refuse("it is damaged");
    // Memory is taken as the bytes come: the size is only what the archive claims.
    QByteArray bytes;
    while (bytes.size() <= size) {
        const QByteArray piece = file.read(std::min<qint64>(size + 1 - bytes.size(), qint64{1} << 20));
        if (piece.isEmpty()) break;
        bytes += piece;
    }
    file.close();
    if (bytes.size() != size || file.getZipError() != UNZ_OK) refuse("it is damaged");
    return bytes;
}

}  // namespace

QByteArray zipFiles(const std::vector<std::pair<QString, QByteArray>>& files) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QuaZip zip(&buffer);
    zip.setUtf8Enabled(true);
    bool good = buffer.open(QIODevice::WriteOnly) && zip.open(QuaZip::mdCreate);
    for (const auto& [name, content] : files) {
        if (!good) break;
        QuaZipNewInfo info(name);
        info.dateTime = QDateTime(QDate(1980, 1, 1), QTime(0, 0));
        info.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        QuaZipFile file(&zip);
        good = file.open(QIODevice::WriteOnly, info) && file.write(content) == content.size();
        file.close();
        good = good && file.getZipError() == ZIP_OK;
    }
    zip.close();
    if (!good || zip.getZipError() != ZIP_OK) throw StudyError(QStringLiteral("Packing the cards failed."));
    return bytes;
}

std::map<QString, QByteArray> unzipFiles(const QByteArray& bytes) {
    Buffer buffer;
    buffer.setData(bytes);
    QuaZip zip(&buffer);
    zip.setUtf8Enabled(true);
    if (!zip.open(QuaZip::mdUnzip)) refuse("it is damaged or no package of cards");
    if (zip.getEntriesCount() > mostFiles) refuse("it has more files than any package");
    std::map<QString, qint64> sizes;
    quint64 total = 0;
    for (bool more = zip.goToFirstFile(); more; more = zip.goToNextFile()) {
        QuaZipFileInfo64 info;
        if (!zip.getCurrentFileInfo(&info)) refuse("its list of files is damaged");
        checkName(info.name);
        if (info.flags & 1U) refuse("it is encrypted");
        if (info.uncompressedSize > mostBytes || (total += info.uncompressedSize) > mostBytes)
            refuse("unpacked it is larger than 512 MB");
        if (info.uncompressedSize > (info.compressedSize + 64) * mostPacking ||
            info.compressedSize > static_cast<quint64>(bytes.size()))
            refuse("a file in it claims a size that it can't have");
        if (!sizes.emplace(info.name, static_cast<qint64>(info.uncompressedSize)).second)
            refuse("a file is in it twice");
        if (sizes.size() > static_cast<std::size_t>(mostFiles)) refuse("it has more files than any package");
    }
    if (zip.getZipError() != UNZ_OK) refuse("its list of files is damaged");
    std::map<QString, QByteArray> files;
    for (bool more = zip.goToFirstFile(); more; more = zip.goToNextFile()) {
        const QString name = zip.getCurrentFileName();
        const auto size = sizes.find(name);
        if (size == sizes.end()) refuse("its list of files is damaged");
        files[name] = unpack(zip, size->second);
    }
    return files;
}

}  // namespace glassbox
