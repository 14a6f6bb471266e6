#pragma once

#include "engine/explain/test_surface.h"
#include "engine/nn/error.h"

#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace glassbox {

/// What is wrong with a formula. what() is a sentence that begins with the place as people count ("At 7: ...").
class FormulaError : public Error {
  public:
    FormulaError(int position, const std::string& sentence);
    /// Column of the first wrong character, from 0 (an index into the QString); the text's length if something is
    /// missing at its end.
    int position() const { return m_position; }

  private:
    int m_position;
};

/// A function a formula may call.
struct FormulaFunction {
    std::string name;
    int arguments;     ///< how many it takes; -1: two or more
    std::string help;  ///< a few words
};
std::vector<FormulaFunction> formulaFunctions();

/// The surface of a formula in x and y, e.g. "x^2 + 10*y^2" (an "f(x, y) =" before it is passed over). It knows the
/// numbers pi and e, + - * / ^ (also **, and · × ÷ − ² ³ √ π as typed elsewhere), comparisons (1 or 0) with && and ||,
/// and formulaFunctions(). log is the natural logarithm. Where the formula has no value (ln of a negative number, 0/0)
/// the surface is NaN, where it has a pole (1/0) infinite. Derivatives are exact, by automatic differentiation; a kink
/// has slope 0, a jump is not noticed by them. Its guide is the usual view without minima, unless another is given.
/// Throws FormulaError.
std::shared_ptr<const TestSurface> makeFormulaSurface(const QString& text, const SurfaceGuide& guide = {});

}  // namespace glassbox
