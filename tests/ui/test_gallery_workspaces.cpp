#include "tests/ui/gallery.h"
#include "ui/backprop/backprop_page.h"
#include "ui/backprop/computation_card.h"
#include "ui/backprop/telling_card.h"
#include "ui/data/data_page.h"
#include "ui/models/network_race_model.h"
#include "ui/optimizers/curves_card.h"
#include "ui/optimizers/guess_view.h"
#include "ui/optimizers/network_race_view.h"
#include "ui/optimizers/optimizers_page.h"
#include "ui/optimizers/paths_card.h"
#include "ui/optimizers/race_view.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/contour_plot.h"

using namespace glassbox;

/// The other workspaces.
class TestGalleryWorkspaces : public Gallery {
    Q_OBJECT

  private Q_SLOTS:
    void backprop_data() { addLooks(); }
    void backprop();
    void optimizers_data() { addLooks(); }
    void optimizers();
    void data_data() { addLooks(); }
    void data();
};

/// A training step told: small, deep and large networks, every picture and panel.
void TestGalleryWorkspaces::backprop() {
    Composition glassbox;
    const QSize size = open(glassbox);
    BackpropPage& page = glassbox.backprop();
    WalkModel& model = page.model();
    const auto keep = [&](const char* name) {
        QTest::qWait(250);
        QCOMPARE(glassbox.window().size(), size);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(), QStringLiteral("backprop-%1-%2").arg(QLatin1String(name), tag()));
    };
    const auto walk = [&](const Experiment& experiment, std::optional<Index> sample) {
        glassbox.document().reset(experiment);
        page.source().setSample(sample);
        glassbox.window().showPage(QStringLiteral("Backprop"));  // what is opened is seen in the Lab first
        QTRY_VERIFY_WITH_TIMEOUT(model.walk() && model.walk()->record().experiment.network == experiment.network &&
                                     model.walk()->record().isBatch() != sample.has_value(),
                                 20000);
    };
    /// The operation with this result.
    const auto goTo = [&](Quantity quantity, Index layer) {
        for (Index i = 0; i < model.walk()->count(); ++i)
            if (model.walk()->at(i).result.quantity == quantity && model.walk()->at(i).layer == layer)
                return model.setPlace({i});
        QFAIL("no such operation");
    };
    Experiment small = withData({"xor"}, {dense(3, "tanh"), dense(1, "sigmoid")}, "binary_cross_entropy");
    small.training.optimizer = {"sgd", {{"learning_rate", 0.1}}};
    walk(small, 2);
    goTo(Quantity::Gradient, 1);
    keep("weights");
    page.telling().setTab(TellingCard::MatrixTab);
    keep("matrix");
    page.telling().setTab(TellingCard::CheckTab);
    keep("check");
    page.telling().setTab(TellingCard::FormulaTab);
    page.computation().setView(ComputationCard::Graph);
    keep("graph");
    page.computation().setView(ComputationCard::Network);
    model.setPredicting(true);
    keep("predict");
    model.setPredicting(false);
    model.setGrain(Grain::Phase);
    keep("phase");
    model.setGrain(Grain::Operation);
    model.goToEnd();
    keep("end");

    walk(withData({"blobs", {{"classes", std::int64_t{4}}}},
                  {dense(6, "relu"), {"batch_norm"}, {"dropout", {{"rate", 0.3}}}, dense(4, "softmax")},
                  "cross_entropy"),
         {});
    goTo(Quantity::OutputGradient, 1);
    keep("batch");
    goTo(Quantity::NewParameter, 3);
    keep("adam");

    std::vector<Spec> deep(8, dense(6, "sigmoid"));
    deep.push_back(dense(1, "sigmoid"));
    walk(withData({"moons"}, deep, "binary_cross_entropy"), 0);
    model.goToEnd();
    page.computation().setView(ComputationCard::Gradients);
    keep("deep-gradients");
    page.computation().setView(ComputationCard::Network);
    keep("deep");
    walk(withData({"moons"}, {dense(128, "relu"), dense(64, "relu"), dense(1, "sigmoid")}, "binary_cross_entropy"), 0);
    goTo(Quantity::Gradient, 1);
    keep("large");
}

void TestGalleryWorkspaces::optimizers() {
    Composition glassbox;
    const QSize size = open(glassbox);
    glassbox.window().showPage(QStringLiteral("Optimizers"));
    OptimizersPage& page = glassbox.optimizers();
    RaceModel& model = page.race();
    const auto keep = [&](const char* name) {
        QTRY_VERIFY(!model.isRunning() && !page.raceView().paths().plot().canvas().isRefining());
        QTest::qWait(250);
        QCOMPARE(glassbox.window().size(), size);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(), QStringLiteral("optimizers-%1-%2").arg(QLatin1String(name), tag()));
    };
    keep("beale");
    model.setSelected(5);
    model.scrubber().setStep(60);
    page.raceView().curves().setTableShown(true);
    keep("selected");
    page.raceView().paths().setInSpace(true);
    keep("space");
    page.raceView().paths().setInSpace(false);
    page.raceView().curves().setTableShown(false);
    model.setSelected(-1);
    model.scrubber().setStep(400);
    model.chooseSurface("rastrigin");
    keep("rastrigin");
    QVERIFY(model.chooseFormula(QStringLiteral("sqrt(x) * sin(3*y) + 1 / y")));
    keep("formula");
    glassbox.document().reset(
        withData({"spiral"}, {dense(8, "tanh"), dense(8, "tanh"), dense(1, "sigmoid")}, "binary_cross_entropy"));
    glassbox.window().showPage(QStringLiteral("Optimizers"));
    page.setView(OptimizersPage::Network);
    QTRY_VERIFY_WITH_TIMEOUT(
        !page.network().model().landscapes().empty() && page.network().model().phase() == NetworkRaceModel::Phase::Idle,
        60000);
    keep("network");
    page.setView(OptimizersPage::Knobs);
    QTest::qWait(1500);
    keep("knobs");
    page.setView(OptimizersPage::Guess);
    page.guess().game().start("himmelblau", 5);
    for (int i = 0; i < 4; ++i) page.guess().game().take();
    keep("fog");
    page.guess().game().reveal();
    keep("revealed");
}

// The Data workspace with a generator, values of a table, and a table with gaps, outliers and an uncommon class.
void TestGalleryWorkspaces::data() {
    Composition glassbox;
    const QSize size = open(glassbox);
    const auto classes = [](const QString& path, std::int64_t count) {
        return withData({"csv", {{"path", path.toStdString()}}}, {dense(8, "tanh"), dense(count, "softmax")},
                        "cross_entropy");
    };
    const auto values = [](Spec data) {
        return withData(std::move(data), {dense(8, "tanh"), dense(1, "identity")}, "mse");
    };
    const std::vector<std::pair<QString, Experiment>> shown{
        {QStringLiteral("spiral"), standardExperiment()},
        {QStringLiteral("sine"), values({"sine"})},
        {QStringLiteral("peaks"), values({"peaks"})},
        {QStringLiteral("flowers"), classes(writeFlowers(home()), 3)},
        {QStringLiteral("flats"), values({"csv", {{"path", writeFlats(home()).toStdString()}}})},
        {QStringLiteral("patients"), classes(writePatients(home()), 3)}};
    for (const auto& [name, experiment] : shown) {
        glassbox.document().reset(experiment);
        glassbox.window().showPage(QStringLiteral("Data"));
        QTRY_VERIFY(!glassbox.session().isLoading());
        DataModel& model = glassbox.data().model();
        QTRY_VERIFY(model.look() && model.look()->data == glassbox.session().dataset());
        model.setRow(12);
        QTest::qWait(80);
        QCOMPARE(glassbox.window().size(), size);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(), QStringLiteral("data-%1-%2").arg(name, tag()));
    }
}

QTEST_MAIN(TestGalleryWorkspaces)
#include "test_gallery_workspaces.moc"
