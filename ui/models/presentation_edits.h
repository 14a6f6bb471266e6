#pragma once

#include <QString>

namespace glassbox {

class ExperimentDocument;

/// Hides or shows a part of the window (a name of partInfos()) as an undoable edit: "Hide the learning rate".
void showPart(ExperimentDocument& document, const QString& part, bool shown);
/// Brings back everything that is hidden, as one undoable edit.
void showEveryPart(ExperimentDocument& document);
/// Changes the presenter's notes; edits with the same `gesture` in a row are undone together.
void editNotes(ExperimentDocument& document, const QString& notes, int gesture);

}  // namespace glassbox
