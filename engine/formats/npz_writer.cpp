#include "engine/formats/files.h"
#include "engine/formats/npy.h"
#include "engine/formats/npz.h"
#include "engine/nn/error.h"

#include <QDir>
#include <QSaveFile>
#include <quazip.h>
#include <quazipfile.h>
#include <quazipnewinfo.h>

namespace glassbox {

namespace {

/// True if all arrays went into the archive.
bool writeArrays(QIODevice& device, const std::vector<NamedTensor>& tensors) {
    QuaZip zip(&device);
    zip.setUtf8Enabled(true);
    zip.setAutoClose(false);  // closing would commit a QSaveFile before it is checked
    if (!zip.open(QuaZip::mdCreate)) return false;
    bool good = true;
    for (const NamedTensor& tensor : tensors) {
        QuaZipNewInfo info(QString::fromStdString(tensor.name) + ".npy");
        info.dateTime = QDateTime(QDate(1980, 1, 1), QTime(0, 0));  // the same weights give the same bytes
        info.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        const QByteArray array = npyArray(tensor.shape, tensor.values);
        QuaZipFile file(&zip);
        good = file.open(QIODevice::WriteOnly, info, nullptr, 0, 0, 0) && file.write(array) == array.size();
        file.close();
        good = good && file.getZipError() == ZIP_OK;
        if (!good) break;
    }
    zip.close();
    return good && zip.getZipError() == ZIP_OK;
}

}  // namespace

void writeNpz(const QString& path, const std::vector<NamedTensor>& tensors) {
    QSaveFile file(path);
    openForWriting(file, path);
    const bool written = writeArrays(file, tensors);
    if (!written || !commitFile(file)) {
        const QString reason =
            file.error() != QFile::NoError ? file.errorString() : QString("the archive could not be written");
        file.cancelWriting();
        throw Error("Can't write " + QDir::toNativeSeparators(path).toStdString() + ": " + reason.toStdString() + ".");
    }
}

}  // namespace glassbox
