#include "ui/optimizers/knob_telling.h"

#include "ui/formula/formula_label.h"
#include "ui/optimizers/knob_words.h"
#include "ui/plots/plot_text.h"

#include <QGridLayout>
#include <QLabel>

namespace glassbox {

KnobTelling::KnobTelling(ThemeSource& theme, MathFontPtr font, QWidget* parent) : QWidget(parent) {
    m_formula = new FormulaLabel(theme, std::move(font), this, 15);
    m_formula->setTex(
        QStringLiteral("\\begin{pmatrix} w_{t+1} \\\\ w_{t} \\end{pmatrix} = "
                       "\\begin{pmatrix} 1 + \\mu - \\eta c & -\\mu \\\\ 1 & 0 \\end{pmatrix} "
                       "\\begin{pmatrix} w_{t} \\\\ w_{t-1} \\end{pmatrix}, \\qquad "
                       "z^{2} - (1 + \\mu - \\eta c)\\, z + \\mu = 0"));
    m_formula->setToolTip(
        tr("Momentum along an axis of curvature c: each step multiplies the last two places by this matrix. Its "
           "eigenvalues z say what is left of the distance; the largest in size of all axes is the rate."));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(2);
    m_rate = addFigure(*grid, "knobFormulaRate", tr("Rate by the formula"),
                       tr("What a step leaves of the distance in the long run: the largest size of an eigenvalue."));
    m_measured = addFigure(*grid, "knobMeasuredRate", tr("Rate measured"),
                           tr("The same, measured over steps 200 to 400 of the engine's optimizer."));
    m_steps = addFigure(*grid, "knobSteps", tr("Steps to a tenth"),
                        tr("So many steps, in the long run, leave a tenth of the distance: n₁₀ = ln 10 / −ln(rate)."));
    m_region = addFigure(*grid, "knobRegion", tr("Region"), QString());
    m_why = new QLabel(this);
    m_why->setObjectName(QStringLiteral("knobWhy"));
    m_why->setTextFormat(Qt::PlainText);
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_why->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_formula);
    layout->addLayout(grid);
    layout->addWidget(m_why, 1);
}

QLabel* KnobTelling::addFigure(QGridLayout& grid, const char* object, const QString& caption, const QString& tip) {
    const int column = grid.count() / 2;
    auto* name = new QLabel(caption, this);
    name->setProperty("tone", QStringLiteral("caption"));
    auto* value = new QLabel(this);
    value->setObjectName(QLatin1String(object));
    value->setProperty("tone", QStringLiteral("strong"));
    value->setAccessibleName(caption);
    for (QLabel* label : {name, value}) label->setToolTip(tip);
    grid.addWidget(value, 0, column);
    grid.addWidget(name, 1, column);
    grid.setColumnStretch(column, 1);
    return value;
}

void KnobTelling::setPath(const KnobSetting& setting, const KnobPath& path) {
    m_rate->setText(plotNumber(path.formulaRate, 4));
    m_measured->setText(plotNumber(path.measuredRate, 4));
    m_steps->setText(stepsWords(stepsToTenth(path.formulaRate)));
    m_region->setText(regionName(path.region));
    m_region->setToolTip(regionHelp(path.region));
    m_why->setText(whyWords(setting));
}

}  // namespace glassbox
