#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>
#include <vector>

class QuaZip;

namespace glassbox {

/// One file in a zip archive.
struct ArchivePart {
    QString name;
    QByteArray bytes;
    bool packed = true;  ///< false: stored as it is
};

/// A zip archive of these parts in this order: the same parts give the same bytes. Throws Error.
QByteArray packArchive(const std::vector<ArchivePart>& parts);

/// Unpacks parts of a zip archive in memory that nobody vouches for. Every Error is a clause ("it is damaged") without
/// an end, as the caller knows the file's name.
class ArchiveReader {
  public:
    /// Throws Error if the bytes are no archive, or one with names that lead out of it or
    /// come twice, encrypted entries, more than 1000 of them, or sizes that can't be or are over 2 GB together.
    explicit ArchiveReader(const QByteArray& bytes);
    ~ArchiveReader();

    bool has(const QString& name) const { return m_sizes.contains(name); }
    /// Unpacked size as the archive claims it.
    qint64 size(const QString& name) const { return m_sizes.value(name); }
    /// Throws Error if it is not there, larger than `limit`, not as long as the archive says, or damaged.
    QByteArray take(const QString& name, qint64 limit);

  private:
    /// Offsets in a damaged archive lead anywhere; that is no news for the log.
    class Buffer : public QBuffer {
      public:
        bool seek(qint64 position) override { return position >= 0 && position <= size() && QBuffer::seek(position); }
    };
    void list();

    Buffer m_buffer;
    std::unique_ptr<QuaZip> m_zip;
    QHash<QString, qint64> m_sizes;
};

}  // namespace glassbox
