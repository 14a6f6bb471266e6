#include "engine/data/feature_map.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace glassbox {

namespace {

using enum FeatureFormula;

struct FormulaOf {
    FeatureInfo info;
    FeatureFormula formula;
    Index column;
};

const std::vector<FormulaOf>& formulas(Index inputs) {
    static const std::vector<FormulaOf> none;
    static const std::vector<FormulaOf> one{
        {{"x", "x", "The input as it is."}, Raw, 0},
        {{"x^2", "x²", "The square: the same on both sides of 0."}, Square, 0},
        {{"x^3", "x³",
          "The cube: flat in the middle, steep outside. Its values reach 125, so it wants a small learning rate."},
         Cube,
         0},
        {{"sin(x)", "sin x", "A wave that repeats every 6.28."}, Sine, 0},
        {{"cos(x)", "cos x", "A wave that repeats every 6.28 and is highest at 0."}, Cosine, 0},
    };
    static const std::vector<FormulaOf> two{
        {{"x1", "x₁", "The first input as it is: left to right."}, Raw, 0},
        {{"x2", "x₂", "The second input as it is: bottom to top."}, Raw, 1},
        {{"x1^2", "x₁²", "The square of the first input: the same on the left and on the right."}, Square, 0},
        {{"x2^2", "x₂²", "The square of the second input: the same above and below."}, Square, 1},
        {{"x1*x2", "x₁x₂", "The product: positive where both inputs have the same sign. It solves XOR alone."},
         Product,
         0},
        {{"sin(x1)", "sin x₁", "A wave from left to right."}, Sine, 0},
        {{"sin(x2)", "sin x₂", "A wave from bottom to top."}, Sine, 1},
        {{"cos(x1)", "cos x₁", "A wave from left to right that is highest in the middle."}, Cosine, 0},
        {{"cos(x2)", "cos x₂", "A wave from bottom to top that is highest in the middle."}, Cosine, 1},
        {{"x1-x2", "x₁ − x₂", "The difference: it changes along the falling diagonal."}, Difference, 0},
        {{"radius", "r", "The distance from the centre. It solves the circle alone."}, Radius, 0},
    };
    return inputs == 1 ? one : inputs == 2 ? two : none;
}

std::vector<FeatureInfo> infosOf(Index inputs) {
    std::vector<FeatureInfo> infos;
    for (const FormulaOf& formula : formulas(inputs)) infos.push_back(formula.info);
    return infos;
}

double evaluate(FeatureFormula formula, Index column, const Scalar* x) {
    const double v = x[column];
    switch (formula) {
        case Square:
            return v * v;
        case Cube:
            return v * v * v;
        case Sine:
            return std::sin(v);
        case Cosine:
            return std::cos(v);
        case Product:
            return v * x[1];
        case Difference:
            return v - x[1];
        case Radius:
            return std::hypot(v, static_cast<double>(x[1]));
        default:
            return v;
    }
}

/// The formulas belong to the generators' inputs, which are known by their names.
Index formulaInputs(const std::vector<std::string>& names) {
    if (names == std::vector<std::string>{"x"}) return 1;
    if (names == std::vector<std::string>{"x1", "x2"}) return 2;
    return 0;
}

std::string offered(const std::vector<std::string>& inputNames) {
    std::vector<std::string> names;
    for (const FormulaOf& formula : formulas(formulaInputs(inputNames))) names.push_back(formula.info.name);
    if (names.empty()) names = inputNames;
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i == 20) return list + " and " + std::to_string(names.size() - i) + " more";
        list += (i ? ", " : "") + names[i];
    }
    return list;
}

}  // namespace

const std::vector<FeatureInfo>& featureInfos(Index inputs) {
    static const std::vector<FeatureInfo> none, one = infosOf(1), two = infosOf(2);
    return inputs == 1 ? one : inputs == 2 ? two : none;
}

FeatureMap::FeatureMap(const std::vector<std::string>& inputNames, const std::vector<std::string>& features)
    : m_inputCount(static_cast<Index>(inputNames.size())) {
    if (features.empty())
        throw Error("features: the network needs at least one feature to see; there are " + offered(inputNames) + ".");
    const auto& known = formulas(formulaInputs(inputNames));
    std::set<std::string> seen;
    for (std::size_t i = 0; i < features.size(); ++i) {
        const std::string& name = features[i];
        const std::string place = "features[" + std::to_string(i) + "]: \"" + name + "\"";
        if (!seen.insert(name).second) throw Error(place + " is named twice; once is enough.");
        const auto input = std::find(inputNames.begin(), inputNames.end(), name);
        const auto formula =
            std::find_if(known.begin(), known.end(), [&](const FormulaOf& f) { return f.info.name == name; });
        if (input != inputNames.end()) {
            m_terms.push_back({Raw, static_cast<Index>(input - inputNames.begin())});
        } else if (formula != known.end()) {
            m_terms.push_back({formula->formula, formula->column});
        } else {
            throw Error(place + " is unknown; there are " + offered(inputNames) + ".");
        }
    }
}

void FeatureMap::normaliseBy(const Matrix& inputs) {
    const auto n = static_cast<double>(std::max<Index>(inputs.cols(), 1));
    m_centre.assign(m_terms.size(), 0);
    m_scale.assign(m_terms.size(), 1);
    for (std::size_t k = 0; k < m_terms.size(); ++k) {
        const FeatureTerm& term = m_terms[k];
        double sum = 0;
        for (Index i = 0; i < inputs.cols(); ++i) sum += evaluate(term.formula, term.column, inputs.col(i).data());
        const double mean = sum / n;
        double squares = 0;
        for (Index i = 0; i < inputs.cols(); ++i) {
            const double d = evaluate(term.formula, term.column, inputs.col(i).data()) - mean;
            squares += d * d;
        }
        m_centre[k] = mean;
        const double deviation = std::sqrt(squares / n);
        // Below the accuracy of the numbers themselves a spread is rounding, and dividing by it would blow it up.
        if (deviation > 1e-7 * std::abs(mean) && std::isfinite(1 / deviation)) m_scale[k] = deviation;
    }
}

void FeatureMap::apply(const ConstMatrixMap& inputs, Tensor& features) const {
    features.resize(featureCount(), inputs.cols());
    const bool normal = normalises();
    for (Index i = 0; i < inputs.cols(); ++i) {
        const Scalar* x = inputs.data() + i * inputs.rows();
        Scalar* out = features.data() + i * featureCount();
        for (std::size_t k = 0; k < m_terms.size(); ++k) {
            double value = evaluate(m_terms[k].formula, m_terms[k].column, x);
            if (normal) value = (value - m_centre[k]) / m_scale[k];
            out[k] = static_cast<Scalar>(value);
        }
    }
}

Matrix FeatureMap::apply(const Matrix& inputs) const {
    Tensor features;
    apply(ConstMatrixMap(inputs.data(), inputs.rows(), inputs.cols()), features);
    return features.map();
}

}  // namespace glassbox
