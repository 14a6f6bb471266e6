#pragma once

#include "engine/explain/operation.h"

namespace glassbox {

/// Puts the arithmetic of one number together: numbers with their places, sums, lines.
class ArithmeticWriter {
  public:
    ArithmeticWriter(const StepRecord& record, const TensorRef& result, const Question& question);

    const StepRecord& record() const { return m_record; }
    double value(const Place& place) const { return valueAt(m_record, place).value_or(0); }
    /// TeX of a number of the step, to be pointed at; negative ones in parentheses unless they `lead`.
    std::string number(const Place& place, bool lead = false);
    /// TeX of any other number.
    static std::string plain(double value, bool lead = false);
    std::string symbol(const Place& place) const { return symbolOf(m_record, place); }

    /// One summand; its value is the product of its factors.
    void term(std::vector<Place> factors);
    /// The terms as TeX: all if they are few, else the largest and the one asked for, with dots.
    std::string sum();
    /// "left = right = value".
    void line(std::string left, std::string right, double value);
    /// The last line: "symbol of the result = right = its value".
    void result(std::string right);
    void factor(std::string symbol, double value, std::optional<Place> place = {});
    void mistake(Mistake kind, double value);
    void say(std::string sentence) { m_arithmetic.sentence = std::move(sentence); }
    void scale(double scale) { m_arithmetic.scale = scale; }
    const std::vector<Term>& terms() const { return m_arithmetic.terms; }
    double resultValue() const { return m_arithmetic.result; }

    Arithmetic take() { return std::move(m_arithmetic); }

  private:
    std::string key(const Place& place);

    const StepRecord& m_record;
    Question m_question;
    Arithmetic m_arithmetic;
};

/// "unit 2", "output 1": how a sentence calls a row of a layer.
std::string unitWords(const StepRecord& record, Index layer, Index row);
/// "12 %"; "less than 1 %".
std::string percentWords(double share);

}  // namespace glassbox
