#pragma once

#include "engine/explain/test_surface.h"
#include "engine/explain/test_surface_dual.h"

#include <string>

namespace glassbox {

/// A surface from one formula: `Formula` is built from options and called as f(x, y) with double, Dual and Jet.
template <typename Formula>
class FormulaOf : public TestSurface {
  public:
    FormulaOf(SurfaceGuide guide, const Options& options) : m_guide(std::move(guide)), m_formula(options) {}

    double value(double x, double y) const override { return m_formula(x, y); }
    Eigen::Vector2d gradient(double x, double y) const override {
        const Dual f = m_formula(Dual(x, 1, 0), Dual(y, 0, 1));
        return {f.x, f.y};
    }
    Eigen::Matrix2d hessian(double x, double y) const override {
        const Jet f = m_formula(Jet(x, 1, 0), Jet(y, 0, 1));
        Eigen::Matrix2d h;
        h << f.xx, f.xy, f.xy, f.yy;
        return h;
    }
    double gradientNoise() const override {
        if constexpr (requires { m_formula.gradientNoise; })
            return m_formula.gradientNoise;
        else
            return 0;
    }
    const SurfaceGuide& guide() const override { return m_guide; }

  private:
    SurfaceGuide m_guide;
    Formula m_formula;
};

/// A formula without options.
struct PlainFormula {
    explicit PlainFormula(const Options&) {}
};

template <typename Formula>
SurfaceInfo surfaceInfo(const char* kind, const char* title, const char* help, const char* formula, const char* tex,
                        SurfaceGuide guide, std::vector<OptionInfo> options = {}) {
    SurfaceInfo result;
    result.kind = kind;
    result.title = title;
    result.help = help;
    result.formula = formula;
    result.tex = tex;
    result.guide = std::move(guide);
    result.options = std::move(options);
    result.make = [](const SurfaceInfo& info, const Options& values) -> std::shared_ptr<const TestSurface> {
        return std::make_shared<FormulaOf<Formula>>(info.guide, values);
    };
    return result;
}

inline OptionInfo surfaceOption(const char* name, const char* label, double standard, double minimum, double maximum,
                                const char* help) {
    OptionInfo info{name, label, OptionType::Real, standard, minimum, maximum};
    info.help = help;
    return info;
}

// The surfaces of each file, for the registry. To add one, write its formula and one entry.
std::vector<SurfaceInfo> quadraticSurfaces();
std::vector<SurfaceInfo> valleySurfaces();
std::vector<SurfaceInfo> ruggedSurfaces();

}  // namespace glassbox
