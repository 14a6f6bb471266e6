#include "engine/formats/archive.h"
#include "engine/formats/document.h"
#include "engine/nn/random.h"
#include "tests/engine/formats/documents.h"
#include "tests/support/test.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <quazip.h>
#include <quazipfile.h>
#include <quazipnewinfo.h>

#include <nlohmann/json.hpp>

using namespace glassbox;
using namespace documents;

namespace {

using Parts = std::vector<ArchivePart>;
using Json = nlohmann::ordered_json;

/// The parts of a document as they lie in it.
Parts partsOf(const QByteArray& bytes) {
    Parts parts;
    QBuffer buffer;
    buffer.setData(bytes);
    QuaZip zip(&buffer);
    if (!zip.open(QuaZip::mdUnzip)) return parts;
    for (bool more = zip.goToFirstFile(); more; more = zip.goToNextFile()) {
        QuaZipFile file(&zip);
        if (!file.open(QIODevice::ReadOnly)) return {};
        parts.push_back({zip.getCurrentFileName(), file.readAll()});
    }
    return parts;
}

ArchivePart& part(Parts& parts, const QString& name) {
    return *std::find_if(parts.begin(), parts.end(), [&](const ArchivePart& p) { return p.name == name; });
}

/// Packs parts whose list says the sizes and checksums that they have: only their meaning can be wrong.
QByteArray honest(Parts parts) {
    ArchivePart& list = part(parts, "document.json");
    Json root = Json::parse(list.bytes.toStdString());
    for (const ArchivePart& each : parts) {
        const std::string name = each.name.toStdString();
        if (!root["parts"].contains(name)) continue;
        root["parts"][name]["bytes"] = each.bytes.size();
        root["parts"][name]["sha256"] =
            QCryptographicHash::hash(each.bytes, QCryptographicHash::Sha256).toHex().toStdString();
    }
    list.bytes = QByteArray::fromStdString(root.dump());
    return packArchive(parts);
}

/// The document with its list of parts changed.
QByteArray withList(const std::function<void(Json&)>& change) {
    Parts parts = partsOf(documentToBytes(full()));
    ArchivePart& list = part(parts, "document.json");
    Json root = Json::parse(list.bytes.toStdString());
    change(root);
    list.bytes = QByteArray::fromStdString(root.dump());
    return packArchive(parts);
}

/// Read as it was, or refused with one sentence.
void requireSentenceOr(const QByteArray& bytes, const Document& original) {
    Document read;
    const QString sentence = refusal(bytes, &read);
    if (sentence.isEmpty()) {
        QVERIFY(read == original);
    } else {
        QVERIFY2(sentence.endsWith('.') && !sentence.contains('\n') && sentence.size() < 500, qPrintable(sentence));
    }
}

}  // namespace

class TestHostileDocuments : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void truncated() {
        const QByteArray bytes = documentToBytes(full());
        for (qsizetype length = 0; length < bytes.size(); length += 1 + length / 97)
            QVERIFY2(!refusal(bytes.left(length)).isEmpty(), qPrintable(QString::number(length)));
    }

    void flippedBits_data() {
        QTest::addColumn<Document>("original");
        QTest::newRow("everything") << full();
        QTest::newRow("not trained") << Document{standardExperiment(), {}, {}, {}, {}, {}};
        Document without = full();
        without.runs = {};
        QTest::newRow("no runs") << without;
    }

    void flippedBits() {
        QFETCH(Document, original);
        const QByteArray bytes = documentToBytes(original);
        Random random(11);
        for (int i = 0; i < 3000; ++i) {
            QByteArray spoilt = bytes;
            for (Index flips = 1 + random.below(3); flips > 0; --flips) {
                const Index at = random.below(spoilt.size());
                spoilt[at] = static_cast<char>(spoilt[at] ^ (1 << random.below(8)));
            }
            requireSentenceOr(spoilt, original);
            if (QTest::currentTestFailed()) return;
        }
    }

    /// The list of entries at the end is what a reader trusts first.
    void flippedBitsInTheDirectory() {
        const Document original = full();
        const QByteArray bytes = documentToBytes(original);
        const qsizetype start = bytes.indexOf("PK\x01\x02");
        for (qsizetype at = start; at < bytes.size(); ++at) {
            for (const int bit : {0, 3, 7}) {
                QByteArray spoilt = bytes;
                spoilt[at] = static_cast<char>(spoilt[at] ^ (1 << bit));
                requireSentenceOr(spoilt, original);
                if (QTest::currentTestFailed()) return;
            }
        }
    }

    /// Damage that knows the checksums: whatever can be read must be safe to go on with.
    void flippedBitsWithRightChecksums() {
        const Parts parts = partsOf(documentToBytes(full()));
        QVERIFY(parts.size() > 10);
        const Document original = full();
        const auto data = std::make_shared<const Dataset>(makeDataset(
            original.experiment.data, std::nullopt, original.experiment.seed, {}, {}, original.table->bytes));
        Random random(12);
        int restored = 0;
        for (int i = 0; i < 3000; ++i) {
            Parts spoilt = parts;
            QByteArray& bytes =
                spoilt[static_cast<std::size_t>(2 + random.below(static_cast<Index>(parts.size()) - 2))].bytes;
            const Index at = random.below(bytes.size());
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            Document read;
            if (!refusal(honest(spoilt), &read).isEmpty() || !read.training) continue;
            Trainer trainer(original.experiment, data);
            try {
                trainer.restore(*read.training);
            } catch (const Error&) {
                continue;
            }
            ++restored;
            for (int step = 0; step < 5; ++step) trainer.step();
        }
        QVERIFY(restored > 100);
    }

    void sentences_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sentence");
        const Parts parts = partsOf(documentToBytes(full()));
        const auto with = [&](const ArchivePart& more) {
            Parts all = parts;
            all.push_back(more);
            return packArchive(all);
        };
        QTest::newRow("newer") << withList([](Json& root) { root["glassbox_document"] = 3; })
                               << "it was written by a newer Glassbox; update Glassbox to open it (its version is 3, "
                                  "this one reads up to 2).";
        QTest::newRow("no version") << withList([](Json& root) { root.erase("glassbox_document"); })
                                    << "its list of parts is damaged.";
        QTest::newRow("older than any") << withList([](Json& root) { root["glassbox_document"] = 0; })
                                        << "its list of parts is damaged.";
        QTest::newRow("unknown key") << withList([](Json& root) { root["extra"] = 1; })
                                     << "its list of parts is damaged.";
        QTest::newRow("table changed") << [&] {
            Parts spoilt = parts;
            part(spoilt, "data/table").bytes.replace("red", "blu");
            return packArchive(spoilt);
        }() << "its part \"data/table\" is damaged (its checksum is wrong).";
        for (const char* name : {"experiment.json", "data/table", "views/0", "training/parameters.npy"}) {
            Parts less = parts;
            std::erase_if(less, [&](const ArchivePart& p) { return p.name == name; });
            QTest::newRow(name) << packArchive(less) << QString("its part \"%1\" is missing.").arg(name);
        }
        QTest::newRow("no list") << packArchive({{"mimetype", documentMime, false}}) << "it is no Glassbox document.";
        QTest::newRow("another zip") << packArchive({{"0.weight.npy", "x"}}) << "it is no Glassbox document.";
        for (const char* name : {"../evil", "a/../../b", "/etc/passwd", "a\\b", "C:evil", "./x"})
            QTest::newRow(name) << with({name, "x"})
                                << QString("its part \"%1\" has a name that leads out of the file.").arg(name);
        QTest::newRow("twice") << with({"views/0", "x"}) << "its part \"views/0\" is there twice.";
        QTest::newRow("table's name") << withList([](Json& root) { root["table"] = "../flowers.csv"; })
                                      << "the name of its table is none that a file has.";
        QTest::newRow("many parts") << [&] {
            Parts all = parts;
            for (int i = 0; i < 1000; ++i) all.push_back({QString("x%1").arg(i), "x"});
            return packArchive(all);
        }() << "it has more parts than any document.";
        const auto withRuns = [](const std::function<void(Json&)>& change) {
            return withList([&](Json& root) { change(root["runs"]); });
        };
        const QString list = "its list of parts is damaged.";
        QTest::newRow("runs are none") << withRuns([](Json& runs) { runs = 7; }) << list;
        QTest::newRow("runs without a list") << withRuns([](Json& runs) { runs.erase("kept"); }) << list;
        QTest::newRow("a run's id twice") << withRuns([](Json& runs) { runs["kept"][1]["id"] = 1; }) << list;
        QTest::newRow("a run's id 0") << withRuns([](Json& runs) { runs["kept"][0]["id"] = 0; }) << list;
        QTest::newRow("huge id") << withRuns([](Json& runs) { runs["kept"][1]["id"] = 1ULL << 40U; }) << list;
        QTest::newRow("its own parent") << withRuns([](Json& runs) { runs["kept"][1]["parent"] = 3; }) << list;
        QTest::newRow("a parent of later") << withRuns([](Json& runs) { runs["kept"][0]["parent"] = 3; }) << list;
        QTest::newRow("no such parent") << withRuns([](Json& runs) { runs["parent"] = 2; }) << list;
        QTest::newRow("two lines") << withRuns([](Json& runs) { runs["kept"][0]["name"] = "a\nb"; }) << list;
        QTest::newRow("no name") << withRuns([](Json& runs) { runs["kept"][0]["name"] = ""; }) << list;
        QTest::newRow("a book") << withRuns([](Json& runs) { runs["kept"][0]["name"] = std::string(5000, 'x'); })
                                << list;
        QTest::newRow("any part as table")
            << withRuns([](Json& runs) { runs["kept"][0]["table"]["part"] = "experiment.json"; }) << list;
        QTest::newRow("a table's name") << withRuns([](Json& runs) { runs["kept"][0]["table"]["name"] = "../x"; })
                                        << "the name of its table is none that a file has.";
        QTest::newRow("many runs") << withRuns([](Json& runs) {
            for (int i = 4; i < 40; ++i) {
                runs["kept"].push_back(runs["kept"][1]);
                runs["kept"].back()["id"] = i;
            }
        }) << list;
        QTest::newRow("a run too many") << withRuns([](Json& runs) {
            runs["kept"].push_back(runs["kept"][1]);
            runs["kept"].back()["id"] = 4;
        }) << "its part \"runs/2/experiment.json\" is missing.";
        QTest::newRow("a run's weights") << [&] {
            Parts less = parts;
            std::erase_if(less, [](const ArchivePart& p) { return p.name == "runs/1/order.npy"; });
            return packArchive(less);
        }() << "its part \"runs/1/order.npy\" is missing.";
        QTest::newRow("a document in a document") << [&] {
            Parts all = parts;
            part(all, "experiment.json").bytes = documentToBytes(full());
            return honest(all);
        }() << QString();
        QTest::newRow("deep nesting") << [&] {
            Parts all = parts;
            part(all, "document.json").bytes = QByteArray(100000, '[');
            return packArchive(all);
        }() << QString();
        QTest::newRow("bomb") << [&] {
            Parts all = parts;
            part(all, "views/0").bytes = QByteArray(64 << 20, '\0');
            return honest(all);
        }() << "its part \"views/0\" is too large.";
    }

    void sentences() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, sentence);
        const QString refused = refusal(bytes);
        if (!sentence.isEmpty()) QCOMPARE(refused, sentence);
        requireSentenceOr(bytes, {});  // whatever it says, it is one
        QVERIFY(!refused.isEmpty());
    }

    /// The size in both headers is raised, as zip bombs do to look small or large.
    void claimedSizes() {
        const QByteArray bytes = documentToBytes(full());
        const qsizetype entry = bytes.indexOf("PK\x01\x02", bytes.indexOf("PK\x01\x02") + 1);
        for (const quint32 size : {0U, 1U, 1000000U, 0x7fffffffU, 0xfffffff0U, 0xffffffffU}) {
            QByteArray spoilt = bytes;
            for (int i = 0; i < 4; ++i) spoilt[entry + 24 + i] = static_cast<char>(size >> (8 * i));
            QVERIFY(!refusal(spoilt).isEmpty());
        }
    }

    void strangersAreLeftAlone() {
        Parts parts = partsOf(documentToBytes(full()));
        parts.push_back({"added by a packer", "x"});
        QCOMPARE(refusal(packArchive(parts)), QString());
    }
};

QTEST_GUILESS_MAIN(TestHostileDocuments)

#include "test_hostile_documents.moc"
