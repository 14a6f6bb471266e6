#pragma once

#include "engine/data/table.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace glassbox {

/// How a table is to be learned from.
struct TableChoice {
    Index target = -1;
    Task task = Task::Classification;
    std::vector<bool> used;  ///< by column; the target's own is ignored
    bool dropMissing = true;
};

/// What comes of a choice.
struct TableOutcome {
    QString problem;                       ///< why it can't be learned from, as a sentence; empty if it can
    QStringList inputs;                    ///< after one-hot coding
    Index classes = 0;                     ///< classification
    Index rows = 0;                        ///< that are left to learn from
    Index targetless = 0, incomplete = 0;  ///< rows left out
    QStringList gaps;                      ///< "age: 2 missing", of target and used columns
};

/// A guess of everything, as the reader would make it too; columns that only number or name the rows are not used.
TableChoice guessChoice(const Table& table);
/// True for a column whose values are all different texts, or simply count the rows: nothing can be learned from those.
bool namesRows(const Column& column);
TableOutcome outcomeOf(const Table& table, const TableChoice& choice);

}  // namespace glassbox
