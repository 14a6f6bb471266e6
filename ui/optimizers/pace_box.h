#pragma once

#include <QComboBox>

namespace glassbox {

class StepScrubber;

/// How fast steps play on: a choice of steps a second.
class PaceBox : public QComboBox {
    Q_OBJECT

  public:
    explicit PaceBox(StepScrubber& scrubber, QWidget* parent = nullptr);
};

}  // namespace glassbox
