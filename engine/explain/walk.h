#pragma once

#include "engine/explain/operation.h"

namespace glassbox {

/// How far one step of the walk goes.
enum class Grain { Phase, Layer, Operation, Unit, Weight };

/// Where the walk is: at an operation, and if it goes finer, at a row of its result and at an item of that row.
struct WalkPlace {
    Index operation = 0;
    Index row = -1;   ///< -1: the whole result
    Index item = -1;  ///< -1: the whole row. For a sum the term, for parameters the column
    friend bool operator==(const WalkPlace&, const WalkPlace&) = default;
};

/// A recorded step as a sequence of operations, and the ways through it. Immutable, cheap to copy.
class GLASSBOX_EXPORT Walk {
  public:
    /// Throws nothing: every record can be told.
    explicit Walk(std::shared_ptr<const StepRecord> record);

    const StepRecord& record() const { return *m_record; }
    std::shared_ptr<const StepRecord> shared() const { return m_record; }
    const Operations& operations() const { return *m_operations; }
    Index count() const { return static_cast<Index>(m_operations->size()); }
    const Operation& at(Index i) const { return (*m_operations)[static_cast<std::size_t>(i)]; }

    /// The operations that a place covers at a grain, first and last.
    std::pair<Index, Index> covered(const WalkPlace& place, Grain grain) const;
    /// The place as that grain has it: finer ones are given a first row or item, coarser ones lose theirs.
    WalkPlace fitted(WalkPlace place, Grain grain) const;
    std::optional<WalkPlace> next(const WalkPlace& place, Grain grain) const;
    std::optional<WalkPlace> previous(const WalkPlace& place, Grain grain) const;
    WalkPlace first(Grain grain) const;
    WalkPlace last(Grain grain) const;
    /// Places at this grain, and which of them this is, from 0.
    Index countAt(Grain grain) const;
    Index indexOf(const WalkPlace& place, Grain grain) const;

    Index rows(Index operation) const;
    /// What a row of a result consists of at the finest grain; at least 1.
    Index items(Index operation) const;
    /// The number of the result that a place stands for, for one sample of the batch: where it names no row or column,
    /// the largest in size.
    Question questionAt(const WalkPlace& place, Index sample) const;
    Arithmetic arithmeticAt(const WalkPlace& place, Index sample) const;
    /// The operation that computes a tensor (or what it is a copy of, see toldAs()); absent for what is given (input,
    /// target, old parameters) and for what was not computed.
    std::optional<Index> operationOf(const TensorRef& tensor) const;
    /// True once the walk has come to it: given numbers always are.
    bool isKnown(const TensorRef& tensor, const WalkPlace& place, Grain grain) const;

  private:
    Index placesBefore(Index operation, Grain grain) const;

    std::shared_ptr<const StepRecord> m_record;
    std::shared_ptr<const Operations> m_operations;
    std::vector<Index> m_items;  // of each operation
};

/// "Forward", "Backward", "Update".
GLASSBOX_EXPORT std::string phaseName(Phase phase);
/// "Forward · layer 2 · weighted sums · unit 3".
GLASSBOX_EXPORT std::string titleOf(const Walk& walk, const WalkPlace& place, Grain grain);

}  // namespace glassbox
