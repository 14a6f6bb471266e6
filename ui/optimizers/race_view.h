#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/race_model.h"
#include "ui/optimizers/race_run.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QSplitter;

namespace glassbox {

class CurvesCard;
class PathsCard;
class RacerCard;
class RaceSide;

/// Optimizers racing on a surface: what is raced on the left, paths in the middle, how it went below.
class RaceView : public QWidget {
    Q_OBJECT

  public:
    RaceView(RaceModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    PageRun& run() { return m_run; }
    RaceSide& side() const { return *m_side; }
    PathsCard& paths() const { return *m_paths; }
    CurvesCard& curves() const { return *m_curves; }
    RacerCard& racer() const { return *m_racer; }

    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

  protected:
    void hideEvent(QHideEvent* event) override;

  private:
    void addKeys();

    RaceModel& m_model;
    RaceRun m_run;
    RaceSide* m_side;
    PathsCard* m_paths;
    CurvesCard* m_curves;
    RacerCard* m_racer;
    QSplitter *m_columns, *m_rows, *m_below;
};

}  // namespace glassbox
