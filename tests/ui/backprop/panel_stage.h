#pragma once

#include "tests/engine/training/fixture.h"
#include "ui/formula/math_font.h"
#include "ui/models/walk_model.h"
#include "ui/shell/card.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QDir>
#include <QTest>
#include <QVBoxLayout>

/// A panel of the workspace in a window of its own, with a recorded step behind it.
namespace panels {

using namespace glassbox;

/// 2-3-1 with tanh and sigmoid after a few epochs on two spirals: one sample, or the batch that is due.
inline StepRecordPtr step(bool batch = false, Experiment experiment = {}) {
    if (experiment.network.empty()) {
        experiment = fixture::spiral();
        experiment.network = {fixture::dense(3, "tanh"), fixture::dense(1, "sigmoid")};
    }
    Trainer trainer = fixture::trainerOf(experiment);
    fixture::run(trainer, 2);
    return std::make_shared<const StepRecord>(recordStep(trainer, batch ? StepChoice{} : StepChoice{{3}}));
}

/// The first operation that computes a tensor.
inline Index operationOf(const WalkModel& model, const TensorRef& result) {
    return model.walk()->operationOf(result).value_or(-1);
}

/// Goes to it as a whole.
inline void goTo(WalkModel& model, const TensorRef& result) {
    model.setPlace({operationOf(model, result)});
}

class Stage {
  public:
    Stage() : font(std::make_shared<const MathFont>()) {}

    void show(QWidget* panel, const QSize& size = {400, 560}) {
        card = std::make_unique<Card>(QStringLiteral("Panel"));
        card->body()->addWidget(panel);
        card->resize(size);
        card->show();
        card->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(card.get()));
    }

    /// Pictures in the themes and sizes of the program, in the folder GLASSBOX_GALLERY if it is set.
    void pictures(const QString& name) {
        const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY");
        if (folder.isEmpty()) return;
        QDir().mkpath(folder);
        const auto keep = [&](const char* look) {
            QTest::qWait(30);
            card->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(look)));
        };
        const QSize before = card->size();
        keep("light");
        card->resize(560, 820);
        theme.setChoice(ThemeChoice::Dark);
        keep("dark-large");
        theme.setChoice(ThemeChoice::Projector);
        card->resize(before);
        keep("projector");
        theme.setChoice(ThemeChoice::Light);
    }

    KeyGuard guard;
    ThemeSource theme{ThemeChoice::Light};
    MathFontPtr font;
    WalkModel model;
    std::unique_ptr<Card> card;
};

}  // namespace panels
