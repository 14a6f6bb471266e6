#include "engine/nn/thread_pool.h"
#include "tests/support/test.h"

#include <atomic>
#include <limits>
#include <stdexcept>
#include <vector>

using namespace glassbox;

/// Each piece of work is done exactly once, by its own thread, and is finished when run() returns.
class TestThreadPool : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyThreadWorksOnceARound() {
        ThreadPool pool(4);
        QCOMPARE(pool.threads(), 4);
        std::vector<int> done(4, 0);
        for (int round = 1; round <= 2000; ++round) {
            pool.run([&done](int thread) { ++done[static_cast<std::size_t>(thread)]; });
            for (const int count : done) QCOMPARE(count, round);
        }
    }

    void wakesAfterASleep() {
        ThreadPool pool(2);
        std::atomic<int> sum{0};
        for (int round = 0; round < 3; ++round) {
            pool.run([&sum](int thread) { sum += thread + 1; });
            for (volatile int i = 0; i < 20000000;) i = i + 1;  // long enough for the helpers to fall asleep
        }
        QCOMPARE(sum.load(), 9);
    }

    void oneThreadIsTheCaller() {
        ThreadPool pool(0);
        QCOMPARE(pool.threads(), 1);
        int calls = 0;
        pool.run([&calls](int) { ++calls; });
        QCOMPARE(calls, 1);
    }

    void anExceptionReachesTheCallerAndThePoolGoesOn() {
        ThreadPool pool(3);
        QVERIFY_EXCEPTION_THROWN(pool.run([](int thread) {
            if (thread == 2) throw std::runtime_error("no");
        }),
                                 std::runtime_error);
        std::atomic<int> calls{0};
        pool.run([&calls](int) { ++calls; });
        QCOMPARE(calls.load(), 3);
    }

    void denormalsAreFlushedOnEveryThread() {
#if defined(__SSE__)
        ThreadPool pool(2);
        std::vector<float> results(2, 1.0F);
        pool.run([&results](int thread) {
            volatile float tiny = std::numeric_limits<float>::min();
            results[static_cast<std::size_t>(thread)] = tiny * 0.25F;
        });
        for (const float result : results) QCOMPARE(result, 0.0F);
#else
        QSKIP("Denormals are flushed on x86 only");
#endif
    }
};

QTEST_GUILESS_MAIN(TestThreadPool)
#include "test_thread_pool.moc"
