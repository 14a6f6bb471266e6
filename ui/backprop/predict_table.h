#pragma once

#include "ui/backprop/predict_score.h"

#include <QWidget>

namespace glassbox {

/// The score by kind of step: right the first time, and tried.
class PredictTable : public QWidget {
    Q_OBJECT

  public:
    explicit PredictTable(const PredictScore& score, QWidget* parent = nullptr);

  Q_SIGNALS:
    void clearWanted();
};

}  // namespace glassbox
