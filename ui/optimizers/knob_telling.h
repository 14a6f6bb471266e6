#pragma once

#include "ui/formula/math_font.h"
#include "ui/optimizers/knob_path.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace glassbox {

class FormulaLabel;
class ThemeSource;

/// The formula of the two knobs, the figures of a setting, and why they are so.
class KnobTelling : public QWidget {
    Q_OBJECT

  public:
    KnobTelling(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    void setPath(const KnobSetting& setting, const KnobPath& path);

  private:
    QLabel* addFigure(QGridLayout& grid, const char* object, const QString& caption, const QString& tip);

    FormulaLabel* m_formula;
    QLabel *m_rate, *m_measured, *m_steps, *m_region, *m_why;
};

}  // namespace glassbox
