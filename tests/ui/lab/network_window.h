#pragma once

#include "tests/support/test.h"
#include "tests/ui/lab/network_snapshot.h"
#include "ui/lab/network_canvas.h"
#include "ui/lab/network_view.h"
#include "ui/lab/network_words.h"

#include <QToolButton>

/// The network's view with a document and a session of its own, and a person's hands on it.
namespace glassbox {

struct NetworkWindow {
    explicit NetworkWindow(const Experiment& experiment = standardExperiment(), QSize size = {720, 540})
        : session(1), document(session), theme(ThemeChoice::Light), view(document, selection, theme) {
        document.reset(experiment);
        view.resize(size);
        view.show();
        canvas = view.canvas();
    }
    void show(const SnapshotPtr& snapshot) {
        view.setSnapshot(snapshot);
        QCoreApplication::processEvents();
    }
    QPoint at(const NetworkItem& item) const { return canvas->scene().layout.rect(item).center().toPoint(); }
    // As if Tab had led to the canvas.
    void reachByTab() {
        view.activateWindow();
        QTRY_VERIFY(view.isActiveWindow());
        canvas->clearFocus();
        canvas->setFocus(Qt::TabFocusReason);
    }
    void click(const NetworkItem& item) { QTest::mouseClick(canvas, Qt::LeftButton, {}, at(item)); }
    void hover(QPointF point) {
        QTest::mouseMove(canvas, point.toPoint() + QPoint(1, 0));
        QTest::mouseMove(canvas, point.toPoint());
    }
    QToolButton* button(const char* name) const { return view.findChild<QToolButton*>(QLatin1String(name)); }
    const std::vector<Spec>& network() const { return document.experiment().network; }
    QColor pixel(QPointF point) {
        const QImage image = canvas->grab().toImage();
        return image.pixelColor((point * image.devicePixelRatio()).toPoint());
    }

    TrainingSession session;
    ExperimentDocument document;
    LabSelection selection;
    ThemeSource theme;
    NetworkView view;
    NetworkCanvas* canvas = nullptr;
};

}  // namespace glassbox
