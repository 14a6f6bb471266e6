#include "engine/explain/walk.h"

#include "engine/explain/walk_kinds.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

const LayerTeller& tellerOf(const StepRecord& record, Index layer) {
    for (const LayerTeller& teller : layerTellers())
        if (record.before.spec(layer).kind == teller.kind) return teller;
    return plainTeller();
}

Operations tell(const StepRecord& record) {
    Operations operations;
    for (Index layer = 0; layer < record.before.layerCount(); ++layer)
        tellerOf(record, layer).forward(record, layer, operations);
    tellLossForward(record, operations);
    tellLossBackward(record, operations);
    for (Index layer = record.before.layerCount(); layer-- > 0;)
        tellerOf(record, layer).backward(record, layer, operations);
    tellUpdate(record, operations);
    return operations;
}

/// What one row of a result consists of: columns of a parameter, or the terms of the sum.
Index itemsOf(const StepRecord& record, const Operation& operation) {
    if (!isParameterLike(operation.result.quantity)) return std::max<Index>(operation.terms, 1);
    return std::max<Index>(tensorOf(record, operation.result).cols, 1);
}

/// "unit 3"; the layer stands in the title already.
std::string rowWords(const Walk& walk, const WalkPlace& place) {
    const TensorRef& result = walk.at(place.operation).result;
    const bool belongsToInput =
        result.quantity == Quantity::OutputGradient && result.layer != walk.at(place.operation).layer;
    const std::string words = unitWords(walk.record(), result.layer, std::max<Index>(place.row, 0));
    if (belongsToInput) return words;
    const std::size_t of = words.find(" of layer ");
    const std::string row = of == std::string::npos ? words : words.substr(0, of);
    return row.starts_with("the ") ? row.substr(4) : row;
}

}  // namespace

const std::vector<LayerTeller>& layerTellers() {
    static const std::vector<LayerTeller> tellers{denseTeller(),     activationTeller(), dropoutTeller(),
                                                  batchNormTeller(), layerNormTeller(),  flattenTeller()};
    return tellers;
}

Walk::Walk(std::shared_ptr<const StepRecord> record) : m_record(std::move(record)) {
    m_operations = std::make_shared<const Operations>(tell(*m_record));
    for (const Operation& operation : *m_operations) m_items.push_back(itemsOf(*m_record, operation));
}

Index Walk::rows(Index operation) const {
    return std::max<Index>(tensorOf(*m_record, at(operation).result).rows, 1);
}

Index Walk::items(Index operation) const {
    return m_items[static_cast<std::size_t>(operation)];
}

std::pair<Index, Index> Walk::covered(const WalkPlace& place, Grain grain) const {
    Index first = place.operation, last = place.operation;
    const auto together = [&](Index i) {
        const Operation &a = at(i), &b = at(place.operation);
        return a.phase == b.phase && (grain == Grain::Phase || a.layer == b.layer);
    };
    if (grain > Grain::Layer) return {first, last};
    while (first > 0 && together(first - 1)) --first;
    while (last + 1 < count() && together(last + 1)) ++last;
    return {first, last};
}

WalkPlace Walk::fitted(WalkPlace place, Grain grain) const {
    place.operation = std::clamp<Index>(place.operation, 0, count() - 1);
    if (grain <= Grain::Layer) return {covered(place, grain).first, -1, -1};
    if (grain == Grain::Operation) return {place.operation, -1, -1};
    place.row = std::clamp<Index>(place.row, 0, rows(place.operation) - 1);
    if (grain == Grain::Unit) return {place.operation, place.row, -1};
    place.item = std::clamp<Index>(place.item, 0, items(place.operation) - 1);
    return place;
}

std::optional<WalkPlace> Walk::next(const WalkPlace& place, Grain grain) const {
    const WalkPlace now = fitted(place, grain);
    if (grain == Grain::Weight && now.item + 1 < items(now.operation))
        return WalkPlace{now.operation, now.row, now.item + 1};
    if (grain >= Grain::Unit && now.row + 1 < rows(now.operation))
        return fitted({now.operation, now.row + 1, -1}, grain);
    const Index after = covered(now, grain).second + 1;
    if (after >= count()) return {};
    return fitted({after, -1, -1}, grain);
}

std::optional<WalkPlace> Walk::previous(const WalkPlace& place, Grain grain) const {
    const WalkPlace now = fitted(place, grain);
    if (grain == Grain::Weight && now.item > 0) return WalkPlace{now.operation, now.row, now.item - 1};
    const Index most = std::numeric_limits<Index>::max();
    if (grain >= Grain::Unit && now.row > 0) return fitted({now.operation, now.row - 1, most}, grain);
    const Index before = covered(now, grain).first - 1;
    if (before < 0) return {};
    return fitted({before, most, most}, grain);
}

WalkPlace Walk::first(Grain grain) const {
    return fitted({}, grain);
}

WalkPlace Walk::last(Grain grain) const {
    const Index most = std::numeric_limits<Index>::max();
    return fitted({count() - 1, most, most}, grain);
}

Index Walk::placesBefore(Index operation, Grain grain) const {
    Index sum = 0;
    for (Index i = 0; i < operation; ++i) {
        if (grain == Grain::Weight)
            sum += rows(i) * items(i);
        else if (grain == Grain::Unit)
            sum += rows(i);
        else if (covered({i}, grain).first == i)
            ++sum;
    }
    return sum;
}

Index Walk::countAt(Grain grain) const {
    return placesBefore(count(), grain);
}

Index Walk::indexOf(const WalkPlace& place, Grain grain) const {
    const WalkPlace now = fitted(place, grain);
    const Index before = placesBefore(now.operation, grain);
    if (grain == Grain::Unit) return before + now.row;
    if (grain == Grain::Weight) return before + now.row * items(now.operation) + now.item;
    return before;
}

Question Walk::questionAt(const WalkPlace& place, Index sample) const {
    const Operation& operation = at(place.operation);
    const TensorView view = tensorOf(*m_record, operation.result);
    const bool columns = isParameterLike(operation.result.quantity);
    const Index column = columns ? 0 : std::clamp<Index>(sample, 0, std::max<Index>(view.cols, 1) - 1);
    Question question{0, column, sample, -1};
    if (place.row >= 0 && place.item >= 0) {
        question.row = place.row;
        (columns ? question.col : question.term) = place.item;
        return question;
    }
    // Of new parameters what changed most counts, not what is large anyway.
    TensorRef before = operation.result;
    before.quantity = Quantity::Parameter;
    const TensorView old =
        operation.result.quantity == Quantity::NewParameter ? tensorOf(*m_record, before) : TensorView{};
    double largest = -1;
    for (Index row = place.row >= 0 ? place.row : 0; row < (place.row >= 0 ? place.row + 1 : view.rows); ++row) {
        for (Index col = columns ? 0 : column; col < (columns ? view.cols : column + 1); ++col) {
            const double size = std::abs(view(row, col) - (old.has(row, col) ? old(row, col) : 0));
            if (!(size > largest)) continue;
            largest = size;
            question.row = row;
            question.col = col;
        }
    }
    return question;
}

Arithmetic Walk::arithmeticAt(const WalkPlace& place, Index sample) const {
    return at(place.operation).arithmetic(*m_record, questionAt(place, sample));
}

std::optional<Index> Walk::operationOf(const TensorRef& tensor) const {
    const TensorRef told = toldAs(*m_record, tensor);
    for (Index i = 0; i < count(); ++i)
        if (at(i).result == told) return i;
    return {};
}

bool Walk::isKnown(const TensorRef& tensor, const WalkPlace& place, Grain grain) const {
    switch (toldAs(*m_record, tensor).quantity) {
        case Quantity::Input:
        case Quantity::Target:
        case Quantity::Parameter:
        case Quantity::MemoryBefore:
            return true;
        default:
            break;
    }
    const std::optional<Index> made = operationOf(tensor);
    return made && *made <= covered(place, grain).second;
}

std::string phaseName(Phase phase) {
    return phase == Phase::Forward ? "Forward" : phase == Phase::Backward ? "Backward" : "Update";
}

std::string titleOf(const Walk& walk, const WalkPlace& place, Grain grain) {
    const Operation& operation = walk.at(place.operation);
    std::string title = phaseName(operation.phase);
    if (grain == Grain::Phase) return title;
    if (operation.layer >= 0) title += " · layer " + std::to_string(operation.layer + 1);
    if (grain == Grain::Layer) return operation.layer >= 0 ? title : title + " · loss";
    title += " · " + operation.name;
    if (grain >= Grain::Unit && walk.rows(place.operation) > 1) title += " · " + rowWords(walk, place);
    return title;
}

}  // namespace glassbox
