#include "engine/formats/formula_surface_recorder.h"

#include "engine/formats/formula_surface.h"
#include "engine/formats/formula_surface_folding.h"

#include <algorithm>
#include <charconv>
#include <muParser.h>
#include <numbers>
#include <utility>

namespace glassbox {

namespace {

// muParser knows brackets, precedence and arguments, but computes with plain numbers only. So it does not compute the
// formula: every number it handles is the place of a node in a list, and every operator and function adds a node. One
// evaluation thus writes down the steps, which are then evaluated with whatever number type carries the derivatives.

class Recorder {
  public:
    Recorder() {
        add({SurfaceOperation::X});
        add({SurfaceOperation::Y});
        add({SurfaceOperation::Constant, 0, 0, 0, std::numbers::pi});
        add({SurfaceOperation::Constant, 0, 0, 0, std::numbers::e});
    }
    double add(const SurfaceNode& node) {
        if (static_cast<int>(m_nodes.size()) >= formulaNodeLimit) throw mu::ParserError(mu::ecEXPRESSION_TOO_LONG);
        m_nodes.push_back(node);
        return static_cast<double>(m_nodes.size() - 1);
    }
    std::vector<SurfaceNode> take(double result) {
        // The steps end with the result, even where it is a bare x.
        if (static_cast<std::size_t>(result) + 1 != m_nodes.size())
            m_nodes.push_back(m_nodes[static_cast<std::size_t>(result)]);
        return std::move(m_nodes);
    }

  private:
    std::vector<SurfaceNode> m_nodes;
};

/// muParser's operators carry no pointer of ours, so the recorder of the running parse is kept a thread.
thread_local Recorder* running = nullptr;

class Recording {
  public:
    explicit Recording(Recorder& recorder) : m_before(std::exchange(running, &recorder)) {}
    ~Recording() { running = m_before; }
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

  private:
    Recorder* m_before;
};

int place(double value) {
    return static_cast<int>(value);
}

template <SurfaceOperation operation>
double ofOne(double a) {
    return running->add({operation, place(a)});
}
template <SurfaceOperation operation>
double ofTwo(double a, double b) {
    return running->add({operation, place(a), place(b)});
}
double plus(double a) {
    return a;
}

double ofRow(void* row, const double* arguments, int count) {
    const SurfaceOperation operation = static_cast<const SurfaceFunctionRow*>(row)->operation;
    if (operation == SurfaceOperation::If)
        return running->add({operation, place(arguments[0]), place(arguments[1]), place(arguments[2])});
    if (count == 1) return running->add({operation, place(arguments[0])});
    double result = arguments[0];
    for (int i = 1; i < count; ++i) result = running->add({operation, place(result), place(arguments[i])});
    return result;
}

int readNumber(const char* text, int* position, double* node) {
    double value = 0;
    std::size_t length = 0;
    while ((text[length] >= '0' && text[length] <= '9') || text[length] == '.') ++length;
    if (length == 0) return 0;
    const auto end = std::from_chars(text, text + std::char_traits<char>::length(text), value);
    if (end.ec != std::errc{}) return 0;
    *position += static_cast<int>(end.ptr - text);
    *node = running->add({SurfaceOperation::Constant, 0, 0, 0, value});
    return 1;
}

void defineOperators(mu::Parser& parser) {
    using enum SurfaceOperation;
    parser.EnableBuiltInOprt(false);
    parser.EnableOptimizer(false);
    parser.DefineOprt("||", ofTwo<Or>, mu::prLOR);
    parser.DefineOprt("&&", ofTwo<And>, mu::prLAND);
    parser.DefineOprt("<", ofTwo<Less>, mu::prCMP);
    parser.DefineOprt("<=", ofTwo<LessEqual>, mu::prCMP);
    parser.DefineOprt(">", ofTwo<Greater>, mu::prCMP);
    parser.DefineOprt(">=", ofTwo<GreaterEqual>, mu::prCMP);
    parser.DefineOprt("==", ofTwo<Equal>, mu::prCMP);
    parser.DefineOprt("!=", ofTwo<NotEqual>, mu::prCMP);
    parser.DefineOprt("+", ofTwo<Add>, mu::prADD_SUB);
    parser.DefineOprt("-", ofTwo<Subtract>, mu::prADD_SUB);
    parser.DefineOprt("*", ofTwo<Multiply>, mu::prMUL_DIV);
    parser.DefineOprt("/", ofTwo<Divide>, mu::prMUL_DIV);
    parser.DefineOprt("^", ofTwo<Power>, mu::prPOW, mu::oaRIGHT);
    parser.DefineInfixOprt("-", ofOne<Negate>, mu::prINFIX, false);
    parser.DefineInfixOprt("+", plus, mu::prINFIX, false);
}

}  // namespace

std::vector<SurfaceNode> recordSurfaceFormula(const ScannedSurfaceFormula& formula) {
    Recorder recorder;
    const Recording recording(recorder);
    try {
        mu::Parser parser;
        parser.ClearFun();
        parser.ClearConst();
        parser.ClearInfixOprt();
        defineOperators(parser);
        parser.AddValIdent(readNumber);
        const char* names[] = {"x", "y", "pi", "e"};
        for (int i = 0; i < 4; ++i) parser.DefineConst(names[i], i);
        for (const SurfaceFunctionRow& row : formulaFunctionRows())
            parser.DefineFunUserData(std::string(row.name), ofRow, const_cast<SurfaceFunctionRow*>(&row), false);
        parser.SetExpr(formula.text);
        return foldConstants(recorder.take(parser.Eval()));
    } catch (const mu::ParserError& error) {
        const int column = formula.columns.empty()
                               ? 0
                               : formula.columns[static_cast<std::size_t>(
                                     std::clamp<int>(error.GetPos(), 0, static_cast<int>(formula.columns.size()) - 1))];
        if (error.GetCode() == mu::ecEXPRESSION_TOO_LONG)
            throw FormulaError(0, "the formula has too many terms; at most " + std::to_string(formulaNodeLimit) +
                                      " numbers, names and operators are read.");
        throw FormulaError(column, "the formula can't be understood here; brackets may help.");
    }
}

}  // namespace glassbox
