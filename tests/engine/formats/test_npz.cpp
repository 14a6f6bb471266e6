#include "engine/formats/npz.h"
#include "engine/nn/error.h"
#include "engine/nn/random.h"
#include "tests/support/damage.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <quazip.h>
#include <quazipfile.h>
#include <quazipnewinfo.h>

#include <limits>
#include <sys/stat.h>

using namespace glassbox;

namespace {

const std::vector<NamedTensor> weights = {{"0.weight", {3, 2}, {1, 2, 3, 4, 5, 6}},
                                          {"0.bias", {3}, {-1.5F, 0, 1e-30F}},
                                          {"1.scale", {}, {7}},
                                          {"1.empty", {0, 4}, {}}};

bool same(const std::vector<NamedTensor>& a, const std::vector<NamedTensor>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const NamedTensor& x, const NamedTensor& y) {
        return x.name == y.name && x.shape == y.shape && x.values == y.values;
    });
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// A version 1 array with any header text and data.
QByteArray array(const QByteArray& header, const QByteArray& data) {
    QByteArray bytes("\x93NUMPY\x01\x00", 8);
    bytes.append(static_cast<char>(header.size() & 0xff)).append(static_cast<char>(header.size() >> 8));
    return bytes + header + data;
}

const QByteArray pair = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n";
const QByteArray eight(8, '\0');

QString refusal(const QString& path) {
    try {
        readNpz(path);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return "(read without complaint)";
}

}  // namespace

class TestNpz : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

    void zip(const QString& name, const QList<std::pair<QString, QByteArray>>& entries, int method = Z_DEFLATED) const {
        QuaZip archive(path(name));
        archive.setUtf8Enabled(true);
        QVERIFY(archive.open(QuaZip::mdCreate));
        for (const auto& [entry, bytes] : entries) {
            QuaZipFile file(&archive);
            QVERIFY(file.open(QIODevice::WriteOnly, QuaZipNewInfo(entry), nullptr, 0, method));
            QCOMPARE(file.write(bytes), bytes.size());
        }
    }

    /// Runs Python with NumPy in the folder of the test; false if there is no NumPy.
    bool python(const QString& program) {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start("/usr/bin/python3", {"-c", "import numpy as np\n" + program});
        if (!process.waitForFinished(60000)) return false;
        const QByteArray errors = process.readAllStandardError();
        if (errors.contains("No module named")) return false;
        if (process.exitCode() != 0) QTest::qFail(errors.constData(), __FILE__, __LINE__);
        return true;
    }

  private Q_SLOTS:
    void whatIsWrittenReadsBack() {
        writeNpz(path("a.npz"), weights);
        QVERIFY(same(readNpz(path("a.npz")), weights));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList("a.npz"));
    }

    void theSameWeightsGiveTheSameBytes() {
        writeNpz(path("a.npz"), weights);
        writeNpz(path("b.npz"), weights);
        QCOMPARE(bytesOf(path("a.npz")), bytesOf(path("b.npz")));
    }

    void valuesThatAreNotFiniteSurvive() {
        writeNpz(path("a.npz"),
                 {{"x", {2}, {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}}});
        const auto read = readNpz(path("a.npz"));
        QVERIFY(std::isinf(read[0].values[0]) && std::isnan(read[0].values[1]));
    }

    void namesWithUmlautsSurvive() {
        writeNpz(path("größe.npz"), {{"größe", {1}, {1}}});
        QCOMPARE(readNpz(path("größe.npz"))[0].name, std::string("größe"));
    }

    void numpyReadsWhatWeWrite() {
        writeNpz(path("ours.npz"), weights);
        if (!python("a = np.load('ours.npz')\n"
                    "assert sorted(a.files) == ['0.bias', '0.weight', '1.empty', '1.scale'], a.files\n"
                    "w = a['0.weight']\n"
                    "assert w.dtype == np.float32 and w.tolist() == [[1, 2], [3, 4], [5, 6]], w\n"
                    "assert a['0.bias'].tolist()[:2] == [-1.5, 0]\n"
                    "assert a['1.scale'].shape == () and a['1.scale'] == 7\n"
                    "assert a['1.empty'].shape == (0, 4)\n"))
            QSKIP("NumPy is not there");
    }

    void weReadWhatNumpyWrites() {
        if (!python("w = np.arange(24, dtype=np.float32).reshape(2, 3, 4)\n"
                    "d = {'f4': w, 'f8': w.astype(np.float64) / 3, 'i8': w.astype(np.int64) - 5, 'i4': "
                    "w.astype(np.int32),\n"
                    "     'b1': w > 7, 'fortran': np.asfortranarray(w), 'scalar': np.float32(2), 'empty': np.zeros((0, "
                    "3)),\n"
                    "     'zeros': np.zeros((2000, 500), np.float32)}\n"
                    "np.savez('plain.npz', **d)\n"
                    "np.savez_compressed('packed.npz', **d)\n"))
            QSKIP("NumPy is not there");
        for (const char* file : {"plain.npz", "packed.npz"}) {
            const auto read = readNpz(path(file));
            QCOMPARE(read.size(), std::size_t{9});
            for (const NamedTensor& tensor : read) {
                if (tensor.name == "zeros") QVERIFY(tensor.values == std::vector<float>(1'000'000, 0.0F));
                if (tensor.name == "scalar") QVERIFY(tensor.shape.empty() && tensor.values == std::vector<float>{2});
                if (tensor.name == "empty") QVERIFY(tensor.values.empty());
                if (tensor.values.size() != 24) continue;
                QCOMPARE(tensor.shape, (std::vector<Index>{2, 3, 4}));
                for (std::size_t i = 0; i < 24; ++i) {
                    const auto n = static_cast<float>(i);
                    const float expected = tensor.name == "f8"   ? static_cast<float>(static_cast<double>(n) / 3)
                                           : tensor.name == "i8" ? n - 5
                                           : tensor.name == "b1" ? (n > 7 ? 1.0F : 0.0F)
                                                                 : n;
                    QVERIFY2(tensor.values[i] == expected, tensor.name.c_str());
                }
            }
        }
    }

    void arraysOfOtherTypesAreRefusedByName() {
        if (!python("np.savez('complex.npz', **{'0.weight': np.zeros(3, np.complex64)})\n"
                    "np.savez('big.npz', big=np.zeros(3, '>f4'))\n"
                    "np.savez('text.npz', text=np.array(['a', 'b']))\n"
                    "np.savez('huge.npz', huge=np.array([1e300]))\n"
                    "np.savez('object.npz', object=np.array([None], object))\n"))
            QSKIP("NumPy is not there");
        QVERIFY(refusal(path("complex.npz"))
                    .contains("\"0.weight.npy\" can't be used: it holds numbers of the type \"<c8\""));
        QVERIFY(refusal(path("big.npz")).contains("\">f4\"; save it as float32"));
        QVERIFY(refusal(path("text.npz")).contains("\"<U1\""));
        QVERIFY(refusal(path("huge.npz")).contains("a number too large for float32"));
        QVERIFY(refusal(path("object.npz")).contains("\"|O\""));
    }

    void filesThatAreNoArchivesAreRefused() {
        put(path("empty.npz"), {});
        put(path("junk.npz"), QByteArray("PK\3\4 and then something else").repeated(100));
        QVERIFY(refusal(path("empty.npz")).contains("empty.npz: it is no .npz file"));
        QVERIFY(refusal(path("junk.npz")).contains("junk.npz: it is no .npz file"));
        QVERIFY(refusal(path("none.npz")).contains("none.npz: there is no such file"));
        QVERIFY(refusal(m_folder.path()).contains("it is a folder"));
    }

    void hostileArchivesAreRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        const auto header = [](const QByteArray& text) { return array(text + "\n", eight); };
        const auto row = [](const char* title, const QString& name, const QByteArray& bytes, const char* says) {
            QTest::newRow(title) << name << bytes << QString(says);
        };
        const QByteArray good = array(pair, eight);
        row("path up", "../evil.npy", good, "leads out of the archive");
        row("path up inside", "a/../../evil.npy", good, "leads out of the archive");
        row("absolute path", "/etc/evil.npy", good, "leads out of the archive");
        row("backslashes", "..\\evil.npy", good, "leads out of the archive");
        row("no array", "readme.txt", "hello", "it is no NumPy array");
        row("only the ending", ".npy", good, "it is no NumPy array");
        row("no magic", "a.npy", QByteArray(100, 'x'), "it is no NumPy array");
        row("nothing", "a.npy", {}, "it is shorter than its header says");
        row("cut in the header", "a.npy", good.left(30), "it is shorter than its header says");
        row("cut in the data", "a.npy", good.chopped(1), "there are not as many");
        row("too long", "a.npy", good + "x", "there are not as many");
        row("version 9", "a.npy", QByteArray(good).replace(6, 1, "\x09"), "version");
        row("huge header", "a.npy", QByteArray("\x93NUMPY\x02\x00\xff\xff\xff\x7f", 12) + eight, "header is damaged");
        row("huge shape", "a.npy",
            header("{'descr': '<f4', 'fortran_order': False, 'shape': (4000000000, 4000000000), }"),
            "more numbers than any file can hold");
        row("large shape", "a.npy", header("{'descr': '<f4', 'fortran_order': False, 'shape': (4000000000,), }"),
            "not as many");
        row("number too long", "a.npy",
            header("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }"),
            "header is damaged");
        row("zero times huge", "a.npy",
            header(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 9000000000000000000, 9000000000000000000), }"),
            "not as many");
        row("negative shape", "a.npy", header("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }"),
            "header is damaged");
        row("too many dimensions", "a.npy",
            header("{'descr': '<f4', 'fortran_order': False, 'shape': (" + QByteArray("1,").repeated(40) + "), }"),
            "32 dimensions");
        row("no shape", "a.npy", header("{'descr': '<f4', 'fortran_order': False, }"), "header is damaged");
        row("key twice", "a.npy", header("{'descr': '<f4', 'descr': '<f4', 'shape': (2,), }"),
            "a key that does not belong there");
        row("strange key", "a.npy", header("{'x': 1}"), "a key that does not belong there, \"x\"");
        row("open text", "a.npy", header("{'descr"), "header is damaged");
        row("text behind", "a.npy", header("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x"),
            "header is damaged");
        row("records", "a.npy", header("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)}"), "records");
    }

    void hostileArchivesAreRefused() {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        zip("hostile.npz", {{name, bytes}});
        const QString sentence = refusal(path("hostile.npz"));
        QVERIFY2(sentence.contains("hostile.npz") && sentence.contains(says), qPrintable(sentence));
        QVERIFY2(sentence.contains("\"" + name + "\""), qPrintable(sentence));
    }

    void otherSpellingsOfTheHeaderAreRead() {
        for (const char* header : {"{\"shape\":(2,),\"fortran_order\":False,\"descr\":\"<f4\"}",
                                   "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2)}\n"}) {
            zip("a.npz", {{"a.npy", array(header, eight)}});
            QCOMPARE(readNpz(path("a.npz"))[0].values, (std::vector<float>{0, 0}));
        }
        const QByteArray version2 =
            QByteArray("\x93NUMPY\x02\x00", 8) + QByteArray(1, static_cast<char>(pair.size())) + QByteArray(3, '\0');
        zip("a.npz", {{"a.npy", version2 + pair + eight}});
        QCOMPARE(readNpz(path("a.npz"))[0].values, (std::vector<float>{0, 0}));
    }

    void namesThatAreThereTwiceAreRefused() {
        zip("twice.npz", {{"a.npy", array(pair, eight)}, {"a.npy", array(pair, eight)}});
        QVERIFY(refusal(path("twice.npz")).contains("\"a.npy\" can't be used: it is there twice"));
    }

    void tooManyArraysAreRefused() {
        QList<std::pair<QString, QByteArray>> entries;
        for (int i = 0; i < 10001; ++i) entries.append({QString("%1.npy").arg(i), array(pair, eight)});
        zip("many.npz", entries);
        QVERIFY(refusal(path("many.npz")).contains("more than 10000 arrays"));
    }

    void aWrongChecksumIsSeen() {
        writeNpz(path("a.npz"), {{"x", {4}, {1, 2, 3, 4}}});
        QByteArray bytes = bytesOf(path("a.npz"));
        const qsizetype at = bytes.indexOf(QByteArray("\x00\x00\x80\x3f", 4));
        QVERIFY(at > 0);
        bytes[at] = 1;
        put(path("a.npz"), bytes);
        QVERIFY(refusal(path("a.npz")).contains("checksum"));
    }

    void aSizeThatDeflateCantReachIsRefusedBeforeMemoryIsTaken() {
        zip("bomb.npz",
            {{"a.npy", array("{'descr': '|b1', 'fortran_order': False, 'shape': (900000000,), }\n", eight)}});
        QByteArray bytes = bytesOf(path("bomb.npz"));
        const qsizetype central = bytes.indexOf("PK\x01\x02");
        QVERIFY(central > 0);
        bytes.replace(central + 24, 4, QByteArray::fromHex("40e9a435"));  // uncompressed size: 900 million
        put(path("bomb.npz"), bytes);
        QVERIFY2(refusal(path("bomb.npz")).contains("made up"), qPrintable(refusal(path("bomb.npz"))));
    }

    void damagedArchivesAreReadOrRefused() {
        Random random(9);
        writeNpz(path("good.npz"), weights);
        const QByteArray good = bytesOf(path("good.npz"));
        int refused = 0;
        for (int i = 0; i < 2000; ++i) {
            put(path("damaged.npz"), damaged(good, random));
            try {
                readNpz(path("damaged.npz"));
            } catch (const Error& error) {
                QVERIFY2(QByteArray(error.what()).contains("damaged.npz"), error.what());
                ++refused;
            }
        }
        QVERIFY(refused > 500);
    }

    void devicesAndPipesAreNotReplaced() {
        const QByteArray pipe = path("pipe.npz").toLocal8Bit();
        QCOMPARE(mkfifo(pipe.constData(), 0600), 0);
        QVERIFY_EXCEPTION_THROWN(writeNpz(path("pipe.npz"), weights), Error);
        QVERIFY(!QFileInfo(path("pipe.npz")).isFile());
        QVERIFY(refusal(path("pipe.npz")).contains("it is no ordinary file"));
    }

    void aFileThatCantBeWrittenKeepsTheOldOne() {
        try {
            writeNpz(path("missing/a.npz"), weights);
            QFAIL("nothing was refused");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("a.npz: the folder "), error.what());
        }
        writeNpz(path("old.npz"), weights);
        const QByteArray old = bytesOf(path("old.npz"));
        {
            // What a full disk does: no file of the process may grow beyond 100 bytes.
            const FileSizeLimit limit(100);
            QVERIFY_EXCEPTION_THROWN(writeNpz(path("old.npz"), weights), Error);
        }
        QCOMPARE(bytesOf(path("old.npz")), old);
        QVERIFY(QDir(m_folder.path()).mkdir("folder.npz"));
        QVERIFY_EXCEPTION_THROWN(writeNpz(path("folder.npz"), weights), Error);
    }
};

QTEST_GUILESS_MAIN(TestNpz)
#include "test_npz.moc"
