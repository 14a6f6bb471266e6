#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/walk_model.h"
#include "ui/plots/picture_file.h"

#include <vector>

class QPagedPaintDevice;

namespace glassbox {

/// A number to be worked out: "left = right = " and a blank.
struct Exercise {
    QString left, right;  ///< TeX
    double answer = 0;
};

/// The exercises of one operation.
struct ExerciseGroup {
    QString title;    ///< "Forward · layer 1 · weighted sums"
    QString rule;     ///< TeX
    QString purpose;  ///< one sentence
    std::vector<Exercise> exercises;
    Index left = 0;  ///< numbers of the operation that the sheet has no room for
};

/// What a place of the walk covers as exercises. Numbers that are asked for elsewhere on the sheet stand as letters.
std::vector<ExerciseGroup> exercisesOf(const Walk& walk, const WalkPlace& place, Grain grain, Index sample);

/// What a worksheet consists of besides its exercises.
struct Worksheet {
    QString title;    ///< "Step through backprop · XOR · sample 3 · 2–3–1"
    QString facts;    ///< learning rate, loss, where it comes from, seed
    Drawing picture;  ///< the network as it is known before the exercises
    std::vector<ExerciseGroup> groups;
    bool answers = false;
};

/// As many pages as it takes, in black and blue on white. Throws Error if the device takes nothing.
void paintWorksheet(QPagedPaintDevice& device, const Worksheet& sheet, const MathFontPtr& font);
/// The same as PDF, A4.
QByteArray worksheetPdf(const Worksheet& sheet, const MathFontPtr& font);

}  // namespace glassbox
