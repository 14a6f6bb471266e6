#include "lessons/study/rating.h"
#include "tests/support/test.h"

#include <stdexcept>

using namespace glassbox;

class TestRating : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void fiveAnswersAreFourRatings() {
        QCOMPARE(ratingOf(1), Rating::Again);
        QCOMPARE(ratingOf(2), Rating::Hard);
        QCOMPARE(ratingOf(3), Rating::Good);
        QCOMPARE(ratingOf(4), Rating::Good);
        QCOMPARE(ratingOf(5), Rating::Easy);
        QVERIFY_EXCEPTION_THROWN(ratingOf(0), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(ratingOf(6), std::out_of_range);
    }
};

QTEST_GUILESS_MAIN(TestRating)
#include "test_rating.moc"
