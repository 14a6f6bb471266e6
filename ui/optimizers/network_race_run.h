#pragma once

#include "ui/models/network_race_model.h"
#include "ui/shell/scrub_run.h"

namespace glassbox {

/// The recorded steps of a race of networks, as the transport bar steers them.
class NetworkRaceRun : public ScrubRun {
    Q_OBJECT

  public:
    explicit NetworkRaceRun(NetworkRaceModel& model, QObject* parent = nullptr);

    QString title() const override;
    QString state() const override;
    std::pair<QString, QString> status() const override;
    std::vector<Figure> figures() const override;
    std::vector<QString> values() const override;

  private:
    NetworkRaceModel& m_model;
};

}  // namespace glassbox
