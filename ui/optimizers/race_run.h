#pragma once

#include "ui/models/race_model.h"
#include "ui/shell/scrub_run.h"

namespace glassbox {

/// The race on a surface as the transport bar plays it.
class RaceRun : public ScrubRun {
    Q_OBJECT

  public:
    explicit RaceRun(RaceModel& model, QObject* parent = nullptr);

    QString title() const override;
    QString state() const override;
    std::pair<QString, QString> status() const override;
    std::vector<Figure> figures() const override;
    std::vector<QString> values() const override;

  private:
    RaceModel& m_model;
};

}  // namespace glassbox
