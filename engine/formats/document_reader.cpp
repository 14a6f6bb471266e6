#include "engine/experiment/names.h"
#include "engine/formats/archive.h"
#include "engine/formats/document.h"
#include "engine/formats/document_limits.h"
#include "engine/formats/experiment_json.h"
#include "engine/formats/files.h"
#include "engine/formats/json_options.h"
#include "engine/formats/trainer_state_parts.h"
#include "engine/nn/error.h"

#include <QCryptographicHash>
#include <QDir>

#include <algorithm>

namespace glassbox {

namespace {

[[noreturn]] void damagedManifest() {
    throw Error("its list of parts is damaged");
}

/// What document.json says, checked as far as it stands alone.
class Manifest {
  public:
    explicit Manifest(ArchiveReader& archive) : m_archive(archive) {
        if (!archive.has(QStringLiteral("mimetype")) || !archive.has(QStringLiteral("document.json")) ||
            archive.take(QStringLiteral("mimetype"), 100) != documentMime)
            throw Error("it is no Glassbox document");
        m_root = parseJson(archive.take(QStringLiteral("document.json"), largestText));
        requireVersion();
        if (!m_root.contains("parts") || !m_root["parts"].is_object()) damagedManifest();
        for (const auto& [key, value] : m_root.items())
            if (key != "glassbox_document" && key != "parts" && key != "table" && key != "views") damagedManifest();
    }

    bool has(const QString& name) const { return m_root["parts"].contains(name.toStdString()); }
    bool hasTraining() const {
        const Json& parts = m_root["parts"];
        return std::any_of(parts.items().begin(), parts.items().end(),
                           [](const auto& part) { return part.key().starts_with("training/"); });
    }

    /// A part, with its size and checksum as they are written down.
    QByteArray take(const QString& name, qint64 limit) {
        const std::string key = name.toStdString();
        if (!has(name)) throw Error("its part " + inQuotes(key) + " is missing");
        const Json& entry = m_root["parts"][key];
        if (!entry.is_object() || !entry.contains("bytes") || !entry["bytes"].is_number_unsigned() ||
            !entry.contains("sha256") || !entry["sha256"].is_string())
            damagedManifest();
        const QByteArray bytes = m_archive.take(name, limit);
        const QByteArray sum = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        if (entry["bytes"].get<std::uint64_t>() != static_cast<std::uint64_t>(bytes.size()) ||
            entry["sha256"].get_ref<const std::string&>() != sum.toStdString())
            throw Error("its part " + inQuotes(key) + " is damaged (its checksum is wrong)");
        return bytes;
    }

    std::optional<std::string> table() const {
        if (!m_root.contains("table")) return {};
        const Json& name = m_root["table"];
        if (!name.is_string()) damagedManifest();
        const QString text = QString::fromStdString(name.get<std::string>());
        const bool plain = !text.isEmpty() && text.size() <= 255 && text != QLatin1String(".") &&
                           text != QLatin1String("..") && std::none_of(text.begin(), text.end(), [](QChar c) {
                               return c == QLatin1Char('/') || c == QLatin1Char('\\') || c.unicode() < 0x20;
                           });
        if (!plain) throw Error("the name of its table is none that a file has");
        return name.get<std::string>();
    }

    std::map<std::string, QByteArray> views() {
        std::map<std::string, QByteArray> result;
        if (!m_root.contains("views")) return result;
        const Json& views = m_root["views"];
        if (!views.is_object() || views.size() > mostViews) damagedManifest();
        for (const auto& [page, part] : views.items()) {
            if (!part.is_string() || !part.get_ref<const std::string&>().starts_with("views/")) damagedManifest();
            result[page] = take(QString::fromStdString(part.get<std::string>()), largestView);
        }
        return result;
    }

  private:
    void requireVersion() const {
        if (!m_root.is_object() || !m_root.contains("glassbox_document")) damagedManifest();
        const Json& version = m_root["glassbox_document"];
        if (!version.is_number_unsigned() || version.get<std::uint64_t>() < documentVersion) damagedManifest();
        if (version.get<std::uint64_t>() > documentVersion)
            throw Error("it was written by a newer Glassbox; update Glassbox to open it (its version is " +
                        std::to_string(version.get<std::uint64_t>()) + ", this one reads up to " +
                        std::to_string(documentVersion) + ")");
    }

    ArchiveReader& m_archive;
    Json m_root;
};

Document readParts(const QByteArray& bytes) {
    ArchiveReader archive(bytes);
    Manifest manifest(archive);
    Document document;
    const QByteArray text = manifest.take(QStringLiteral("experiment.json"), largestText);
    try {
        document.experiment = experimentFromJson(text);
    } catch (const Error& error) {
        std::string sentence = error.what();
        if (sentence.ends_with('.')) sentence.pop_back();
        throw Error("experiment.json: " + sentence);
    }
    if (manifest.hasTraining()) {
        document.training = std::make_shared<const TrainerState>(
            trainerStateFromParts([&](const QString& name) -> std::optional<QByteArray> {
                if (!manifest.has(name)) return {};
                return manifest.take(name, largestDocument);
            }));
    }
    if (const std::optional<std::string> name = manifest.table()) {
        const QByteArray table = manifest.take(QStringLiteral("data/table"), static_cast<qint64>(keptTable));
        document.table = DocumentTable{*name, std::make_shared<const std::string>(table.toStdString())};
    }
    document.views = manifest.views();
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
