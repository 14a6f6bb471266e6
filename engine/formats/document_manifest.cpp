#include "engine/formats/document_manifest.h"

#include "engine/experiment/names.h"
#include "engine/formats/document_limits.h"
#include "engine/nn/error.h"

#include <QCryptographicHash>

#include <algorithm>
#include <limits>
#include <set>

namespace glassbox {

namespace {

[[noreturn]] void damaged() {
    throw Error("its list of parts is damaged");
}

/// Exactly these keys; the ones with "?" may be missing.
void requireKeys(const Json& object, const std::vector<std::string>& keys) {
    if (!object.is_object()) damaged();
    std::size_t known = 0;
    for (const std::string& key : keys) {
        const bool optional = key.ends_with('?');
        const bool there = object.contains(optional ? key.substr(0, key.size() - 1) : key);
        if (!there && !optional) damaged();
        known += there ? 1 : 0;
    }
    if (known != object.size()) damaged();
}

int numberIn(const Json& value) {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > std::numeric_limits<int>::max()) damaged();
    return value.get<int>();
}

std::string textIn(const Json& value) {
    if (!value.is_string()) damaged();
    return value.get<std::string>();
}

/// One line of something.
std::string lineIn(const Json& value, std::size_t longest) {
    const QString text = QString::fromStdString(textIn(value));
    const bool line = !text.isEmpty() && text.size() <= static_cast<qsizetype>(longest) &&
                      std::none_of(text.begin(), text.end(), [](QChar c) { return !c.isPrint() && !c.isSurrogate(); });
    if (!line) damaged();
    return text.toStdString();
}

std::string fileNameIn(const Json& value) {
    const QString text = QString::fromStdString(textIn(value));
    const bool plain = !text.isEmpty() && text.size() <= 255 && text != QLatin1String(".") &&
                       text != QLatin1String("..") && std::none_of(text.begin(), text.end(), [](QChar c) {
                           return c == QLatin1Char('/') || c == QLatin1Char('\\') || c.unicode() < 0x20;
                       });
    if (!plain) throw Error("the name of its table is none that a file has");
    return text.toStdString();
}

QString runFolder(std::size_t index) {
    return QStringLiteral("runs/%1").arg(index);
}

}  // namespace

DocumentManifest::DocumentManifest(ArchiveReader& archive) : m_archive(archive) {
    if (!archive.has(QStringLiteral("mimetype")) || !archive.has(QStringLiteral("document.json")) ||
        archive.take(QStringLiteral("mimetype"), 100) != documentMime)
        throw Error("it is no Glassbox document");
    m_root = parseJson(archive.take(QStringLiteral("document.json"), largestText));
    requireVersion();
    requireKeys(m_root, {"glassbox_document", "parts", "table?", "views?", "runs?"});
    if (!m_root["parts"].is_object()) damaged();
}

void DocumentManifest::requireVersion() const {
    if (!m_root.is_object() || !m_root.contains("glassbox_document")) damaged();
    const Json& version = m_root["glassbox_document"];
    if (!version.is_number_unsigned() || version.get<std::uint64_t>() < documentVersion) damaged();
    if (version.get<std::uint64_t>() > documentVersion)
        throw Error("it was written by a newer Glassbox; update Glassbox to open it (its version is " +
                    std::to_string(version.get<std::uint64_t>()) + ", this one reads up to " +
                    std::to_string(documentVersion) + ")");
}

bool DocumentManifest::has(const QString& part) const {
    return m_root["parts"].contains(part.toStdString());
}

bool DocumentManifest::hasTraining() const {
    const Json& parts = m_root["parts"];
    return std::any_of(parts.items().begin(), parts.items().end(),
                       [](const auto& part) { return part.key().starts_with("training/"); });
}

QByteArray DocumentManifest::take(const QString& part, qint64 limit) {
    const std::string key = part.toStdString();
    if (!has(part)) throw Error("its part " + inQuotes(key) + " is missing");
    const Json& entry = m_root["parts"][key];
    if (!entry.is_object() || !entry.contains("bytes") || !entry["bytes"].is_number_unsigned() ||
        !entry.contains("sha256") || !entry["sha256"].is_string())
        damaged();
    const QByteArray bytes = m_archive.take(part, limit);
    const QByteArray sum = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    if (entry["bytes"].get<std::uint64_t>() != static_cast<std::uint64_t>(bytes.size()) ||
        entry["sha256"].get_ref<const std::string&>() != sum.toStdString())
        throw Error("its part " + inQuotes(key) + " is damaged (its checksum is wrong)");
    return bytes;
}

std::optional<DocumentManifest::Table> DocumentManifest::table() const {
    if (!m_root.contains("table")) return {};
    return Table{fileNameIn(m_root["table"]), QStringLiteral("data/table")};
}

std::map<std::string, QByteArray> DocumentManifest::views() {
    std::map<std::string, QByteArray> result;
    if (!m_root.contains("views")) return result;
    const Json& views = m_root["views"];
    if (!views.is_object() || views.size() > mostViews) damaged();
    for (const auto& [page, part] : views.items()) {
        if (!part.is_string() || !part.get_ref<const std::string&>().starts_with("views/")) damaged();
        result[page] = take(QString::fromStdString(part.get<std::string>()), largestView);
    }
    return result;
}

DocumentManifest::Run DocumentManifest::runAt(const Json& entry, std::size_t index) const {
    requireKeys(entry, {"id", "parent", "name", "when", "table?"});
    Run run;
    run.run.id = numberIn(entry["id"]);
    run.run.parent = numberIn(entry["parent"]);
    run.run.name = lineIn(entry["name"], longestRunName);
    run.run.when = lineIn(entry["when"], 40);
    run.folder = runFolder(index);
    if (!entry.contains("table")) return run;
    const Json& table = entry["table"];
    requireKeys(table, {"name", "part"});
    run.table = Table{fileNameIn(table["name"]), QString::fromStdString(textIn(table["part"]))};
    // Its own, or that of something before it.
    bool known = run.table->part == QStringLiteral("data/table");
    for (std::size_t i = 0; i <= index; ++i)
        known = known || run.table->part == runFolder(i) + QStringLiteral("/table");
    if (!known) damaged();
    return run;
}

std::vector<DocumentManifest::Run> DocumentManifest::runs(int& parent) const {
    std::vector<Run> result;
    if (!m_root.contains("runs")) return result;
    const Json& runs = m_root["runs"];
    requireKeys(runs, {"parent", "kept"});
    if (!runs["kept"].is_array() || runs["kept"].size() > mostKeptRuns) damaged();
    std::set<int> ids{0};  // 0: began by itself
    for (const Json& entry : runs["kept"]) {
        const Run& run = result.emplace_back(runAt(entry, result.size()));
        // Later ones branch from earlier ones: no circles.
        if (run.run.id <= *ids.rbegin() || !ids.contains(run.run.parent)) damaged();
        ids.insert(run.run.id);
    }
    parent = numberIn(runs["parent"]);
    if (!ids.contains(parent)) damaged();
    return result;
}

}  // namespace glassbox
