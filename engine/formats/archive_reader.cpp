#include "engine/experiment/names.h"
#include "engine/formats/archive.h"
#include "engine/nn/error.h"

#include <quazip.h>
#include <quazipfile.h>

namespace glassbox {

namespace {

constexpr int mostParts = 1000;
constexpr quint64 mostBytes = quint64{2} << 30;  // of all parts together, unpacked
constexpr quint64 mostPacking = 1100;            // deflate can't pack more than about 1032 to 1
constexpr qsizetype longestName = 200;

[[noreturn]] void refuse(const QString& name, const char* reason) {
    throw Error("its part " + inQuotes(name.toStdString()) + " " + reason);
}

void checkName(const QString& name) {
    const QStringList steps = name.split('/');
    if (name.isEmpty() || name.size() > longestName || steps.contains("..") || steps.contains(".") ||
        name.startsWith('/') || name.contains('\\') || name.contains(':') || name.contains(QChar(0)))
        refuse(name.left(longestName), "has a name that leads out of the file");
}

}  // namespace

ArchiveReader::ArchiveReader(const QByteArray& bytes) {
    m_buffer.setData(bytes);
    m_zip = std::make_unique<QuaZip>(&m_buffer);
    m_zip->setUtf8Enabled(true);
    if (!m_zip->open(QuaZip::mdUnzip)) throw Error("it is damaged or no Glassbox document");
    list();
}

ArchiveReader::~ArchiveReader() = default;

void ArchiveReader::list() {
    if (m_zip->getEntriesCount() > mostParts) throw Error("it has more parts than any document");
    quint64 total = 0;
    for (bool more = m_zip->goToFirstFile(); more; more = m_zip->goToNextFile()) {
        QuaZipFileInfo64 info;
        if (!m_zip->getCurrentFileInfo(&info)) throw Error("its list of parts is damaged");
        checkName(info.name);
        if (m_sizes.contains(info.name)) refuse(info.name, "is there twice");
        if (m_sizes.size() >= mostParts) throw Error("it has more parts than any document");
        if (info.flags & 1U) refuse(info.name, "is encrypted");
        if (info.uncompressedSize > mostBytes || total + info.uncompressedSize > mostBytes)
            refuse(info.name, "makes it larger than 2 GB");
        if (info.uncompressedSize > (info.compressedSize + 64) * mostPacking ||
            info.compressedSize > static_cast<quint64>(m_buffer.size()))
            refuse(info.name, "claims a size that it can't have");
        total += info.uncompressedSize;
        m_sizes.insert(info.name, static_cast<qint64>(info.uncompressedSize));
    }
    if (m_zip->getZipError() != UNZ_OK) throw Error("its list of parts is damaged");
}

QByteArray ArchiveReader::take(const QString& name, qint64 limit) {
    if (!has(name)) refuse(name, "is missing");
    const qint64 size = m_sizes.value(name);
    if (size > limit) refuse(name, "is too large");
    QuaZipFile file(m_zip.get());
    if (!m_zip->setCurrentFile(name, QuaZip::csSensitive) || !file.open(QIODevice::ReadOnly))
        refuse(name, "is damaged");
    // Memory is taken as the bytes come: the size is only what the archive claims.
    QByteArray bytes;
    while (bytes.size() <= size) {
        const QByteArray piece = file.read(std::min<qint64>(size + 1 - bytes.size(), qint64{1} << 20));
        if (piece.isEmpty()) break;
        bytes += piece;
    }
    file.close();
    if (bytes.size() != size) refuse(name, "is not as long as it should be");
    if (file.getZipError() != UNZ_OK) refuse(name, "is damaged");
    return bytes;
}

}  // namespace glassbox
