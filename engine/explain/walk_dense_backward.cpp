#include "engine/explain/number_words.h"
#include "engine/explain/walk_dense.h"

namespace glassbox::dense_walk {

namespace {

/// The letter for the error, and what it is where the layer has no activation function.
std::string errorLetter(Index layer) {
    return "\\delta^{" + layerNumber(layer) + "}";
}

std::string errorMeaning(const StepRecord& record, Index layer) {
    const TensorRef error = errorOf(record, layer);
    return error.quantity == Quantity::Inner ? "" : errorLetter(layer) + " = " + symbolOf(record, error);
}

/// One value that a layer reads, of sample n: "x^{(n)}_{j}", "a^{1\,(n)}_{j}".
std::string symbolOfSample(Index layer) {
    return layer == 0 ? "x^{(n)}_{j}" : "a^{" + std::to_string(layer) + "\\,(n)}_{j}";
}

/// d z / d w (the value that the weight carried), or d z / d b (1), with their symbols.
void addLastFactor(ArithmeticWriter& writer, Index layer, const TensorRef& result, const Question& question) {
    const StepRecord& record = writer.record();
    const Place z{sumOf(record, layer), question.row, question.sample};
    const Place self{parameter(layer, result.part), question.row, question.col};
    const std::string by = "\\frac{\\partial " + symbolOf(record, z) + "}{\\partial " + symbolOf(record, self) + "}";
    const Place input{inputOf(layer), question.col, question.sample};
    if (result.part == biasPart)
        writer.factor(by, 1);
    else
        writer.factor(by, writer.value(input), input);
}

void addWeightMistakes(ArithmeticWriter& writer, Index layer, const Question& question) {
    const StepRecord& record = writer.record();
    const TensorView errors = tensorOf(record, errorOf(record, layer)), values = tensorOf(record, inputOf(layer));
    if (errors.has(question.col, 0) && values.has(question.row, 0)) {
        double swapped = 0;
        for (Index n = 0; n < record.sampleCount(); ++n) swapped += errors(question.col, n) * values(question.row, n);
        writer.mistake(Mistake::Transposed, swapped);
    }
    const auto up = valueAt(record, {{Quantity::OutputGradient, layer}, question.row, question.sample});
    if (up && errorOf(record, layer).quantity == Quantity::Inner && !record.isBatch())
        writer.mistake(Mistake::NoSlope, *up * values(question.col, question.sample));
}

/// dC/dw_ij = sum over the samples of delta_i x_j, dC/db_i = sum of delta_i
Arithmetic parameterGradient(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const TensorRef delta = errorOf(record, layer), x = inputOf(layer);
    const bool bias = result.part == biasPart;
    for (Index n = 0; n < record.sampleCount(); ++n) {
        if (bias)
            writer.term({{delta, question.row, n}});
        else
            writer.term({{delta, question.row, n}, {x, question.col, n}});
    }
    writer.result(writer.sum());
    addErrorFactors(writer, layer, question.row, question.sample);
    addLastFactor(writer, layer, result, question);
    writer.mistake(Mistake::Sign, -writer.resultValue());
    if (!bias) addWeightMistakes(writer, layer, question);
    writer.mistake(Mistake::NoMean, writer.resultValue() * static_cast<double>(record.sampleCount()));
    writer.say(bias ? biasBlame(writer, layer, question) : blame(writer, layer, question));
    return writer.take();
}

/// Rule, meaning and purpose of dW = delta x^T and of db = delta, for a sample and for a batch.
void tellRule(const StepRecord& record, Index layer, bool bias, Operation& operation) {
    const std::string error = errorLetter(layer), input = symbolOf(record, inputOf(layer)), l = layerNumber(layer);
    const std::string left = symbolOf(record, operation.result) + " = ";
    operation.rule = left + error + (bias ? "" : "\\, " + transposed(input));
    if (record.isBatch()) {
        const std::string samples = "\\sum_{n=1}^{" + std::to_string(record.sampleCount()) + "} ";
        const std::string errorOfSample = "\\delta^{" + l + "\\,(n)}";
        if (bias)
            operation.rule = left + samples + errorOfSample;
        else
            operation.where = "\\frac{\\partial C}{\\partial w^{" + l + "}_{i,j}} = " + samples + errorOfSample +
                              "_{i}\\, " + symbolOfSample(layer);
        operation.purpose =
            "Over a batch the gradient is the mean over the samples. The share 1/N of each sample already lies in its "
            "error, so here the samples are simply added up.";
    } else {
        operation.purpose =
            bias ? "The bias is added to the sum as it is, so it takes the unit's whole error."
                 : "A weight's gradient is the error of the unit that it leads to, times the value that it carried.";
    }
    operation.where = joined(operation.where, errorMeaning(record, layer));
}

void tellParameterGradient(const StepRecord& record, Index layer, Index part, Operations& operations) {
    const TensorRef delta = errorOf(record, layer), x = inputOf(layer);
    const bool bias = part == biasPart;
    Operation operation = startOperation(record, Phase::Backward, layer, {Quantity::Gradient, layer, part},
                                         bias ? "gradient of the biases" : "gradient of the weights");
    tellRule(record, layer, bias, operation);
    operation.matrices = {{"", delta}};
    operation.uses = {{delta, {}}};
    if (!bias) {
        operation.matrices.push_back({"", x, true});
        operation.uses.push_back({x, {}});
    }
    operation.matrices.push_back({"=", operation.result});
    operation.terms = record.sampleCount();
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return parameterGradient(of, result, question, layer);
    };
    operations.push_back(std::move(operation));
}

/// dC/dx_j = sum of w_kj delta_k
Arithmetic inputGradient(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const TensorRef w = parameter(layer, weightPart), delta = errorOf(record, layer);
    const Index units = outputs(record, layer);
    for (Index k = 0; k < units; ++k) writer.term({{w, k, question.row}, {delta, k, question.col}});
    writer.result(writer.sum());
    if (units == 1) {
        addErrorFactors(writer, layer, 0, question.col);
        const Place z{sumOf(record, layer), 0, question.col}, x{inputOf(layer), question.row, question.col};
        const Place weight{w, 0, question.row};
        writer.factor("\\frac{\\partial " + symbolOf(record, z) + "}{\\partial " + symbolOf(record, x) + "}",
                      writer.value(weight), weight);
    }
    writer.mistake(Mistake::Sign, -writer.resultValue());
    if (inputs(record, layer) == units) {
        double swapped = 0;
        for (Index k = 0; k < units; ++k)
            swapped += writer.value({w, question.row, k}) * writer.value({delta, k, question.col});
        writer.mistake(Mistake::Transposed, swapped);
    }
    if (units > 1) writer.mistake(Mistake::OneTerm, writer.terms().front().value);
    writer.say(pathsWords(writer, layer, question));
    return writer.take();
}

void tellInputGradient(const StepRecord& record, Index layer, Operations& operations) {
    const std::string l = layerNumber(layer);
    const TensorRef w = parameter(layer, weightPart), delta = errorOf(record, layer);
    Operation operation = startOperation(record, Phase::Backward, layer, {Quantity::OutputGradient, layer - 1},
                                         "gradient at the layer's input");
    operation.rule =
        symbolOf(record, operation.result) + " = " + transposed("W^{" + l + "}") + " " + errorLetter(layer);
    operation.where = "\\frac{\\partial " + costSymbol(record) + "}{\\partial " +
                      symbolOf(record, TensorRef{Quantity::Output, layer - 1}) + "_{j}} = \\sum_{k} w^{" + l +
                      "}_{k,j}\\, " + errorLetter(layer) + "_{k}";
    operation.where = joined(operation.where, errorMeaning(record, layer));
    operation.purpose =
        "The errors go back over the same weights that the values came along: each unit of the layer before gathers "
        "the blame of all units that it fed.";
    operation.matrices = {{"", w, true}, {"", delta}, {"=", operation.result}};
    operation.uses = {{w, {}}, {delta, {}}};
    operation.terms = outputs(record, layer);
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return inputGradient(of, result, question, layer);
    };
    operations.push_back(std::move(operation));
}

}  // namespace

void backward(const StepRecord& record, Index layer, Operations& operations) {
    tellActivationBackward(record, layer, operations);
    tellParameterGradient(record, layer, weightPart, operations);
    if (hasBias(record, layer)) tellParameterGradient(record, layer, biasPart, operations);
    if (passesGradientOn(layer)) tellInputGradient(record, layer, operations);
}

}  // namespace glassbox::dense_walk
