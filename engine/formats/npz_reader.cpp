#include "engine/experiment/names.h"
#include "engine/formats/npy.h"
#include "engine/formats/npz.h"
#include "engine/nn/error.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <quazip.h>
#include <quazipfile.h>

namespace glassbox {

namespace {

constexpr int mostArrays = 10000;
constexpr quint64 mostBytes = quint64{1} << 30;  // of all arrays together, unpacked
constexpr quint64 mostPacking = 1100;            // deflate can't pack more than about 1032 to 1

const QString ending = QStringLiteral(".npy");

/// The array's name in the archive without its ending. Throws for names that no array has.
QString arrayName(const QString& entry) {
    const QStringList parts = entry.split('/');
    if (parts.contains("..") || entry.startsWith('/') || entry.contains('\\') || entry.contains(QChar(0)))
        throw Error("its name leads out of the archive");
    if (!entry.endsWith(ending) || entry.size() == ending.size()) throw Error("it is no NumPy array");
    return entry.chopped(ending.size());
}

/// Reads exactly `size` bytes or throws. Takes memory as the bytes come.
QByteArray take(QuaZipFile& file, Index size) {
    QByteArray bytes;
    while (bytes.size() < size) {
        const QByteArray piece = file.read(std::min<qint64>(size - bytes.size(), qint64{1} << 20));
        if (piece.isEmpty()) throw Error("it is shorter than its header says, or damaged");
        bytes += piece;
    }
    return bytes;
}

NamedTensor readArray(QuaZip& zip, const QuaZipFileInfo64& info, const QString& name) {
    if (info.flags & 1U) throw Error("it is encrypted");
    if (info.uncompressedSize > mostBytes) throw Error("it is larger than 1 GB");
    if (info.uncompressedSize > (info.compressedSize + 64) * mostPacking)
        throw Error("its size in the archive is made up");
    QuaZipFile file(&zip);
    if (!file.open(QIODevice::ReadOnly)) throw Error("it can't be unpacked");
    QByteArray start = take(file, npyPreamble);
    start += take(file, npyHeaderSize(start) - start.size());
    const NpyHeader header = parseNpyHeader(start);
    if (static_cast<quint64>(header.fileSize()) != info.uncompressedSize)
        throw Error("its header says " + std::to_string(header.count) + " numbers, but there are not as many");
    const QByteArray data = take(file, header.count * header.itemSize());
    if (!file.read(1).isEmpty()) throw Error("it is longer than its header says");
    file.close();
    if (file.getZipError() != UNZ_OK) throw Error("it is damaged (its checksum is wrong)");
    return {name.toStdString(), header.shape, npyValues(header, data)};
}

std::vector<NamedTensor> readArrays(QuaZip& zip) {
    if (zip.getEntriesCount() > mostArrays) throw Error("it has more than " + std::to_string(mostArrays) + " arrays.");
    std::vector<NamedTensor> tensors;
    QSet<QString> names;
    quint64 total = 0;
    for (bool more = zip.goToFirstFile(); more; more = zip.goToNextFile()) {
        QuaZipFileInfo64 info;
        if (!zip.getCurrentFileInfo(&info)) throw Error("its list of arrays is damaged.");
        try {
            const QString name = arrayName(info.name);
            if (names.contains(name)) throw Error("it is there twice");
            names.insert(name);
            if (names.size() > mostArrays) throw Error("there are more than " + std::to_string(mostArrays) + " arrays");
            total += std::min(info.uncompressedSize, mostBytes + 1);
            if (total > mostBytes) throw Error("with it the arrays take more than 1 GB");
            tensors.push_back(readArray(zip, info, name));
        } catch (const Error& error) {
            throw Error("the array " + inQuotes(info.name.toStdString()) + " can't be used: " + error.what() + ".");
        }
    }
    if (zip.getZipError() != UNZ_OK) throw Error("its list of arrays is damaged.");
    return tensors;
}

}  // namespace

std::vector<NamedTensor> readNpz(const QString& path) {
    const std::string place = "Can't read " + QDir::toNativeSeparators(path).toStdString() + ": ";
    const QFileInfo file(path);
    if (!file.exists()) throw Error(place + "there is no such file.");
    if (file.isDir()) throw Error(place + "it is a folder.");
    if (!file.isFile()) throw Error(place + "it is no ordinary file.");
    if (!file.isReadable()) throw Error(place + "reading it is not permitted.");
    QuaZip zip(path);
    zip.setUtf8Enabled(true);
    if (!zip.open(QuaZip::mdUnzip)) throw Error(place + "it is no .npz file, as numpy.savez writes it.");
    try {
        return readArrays(zip);
    } catch (const Error& error) {
        throw Error(place + error.what());
    }
}

}  // namespace glassbox
