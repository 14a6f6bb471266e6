#include "engine/experiment/names.h"
#include "engine/formats/document.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/scratch_home.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace glassbox;
using namespace fixture;

namespace {

/// What lies between the dense layers.
struct Between {
    const char* layer;  // null: nothing
    bool dropout, frozen;
};

std::vector<Between> everyBetween() {
    std::vector<Between> all;
    for (const char* layer : {static_cast<const char*>(nullptr), "batch_norm", "layer_norm"})
        for (const bool dropout : {false, true})
            for (const bool frozen : {false, true}) all.push_back({layer, dropout, frozen});
    return all;
}

Experiment with(const QString& optimizer, const QString& schedule, const Between& between, std::int64_t patience) {
    Experiment experiment = spiral(60);
    experiment.network = {dense(6, "tanh")};
    if (between.layer) experiment.network.push_back({between.layer});
    if (between.dropout) experiment.network.push_back({"dropout", {{"rate", 0.25}}});
    experiment.network.push_back(dense(4, "relu"));
    experiment.network.push_back(dense(1, "sigmoid"));
    if (between.frozen) {
        experiment.network[0].options.set("frozen_units", Numbers{1, 3});
        experiment.network.back().options.set("frozen", true);
    }
    experiment.training.batch = 7;  // 45 samples: the last batch of an epoch is smaller
    experiment.training.optimizer = {optimizer.toStdString(), {{"learning_rate", 0.01}}};
    experiment.training.schedule = {schedule.toStdString()};
    if (schedule == "plateau") experiment.training.schedule.options.set("patience", std::int64_t{1});
    if (schedule == "step") experiment.training.schedule.options.set("step_size", std::int64_t{5});
    experiment.training.earlyStopping = {patience, patience > 0 ? 0.01 : 0.0};
    experiment.training.epochs = 12;
    return experiment;
}

void trainTo(Trainer& trainer, Index epochs) {
    while (trainer.epochsDone() < epochs && trainer.state() != RunState::EarlyStopped) trainer.step();
}

std::shared_ptr<const Dataset> dataIn(const Document& document) {
    return std::make_shared<const Dataset>(makeDataset(document.experiment.data, document.experiment.features,
                                                       document.experiment.seed, {}, {},
                                                       document.table ? document.table->bytes : nullptr));
}

/// Saved, packed, unpacked, and taken by a trainer that knows nothing else.
Trainer reopened(const Trainer& trainer, const std::optional<DocumentTable>& table = {}) {
    Document document;
    document.experiment = trainer.experiment();
    document.training = std::make_shared<const TrainerState>(trainer.save());
    document.table = table;
    const Document read = documentFromBytes(documentToBytes(document));
    Trainer other(read.experiment, dataIn(read));
    other.restore(*read.training);
    return other;
}

void requireSame(Trainer other, Trainer whole, const QString& name) {
    QVERIFY2(weights(other) == weights(whole), qPrintable(name + ": weights"));
    QVERIFY2(other.history() == whole.history(), qPrintable(name + ": history"));
    QVERIFY2(other.evaluateValidation() == whole.evaluateValidation(), qPrintable(name + ": validation"));
    QVERIFY2(other.evaluateTraining() == whole.evaluateTraining(), qPrintable(name + ": training"));
    QVERIFY2(other.save() == whole.save(), qPrintable(name + ": state"));
}

/// 7 epochs (and `more` steps) + saving + opening + the rest are the same as 12 at once.
void requireContinues(const Experiment& experiment, const QString& name) {
    Trainer whole(experiment, dataOf(experiment));
    Trainer half = whole;
    trainTo(whole, 12);
    trainTo(half, 7);
    for (const int more : {0, 3}) {
        for (int i = 0; i < more && half.state() != RunState::EarlyStopped; ++i) half.step();
        Trainer other = reopened(half);
        trainTo(other, 12);
        requireSame(other, whole, name + QString(" + %1 steps").arg(more));
        if (QTest::currentTestFailed()) return;
    }
}

}  // namespace

/// A document trains on as if it had never been closed.
class TestDocumentContinues : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyCombination_data() {
        QTest::addColumn<QString>("optimizer");
        QTest::addColumn<QString>("schedule");
        for (const char* optimizer : {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"})
            for (const char* schedule : {"constant", "step", "exponential", "cosine", "warmup", "plateau"})
                QTest::newRow(qPrintable(QString("%1 %2").arg(optimizer, schedule)))
                    << QString(optimizer) << QString(schedule);
    }

    void everyCombination() {
        QFETCH(QString, optimizer);
        QFETCH(QString, schedule);
        for (const Between& between : everyBetween()) {
            for (const std::int64_t patience : {0, 3}) {
                const QString name = QString("%1%2%3 patience %4")
                                         .arg(between.layer ? between.layer : "plain",
                                              between.dropout ? " dropout" : "", between.frozen ? " frozen" : "")
                                         .arg(patience);
                requireContinues(with(optimizer, schedule, between, patience), name);
                if (QTest::currentTestFailed()) return;
            }
        }
    }

    /// The table is inside; its file may be gone or be another one.
    void aTableWhoseFileIsGone() {
        QTemporaryDir folder;
        const QString path = writeFlowers(folder.path());
        Experiment experiment = spiral();
        experiment.data = {"csv", {{"path", path.toStdString()}, {"target", std::string("species")}}};
        experiment.data.options.set("normalise", true);
        experiment.training.loss = {"cross_entropy"};
        experiment.network = {dense(5, "tanh"), {"dropout"}, dense(3, "softmax")};
        const auto data = dataOf(experiment);
        Trainer whole(experiment, data);
        Trainer half = whole;
        trainTo(whole, 12);
        trainTo(half, 7);
        half.step();
        const DocumentTable table{"flowers.csv", data->table};
        for (const bool another : {false, true}) {
            QVERIFY(QFile::remove(path));
            if (another) {
                QFile file(path);
                QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no,table\n") > 0);
            }
            Trainer other = reopened(half, table);
            trainTo(other, 12);
            requireSame(other, whole, "table");
            if (QTest::currentTestFailed()) return;
            if (!another) writeFlowers(folder.path());
        }
    }

    /// Saved again and again, after every single step.
    void savedAtEveryStep() {
        const Experiment experiment = with("adam", "plateau", {"batch_norm", true, true}, 3);
        Trainer whole(experiment, dataOf(experiment));
        Trainer other = whole;
        for (int i = 0; i < 40; ++i) {
            whole.step();
            other.step();
            other = reopened(other);
        }
        requireSame(other, whole, "every step");
    }
};

QTEST_GUILESS_MAIN(TestDocumentContinues)

#include "test_document_continues.moc"
