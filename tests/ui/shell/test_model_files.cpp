#include "engine/formats/model_export.h"
#include "engine/formats/npz.h"
#include "engine/formats/onnx_file.h"
#include "engine/formats/safetensors.h"
#include "engine/training/trainer.h"
#include "tests/support/test.h"
#include "tests/ui/shell/program.h"
#include "ui/shell/actions.h"
#include "ui/shell/notices.h"

#include <QAction>
#include <QFile>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>
#include <QUndoStack>

using namespace glassbox;

namespace {

Spec dense(std::int64_t units, const char* activation) {
    return {"dense", {{"units", units}, {"activation", std::string(activation)}}};
}

std::vector<float> flat(const std::vector<NamedTensor>& tensors) {
    std::vector<float> values;
    for (const NamedTensor& tensor : tensors) values.insert(values.end(), tensor.values.begin(), tensor.values.end());
    return values;
}

}  // namespace

/// Networks go out of the window and come in, and every refusal is one sentence that leaves all as it was.
class TestModelFiles : public GlassboxTest {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString file(const QString& name) const { return m_folder->filePath(name); }
    QString folder() const { return m_folder->filePath(QStringLiteral("kept")); }

    /// A network of another shape with the program's data, written by the engine.
    void writeOther(const Experiment& base, const QString& name, std::vector<Spec> layers, const char* loss) const {
        Experiment other = base;
        other.network = std::move(layers);
        other.training.loss = {loss};
        auto data = std::make_shared<const Dataset>(makeDataset(other.data, other.features, other.seed));
        exportModel(makeModel(other, data, Trainer(other, data).network().exportParameters()), file(name));
    }

    void refuses(Program& program, const QString& name, const QString& says) const {
        const Experiment before = program.document.experiment();
        const std::vector<float> weights = program.session.latest()->parameters;
        program.path = file(name);
        program.window.actions()->importModel->trigger();
        QTRY_VERIFY2(program.window.notices()->sentence().contains(says),
                     qPrintable(program.window.notices()->sentence()));
        QVERIFY(program.document.experiment() == before);
        QCOMPARE(program.session.latest()->parameters, weights);
    }

  private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName(QStringLiteral("Glassbox test"));
        QCoreApplication::setApplicationName(QStringLiteral("model files"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        cleanup();
    }

    // Each test finds a home of its own.
    void cleanup() {
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
    }

    void theMenuHasThem() {
        Program program(folder());
        QMenu* menu = program.window.actions()->makeMenu(&program.window);
        const auto offers = [menu](QAction* wanted) {
            const QList<QMenu*> parts = menu->findChildren<QMenu*>();
            return std::any_of(parts.begin(), parts.end(),
                               [&](const QMenu* part) { return part->actions().contains(wanted); });
        };
        QVERIFY(offers(program.window.actions()->exportModel));
        QVERIFY(offers(program.window.actions()->importModel));
    }

    void theNetworkOfThisMomentGoesOut() {
        Program program(folder());
        program.window.start({});
        program.show();
        program.press(Qt::Key_Right, Qt::ShiftModifier);
        QTRY_COMPARE(program.session.latest()->epoch, 1);
        const std::vector<float> weights = program.session.latest()->parameters;
        for (const ModelFormat& format : modelFormats()) {
            program.path = file(QStringLiteral("out.") + format.ending);
            program.window.actions()->exportModel->trigger();
            QTRY_VERIFY2(program.window.findChild<QLabel*>(QStringLiteral("statusNote"))
                             ->text()
                             .contains(QStringLiteral("out.") + format.ending),
                         qPrintable(format.ending));
            QVERIFY(QFile::exists(program.path));
        }
        QVERIFY(QFile::exists(file(QStringLiteral("out.data.csv"))));
        // Ours keep the numbers in another order; the same multiset tells that they are these.
        std::vector<float> ours = weights,
                           theirs = flat(readSafetensors(file(QStringLiteral("out.safetensors"))).tensors);
        std::sort(ours.begin(), ours.end());
        std::sort(theirs.begin(), theirs.end());
        QCOMPARE(theirs, ours);
    }

    void whatCantBeWrittenIsSaid() {
        Program program(folder());
        program.window.start({});
        program.show();
        program.path = file(QStringLiteral("missing/out.onnx"));
        program.window.actions()->exportModel->trigger();
        QTRY_VERIFY(program.window.notices()->sentence().contains(QStringLiteral("does not exist")));
        program.path = file(QStringLiteral("out.xyz"));
        program.window.actions()->exportModel->trigger();
        QTRY_VERIFY(program.window.notices()->sentence().contains(QStringLiteral("its ending says no format")));
    }

    void weightsOfTheSameNetworkComeBack_data() {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {"safetensors", "npz", "onnx"}) QTest::newRow(ending) << QString(ending);
    }

    void weightsOfTheSameNetworkComeBack() {
        QFETCH(QString, ending);
        Program program(folder());
        program.window.start({});
        program.show();
        program.press(Qt::Key_Right, Qt::ShiftModifier);
        QTRY_COMPARE(program.session.latest()->epoch, 1);
        const std::vector<float> trained = program.session.latest()->parameters;
        program.path = file(QStringLiteral("back.") + ending);
        program.window.actions()->exportModel->trigger();
        QTRY_VERIFY(QFile::exists(program.path));
        program.press(Qt::Key_R);
        QTRY_COMPARE(program.session.latest()->epoch, 0);
        program.window.actions()->importModel->trigger();
        QTRY_COMPARE(program.session.latest()->parameters, trained);
        QCOMPARE(program.document.undoStack()->count(), 0);  // the network itself stayed as it was
    }

    void anotherNetworkTakesThePlaceAndCanBeUndone_data() {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {"safetensors", "onnx"}) QTest::newRow(ending) << QString(ending);
    }

    void anotherNetworkTakesThePlaceAndCanBeUndone() {
        QFETCH(QString, ending);
        Program program(folder());
        program.window.start({});
        program.show();
        const Experiment before = program.document.experiment();
        const QString name = QStringLiteral("other.") + ending;
        writeOther(before, name, {dense(5, "relu"), dense(2, "softmax")}, "cross_entropy");
        program.path = file(name);
        program.window.actions()->importModel->trigger();
        QTRY_COMPARE(program.document.experiment().network.size(), std::size_t{2});
        QCOMPARE(program.document.experiment().network[0].options.integer("units"), std::int64_t{5});
        QCOMPARE(program.document.experiment().training.loss.kind, std::string("cross_entropy"));
        QTRY_COMPARE(program.session.latest()->parameters.size(), std::size_t{2 * 5 + 5 + 5 * 2 + 2});
        std::vector<float> theirs = ending == QStringLiteral("onnx") ? flat(readOnnx(file(name)).weights)
                                                                     : flat(readSafetensors(file(name)).tensors);
        std::sort(theirs.begin(), theirs.end());
        const auto sorted = [&] {
            std::vector<float> ours = program.session.latest()->parameters;
            std::sort(ours.begin(), ours.end());
            return ours;
        };
        QTRY_COMPARE(sorted(), theirs);
        QVERIFY(program.window.notices()->sentence().isEmpty());
        program.document.undoStack()->undo();
        QVERIFY(program.document.experiment() == before);
    }

    void filesThatDoNotFitChangeNothing() {
        Program program(folder());
        program.window.start({});
        program.show();
        const Experiment experiment = program.document.experiment();
        QFile junk(file(QStringLiteral("junk.onnx")));
        QVERIFY(junk.open(QIODevice::WriteOnly));
        junk.write("junk");
        junk.close();
        refuses(program, QStringLiteral("junk.onnx"), QStringLiteral("it is no ONNX model"));
        refuses(program, QStringLiteral("none.safetensors"), QStringLiteral("there is no such file"));
        QVERIFY(QFile::copy(file(QStringLiteral("junk.onnx")), file(QStringLiteral("junk.png"))));
        refuses(program, QStringLiteral("junk.png"), QStringLiteral("says no format of networks"));
        writeNpz(file(QStringLiteral("other.npz")), {{"0.weight", {3, 2}, {1, 2, 3, 4, 5, 6}}});
        refuses(program, QStringLiteral("other.npz"), QStringLiteral("another network"));
        Experiment three = experiment;
        three.features = {{"x1", "x2", "radius"}};
        writeOther(three, QStringLiteral("three.onnx"), {dense(1, "sigmoid")}, "binary_cross_entropy");
        refuses(program, QStringLiteral("three.onnx"), QStringLiteral("made for 3 features, but the data give it 2"));
        Experiment four = experiment;
        four.data = {"blobs", {{"classes", std::int64_t{4}}}};
        writeOther(four, QStringLiteral("four.onnx"), {dense(4, "softmax")}, "cross_entropy");
        refuses(program, QStringLiteral("four.onnx"), QStringLiteral("ends with 4 outputs"));
    }
};

QTEST_MAIN(TestModelFiles)
#include "test_model_files.moc"
