#include "tests/support/step_walk.h"
#include "tests/support/test.h"
#include "ui/backprop/walk_player.h"
#include "ui/models/walk_model.h"

#include <QSignalSpy>

using namespace glassbox;

/// The play button of the walk.
class TestWalkPlayer : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void itWalksToTheEndAndStops() {
        WalkModel model;
        WalkPlayer player(model);
        player.setPace(600);
        model.setRecord(steps::onXor());
        model.setGrain(Grain::Phase);
        QSignalSpy playing(&player, &WalkPlayer::playingChanged);
        player.play();
        QVERIFY(player.isPlaying());
        QTRY_VERIFY(!player.isPlaying());
        QVERIFY(!model.canGoOn());
        QCOMPARE(playing.count(), 2);
        player.play();  // begins again
        QCOMPARE(model.index(), Index(0));
        player.pause();
    }
    void pauseStaysWhereItIs() {
        WalkModel model;
        WalkPlayer player(model);
        player.setPace(600);
        model.setRecord(steps::onXor());
        QSignalSpy moved(&model, &WalkModel::placeChanged);
        player.play();
        QVERIFY(moved.wait());
        player.pause();
        const Index at = model.index();
        QVERIFY(!moved.wait(300));
        QCOMPARE(model.index(), at);
    }
    void itWaitsForThePredictionOfANumber() {
        WalkModel model;
        WalkPlayer player(model);
        player.setPace(600);
        model.setRecord(steps::onXor());
        model.setGrain(Grain::Unit);
        model.setPredicting(true);
        player.play();
        QSignalSpy moved(&model, &WalkModel::placeChanged);
        QVERIFY(!moved.wait(400));
        QVERIFY(player.isPlaying());
        model.reveal();
        QTRY_COMPARE(model.index(), Index(1));
        player.pause();
    }
    void thePaceStaysWithinWhatCanBeChosen() {
        WalkModel model;
        WalkPlayer player(model);
        for (int i = 0; i < 20; ++i) player.faster();
        QCOMPARE(player.pace(), WalkPlayer::paces().back());
        for (int i = 0; i < 20; ++i) player.slower();
        QCOMPARE(player.pace(), WalkPlayer::paces().front());
        player.setPace(17);
        player.faster();
        QCOMPARE(player.pace(), 30);
        player.setPace(17);
        player.slower();
        QCOMPARE(player.pace(), 15);
    }
    void withoutAWalkThereIsNothingToPlay() {
        WalkModel model;
        WalkPlayer player(model);
        player.play();
        QVERIFY(!player.isPlaying());
        model.setRecord(steps::onXor());
        player.play();
        model.clear();
        QVERIFY(!player.isPlaying());
    }
};

QTEST_GUILESS_MAIN(TestWalkPlayer)
#include "test_walk_player.moc"
