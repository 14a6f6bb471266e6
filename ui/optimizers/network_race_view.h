#pragma once

#include "ui/shell/theme.h"

#include <QWidget>

#include <memory>

namespace glassbox {

class ExperimentDocument;
class FileCommands;
class NetworkRaceModel;
class PageRun;

/// Several racers train one network from the same weights on the same batches: what is raced on the left, the landscape
/// of the cost with the racers' paths in the middle, curves and pictures of what the networks say below. Computes
/// nothing before it was shown.
class NetworkRaceView : public QWidget {
    Q_OBJECT

  public:
    NetworkRaceView(ExperimentDocument& document, ThemeSource& theme, QWidget* parent = nullptr);
    ~NetworkRaceView() override;

    /// What the transport bar steers while this view is in front: the recorded steps.
    PageRun& run();
    NetworkRaceModel& model();
    /// Context menus of the cards: pictures and numbers to take away.
    void addMenus(ExperimentDocument& document, FileCommands& files, ThemeSource& theme);
    /// Settings at the left are seen.
    void setSideShown(bool shown);
    /// Sizes of the panels, and what is shown of curves and landscape.
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    struct Parts;
    std::unique_ptr<Parts> m;
};

}  // namespace glassbox
