#pragma once

#include "ui/backprop/step_items.h"

#include <set>

namespace glassbox {

struct Theme;

/// How much something stands out in the walk's present place.
enum class Stress {
    Ahead,   ///< the walk has not come to it
    Quiet,   ///< has nothing to do with the present operation
    Plain,   ///< the operation computes or reads it
    Told,    ///< an operand of the number that is told
    Result,  ///< that number
};

/// What is written in and under a unit.
struct UnitFace {
    Stress stress = Stress::Ahead;
    QString symbol;      ///< TeX
    QString number;      ///< empty while it is not known, "?" if it is to be predicted
    bool isOff = false;  ///< dropped in this step
    QString note;        ///< "δ −0.387"; empty: none
    QString shortNote;   ///< "−0.387"
    double noteValue = 0;
    bool isNoteStrong = false;
    std::optional<double> bias{};
    Stress biasStress = Stress::Ahead;
};

/// A strong link's number, written beside it.
struct LinkLabel {
    StepItem link;
    QString text;
    double value = 0;
    bool nearTarget = false;  ///< else near the unit that the link comes from
};

/// From one unit back to another the gradient flows.
struct StepFlow {
    StepItem from, to;
    friend bool operator==(const StepFlow&, const StepFlow&) = default;
};

/// All that the picture of a step shows at the walk's present place. A value, made anew whenever the walk moves.
struct StepScene {
    StepColumns columns;
    StepLayout layout;
    QStringList feet;                          ///< one a column; parts set apart by " · "
    std::vector<std::vector<UnitFace>> units;  ///< by column; empty where it is collapsed
    std::vector<LinkMeaning> meanings;         ///< by the column that the links lead to
    std::vector<double> linkSizes;             ///< the value that the widest link of a column has
    std::vector<Stress> links;                 ///< of the whole column
    std::vector<Stress> blocks;                ///< of the column's units
    std::set<StepItem> told;
    StepItem result;
    std::vector<LinkLabel> labels;
    std::vector<StepFlow> flows;
    QString legend;  ///< what width and colour of the links say

    bool isEmpty() const { return columns.empty(); }
    Stress stressOf(const StepItem& link) const;
};

/// A column's words in two lines.
QStringList footLines(const QString& foot);

StepScene makeScene(const WalkModel& model, const Theme& theme, const QSizeF& size);

/// Where the gradient flows in the present operations; empty while it does not.
std::vector<StepFlow> flowsOf(const WalkModel& model, const StepColumns& columns, const std::set<StepItem>& told);

}  // namespace glassbox
