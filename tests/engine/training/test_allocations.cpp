#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <atomic>
#include <cerrno>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#endif

namespace {

std::atomic<long> allocations{0};

}  // namespace

#ifndef SANITIZED
// The C library's allocator can be called under these names, so that ours can stand in front of it: operator new, Eigen
// and everything else in the program and its libraries come by here.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

__attribute__((visibility("default"))) void* malloc(std::size_t size) {
    ++allocations;
    return __libc_malloc(size);
}
__attribute__((visibility("default"))) void* calloc(std::size_t count, std::size_t size) {
    ++allocations;
    return __libc_calloc(count, size);
}
__attribute__((visibility("default"))) void* realloc(void* memory, std::size_t size) {
    ++allocations;
    return __libc_realloc(memory, size);
}
__attribute__((visibility("default"))) void* aligned_alloc(std::size_t alignment, std::size_t size) {
    ++allocations;
    return __libc_memalign(alignment, size);
}
__attribute__((visibility("default"))) void* memalign(std::size_t alignment, std::size_t size) {
    ++allocations;
    return __libc_memalign(alignment, size);
}
__attribute__((visibility("default"))) int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
    ++allocations;
    *memory = __libc_memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}
}
#endif

using namespace fixture;

namespace {

struct Setting {
    const char* name;
    Experiment experiment;
    int threads = 1;
};

std::vector<Setting> experiments() {
    std::vector<Setting> result;
    for (const OptimizerInfo& optimizer : optimizerInfos()) {
        Experiment experiment = spiral();
        experiment.training.optimizer = {optimizer.kind};
        result.push_back({optimizer.kind.c_str(), experiment});
    }
    Experiment layers = spiral();
    layers.network = {dense(8, "identity"), {"batch_norm"},     {"activation", {{"activation", std::string("relu")}}},
                      {"dropout"},          dense(8, "gelu"),   {"layer_norm"},
                      {"flatten"},          dense(1, "sigmoid")};
    layers.training.clipNorm = 1;
    layers.training.clipValue = 0.1;
    layers.training.earlyStopping.patience = 1000;
    layers.training.schedule = {"plateau"};
    result.push_back({"all layers, clipped, early stopping", layers});
    Experiment softmax = spiral();
    softmax.network.back() = dense(2, "softmax");
    softmax.training.loss = {"cross_entropy"};
    result.push_back({"cross-entropy", softmax});
    Experiment wide = spiral(600);
    wide.network = {dense(128, "relu"), dense(128, "relu"), dense(1, "sigmoid")};
    wide.training.batch = 64;
    result.push_back({"matrix products", wide});
    wide.training.clipNorm = 1;
    result.push_back({"matrix products, two threads, clipped", wide, 2});
    wide.training.clipNorm = 0;
    result.push_back({"matrix products, two threads", wide, 2});
    return result;
}

}  // namespace

/// Once warm, a step asks the system for no memory.
class TestAllocations : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
#ifdef SANITIZED
        QSKIP("A sanitizer has its own allocator");
#endif
    }

    void theCounterSeesWhatTheEngineAllocates() {
        const long before = allocations.load();
        Trainer trainer = trainerOf(spiral());
        QVERIFY(allocations.load() - before > 10);
        const long eigen = allocations.load();
        const Matrix matrix = Matrix::Zero(50, 50);
        QVERIFY(allocations.load() > eigen && matrix.size() == 2500);
    }

    void warmStepsAllocateNothing_data() {
        QTest::addColumn<int>("index");
        const auto all = experiments();
        for (std::size_t i = 0; i < all.size(); ++i) QTest::newRow(all[i].name) << static_cast<int>(i);
    }

    void warmStepsAllocateNothing() {
        QFETCH(int, index);
        const Setting one = experiments()[static_cast<std::size_t>(index)];
        Experiment experiment = one.experiment;
        experiment.training.epochs = 1000;  // room for the history
        Trainer trainer = trainerOf(experiment, one.threads);
        run(trainer, 3);
        const long before = allocations.load();
        run(trainer, 20);  // ends of epochs with their evaluation too
        QCOMPARE(allocations.load() - before, 0L);
        QVERIFY(trainer.state() == RunState::Running);
    }

    void watchingTheUpdatesAllocatesNothingEither() {
        Experiment experiment = spiral();
        experiment.training.epochs = 1000;
        Trainer trainer = trainerOf(experiment);
        trainer.watchUpdates(true);
        run(trainer, 3);
        const long before = allocations.load();
        run(trainer, 20);
        QCOMPARE(allocations.load() - before, 0L);
    }
};

QTEST_GUILESS_MAIN(TestAllocations)
#include "test_allocations.moc"
