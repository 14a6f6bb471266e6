#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"
#include "ui/shell/card.h"
#include "ui/shell/theme.h"

class QLabel;

namespace glassbox {

class NetworkCanvas;

/// The network: units as pictures, links by sign and size, and everything to build it with.
class NetworkView : public Card {
    Q_OBJECT

  public:
    NetworkView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    /// Side of the units' pictures, for the view request.
    Index wantedPicture() const;
    NetworkCanvas* canvas() const { return m_canvas; }

  private:
    NetworkCanvas* m_canvas;
    QLabel* m_parameters;
    std::shared_ptr<const NetworkSummary> m_counted;
};

}  // namespace glassbox
