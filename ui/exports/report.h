#pragma once

#include "engine/experiment/run_state.h"
#include "ui/exports/report_measures.h"

#include <QByteArray>
#include <QDate>
#include <QString>

namespace glassbox {

/// Something that was looked at before the report was printed, and what was found.
struct ReportCheck {
    bool good = true;
    QString sentence;
};

/// A trained network for paper: all that its pages tell. A value, made on any thread.
struct Report {
    QString title;    ///< the document's
    QString program;  ///< "Glassbox 0.3.0"
    QString command;  ///< that repeats the training
    QDate date;
    std::shared_ptr<const Model> model;
    std::vector<HistoryRow> history;  ///< empty: not known
    bool trained = true;              ///< false: these are the starting weights
    std::optional<PartMeasures> training, validation;
    std::vector<ReportCheck> checks;
};

/// "glassbox train spiral.json --epochs 20 --save-weights spiral.npz": trains a plain experiment (the report prints it)
/// with the name of this file as far as the history goes.
QString repeatingCommand(const QString& file, const Experiment& experiment, const std::vector<HistoryRow>& history);

/// Measures the network on both parts and checks what can be said of the outcome.
void examine(Report& report);

/// Pages of A4 as PDF. Needs a QApplication and its thread. Throws Error if they can't be painted.
QByteArray reportPdf(const Report& report);

}  // namespace glassbox
