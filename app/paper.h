#pragma once

#include "engine/experiment/run_state.h"
#include "engine/formats/data_table.h"
#include "engine/formats/model.h"

#include <QString>

namespace glassbox {

/// A trained (or not yet trained) network that is to be told on paper.
struct PaperSource {
    std::shared_ptr<const Model> model;
    std::vector<HistoryRow> history{};  ///< empty: not known
    bool trained = true;
    QString experiment;  ///< its file, for title and command
};

/// Draws the network: .svg, .png or .pdf by the ending, with title and caption. Without a screen. Throws Error.
void writeNetworkPicture(const QString& path, const PaperSource& source);
/// Draws the costs of every epoch: .svg, .png or .pdf by the ending. Without a screen. Throws Error.
void writeCostPicture(const QString& path, const PaperSource& source);
/// What is told with the history as a table.
DataTableAbout aboutHistory(const PaperSource& source);
/// Writes the report as PDF. Without a screen. Throws Error.
void writeReport(const QString& path, const PaperSource& source);

}  // namespace glassbox
