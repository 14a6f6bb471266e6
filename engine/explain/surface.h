#pragma once

#include "engine/data/dataset.h"
#include "engine/nn/network.h"

#include <memory>

namespace glassbox {

/// What the two axes of an output picture are.
enum class PlaneKind {
    Inputs,     ///< a generated data set's own x1, x2 (or x alone: a curve)
    Columns,    ///< two chosen inputs of a table; the others stay at their mean over the training part
    Components  ///< the first two principal components of the (standardised) inputs; points between are mapped back
};

struct PlaneChoice {
    PlaneKind kind = PlaneKind::Inputs;
    Index first = 0;  ///< for Columns: index into Dataset::inputNames
    Index second = 1;
    friend bool operator==(const PlaneChoice&, const PlaneChoice&) = default;
};

/// The plane best shown for this data when nobody chose: Inputs for generated data, Columns for tables with two inputs,
/// Components for more.
GLASSBOX_EXPORT PlaneChoice standardPlane(const Dataset& data);

/// A position in the plane.
struct PlanePoint {
    double x = 0;
    double y = 0;
};

/// A plane through the input space, with its grid of inputs ready for the network. A value built once for data and
/// choice.
class GLASSBOX_EXPORT Plane {
  public:
    Plane() = default;
    /// A choice that does not fit the data (another kind of data, an input that is no more) gives the standard plane.
    /// Data with one input, and Columns with the same input twice, give a line.
    Plane(const Dataset& data, const PlaneChoice& choice);

    const PlaneChoice& choice() const { return m_choice; }
    /// Ranges of the two axes; for one raw input only x counts.
    double xMin() const { return m_xMin; }
    double xMax() const { return m_xMax; }
    double yMin() const { return m_yMin; }
    double yMax() const { return m_yMax; }
    bool isLine() const { return m_isLine; }
    /// How many raw inputs it cuts through: that of the data it was made for.
    Index inputCount() const { return static_cast<Index>(m_centre.size()); }
    const std::string& xLabel() const { return m_xLabel; }
    const std::string& yLabel() const { return m_yLabel; }
    /// One sentence that says what is shown: "the other 4 inputs stay at their means", "58 % of the variance lies in
    /// this plane".
    const std::string& caption() const { return m_caption; }
    /// Where a sample lies in the plane. `inputs` is one column of DataPart::inputs.
    PlanePoint project(const Scalar* inputs) const;
    /// Where the grid's points lie: in the middle of the picture's cells; on a line from one end to the other.
    double gridX(Index column, Index width) const;
    double gridY(Index row, Index height) const;
    /// Network inputs for a grid of width x height points, the lower left corner first, x running fastest (for a line:
    /// height 1).
    void grid(Index width, Index height, Tensor& features) const;

  private:
    void showInputs(const Dataset& data);
    void showColumns(const Dataset& data);
    void showComponents(const Dataset& data);
    void fitRanges(const Dataset& data);
    void fitLineHeight(const Dataset& data);

    PlaneChoice m_choice;
    double m_xMin = -6, m_xMax = 6, m_yMin = -6, m_yMax = 6;
    bool m_isLine = false;
    std::string m_xLabel, m_yLabel, m_caption;
    FeatureMap m_featureMap;
    std::vector<double> m_origin, m_xAxis, m_yAxis;  // inputs = origin + x * xAxis + y * yAxis
    std::vector<double> m_centre, m_xProject, m_yProject;
};

/// A picture: `planes` images of width x height values, lower left first, x fastest, plane after plane.
struct Picture {
    Index width = 0;
    Index height = 0;
    Index planes = 0;
    std::vector<float> values;

    const float* plane(Index i) const { return values.data() + i * width * height; }
};

/// Computes, over a plane's grid, what the network's outputs and units say. Keeps its buffers, so repeated calls
/// allocate little. Only for networks whose input is flat.
class GLASSBOX_EXPORT SurfacePainter {
  public:
    void setPlane(const Plane& plane);
    const Plane& plane() const { return m_plane; }
    /// The network's prediction (Loss::predict): one plane an output.
    void output(const Network& network, const Loss& loss, Index width, Index height, Picture& picture);
    /// The output a of every unit of every flat layer with at most `unitLimit` units; other layers get an empty
    /// picture.
    void units(const Network& network, Index size, Index unitLimit, std::vector<Picture>& layers);
    /// The features themselves, as the input layer's pictures.
    void inputs(Index size, Picture& picture);

  private:
    const Tensor& gridFor(Index width, Index height);
    Plane m_plane;
    struct Grid {
        Index width = 0, height = 0;
        Tensor features;
    };
    std::vector<Grid> m_grids;
    Trace m_trace;
    Tensor m_prediction;
};

}  // namespace glassbox
