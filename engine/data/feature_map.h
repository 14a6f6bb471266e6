#pragma once

#include "engine/nn/error.h"
#include "engine/nn/tensor.h"

#include <string>
#include <vector>

namespace glassbox {

/// A feature computed from the raw inputs of a generated data set: its name in files and on screen.
struct FeatureInfo {
    std::string name;   ///< "x1", "x1^2", "x1*x2", "sin(x1)", ...
    std::string label;  ///< with real sub- and superscripts, for the screen
    std::string help;
};

/// How a feature is computed from the raw inputs: v is the input in its column, x2 the second one.
enum class FeatureFormula { Raw, Square, Cube, Sine, Cosine, Product, Difference, Radius };

/// One feature before normalisation: v, v², v³, sin v, cos v, v·x2, v − x2 or √(v² + x2²).
struct FeatureTerm {
    FeatureFormula formula = FeatureFormula::Raw;
    Index column = 0;  ///< of the raw input v
};

/// The features offered for one raw input (x) or two (x1, x2).
GLASSBOX_EXPORT const std::vector<FeatureInfo>& featureInfos(Index inputs);

/// From raw inputs to what the network sees: each feature is a formula of the raw inputs (or one raw column of a
/// table), then (value - centre) / scale.
class GLASSBOX_EXPORT FeatureMap {
  public:
    FeatureMap() = default;
    /// Throws Error for an unknown feature, naming those there are. An empty list is an error.
    FeatureMap(const std::vector<std::string>& inputNames, const std::vector<std::string>& features);

    Index inputCount() const { return m_inputCount; }
    const std::vector<FeatureTerm>& terms() const { return m_terms; }
    Index featureCount() const { return static_cast<Index>(m_terms.size()); }
    /// Takes centre and scale (standard deviation; 1 for a constant feature) from these raw inputs.
    void normaliseBy(const Matrix& inputs);
    bool normalises() const { return !m_centre.empty(); }
    const std::vector<double>& centre() const { return m_centre; }
    const std::vector<double>& scale() const { return m_scale; }
    /// inputs: inputCount x n -> features: featureCount x n (resized).
    void apply(const ConstMatrixMap& inputs, Tensor& features) const;
    Matrix apply(const Matrix& inputs) const;

  private:
    Index m_inputCount = 0;
    std::vector<FeatureTerm> m_terms;
    std::vector<double> m_centre, m_scale;
};

}  // namespace glassbox
