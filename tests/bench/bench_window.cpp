// What watching costs: the window at 1440x900 while the spiral trains as fast as it goes, against the same training
// without a window. Prints start to first frame, frames a second, GUI-thread work a frame, and updates a second with
// and without.

#include "app/composition.h"
#include "engine/training/trainer.h"
#include "ui/lab/inside_card.h"
#include "ui/shell/frame_clock.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMetaEnum>
#include <QSettings>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <limits>
#include <sstream>
#include <thread>
#include <unistd.h>

using namespace glassbox;

namespace {

constexpr double seconds = 4;

Experiment endlessSpiral() {
    Experiment experiment = standardExperiment();  // 2-8-6-1
    experiment.training.epochs = 10'000'000;
    experiment.data.options.set("noise", 0.2);  // classes that overlap: it never converges
    return experiment;
}

/// Seconds since this process was started, from the kernel's own record (in hundredths).
double secondsSinceStart() {
    std::ifstream stat("/proc/self/stat");
    std::string text((std::istreambuf_iterator<char>(stat)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string field;
    for (int i = 3; i <= 22; ++i) fields >> field;
    double up = 0;
    std::ifstream("/proc/uptime") >> up;
    return up - std::stod(field) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// As many weights as a network for small images has: 2-784-128-64-1.
Experiment endlessLarge() {
    Experiment experiment = endlessSpiral();
    const Spec output = experiment.network.back();
    experiment.network.clear();
    for (const std::int64_t units : {784, 128, 64})
        experiment.network.push_back({"dense", {{"units", units}, {"activation", std::string("relu")}}});
    experiment.network.push_back(output);
    return experiment;
}

double stepsWithoutWindow(const Experiment& experiment) {
    double rate = 0;
    std::thread thread([&] {  // in a thread of its own, as the window's training is
        flushDenormals();
        auto data = std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed));
        const int threads = std::clamp(QThread::idealThreadCount(), 1, 8);  // as the session takes them
        Trainer trainer(experiment, data, threads > 1 ? std::make_shared<ThreadPool>(threads) : nullptr);
        QElapsedTimer clock;
        clock.start();
        while (static_cast<double>(clock.elapsed()) < 1000 * seconds) {
            for (int i = 0; i < 10; ++i) trainer.step();
        }
        rate = static_cast<double>(trainer.stepsDone()) * 1e9 / static_cast<double>(clock.nsecsElapsed());
    });
    thread.join();
    return rate;
}

void wait(double time) {
    QEventLoop loop;
    QTimer::singleShot(static_cast<int>(1000 * time), &loop, &QEventLoop::quit);
    loop.exec();
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// What the window does in a second while it trains, and the work of its slower frames.
struct Watched {
    double frames = 0, milliseconds = 0, updates = 0;
    double processor = 0;  // milliseconds of the GUI thread's own time a frame: does not grow when others are busy
};

double threadMilliseconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

Watched watch(Composition& glassbox) {
    wait(0.5);
    int frames = 0;
    FrameClock& clock = *glassbox.window().frameClock();
    const auto connection = QObject::connect(&clock, &FrameClock::frame, [&] { ++frames; });
    clock.clearFrameMilliseconds();
    const Index before = glassbox.session().latest()->step;
    QElapsedTimer timer;
    timer.start();
    const double processor = threadMilliseconds();
    wait(seconds);
    const double elapsed = static_cast<double>(timer.nsecsElapsed()) * 1e-9;
    QObject::disconnect(connection);
    return {frames / elapsed, percentile(clock.recentFrameMilliseconds(), 0.95),
            static_cast<double>(glassbox.session().latest()->step - before) / elapsed,
            (threadMilliseconds() - processor) / std::max(1, frames)};
}

bool printWatched(Composition& glassbox, const QString& name, double alone) {
    const Watched watched = watch(glassbox);
    if (glassbox.session().latest()->state != RunState::Running) {
        std::fprintf(stderr, "The training ended before the measurement did; the figures would mean nothing.\n");
        return false;
    }
    std::printf("%-24s  %13.1f /s  %21.2f ms  %9.2f ms / frame  %9.0f /s = %.0f %%\n", qPrintable(name), watched.frames,
                watched.milliseconds, watched.processor, watched.updates, 100 * watched.updates / alone);
    std::fflush(stdout);
    return true;
}

/// Every tab, those of numbers as a map and over time, and at last all that can be recorded at once.
bool watchTabs(Composition& glassbox, const char* title, const Experiment& experiment) {
    const double alone = stepsWithoutWindow(experiment);
    std::printf("\n%s: updates without a window %.0f /s\n", title, alone);
    std::printf("%-24s  %-16s  %-24s  %-18s  %s\n", "open tab", "frames (bar: 60)", "GUI work, 95th (bar: 10)",
                "GUI processor time", "updates, of those without a window (bar: 90 %)");
    glassbox.document().reset(experiment);
    while (glassbox.session().isLoading()) wait(0.01);
    auto* inside = glassbox.window().findChild<InsideCard*>();
    const QMetaEnum tabs = QMetaEnum::fromType<InsideCard::Tab>();
    bool done = true;
    for (int i = 0; done && i < tabs.keyCount(); ++i) {
        const auto tab = static_cast<InsideCard::Tab>(i);
        inside->setTab(tab);
        glassbox.session().run();
        done = printWatched(glassbox, QString::fromLatin1(tabs.key(i)), alone);
        if (i > InsideCard::Optimizer || !done) continue;
        inside->setOverTime(tab, true);
        done = printWatched(glassbox, QLatin1String(tabs.key(i)) + QStringLiteral(" over time"), alone);
        inside->setOverTime(tab, false);
    }
    for (int i = 0; i <= InsideCard::Optimizer; ++i) inside->setOverTime(static_cast<InsideCard::Tab>(i), true);
    for (const auto tab : {InsideCard::Weights, InsideCard::Curves})
        done = done &&
               (inside->setTab(tab),
                printWatched(glassbox, QLatin1String(tabs.valueToKey(tab)) + QStringLiteral(", all recorded"), alone));
    for (int i = 0; i <= InsideCard::Optimizer; ++i) inside->setOverTime(static_cast<InsideCard::Tab>(i), false);
    glassbox.session().pause();
    return done;
}

}  // namespace

int main(int argc, char** argv) {
    QTemporaryDir home;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
    qputenv("XDG_DATA_HOME", home.path().toLocal8Bit());
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    nameApplication();
    double firstFrame = 0;
    Composition glassbox;
    QObject::connect(glassbox.window().frameClock(), &FrameClock::frame, [&] {
        if (firstFrame == 0) QTimer::singleShot(0, [&] { firstFrame = secondsSinceStart(); });
    });
    glassbox.window().start({});
    glassbox.window().resize(1440, 900);
    glassbox.window().show();
    while (firstFrame == 0) wait(0.01);

    std::printf("start to first frame      %6.2f s   (bar: under 1)\n", firstFrame);
    glassbox.session().setSpeed(std::numeric_limits<double>::infinity());
    const bool done =
        watchTabs(glassbox, "2-8-6-1", endlessSpiral()) && watchTabs(glassbox, "2-784-128-64-1", endlessLarge());
    return done ? 0 : 1;
}
