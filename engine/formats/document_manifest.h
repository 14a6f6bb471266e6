#pragma once

#include "engine/formats/archive.h"
#include "engine/formats/document.h"
#include "engine/formats/json_text.h"

#include <optional>
#include <vector>

namespace glassbox {

/// document.json of an archive that nobody vouches for: which parts the document has, and what they are. Every Error is
/// a clause.
class DocumentManifest {
  public:
    /// Throws Error if the archive is no document, one of a newer version, or the list is damaged.
    explicit DocumentManifest(ArchiveReader& archive);

    bool has(const QString& part) const;
    bool hasTraining() const;
    /// A part, with its size and checksum as they are written down.
    QByteArray take(const QString& part, qint64 limit);

    struct Table {
        std::string name;
        QString part;
    };
    std::optional<Table> table() const;
    std::map<std::string, QByteArray> views();

    struct Run {
        DocumentRun run;  ///< without experiment, state and table
        QString folder;   ///< of its parts
        std::optional<Table> table;
    };
    /// The kept runs; `parent` becomes the one that the present run goes on from.
    std::vector<Run> runs(int& parent) const;

  private:
    void requireVersion() const;
    Run runAt(const Json& entry, std::size_t index) const;

    ArchiveReader& m_archive;
    Json m_root;
};

}  // namespace glassbox
