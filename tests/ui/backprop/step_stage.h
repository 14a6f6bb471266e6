#pragma once

#include "tests/support/step_walk.h"
#include "ui/models/walk_model.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QTest>

/// A view of a walk in a window, with the keyboard's guard that the program has.
template <typename View>
struct StepStage {
    explicit StepStage(const glassbox::StepRecordPtr& record, QSize size = {780, 520}) {
        if (record) model.setRecord(record);
        view.resize(size);
        view.show();
        view.activateWindow();
        if (!QTest::qWaitForWindowActive(&view)) qFatal("no window");
    }
    /// Goes to the operation that computes this tensor.
    void go(glassbox::Quantity quantity, glassbox::Index layer, glassbox::Index part = 0,
            glassbox::Grain grain = glassbox::Grain::Operation, glassbox::Index row = -1, glassbox::Index item = -1) {
        const auto operation = model.walk()->operationOf({quantity, layer, part});
        if (!operation) qFatal("no such operation");
        model.setGrain(grain);
        model.setPlace({*operation, row, item});
    }

    glassbox::KeyGuard guard;
    glassbox::ThemeSource theme{glassbox::ThemeChoice::Light};
    glassbox::WalkModel model;
    View view{model, theme};
};
