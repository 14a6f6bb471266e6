#pragma once

#include "tests/support/test.h"
#include "tests/ui/lab/network_snapshot.h"
#include "ui/lab/inside_card.h"
#include "ui/lab/matrices_canvas.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/theme.h"

namespace glassbox {

/// The card with a document whose data have arrived, shown snapshots as the worker makes them for its tab.
struct InsideLab {
    explicit InsideLab(const Experiment& experiment = standardExperiment(), Index steps = 5) {
        document.reset(experiment);
        data = std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed));
        trainer = std::make_unique<Trainer>(experiment, data);
        for (Index i = 0; i < steps; ++i) trainer->step();
        card.resize(700, 240);
        card.show();
        [&] { QTRY_VERIFY(session.dataset() && session.dataset()->spec == experiment.data); }();
        show();
    }
    void show() {
        ViewRequest request;
        request.sample = selection.sample();
        card.addTo(request);
        builder.setRequest(request);
        snapshot = builder.build(*trainer);
        card.setSnapshot(snapshot);
        QCoreApplication::processEvents();
    }
    /// Trains, with a look after every step.
    void train(Index steps) {
        for (Index i = 0; i < steps; ++i) {
            trainer->step();
            show();
        }
    }
    void open(InsideCard::Tab tab) {
        card.setTab(tab);
        show();
    }
    MatricesCanvas* canvas(const char* name) { return card.findChild<MatricesCanvas*>(QLatin1String(name)); }
    template <typename Widget>
    Widget* find(const char* name) {
        return card.findChild<Widget*>(QLatin1String(name));
    }

    ThemeSource theme{ThemeChoice::Light};
    TrainingSession session{1};
    ExperimentDocument document{session};
    LabSelection selection;
    InsideCard card{document, selection, theme};
    std::shared_ptr<const Dataset> data;
    std::unique_ptr<Trainer> trainer;
    SnapshotBuilder builder;
    SnapshotPtr snapshot;
};

}  // namespace glassbox
