#pragma once

#include "ui/optimizers/knob_path.h"
#include "ui/shell/scrub_run.h"

namespace glassbox {

/// The path of a setting, played by the transport bar.
class KnobRun : public ScrubRun {
    Q_OBJECT

  public:
    KnobRun(StepScrubber& scrubber, QObject* parent = nullptr);

    /// Shows another path, at the same step if it is that long.
    void setPath(const KnobPath& path);
    const KnobPath& path() const { return m_path; }

    QString title() const override;
    QString state() const override;
    std::pair<QString, QString> status() const override { return {tr("Momentum on a quadratic bowl"), {}}; }
    std::vector<Figure> figures() const override;
    std::vector<QString> values() const override;

  private:
    KnobPath m_path;
};

}  // namespace glassbox
