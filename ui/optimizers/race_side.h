#pragma once

#include "ui/models/race_model.h"
#include "ui/shell/theme.h"

#include <QFrame>

class QPushButton;
class QVBoxLayout;

namespace glassbox {

class FormulaField;
class OptionEditor;
class OptionForm;
class RacerList;
class SurfaceTiles;

/// All that is set before a race: the surface, the racers, where they start and for how long they run.
class RaceSide : public QFrame {
    Q_OBJECT

  public:
    RaceSide(RaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

  Q_SIGNALS:
    void networkWanted();

  private:
    void addSurface(QVBoxLayout& layout);
    void addStart(QVBoxLayout& layout);
    OptionEditor* addNumber(QVBoxLayout& layout, const OptionInfo& info,
                            const std::function<void(RaceSpec&, const OptionValue&)>& set);
    void refresh();

    RaceModel& m_model;
    ThemeSource& m_theme;
    SurfaceTiles* m_tiles;
    FormulaField* m_formula;
    OptionForm* m_options;
    OptionEditor *m_x, *m_y, *m_steps, *m_seed, *m_noise;
};

}  // namespace glassbox
