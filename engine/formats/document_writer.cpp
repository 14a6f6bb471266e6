#include "engine/formats/archive.h"
#include "engine/formats/document.h"
#include "engine/formats/document_limits.h"
#include "engine/formats/experiment_json.h"
#include "engine/formats/files.h"
#include "engine/formats/json_text.h"
#include "engine/formats/trainer_state_parts.h"
#include "engine/nn/error.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace glassbox {

namespace {

bool sameState(const std::shared_ptr<const TrainerState>& a, const std::shared_ptr<const TrainerState>& b) {
    return a == b || (a && b && *a == *b);
}

QString runFolder(std::size_t index) {
    return QStringLiteral("runs/%1").arg(index);
}

void addTable(std::vector<ArchivePart>& parts, const QString& name, const std::string& bytes) {
    if (bytes.size() > keptTable) throw Error("its table is larger than 256 MB");
    // The name says nothing of whether it can be packed; text can.
    parts.push_back({name, QByteArray::fromStdString(bytes)});
}

/// The part in which the table of a run lies: the first with the same bytes.
QString tablePart(const Document& document, std::size_t run) {
    const std::string& bytes = *document.runs.kept[run].table->bytes;
    if (document.table && *document.table->bytes == bytes) return QStringLiteral("data/table");
    std::size_t first = 0;
    while (first < run && !(document.runs.kept[first].table && *document.runs.kept[first].table->bytes == bytes))
        ++first;
    return runFolder(first) + QStringLiteral("/table");
}

void addRuns(std::vector<ArchivePart>& parts, const Document& document) {
    const std::vector<DocumentRun>& runs = document.runs.kept;
    if (runs.size() > mostKeptRuns) throw Error("it has more than " + std::to_string(mostKeptRuns) + " kept runs");
    for (std::size_t i = 0; i < runs.size(); ++i) {
        parts.push_back({runFolder(i) + QStringLiteral("/experiment.json"), experimentToJson(runs[i].experiment)});
        for (ArchivePart& part : partsOfTrainerState(*runs[i].state, runFolder(i))) parts.push_back(std::move(part));
        const QString own = runFolder(i) + QStringLiteral("/table");
        if (runs[i].table && tablePart(document, i) == own) addTable(parts, own, *runs[i].table->bytes);
    }
}

Json runsToJson(const Document& document) {
    Json kept = Json::array();
    for (std::size_t i = 0; i < document.runs.kept.size(); ++i) {
        const DocumentRun& run = document.runs.kept[i];
        Json entry = {{"id", run.id}, {"parent", run.parent}, {"name", run.name}, {"when", run.when}};
        if (run.table) entry["table"] = {{"name", run.table->name}, {"part", tablePart(document, i).toStdString()}};
        kept.push_back(std::move(entry));
    }
    return {{"parent", document.runs.parent}, {"kept", std::move(kept)}};
}

QByteArray manifest(const Document& document, const std::vector<ArchivePart>& parts) {
    Json root = {{"glassbox_document", documentVersion}};
    Json& list = root["parts"] = Json::object();
    for (const ArchivePart& part : parts) {
        const QByteArray sum = QCryptographicHash::hash(part.bytes, QCryptographicHash::Sha256).toHex();
        list[part.name.toStdString()] = {{"bytes", part.bytes.size()}, {"sha256", sum.toStdString()}};
    }
    if (document.table) root["table"] = document.table->name;
    if (!document.views.empty()) {
        Json& views = root["views"] = Json::object();
        std::size_t number = 0;
        for (const auto& [page, bytes] : document.views) views[page] = "views/" + std::to_string(number++);
    }
    if (!document.runs.kept.empty()) root["runs"] = runsToJson(document);
    return QByteArray::fromStdString(root.dump(2)) + '\n';
}

std::vector<ArchivePart> contentOf(const Document& document) {
    std::vector<ArchivePart> parts{{QStringLiteral("experiment.json"), experimentToJson(document.experiment)}};
    if (document.training)
        for (ArchivePart& part : partsOfTrainerState(*document.training, QStringLiteral("training")))
            parts.push_back(std::move(part));
    if (document.table) addTable(parts, QStringLiteral("data/table"), *document.table->bytes);
    if (document.views.size() > mostViews) throw Error("it has more pages than can be kept");
    int number = 0;
    for (const auto& [page, bytes] : document.views) {
        if (bytes.size() > largestView) throw Error("the layout of a page is too large");
        parts.push_back({QStringLiteral("views/%1").arg(number++), bytes});
    }
    if (document.thumbnail.size() > largestThumbnail) throw Error("its thumbnail is too large");
    if (!document.thumbnail.isEmpty()) parts.push_back({QStringLiteral("thumbnail.png"), document.thumbnail, false});
    addRuns(parts, document);
    return parts;
}

}  // namespace

bool operator==(const DocumentTable& a, const DocumentTable& b) {
    return a.name == b.name && *a.bytes == *b.bytes;
}

bool operator==(const DocumentRun& a, const DocumentRun& b) {
    return a.id == b.id && a.parent == b.parent && a.name == b.name && a.when == b.when &&
           a.experiment == b.experiment && sameState(a.state, b.state) && a.table == b.table;
}

bool operator==(const Document& a, const Document& b) {
    return a.experiment == b.experiment && sameState(a.training, b.training) && a.table == b.table &&
           a.views == b.views && a.thumbnail == b.thumbnail && a.runs == b.runs;
}

bool isDocumentPath(const QString& path) {
    return QFileInfo(path).suffix().compare(QLatin1String(documentSuffix), Qt::CaseInsensitive) == 0;
}

QByteArray documentToBytes(const Document& document) {
    std::vector<ArchivePart> parts = contentOf(document);
    parts.insert(parts.begin(), {QStringLiteral("document.json"), manifest(document, parts)});
    parts.insert(parts.begin(), {QStringLiteral("mimetype"), QByteArray(documentMime), false});
    QByteArray bytes = packArchive(parts);
    if (bytes.size() > largestDocument) throw Error("it is larger than the 1 GB that a document may have");
    return bytes;
}

void writeDocument(const QString& path, const Document& document) {
    QByteArray bytes;
    try {
        bytes = documentToBytes(document);
    } catch (const Error& error) {
        throw Error("Can't write " + QDir::toNativeSeparators(path).toStdString() + ": " + error.what() + ".");
    }
    writeFile(path, bytes);
}

}  // namespace glassbox
