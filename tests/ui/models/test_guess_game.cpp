#include "tests/support/test.h"
#include "ui/models/guess_game.h"

using namespace glassbox;

/// Playing the optimizer: one's own steps, then the machines'.
class TestGuessGame : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theFirstThoughtIsDownhill();
    void aStepGoesWhereTheArrowPoints();
    void stepsCanBeTakenBackUntilAllIsRevealed();
    void theLastStepRevealsAll();
    void machinesStartWhereThePersonDid();
    void theVerdictNamesOwnAndBestValue();
    void aSurpriseIsAnotherSurface();
    void againIsTheSameStart();
};

void TestGuessGame::theFirstThoughtIsDownhill() {
    GuessGame game;
    for (std::uint64_t seed = 1; seed < 30; ++seed) {
        game.start({}, seed);
        QVERIFY(game.plan().dot(game.gradientAt(0)) <= 0);
        QVERIFY(!game.plan().isZero());
    }
}

void TestGuessGame::aStepGoesWhereTheArrowPoints() {
    GuessGame game;
    const Eigen::Vector2d start = game.place();
    game.setPlan({0.25, -0.5});
    QVERIFY(game.take());
    QCOMPARE(game.place(), Eigen::Vector2d(start + Eigen::Vector2d(0.25, -0.5)));
    QCOMPARE(game.value(), game.surface()->value(game.place().x(), game.place().y()));
    QCOMPARE(game.stepsLeft(), GuessGame::stepsGiven - 1);
}

void TestGuessGame::stepsCanBeTakenBackUntilAllIsRevealed() {
    GuessGame game;
    const Eigen::Vector2d start = game.place();
    QVERIFY(!game.takeBack());
    game.setPlan({0.25, -0.5});
    game.take();
    QVERIFY(game.takeBack());
    QCOMPARE(game.place(), start);
    QCOMPARE(game.plan(), Eigen::Vector2d(0.25, -0.5));  // to be mended, not thought of anew
    game.take();
    game.reveal();
    QVERIFY(!game.takeBack());
    QVERIFY(!game.take());
}

void TestGuessGame::theLastStepRevealsAll() {
    GuessGame game;
    for (int i = 0; i < GuessGame::stepsGiven; ++i) {
        QVERIFY(!game.isRevealed());
        QVERIFY(game.take());
    }
    QVERIFY(game.isRevealed());
    QVERIFY(!game.take());
}

void TestGuessGame::machinesStartWhereThePersonDid() {
    GuessGame game;
    const Eigen::Vector2d start = game.place();
    game.take();
    game.reveal();
    QVERIFY(game.machines()->paths.size() >= 6);
    for (const RacerPath& path : game.machines()->paths) {
        QCOMPARE(path.steps.front().position, start);
        QVERIFY(static_cast<int>(path.steps.size()) <= GuessGame::stepsGiven + 1);
    }
}

void TestGuessGame::theVerdictNamesOwnAndBestValue() {
    GuessGame game;
    QVERIFY(game.verdict().isEmpty());
    game.setPlan(-game.place());  // the bowl's minimum
    game.take();
    game.reveal();
    QVERIFY2(game.verdict().contains(QStringLiteral("Your lowest f is 0;")), qPrintable(game.verdict()));
    QVERIFY2(game.verdict().contains(QStringLiteral("No machine came lower")), qPrintable(game.verdict()));
    QVERIFY2(game.verdict().contains(QStringLiteral("1 of 15 steps")), qPrintable(game.verdict()));
}

void TestGuessGame::aSurpriseIsAnotherSurface() {
    GuessGame game;
    for (std::uint64_t seed = 1; seed < 40; ++seed) {
        const SurfaceInfo* before = &game.surfaceInfo();
        game.start({}, seed);
        QVERIFY(&game.surfaceInfo() != before);
        QVERIFY(std::isfinite(game.value()));
    }
}

void TestGuessGame::againIsTheSameStart() {
    GuessGame game;
    game.start("beale", 7);
    const Eigen::Vector2d start = game.place();
    game.take();
    game.reveal();
    game.startAnew();
    QVERIFY(!game.isRevealed());
    QCOMPARE(game.place(), start);
    QCOMPARE(game.stepsLeft(), GuessGame::stepsGiven);
}

QTEST_GUILESS_MAIN(TestGuessGame)
#include "test_guess_game.moc"
