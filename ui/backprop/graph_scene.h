#pragma once

#include "ui/backprop/graph_layout.h"
#include "ui/backprop/step_scene.h"
#include "ui/formula/formula.h"

namespace glassbox {

/// What is drawn of a node of the computation graph.
struct GraphFace {
    Stress stress = Stress::Ahead;
    QString symbol;      ///< TeX
    QString name;        ///< "weighted sums"; empty for what is given
    QString noteSymbol;  ///< TeX of its gradient; empty while the walk has not come back to it
    QString note;        ///< "−0.387", "rms 0.21", "?"
    double noteValue = 0;
    bool isNoteStrong = false;
};

/// How far the walk has come on an edge.
enum class EdgeState {
    Ahead,
    Passed,    ///< forwards
    Forward,   ///< the present operation reads over it
    Returned,  ///< the gradient has come back over it
    Backward,  ///< is coming back over it now
};

struct EdgeFace {
    EdgeState state = EdgeState::Ahead;
    QString derivative;             ///< TeX
    std::optional<double> value{};  ///< of the derivative, for the number that is told
};

/// The computation graph at the walk's present place.
struct GraphScene {
    ComputationGraph graph;
    GraphLayout layout;
    double zoom = 1;  ///< pixels of the screen for one of the layout
    std::vector<GraphFace> nodes;
    std::vector<EdgeFace> edges;

    bool isEmpty() const { return graph.nodes.empty(); }
};

/// Formulas by their TeX, set once.
class FormulaStore {
  public:
    explicit FormulaStore(MathFontPtr font) : m_font(std::move(font)) {}
    /// At this size; good until the next call.
    Formula& at(const QString& tex, double pixels);

  private:
    MathFontPtr m_font;
    QHash<QString, Formula> m_formulas;
};

GraphScene makeGraphScene(const WalkModel& model, const Theme& theme, FormulaStore& formulas, const QSizeF& viewport);
/// The number of a tensor that stands for it: the told one, else the first of the present sample.
Place placeIn(const WalkModel& model, const TensorRef& tensor);

/// Sizes that scene and painter share, in the theme's pixels.
double symbolPixels(const Theme& theme);
double derivativePixels(const Theme& theme);
/// An operation's name in a line or two.
QStringList nameLines(const QString& name);
QString edgeValueText(double value);

}  // namespace glassbox
