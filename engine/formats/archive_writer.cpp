#include "engine/formats/archive.h"
#include "engine/nn/error.h"

#include <QDateTime>
#include <QFile>
#include <quazip.h>
#include <quazipfile.h>
#include <quazipnewinfo.h>

namespace glassbox {

namespace {

constexpr int deflated = 8;
constexpr int level = 6;

bool writeParts(QIODevice& device, const std::vector<ArchivePart>& parts) {
    QuaZip zip(&device);
    zip.setUtf8Enabled(true);
    if (!zip.open(QuaZip::mdCreate)) return false;
    bool good = true;
    for (const ArchivePart& part : parts) {
        QuaZipNewInfo info(part.name);
        info.dateTime = QDateTime(QDate(1980, 1, 1), QTime(0, 0));  // the same parts give the same bytes
        info.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        QuaZipFile file(&zip);
        good = file.open(QIODevice::WriteOnly, info, nullptr, 0, part.packed ? deflated : 0, part.packed ? level : 0) &&
               file.write(part.bytes) == part.bytes.size();
        file.close();
        good = good && file.getZipError() == ZIP_OK;
        if (!good) break;
    }
    zip.close();
    return good && zip.getZipError() == ZIP_OK;
}

}  // namespace

QByteArray packArchive(const std::vector<ArchivePart>& parts) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !writeParts(buffer, parts)) throw Error("packing it failed");
    return bytes;
}

}  // namespace glassbox
