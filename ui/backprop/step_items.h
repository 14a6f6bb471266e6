#pragma once

#include "ui/backprop/step_layout.h"
#include "ui/models/walk_model.h"

namespace glassbox {

/// What the links into a column stand for at present.
enum class LinkMeaning {
    None,       ///< no number belongs to them
    Weight,     ///< before the step
    Flow,       ///< weight times error: what a link passes back
    Gradient,   ///< dC/dw
    NewWeight,  ///< after the step
    Passed,     ///< links without a weight, backwards: the gradient that came over them
};

/// True if the number can be shown: its tensor has been reached, its row as well where the walk goes by rows, and it
/// is not to be predicted.
bool isShown(const WalkModel& model, const Place& place);
/// True for the number that is to be predicted.
bool isAsked(const WalkModel& model, const Place& place);

/// The number that stands in a unit: its output, or before that is known what leads to it.
Place valueOfUnit(const WalkModel& model, const StepColumn& column, Index unit);
/// Its gradient: the error, or before that the gradient at its output. Inputs have none.
std::optional<Place> gradientOfUnit(const WalkModel& model, const StepColumn& column, Index unit);
LinkMeaning meaningOfLinks(const WalkModel& model, const StepColumn& column);
/// What is drawn of a link into column `number`; absent where nothing is known.
std::optional<double> valueOfLink(const WalkModel& model, const StepColumns& columns, Index number, LinkMeaning meaning,
                                  Index unit, Index input);

/// The number that an item stands for in the walk's present phase.
std::optional<Place> placeOf(const WalkModel& model, const StepColumns& columns, const StepItem& item);
/// The item that a number belongs to; none for numbers that the picture has no place for.
StepItem itemOf(const StepRecord& record, const StepColumns& columns, const Place& place);

}  // namespace glassbox
