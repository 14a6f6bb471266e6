#include "engine/formats/formula_surface.h"

#include "engine/formats/formula_surface_operations.h"
#include "engine/formats/formula_surface_recorder.h"
#include "engine/formats/formula_surface_scanner.h"

namespace glassbox {

FormulaError::FormulaError(int position, const std::string& sentence)
    : Error("At " + std::to_string(position + 1) + ": " + sentence), m_position(position) {}

namespace {

class FormulaSurface : public TestSurface {
  public:
    FormulaSurface(std::vector<SurfaceNode> nodes, SurfaceGuide guide)
        : m_nodes(std::move(nodes)), m_guide(std::move(guide)) {}

    double value(double x, double y) const override { return evaluate(m_nodes, x, y); }
    Eigen::Vector2d gradient(double x, double y) const override {
        const Dual f = evaluate(m_nodes, Dual(x, 1, 0), Dual(y, 0, 1));
        return std::isnan(f.v) ? Eigen::Vector2d::Constant(f.v) : Eigen::Vector2d(f.x, f.y);
    }
    Eigen::Matrix2d hessian(double x, double y) const override {
        const Jet f = evaluate(m_nodes, Jet(x, 1, 0), Jet(y, 0, 1));
        Eigen::Matrix2d h;
        h << f.xx, f.xy, f.xy, f.yy;
        return std::isnan(f.v) ? Eigen::Matrix2d::Constant(f.v) : h;
    }
    const SurfaceGuide& guide() const override { return m_guide; }

  private:
    std::vector<SurfaceNode> m_nodes;
    SurfaceGuide m_guide;
};

}  // namespace

std::vector<FormulaFunction> formulaFunctions() {
    std::vector<FormulaFunction> result;
    for (const SurfaceFunctionRow& row : formulaFunctionRows())
        result.push_back({std::string(row.name), row.arguments, std::string(row.help)});
    return result;
}

std::shared_ptr<const TestSurface> makeFormulaSurface(const QString& text, const SurfaceGuide& guide) {
    return std::make_shared<FormulaSurface>(recordSurfaceFormula(scanSurfaceFormula(text)), guide);
}

}  // namespace glassbox
