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
    return QByteArray::fromStdString(root.dump(2)) + '\n';
}

std::vector<ArchivePart> contentOf(const Document& document) {
    std::vector<ArchivePart> parts{{QStringLiteral("experiment.json"), experimentToJson(document.experiment)}};
    if (document.training)
        for (ArchivePart& part : partsOfTrainerState(*document.training)) parts.push_back(std::move(part));
    if (document.table) {
        const std::string& bytes = *document.table->bytes;
        if (bytes.size() > keptTable) throw Error("its table is larger than 256 MB");
        // The name says nothing of whether it can be packed; text can.
        parts.push_back({QStringLiteral("data/table"), QByteArray::fromStdString(bytes)});
    }
    if (document.views.size() > mostViews) throw Error("it has more pages than can be kept");
    int number = 0;
    for (const auto& [page, bytes] : document.views) {
        if (bytes.size() > largestView) throw Error("the layout of a page is too large");
        parts.push_back({QStringLiteral("views/%1").arg(number++), bytes});
    }
    if (document.thumbnail.size() > largestThumbnail) throw Error("its thumbnail is too large");
    if (!document.thumbnail.isEmpty()) parts.push_back({QStringLiteral("thumbnail.png"), document.thumbnail, false});
    return parts;
}

}  // namespace

bool operator==(const Document& a, const Document& b) {
    const bool sameTraining = a.training == b.training || (a.training && b.training && *a.training == *b.training);
    const bool sameTable = a.table.has_value() == b.table.has_value() &&
                           (!a.table || (a.table->name == b.table->name && *a.table->bytes == *b.table->bytes));
    return a.experiment == b.experiment && sameTraining && sameTable && a.views == b.views &&
           a.thumbnail == b.thumbnail;
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
