#include "ui/backprop/step_notes.h"

#include "engine/explain/number_words.h"

namespace glassbox {

namespace {

QString signedWords(double value) {
    const QString words = QString::fromStdString(numberWords(value));
    return value > 0 ? u'+' + words : words;
}

void write(UnitFace& face, const WalkModel& model, const QString& symbol, const Place& place, double value) {
    const bool asked = isAsked(model, place);
    if (!asked && !isShown(model, place)) return;
    face.shortNote = asked ? QStringLiteral("?") : signedWords(value);
    face.note = symbol + u' ' + face.shortNote;
    face.noteValue = asked ? 0 : value;
    face.isNoteStrong = place == model.arithmetic().place;
}

/// "w" and "b", or what normalisation calls its two.
QString letterOf(const StepColumn& column, Index part) {
    if (column.links == StepLinks::Full) return part == 0 ? QStringLiteral("w") : QStringLiteral("b");
    return part == 0 ? QStringLiteral("γ") : QStringLiteral("β");
}

/// A number that goes with a parameter: of its gradient, of what the optimizer makes of it, or the change itself.
void writeParameter(UnitFace& face, const WalkModel& model, const QString& letter, const Place& place) {
    const StepRecord& record = model.walk()->record();
    const auto value = valueAt(record, place);
    if (!value) return;
    switch (place.tensor.quantity) {
        case Quantity::Gradient:
            return write(face, model, u'∂' + letter, place, *value);
        case Quantity::UpdateGradient:
            return write(face, model, QStringLiteral("g"), place, *value);
        case Quantity::MemoryBefore:
        case Quantity::MemoryAfter: {
            const std::string& name = record.memoryNames[static_cast<std::size_t>(place.tensor.memory)];
            return write(face, model, QString::fromStdString(name).left(1), place, *value);
        }
        case Quantity::NewParameter: {
            const Place old{{Quantity::Parameter, place.tensor.layer, place.tensor.part}, place.row, place.col};
            if (const auto before = valueAt(record, old)) write(face, model, u'Δ' + letter, place, *value - *before);
            return;
        }
        default:
            return;
    }
}

/// The told number's parameter as far as it belongs to this unit: of its bias, or of the weight that it feeds.
bool addParameterNote(UnitFace& face, const WalkModel& model, const StepScene& scene, const StepItem& item) {
    const Place& told = model.arithmetic().place;
    const TensorRef& tensor = told.tensor;
    if (!isParameterLike(tensor.quantity) || tensor.quantity == Quantity::Parameter) return false;
    const Index number = tensor.layer + 1;
    const StepColumn& column = scene.columns[static_cast<std::size_t>(number)];
    const bool weights = tensor.part == 0 && column.links == StepLinks::Full;
    if (weights && item.column == number - 1) {
        writeParameter(face, model, letterOf(column, 0), {tensor, told.row, item.unit});
        return true;
    }
    const bool own = tensor.part == 0 ? column.hasWeights : column.hasBias;
    if (weights || !own || item.column != number) return false;
    writeParameter(face, model, letterOf(column, tensor.part), {tensor, item.unit, 0});
    return true;
}

}  // namespace

void addNote(UnitFace& face, const WalkModel& model, const StepScene& scene, const StepItem& item) {
    const StepRecord& record = model.walk()->record();
    const StepColumn& column = scene.columns[static_cast<std::size_t>(item.column)];
    if (item.kind == StepItemKind::Loss) {
        const Place cost{{Quantity::Cost}, 0, 0};
        const auto value = valueAt(record, cost);
        if (!record.isBatch() || !value || !(isShown(model, cost) || isAsked(model, cost))) return;
        face.shortNote = isAsked(model, cost) ? QStringLiteral("?") : QString::fromStdString(numberWords(*value));
        face.note = QStringLiteral("C ") + face.shortNote;
        face.isNoteStrong = cost == model.arithmetic().place;
        return;
    }
    if (addParameterNote(face, model, scene, item)) return;
    const auto gradient = gradientOfUnit(model, column, item.unit);
    if (!gradient) return;
    const auto value = valueAt(record, *gradient);
    if (!value) return;
    const bool last = column.layer + 1 == record.before.layerCount();
    const QString symbol = gradient->tensor.quantity == Quantity::Inner ? QStringLiteral("δ")
                           : last                                       ? QStringLiteral("∂ŷ")
                                                                        : QStringLiteral("∂a");
    write(face, model, symbol, *gradient, *value);
}

}  // namespace glassbox
