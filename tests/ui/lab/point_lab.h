#pragma once

#include "app/composition.h"
#include "engine/experiment/fit_output.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/output_canvas.h"
#include "ui/models/point_edits.h"

#include <QApplication>
#include <QLabel>
#include <QMouseEvent>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

#include <limits>

namespace glassbox {

inline Experiment onPoints(Spec data) {
    Experiment experiment = standardExperiment();
    experiment.data = std::move(data);
    experiment.features.reset();
    const auto answer = taskOf(experiment.data);
    fitOutput(experiment, answer->first, answer->second);
    experiment.training.epochs = 1'000'000;
    return experiment;
}

inline Spec twoClasses() {
    return {"drawn_classes",
            {{"points", Numbers{-3, -3, 0, -2, 3, 0, 3, 3, 1, 2, -2, 1}}, {"validation_points", Numbers{4, 0, 1}}}};
}

/// The whole window, with an experiment open in the Lab.
struct PointLab {
    explicit PointLab(const Experiment& experiment) {
        glassbox.theme().setChoice(ThemeChoice::Light);
        glassbox.window().resize(1280, 800);
        glassbox.window().show();
        if (!QTest::qWaitForWindowActive(&glassbox.window())) qFatal("no window");
        glassbox.window().showPage(QStringLiteral("Lab"));
        glassbox.document().reset(experiment);
        canvas = glassbox.window().findChild<OutputCanvas*>(QStringLiteral("outputCanvas"));
        settle();
    }
    /// Until what is on screen is of the experiment.
    void settle() {
        const auto done = [this] {
            return !session().isLoading() && session().latest() &&
                   session().latest()->generation == session().generation() && session().dataset() &&
                   session().dataset()->spec == experiment().data && canvas->scene().data == session().dataset() &&
                   canvas->points().total ==
                       session().dataset()->training.count() + session().dataset()->validation.count();
        };
        if (!QTest::qWaitFor(done, 20000)) qFatal("nothing came on screen");
    }
    TrainingSession& session() { return glassbox.session(); }
    ExperimentDocument& document() { return glassbox.document(); }
    const Experiment& experiment() { return glassbox.document().experiment(); }
    QUndoStack& undo() { return *glassbox.document().undoStack(); }
    PointSet points() { return PointSet(experiment().data); }
    template <typename Widget>
    Widget* find(const char* name) {
        auto* widget = glassbox.window().findChild<Widget*>(QLatin1String(name));
        if (!widget) qFatal("no widget called %s", name);
        return widget;
    }
    void choose(const char* tool) { QTest::mouseClick(find<QToolButton>(tool), Qt::LeftButton); }
    QPoint place(double x, double y) const { return canvas->frame().place(x, y).toPoint(); }
    void click(double x, double y) { QTest::mouseClick(canvas, Qt::LeftButton, {}, place(x, y)); }
    void drag(double x, double y, double toX, double toY, bool release = true) {
        QTest::mousePress(canvas, Qt::LeftButton, {}, place(x, y));
        for (int i = 1; i <= 10; ++i) {
            const double share = i / 10.0;
            move(x + (toX - x) * share, y + (toY - y) * share);
        }
        if (release) QTest::mouseRelease(canvas, Qt::LeftButton, {}, place(toX, toY));
    }
    /// With the button down, which QTest::mouseMove does not know.
    void move(double x, double y) {
        const QPointF at = place(x, y);
        QMouseEvent event(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(canvas, &event);
    }
    void focus() {
        canvas->setFocus(Qt::TabFocusReason);
        if (!canvas->hasFocus()) qFatal("no focus");
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(canvas, key, modifiers); }
    QString note() { return find<QLabel>("statusNote")->toolTip(); }
    /// Brings the run into this state.
    void bring(const QString& state) {
        if (state == QLatin1String("ready")) return;
        session().setSpeed(state == QLatin1String("running") ? 200 : std::numeric_limits<double>::infinity());
        session().run();
        const RunState wanted = state == QLatin1String("diverged") ? RunState::Diverged : RunState::Running;
        if (!QTest::qWaitFor(
                [&] {
                    return session().state() == wanted && session().latest()->state == wanted &&
                           (wanted == RunState::Diverged || session().latest()->step > 2);
                },
                20000))
            qFatal("not %s", qPrintable(state));
        if (state != QLatin1String("paused")) return;
        session().pause();
        // Until the paused state is on screen, too: the last of the running ones comes before it.
        if (!QTest::qWaitFor(
                [this] {
                    return session().state() == RunState::Paused && session().latest()->state == RunState::Paused;
                },
                20000))
            qFatal("not paused");
        settle();
    }
    RunState stateOf(const QString& state) {
        if (state == QLatin1String("ready")) return RunState::Ready;
        if (state == QLatin1String("running")) return RunState::Running;
        return RunState::Paused;  // and after an edit of what diverged: its weights were finite, so it can go on
    }

    Composition glassbox;
    OutputCanvas* canvas = nullptr;
};

}  // namespace glassbox
