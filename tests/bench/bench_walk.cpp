// What a step of the walk through backpropagation costs: to the next place, and painted.
#include "app/composition.h"
#include "tests/support/step_walk.h"
#include "ui/backprop/backprop_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace glassbox;

namespace {

void measure(Composition& glassbox, const char* name, const StepRecordPtr& record, Grain grain, int most) {
    BackpropPage& page = glassbox.backprop();
    WalkModel& model = page.model();
    model.setGrain(grain);
    model.setRecord(record);
    QTest::qWait(300);
    std::vector<double> times;
    while (model.canGoOn() && static_cast<int>(times.size()) < most) {
        QElapsedTimer clock;
        clock.start();
        model.goOn();
        page.repaint();  // what was to be painted later, now
        QCoreApplication::sendPostedEvents();
        times.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
        QTest::qWait(1);
    }
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf("%-32s %4zu steps  median %5.1f ms  95th %5.1f ms  most %5.1f ms\n", name, times.size(), at(0.5),
                at(0.95), times.back());
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    nameApplication();
    Composition glassbox;
    glassbox.window().resize(1280, 800);
    glassbox.window().show();
    glassbox.window().showPage(QObject::tr("Backprop"));
    QTest::qWait(500);
    const auto tiny = steps::record(
        steps::experiment({steps::dense(8, "tanh"), steps::dense(8, "tanh"), steps::dense(1, "sigmoid")}));
    const auto wide = steps::wide(784, {steps::dense(128, "relu"), steps::dense(10, "softmax")});
    measure(glassbox, "2-8-8-1 by operation", tiny, Grain::Operation, 100);
    measure(glassbox, "2-8-8-1 by weight", tiny, Grain::Weight, 300);
    measure(glassbox, "784-128-10 by operation", wide, Grain::Operation, 100);
    measure(glassbox, "784-128-10 by unit", wide, Grain::Unit, 300);
}
