#include "tests/support/test.h"
#include "ui/models/race_model.h"

#include <QUndoStack>

#include <cmath>

using namespace glassbox;

/// The race on a surface as it is set up, undone, run and looked at.
class TestRaceModel : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aFirstRaceIsThereAtOnce();
    void draggingTheStartMovesAllPathsAndIsOneUndo();
    void anotherSurfaceBringsItsStartAndRatesThatFit();
    void racersThatWereChangedStayOnAnotherSurface();
    void aFormulaIsRacedOn();
    void aFormulaWithoutAValueAtTheStartMovesTheStart();
    void aWrongFormulaChangesNothingAndSaysWhere();
    void racersAreAddedCopiedAndRemoved();
    void aRaceThatCantBeIsRefused();
    void aLongRaceRunsBesideTheWindow();
    void theLeaderHasTheLowestValue();
    void theStepStaysAtTheEnd();
    void settingsInShort();
};

void TestRaceModel::aFirstRaceIsThereAtOnce() {
    RaceModel model;
    QVERIFY(model.result());
    QCOMPARE(model.result()->paths.size(), model.race().racers.size());
    QCOMPARE(model.step(), model.scrubber().last());  // whole paths are seen
    QVERIFY(!model.undoStack()->canUndo());
}

void TestRaceModel::draggingTheStartMovesAllPathsAndIsOneUndo() {
    RaceModel model;
    const Eigen::Vector2d before = model.race().start;
    for (int i = 1; i <= 20; ++i) model.setStart({0.1 * i, -0.05 * i}, QStringLiteral("drag 1"));
    for (const RacerPath& path : model.result()->paths) QCOMPARE(path.steps.front().position, Eigen::Vector2d(2, -1));
    QCOMPARE(model.undoStack()->count(), 1);
    model.undoStack()->undo();
    QCOMPARE(model.race().start, before);
    for (const RacerPath& path : model.result()->paths) QCOMPARE(path.steps.front().position, before);
}

void TestRaceModel::anotherSurfaceBringsItsStartAndRatesThatFit() {
    RaceModel model;
    model.chooseSurface("rosenbrock");
    const SurfaceInfo& info = *findTestSurface("rosenbrock");
    QCOMPARE(model.race().start, info.guide.start);
    QVERIFY(model.race().racers == defaultRacers(info));
    model.undoStack()->undo();
    QCOMPARE(QString::fromStdString(model.surfaceInfo()->kind), QStringLiteral("beale"));
}

void TestRaceModel::racersThatWereChangedStayOnAnotherSurface() {
    RaceModel model;
    RacerSpec racer = model.race().racers.front();
    racer.optimizer.options.set("learning_rate", 0.0123);
    model.changeRacer(0, QStringLiteral("rate"), racer);
    model.chooseSurface("bowl");
    QCOMPARE(learningRateOf(model.race().racers.front()), std::optional(0.0123));
}

void TestRaceModel::aFormulaIsRacedOn() {
    RaceModel model;
    QVERIFY(model.chooseFormula(QStringLiteral("x^2 + 10*y^2")));
    QVERIFY(!model.surfaceInfo());
    QCOMPARE(model.surface()->value(1, 2), 41.0);
    QCOMPARE(model.surface()->gradient(1, 2), Eigen::Vector2d(2, 40));
    model.undoStack()->undo();
    QVERIFY(model.surfaceInfo());
}

void TestRaceModel::aFormulaWithoutAValueAtTheStartMovesTheStart() {
    RaceModel model;
    model.setStart({-3, 2});
    QVERIFY(model.chooseFormula(QStringLiteral("ln(x) + y^2")));
    QVERIFY(std::isfinite(model.result()->paths.front().steps.front().value));
    QCOMPARE(model.race().start.y(), 2.0);  // no further than it has to
}

void TestRaceModel::aWrongFormulaChangesNothingAndSaysWhere() {
    RaceModel model;
    QString sentence;
    connect(&model, &RaceModel::refused, &model, [&](const QString& said) { sentence = said; });
    QVERIFY(!model.chooseFormula(QStringLiteral("x^2 + * y")));
    QVERIFY2(sentence.contains(QStringLiteral("7")), qPrintable(sentence));
    QVERIFY(model.surfaceInfo());
    QVERIFY(!model.undoStack()->canUndo());
}

void TestRaceModel::racersAreAddedCopiedAndRemoved() {
    RaceModel model;
    const std::size_t before = model.race().racers.size();
    model.addRacer();
    QCOMPARE(model.race().racers.size(), before + 1);
    QCOMPARE(model.selected(), static_cast<int>(before));  // the new one is open
    for (std::size_t i = 0; i < before; ++i)
        QVERIFY(model.race().racers[i].optimizer.kind != model.race().racers.back().optimizer.kind);
    model.duplicateRacer(0);
    QCOMPARE(QString::fromStdString(model.race().racers.back().name),
             QString::fromStdString(model.race().racers.front().name) + QStringLiteral(" 2"));
    while (!model.race().racers.empty()) model.removeRacer(0);
    QCOMPARE(model.selected(), -1);
    QCOMPARE(model.leader(), -1);
    while (model.undoStack()->canUndo()) model.undoStack()->undo();
    QCOMPARE(model.race().racers.size(), before);
}

void TestRaceModel::aRaceThatCantBeIsRefused() {
    RaceModel model;
    int said = 0;
    connect(&model, &RaceModel::refused, &model, [&](const QString& sentence) { said += sentence.isEmpty() ? 0 : 1; });
    RaceSpec wrong = model.race();
    wrong.steps = 0;
    QVERIFY(!model.edit(QStringLiteral("steps"), wrong));
    wrong = model.race();
    wrong.start.x() = std::nan("");
    QVERIFY(!model.edit(QStringLiteral("start"), wrong));
    wrong = model.race();
    wrong.racers.front().optimizer.options.set("learning_rate", -1.0);
    QVERIFY(!model.edit(QStringLiteral("rate"), wrong));
    wrong = model.race();
    wrong.racers.assign(1000, wrong.racers.front());
    QVERIFY(!model.edit(QStringLiteral("many"), wrong));
    QCOMPARE(said, 4);
    QVERIFY(!model.undoStack()->canUndo());
}

void TestRaceModel::aLongRaceRunsBesideTheWindow() {
    RaceModel model;
    RaceSpec longer = model.race();
    longer.steps = 5000;
    QVERIFY(model.edit(QStringLiteral("steps"), longer));
    QVERIFY(model.isRunning());
    QCOMPARE(model.result()->race.steps, Index(400));  // the former one is seen until then
    QTRY_COMPARE(model.result()->race.steps, Index(5000));
    QVERIFY(!model.isRunning());
    QCOMPARE(model.step(), 5000);
}

void TestRaceModel::theLeaderHasTheLowestValue() {
    RaceModel model;
    for (const int step : {0, 3, 400}) {
        model.scrubber().setStep(step);
        const auto valueOf = [&](int racer) {
            return model.result()
                ->paths[static_cast<std::size_t>(racer)]
                .steps[static_cast<std::size_t>(model.stepOf(racer))]
                .value;
        };
        const int leader = model.leader();
        QVERIFY(leader >= 0);
        for (int i = 0; i < static_cast<int>(model.race().racers.size()); ++i) QVERIFY(valueOf(leader) <= valueOf(i));
    }
}

void TestRaceModel::theStepStaysAtTheEnd() {
    RaceModel model;
    RaceSpec shorter = model.race();
    shorter.steps = 100;
    model.edit(QStringLiteral("steps"), shorter);
    QCOMPARE(model.step(), 100);
    model.scrubber().setStep(30);
    shorter.steps = 200;
    model.edit(QStringLiteral("steps"), shorter);
    QCOMPARE(model.step(), 30);
}

void TestRaceModel::settingsInShort() {
    RacerSpec adam{"Adam", {"adam", {{"learning_rate", 0.06}}}};
    QCOMPARE(settingsText(adam), QStringLiteral("η 0.06 · β 0.9, 0.999"));
    adam.schedule = {"cosine"};
    adam.gradientNoise = 0.5;
    QCOMPARE(settingsText(adam), QStringLiteral("η 0.06 · β 0.9, 0.999 · cosine · noise 0.5"));
    QCOMPARE(settingsText({"Newton", {"newton"}}).contains(QStringLiteral("η")), false);
    QCOMPARE(freeName({{"Adam"}, {"Adam 2"}}, "Adam 2"), std::string("Adam 3"));
}

QTEST_GUILESS_MAIN(TestRaceModel)
#include "test_race_model.moc"
