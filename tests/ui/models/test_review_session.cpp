#include "tests/support/test.h"
#include "tests/ui/models/study_fixture.h"
#include "ui/models/review_session.h"
#include "ui/models/wait_words.h"

namespace glassbox {

namespace {

constexpr qint64 minute = StudyFixture::minute, day = StudyFixture::day;

void answer(ReviewSession& session, int known) {
    session.reveal();
    session.rate(known);
}

}  // namespace

class TestReviewSession : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void newCardsGoThroughTheirStepsAndThenWaitForDays() {
        StudyFixture fixture(1);
        const auto study = fixture.open();
        ReviewSession session(*study);
        session.study(0);
        QVERIFY(session.card());
        QCOMPARE(session.left(), 1);
        session.rate(4);  // before the answer is shown: nothing
        QCOMPARE(session.card()->state.phase, CardPhase::New);
        session.reveal();
        QVERIFY(session.isRevealed());
        const auto waits = session.waits();
        QCOMPARE(waits[0], QStringLiteral("1 min"));
        QCOMPARE(waits[2], QStringLiteral("10 min"));
        QCOMPARE(waits[2], waits[3]);
        QVERIFY(waits[4].contains(QStringLiteral("days")));
        session.rate(3);
        // It comes within ten minutes, so it may be asked ahead of its time when nothing else is there.
        QVERIFY(session.card());
        QVERIFY(!session.isRevealed());
        fixture.now += 10 * minute;
        answer(session, 4);
        QVERIFY(!session.card());
        QVERIFY(session.emptyWords().contains(QStringLiteral("Done for today")));
        const StoredCard stored = study->store().browse(0, {}, fixture.now).front();
        QCOMPARE(stored.state.phase, CardPhase::Review);
        QVERIFY(stored.state.due > fixture.now);
        const auto log = study->store().reviews(0);
        QCOMPARE(log.size(), std::size_t{2});
        QCOMPARE(log[0].known, 3);
        QCOMPARE(log[1].known, 4);
    }

    void whatTheButtonsSayIsWhatHappens() {
        for (int known = 1; known <= 5; ++known) {
            StudyFixture fixture(1);
            const auto study = fixture.open();
            ReviewSession session(*study);
            session.study(0);
            answer(session, 5);
            const qint64 id = study->store().browse(0, {}, fixture.now).front().id;
            fixture.now = study->store().card(id)->state.due + StudyFixture::hour;
            session.refresh();
            QVERIFY(session.card());
            session.reveal();
            const QString said = session.waits()[static_cast<std::size_t>(known - 1)];
            session.rate(known);
            const StoredSchedule after = study->store().card(id)->state;
            if (known == 1) {
                QCOMPARE(said, waitWords(after.due - fixture.now));
                QCOMPARE(after.phase, CardPhase::Relearning);
                QCOMPARE(after.lapses, 1);
            } else {
                const StudyDays days;
                QCOMPARE(said, dayWords(static_cast<int>(days.dayOf(after.due) - days.dayOf(fixture.now))));
            }
        }
    }

    void undoTakesBackWhateverCameLast() {
        StudyFixture fixture;
        const auto study = fixture.open();
        ReviewSession session(*study);
        session.study(0);
        const qint64 first = session.card()->id;
        QVERIFY(!session.canUndo());
        answer(session, 5);
        const qint64 second = session.card()->id;
        QVERIFY(second != first);
        session.bury();
        const qint64 third = session.card()->id;
        QVERIFY(third != second);
        session.suspend();
        QVERIFY(!session.card() || session.card()->id != third);
        session.undo();
        QCOMPARE(session.card()->id, third);
        session.undo();
        QCOMPARE(session.card()->id, second);
        session.undo();
        QCOMPARE(session.card()->id, first);
        QCOMPARE(session.card()->state.phase, CardPhase::New);
        QVERIFY(study->store().reviews(0).empty());
        QVERIFY(!session.canUndo());
        answer(session, 5);
        QCOMPARE(study->store().reviews(0).size(), std::size_t{1});
    }

    void aBuriedCardComesBackTomorrow() {
        StudyFixture fixture(1);
        const auto study = fixture.open();
        ReviewSession session(*study);
        session.study(0);
        session.bury();
        QVERIFY(!session.card());
        fixture.now += day;
        study->refresh();
        session.refresh();
        QVERIFY(session.card());
    }

    void newCardsADayAreLimited() {
        StudyFixture fixture(5);
        const auto study = fixture.open();
        DeckOptions options;
        options.newADay = 2;
        study->setOptions(study->decks().front().id, options);
        ReviewSession session(*study);
        session.study(0);
        answer(session, 5);
        answer(session, 5);
        QVERIFY(!session.card());
        fixture.now += day;
        study->refresh();
        session.refresh();
        QVERIFY(session.card());
        QCOMPARE(session.left(), 2);
    }

    void crammingWritesNothingDown() {
        StudyFixture fixture(3);
        const auto study = fixture.open();
        ReviewSession session(*study);
        session.study(0);
        QList<qint64> cards;
        for (const StoredCard& card : study->store().browse(0, {}, fixture.now)) cards += card.id;
        const auto before = study->store().browse(0, {}, fixture.now);
        session.cram(cards, 7);
        QVERIFY(session.isCramming());
        QCOMPARE(session.left(), 3);
        QCOMPARE(session.waits()[0], QString());
        const qint64 first = session.card()->id;
        answer(session, 1);  // comes again
        QCOMPARE(session.left(), 3);
        answer(session, 4);
        QCOMPARE(session.left(), 2);
        session.undo();
        QCOMPARE(session.left(), 3);
        session.undo();
        QCOMPARE(session.card()->id, first);
        for (int i = 0; i < 3; ++i) answer(session, 3);
        QVERIFY(!session.card());
        QVERIFY(session.emptyWords().contains(QStringLiteral("Nothing was rescheduled")));
        QVERIFY(study->store().reviews(0).empty());
        for (std::size_t i = 0; i < before.size(); ++i)
            QCOMPARE(study->store().card(before[i].id)->state, before[i].state);
        session.endCram();
        QVERIFY(session.card());
    }

    void theSameSeedCramsInTheSameOrder() {
        StudyFixture fixture(9);
        const auto study = fixture.open();
        QList<qint64> cards;
        for (const StoredCard& card : study->store().browse(0, {}, fixture.now)) cards += card.id;
        const auto order = [&](quint32 seed) {
            ReviewSession session(*study);
            session.cram(cards, seed);
            QList<qint64> asked;
            while (session.card()) {
                asked += session.card()->id;
                answer(session, 5);
            }
            return asked;
        };
        QCOMPARE(order(1), order(1));
        QVERIFY(order(1) != order(2));
    }

    void aLeechIsNoticedAndStaysAsked() {
        StudyFixture fixture(1);
        const auto study = fixture.open();
        ReviewSession session(*study);
        QSignalSpy leech(&session, &ReviewSession::leechNoticed);
        session.study(0);
        answer(session, 5);
        const qint64 id = study->store().browse(0, {}, fixture.now).front().id;
        for (int lapse = 1; lapse <= 8; ++lapse) {
            QCOMPARE(leech.count(), 0);
            fixture.now = study->store().card(id)->state.due + 1;
            session.refresh();
            answer(session, 1);
            fixture.now += 11 * minute;
            session.refresh();
            answer(session, 5);
        }
        QCOMPARE(leech.count(), 1);
        QCOMPARE(leech.first().first().toLongLong(), id);
        QVERIFY(!study->store().card(id)->suspended);
        QCOMPARE(study->store().browse(0, QStringLiteral("is:leech"), fixture.now).size(), std::size_t{1});
    }

    void aCardThatAnotherWindowAskedIsNotAskedAgain() {
        StudyFixture fixture(2);
        const auto study = fixture.open();
        ReviewSession session(*study);
        session.study(0);
        const StoredCard card = *session.card();
        const auto elsewhere = fixture.open();
        ReviewSession other(*elsewhere);
        other.study(0);
        QCOMPARE(other.card()->id, card.id);
        answer(other, 5);
        study->refresh();
        QVERIFY(session.card()->id != card.id);
    }

    void aClockSetBackLosesNoCard() {
        StudyFixture fixture(1);
        const auto study = fixture.open();
        ReviewSession session(*study);
        session.study(0);
        answer(session, 4);
        fixture.now -= 3 * day;
        session.refresh();
        QVERIFY(session.card());
        answer(session, 4);
        const StoredCard stored = study->store().browse(0, {}, fixture.now).front();
        QCOMPARE(stored.state.phase, CardPhase::Review);
        QVERIFY(stored.state.due > fixture.now);
        QCOMPARE(study->store().reviews(0).back().elapsedDays, 0.0);
    }

    void waitsAreToldInAFewLetters() {
        QCOMPARE(waitWords(20'000), QStringLiteral("< 1 min"));
        QCOMPARE(waitWords(8 * minute), QStringLiteral("8 min"));
        QCOMPARE(waitWords(5 * 60 * minute), QStringLiteral("5 h"));
        QCOMPARE(dayWords(1), QStringLiteral("1 day"));
        QCOMPARE(dayWords(21), QStringLiteral("21 days"));
        QCOMPARE(dayWords(64), QStringLiteral("2.1 months"));
        QCOMPARE(dayWords(1242), QStringLiteral("3.4 years"));
    }
};

}  // namespace glassbox

QTEST_MAIN(glassbox::TestReviewSession)
#include "test_review_session.moc"
