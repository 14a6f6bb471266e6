#include "engine/experiment/names.h"
#include "engine/formats/archive.h"
#include "engine/formats/document.h"
#include "engine/formats/document_limits.h"
#include "engine/formats/document_manifest.h"
#include "engine/formats/experiment_json.h"
#include "engine/formats/files.h"
#include "engine/formats/trainer_state_parts.h"
#include "engine/nn/error.h"

#include <QDir>

namespace glassbox {

namespace {

Experiment readExperimentPart(DocumentManifest& manifest, const QString& part) {
    const QByteArray text = manifest.take(part, largestText);
    try {
        return experimentFromJson(text);
    } catch (const Error& error) {
        std::string sentence = error.what();
        if (sentence.ends_with('.')) sentence.pop_back();
        throw Error(part.toStdString() + ": " + sentence);
    }
}

std::shared_ptr<const TrainerState> readState(DocumentManifest& manifest, const QString& folder) {
    const PartSource source = [&](const QString& name) -> std::optional<QByteArray> {
        if (!manifest.has(name)) return {};
        return manifest.take(name, largestDocument);
    };
    return std::make_shared<const TrainerState>(trainerStateFromParts(source, folder));
}

/// Tables by their part: runs on the same one share it.
class Tables {
  public:
    explicit Tables(DocumentManifest& manifest) : m_manifest(manifest) {}
    DocumentTable read(const DocumentManifest::Table& table) {
        TableBytes& bytes = m_read[table.part];
        if (!bytes) {
            const QByteArray taken = m_manifest.take(table.part, static_cast<qint64>(keptTable));
            bytes = std::make_shared<const std::string>(taken.toStdString());
        }
        return {table.name, bytes};
    }

  private:
    DocumentManifest& m_manifest;
    std::map<QString, TableBytes> m_read;
};

Document readParts(const QByteArray& bytes) {
    ArchiveReader archive(bytes);
    DocumentManifest manifest(archive);
    Tables tables(manifest);
    Document document;
    document.experiment = readExperimentPart(manifest, QStringLiteral("experiment.json"));
    if (manifest.hasTraining()) document.training = readState(manifest, QStringLiteral("training"));
    if (const auto table = manifest.table()) document.table = tables.read(*table);
    document.views = manifest.views();
    for (const DocumentManifest::Run& run : manifest.runs(document.runs.parent)) {
        DocumentRun& kept = document.runs.kept.emplace_back(run.run);
        kept.experiment = readExperimentPart(manifest, run.folder + QStringLiteral("/experiment.json"));
        kept.state = readState(manifest, run.folder);
        if (run.table) kept.table = tables.read(*run.table);
    }
    if (manifest.has(QStringLiteral("thumbnail.png")))
        document.thumbnail = manifest.take(QStringLiteral("thumbnail.png"), largestThumbnail);
    return document;
}

}  // namespace

Document documentFromBytes(const QByteArray& bytes) {
    if (bytes.startsWith("PK")) {
        try {
            return readParts(bytes);
        } catch (const Error& error) {
            std::string sentence = error.what();
            if (sentence.ends_with('.')) sentence.pop_back();
            throw Error(sentence + ".");
        }
    }
    // Version 1: the plain experiment.
    Document document;
    document.experiment = experimentFromJson(bytes);
    return document;
}

Document readDocument(const QString& path) {
    const QByteArray bytes = readFile(path, isDocumentPath(path) ? largestDocument : largestText);
    const bool archive = bytes.startsWith("PK");
    try {
        const bool text = bytes.trimmed().startsWith('{');
        if (isDocumentPath(path) && !archive && !text)
            throw Error(bytes.isEmpty() ? "the file is empty." : "it is damaged or no Glassbox document.");
        return documentFromBytes(bytes);
    } catch (const Error& error) {
        const std::string place = QDir::toNativeSeparators(path).toStdString() + ": ";
        // An experiment's sentence begins with the place in it; that of a document tells why it can't be opened.
        throw Error((archive || isDocumentPath(path) ? "Can't open " : "") + place + error.what());
    }
}

}  // namespace glassbox
