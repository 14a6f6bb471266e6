#include "engine/formats/model.h"
#include "engine/formats/npz.h"
#include "engine/formats/safetensors.h"
#include "engine/nn/error.h"
#include "engine/nn/random.h"
#include "tests/support/damage.h"
#include "tests/support/python.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <cmath>
#include <limits>

using namespace glassbox;

namespace {

const Safetensors content = {{{"0.weight", {3, 2}, {1, 2, 3, 4, 5, 6}},
                              {"0.bias", {3}, {-1.5F, 0, 1e-30F}},
                              {"1.scale", {}, {7}},
                              {"1.empty", {0, 4}, {}}},
                             {{"format", "pt"}, {"classes", "[\"größer\",\"kleiner \\\"\"]"}}};

bool same(const std::vector<NamedTensor>& a, const std::vector<NamedTensor>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const NamedTensor& x, const NamedTensor& y) {
        return x.name == y.name && x.shape == y.shape && x.values == y.values;
    });
}

/// Any header text in front of any bytes.
QByteArray file(const QByteArray& header, const QByteArray& data) {
    QByteArray length(8, '\0');
    qToLittleEndian<quint64>(static_cast<quint64>(header.size()), length.data());
    return length + header + data;
}

QByteArray entry(const char* dtype, const QByteArray& shape, int first, int last) {
    return QStringLiteral("{\"dtype\":\"%1\",\"shape\":%2,\"data_offsets\":[%3,%4]}")
        .arg(QLatin1String(dtype), QString::fromLatin1(shape))
        .arg(first)
        .arg(last)
        .toUtf8();
}

QString refusal(const QByteArray& bytes) {
    try {
        parseSafetensors(bytes);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return "(read without complaint)";
}

}  // namespace

class TestSafetensors : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

  private Q_SLOTS:
    void whatIsWrittenReadsBack() {
        writeSafetensors(path("a.safetensors"), content);
        const Safetensors read = readSafetensors(path("a.safetensors"));
        QVERIFY(same(read.tensors, content.tensors));
        QCOMPARE(read.metadata, content.metadata);
    }

    void theSameContentGivesTheSameBytes() { QCOMPARE(safetensorsBytes(content), safetensorsBytes(content)); }

    void numbersStartAtAMultipleOfEight() {
        for (int letters = 1; letters < 10; ++letters) {
            const QByteArray bytes =
                safetensorsBytes({{{std::string(static_cast<std::size_t>(letters), 'a'), {1}, {1}}}, {}});
            QCOMPARE(qFromLittleEndian<quint64>(bytes.constData()) % 8, quint64{0});
            QVERIFY(bytes.endsWith(QByteArray("\x00\x00\x80\x3f", 4)));
        }
    }

    void pytorchReadsWhatWeWrite() {
        if (!pythonHas("torch")) QSKIP("/usr/bin/python3 can't import torch; install python3-torch");
        writeSafetensors(path("ours.safetensors"), content);
        const PythonResult result =
            runPython({GLASSBOX_SOURCE_DIR "/tests/engine/formats/read_safetensors.py", path("ours.safetensors")});
        QVERIFY2(result.code == 0, result.said.constData());
    }

    void narrowAndWideNumbersAreRead() {
        // 1, -2, 65504 (largest half), 2^-24 (smallest half), infinity
        const QByteArray half = QByteArray::fromHex("003c00c0ff7b0100007c");
        const QByteArray brain = QByteArray::fromHex("803f00c0");  // 1, -2
        QByteArray wide(8, '\0');
        qToLittleEndian<double>(0.1, wide.data());
        QByteArray count(8, '\0');
        qToLittleEndian<qint64>(-3, count.data());
        const QByteArray header = "{\"h\":" + entry("F16", "[5]", 0, 10) + ",\"b\":" + entry("BF16", "[2]", 10, 14) +
                                  ",\"d\":" + entry("F64", "[1]", 14, 22) + ",\"n\":" + entry("I64", "[]", 22, 30) +
                                  "}";
        const std::vector<NamedTensor> read = parseSafetensors(file(header, half + brain + wide + count)).tensors;
        QCOMPARE(read.size(), std::size_t{4});
        QCOMPARE(read[0].values,
                 (std::vector<float>{1, -2, 65504, std::ldexp(1.0F, -24), std::numeric_limits<float>::infinity()}));
        QCOMPARE(read[1].values, (std::vector<float>{1, -2}));
        QCOMPARE(read[2].values, (std::vector<float>{0.1F}));
        QCOMPARE(read[3].values, (std::vector<float>{-3}));
    }

    void paddingBehindTheHeaderIsRead() {
        QCOMPARE(parseSafetensors(file("{\"a\":" + entry("F32", "[1]", 0, 4) + "}     ", QByteArray(4, '\0')))
                     .tensors.size(),
                 std::size_t{1});
        QVERIFY(parseSafetensors(file("{}", {})).tensors.empty());
    }

    void wrongFilesAreRefusedWithASentence_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        const QByteArray four(4, '\0'), eight(8, '\0');
        const auto one = [&](const QByteArray& text, const QByteArray& data) {
            return file("{\"a\":" + text + "}", data);
        };
        const auto row = [](const char* title, const QByteArray& bytes, const char* says) {
            QTest::newRow(title) << bytes << QString(says);
        };
        row("empty", {}, "too short");
        row("seven bytes", QByteArray(7, '\0'), "too short");
        row("length beyond the end", file("{}", {}).chopped(1), "leads beyond its end");
        row("huge length", QByteArray(8, '\xff') + "{}", "leads beyond its end");
        row("no header", file("", {}), "no header follows");
        row("header without brace", file(" {}", {}), "no header follows");
        row("an archive", "PK\3\4 and then something else that is longer", "leads beyond its end");
        row("no JSON", file("{\"a\":", {}), "its header can't be read");
        row("name twice",
            file("{\"a\":" + entry("F32", "[1]", 0, 4) + ",\"a\":" + entry("F32", "[1]", 4, 8) + "}", eight),
            "appears twice");
        row("unknown type", one(entry("F8_E4M3", "[4]", 0, 4), four), "\"F8_E4M3\"; save it as F32");
        row("no object", one("3", four), "entry in the header is damaged");
        row("key too many", one("{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}", four), "damaged");
        row("three offsets", one("{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]}", four), "damaged");
        row("negative size", one(entry("F32", "[-1]", 0, 4), four), "damaged");
        row("broken size", one(entry("F32", "[1.5]", 0, 4), four), "damaged");
        row("huge shape", one(entry("F32", "[4000000000,4000000000]", 0, 4), four),
            "more numbers than the file can hold");
        row("too many dimensions", one(entry("F32", "[" + QByteArray("1,").repeated(40) + "1]", 0, 4), four),
            "32 dimensions");
        row("shape too large", one(entry("F32", "[2]", 0, 4), four), "not as many bytes");
        row("shape too small", one(entry("F32", "[1]", 0, 8), eight), "not as many bytes");
        row("backwards", one(entry("F32", "[1]", 4, 0), four), "not as many bytes");
        row("beyond the end", one(entry("F32", "[2]", 0, 8), four), "reaches beyond the end");
        row("gap at the start", one(entry("F32", "[1]", 4, 8), eight), "belong to no array");
        row("bytes behind", one(entry("F32", "[1]", 0, 4), eight), "bytes behind the last array");
        row("overlap", file("{\"a\":" + entry("F32", "[2]", 0, 8) + ",\"b\":" + entry("F32", "[1]", 4, 8) + "}", eight),
            "\"b\" lies over the one before");
        row("metadata no object", file("{\"__metadata__\":3}", {}), "metadata are damaged");
        row("metadata no text", file("{\"__metadata__\":{\"a\":3}}", {}), "\"a\" is no text");
        QByteArray large(8, '\0');
        qToLittleEndian<double>(1e300, large.data());
        row("number too large", one(entry("F64", "[1]", 0, 8), large), "too large for float32");
    }

    void wrongFilesAreRefusedWithASentence() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const QString sentence = refusal(bytes);
        QVERIFY2(sentence.contains(says) && sentence.endsWith('.'), qPrintable(sentence));
    }

    void refusalsNameTheFile() {
        QFile(path("junk.safetensors")).open(QIODevice::WriteOnly);
        QVERIFY_EXCEPTION_THROWN(readSafetensors(path("junk.safetensors")), Error);
        try {
            readSafetensors(path("junk.safetensors"));
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains("junk.safetensors: it is too short"), error.what());
        }
        QVERIFY_EXCEPTION_THROWN(readSafetensors(path("none.safetensors")), Error);
    }

    void namesThatAreTakenAreNotWritten() {
        QVERIFY_EXCEPTION_THROWN(safetensorsBytes({{{"a", {1}, {1}}, {"a", {1}, {1}}}, {}}), Error);
        QVERIFY_EXCEPTION_THROWN(safetensorsBytes({{{"__metadata__", {1}, {1}}}, {}}), Error);
    }

    void damagedFilesAreReadOrRefused() {
        Random random(9);
        const QByteArray good = safetensorsBytes(content);
        int refused = 0;
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray bytes = damaged(good, random);
            try {
                parseSafetensors(bytes);
            } catch (const Error&) {
                ++refused;
            }
        }
        QVERIFY(refused > 10'000);
    }

    void aNetworksWeightsGoThere_andBack() {
        Network network(Shape{3}, {{"dense", {{"units", std::int64_t{4}}}}, {"batch_norm"}, {"layer_norm"}});
        Random random(3);
        network.initialise(random);
        writeSafetensors(path("net.safetensors"), {network.exportParameters(), {}});
        Network other(Shape{3}, {{"dense", {{"units", std::int64_t{4}}}}, {"batch_norm"}, {"layer_norm"}});
        other.importParameters(readSafetensors(path("net.safetensors")).tensors);
        QVERIFY(same(network.exportParameters(), other.exportParameters()));
        writeNpz(path("net.npz"), network.exportParameters());
        QVERIFY(same(readNpz(path("net.npz")), readSafetensors(path("net.safetensors")).tensors));
    }
};

QTEST_GUILESS_MAIN(TestSafetensors)
#include "test_safetensors.moc"
