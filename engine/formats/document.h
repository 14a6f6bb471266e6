#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"
#include "engine/experiment/trainer_state.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <vector>

namespace glassbox {

// A Glassbox document (.glassbox) keeps all of one's work in one file, so that it opens on another machine as it was
// left and trains on exactly where it stopped. It is a zip archive:
//
//   mimetype                    first and stored: "application/x-glassbox"
//   document.json               {"glassbox_document": 2, "parts": {"experiment.json": {"bytes": n, "sha256": "..."}},
//                               "table": "iris.csv", "views": {"Lab": "views/0"}}: every other part with its checksum
//   experiment.json             the experiment as in a plain file, with what is hidden and the notes; frozen layers
//                               are options of the layers
//   training/state.json         counters, random states, schedule, early stopping
//   training/*.npy              weights and statistics (hand-set ones too), the starting and the best ones, optimizer
//                               memory, order of the samples, history: flat arrays that numpy.load reads
//   data/table                  the file of a table as it was read; its name stands in document.json
//   runs/0/experiment.json ...  a run that was kept: experiment, state.json and *.npy as under training/; its name,
//   what runs/0/table                it branched from and when it was kept stand in document.json; its table only if
//   that
//                               is another one than data/table
//   views/0, views/1 ...        panel sizes by page name, opaque
//   thumbnail.png
//
// The same content gives the same bytes: dates are fixed, the order is the one above, texts are deflated and arrays
// stored. Reading trusts nothing: the number and sizes of parts are limited and must be what they claim, names that
// lead out of the archive, come twice or are encrypted are refused, checksums must agree. Entries that document.json
// does not name are never unpacked. Nothing is ever written to disk by a name from inside.
//
// Versions: 1 is the plain experiment (.json), which opens as a document without a trained state; 2 is this. A newer
// one is refused with the advice to update. What a Document's trained state means is checked by Trainer::restore().

/// The newest version that is read, and the one that is written.
inline constexpr int documentVersion = 2;
inline constexpr const char* documentMime = "application/x-glassbox";
inline constexpr const char* documentSuffix = "glassbox";

/// A table's file inside a document; the experiment's data.path is its name.
struct DocumentTable {
    std::string name;  ///< "iris.csv"
    TableBytes bytes;
};
bool operator==(const DocumentTable& a, const DocumentTable& b);

/// A run that was kept to be compared with others and gone back to.
struct DocumentRun {
    int id = 0;        ///< from 1, unique and ascending in a document
    int parent = 0;    ///< id of the run that it branched from; 0: it began by itself
    std::string name;  ///< what the user calls it; one line
    std::string when;  ///< "2026-11-21T17:20:00Z"
    Experiment experiment;
    std::shared_ptr<const TrainerState> state;
    std::optional<DocumentTable> table;
};
bool operator==(const DocumentRun& a, const DocumentRun& b);

/// Kept runs of a document, in the order in which they were kept, and which of them the present run goes on from (an
/// id; 0: none).
struct DocumentRuns {
    std::vector<DocumentRun> kept;
    int parent = 0;
    friend bool operator==(const DocumentRuns&, const DocumentRuns&) = default;
};
inline constexpr std::size_t mostKeptRuns = 20;
inline constexpr std::size_t longestRunName = 80;  ///< in characters as a reader counts them, UTF-16

struct Document {
    Experiment experiment;                         ///< paths of tables outside are relative to the document's folder
    std::shared_ptr<const TrainerState> training;  ///< null: not trained yet
    std::optional<DocumentTable> table;            ///< the data if they came from a file
    std::map<std::string, QByteArray> views;       ///< layout by page name
    QByteArray thumbnail;                          ///< PNG, may be empty
    DocumentRuns runs;
};

/// Equal in all that a document keeps.
bool operator==(const Document& a, const Document& b);

/// The whole file. Throws Error if something is too large to be read again or the experiment has no JSON form.
QByteArray documentToBytes(const Document& document);
/// Reads a document of any version, an experiment's JSON too. Throws Error with one sentence.
Document documentFromBytes(const QByteArray& bytes);

/// Reads a file; errors name it.
Document readDocument(const QString& path);
/// Writes atomically: either all of it is there or the old file stays. Throws Error that names the file.
void writeDocument(const QString& path, const Document& document);
/// True for the ending of documents.
bool isDocumentPath(const QString& path);

}  // namespace glassbox
