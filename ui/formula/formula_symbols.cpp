#include "ui/formula/formula_symbols.h"

#include <QHash>

namespace glassbox {

namespace {

constexpr AtomClass Ord = AtomClass::Ord, Op = AtomClass::Op, Bin = AtomClass::Bin, Rel = AtomClass::Rel,
                    Open = AtomClass::Open, Close = AtomClass::Close, Punct = AtomClass::Punct,
                    Inner = AtomClass::Inner;

// Where a character has several commands, the first is the one whose words are read.
constexpr MathSymbol symbols[] = {
    {"alpha", U'α', Ord, "alpha"},
    {"beta", U'β', Ord, "beta"},
    {"gamma", U'γ', Ord, "gamma"},
    {"delta", U'δ', Ord, "delta"},
    {"epsilon", U'ϵ', Ord, "epsilon"},
    {"varepsilon", U'ε', Ord, "epsilon"},
    {"zeta", U'ζ', Ord, "zeta"},
    {"eta", U'η', Ord, "eta"},
    {"theta", U'θ', Ord, "theta"},
    {"vartheta", U'ϑ', Ord, "theta"},
    {"iota", U'ι', Ord, "iota"},
    {"kappa", U'κ', Ord, "kappa"},
    {"varkappa", U'ϰ', Ord, "kappa"},
    {"lambda", U'λ', Ord, "lambda"},
    {"mu", U'μ', Ord, "mu"},
    {"nu", U'ν', Ord, "nu"},
    {"xi", U'ξ', Ord, "xi"},
    {"omicron", U'ο', Ord, "omicron"},
    {"pi", U'π', Ord, "pi"},
    {"varpi", U'ϖ', Ord, "pi"},
    {"rho", U'ρ', Ord, "rho"},
    {"varrho", U'ϱ', Ord, "rho"},
    {"sigma", U'σ', Ord, "sigma"},
    {"varsigma", U'ς', Ord, "sigma"},
    {"tau", U'τ', Ord, "tau"},
    {"upsilon", U'υ', Ord, "upsilon"},
    {"phi", U'ϕ', Ord, "phi"},
    {"varphi", U'φ', Ord, "phi"},
    {"chi", U'χ', Ord, "chi"},
    {"psi", U'ψ', Ord, "psi"},
    {"omega", U'ω', Ord, "omega"},
    {"Gamma", U'Γ', Ord, "capital gamma"},
    {"Delta", U'Δ', Ord, "delta"},
    {"Theta", U'Θ', Ord, "capital theta"},
    {"Lambda", U'Λ', Ord, "capital lambda"},
    {"Xi", U'Ξ', Ord, "capital xi"},
    {"Pi", U'Π', Ord, "capital pi"},
    {"Sigma", U'Σ', Ord, "capital sigma"},
    {"Upsilon", U'Υ', Ord, "capital upsilon"},
    {"Phi", U'Φ', Ord, "capital phi"},
    {"Psi", U'Ψ', Ord, "capital psi"},
    {"Omega", U'Ω', Ord, "capital omega"},
    {"partial", U'∂', Ord, "partial"},
    {"nabla", U'∇', Ord, "gradient of"},
    {"infty", U'∞', Ord, "infinity"},
    {"ell", U'ℓ', Ord, "l"},
    {"hbar", U'ℏ', Ord, "h bar"},
    {"emptyset", U'∅', Ord, "the empty set"},
    {"varnothing", U'∅', Ord, "the empty set"},
    {"forall", U'∀', Ord, "for all"},
    {"exists", U'∃', Ord, "there is"},
    {"neg", U'¬', Ord, "not"},
    {"top", U'⊤', Ord, "transposed"},
    {"bot", U'⊥', Ord, "bottom"},
    {"prime", U'′', Ord, "prime"},
    {"angle", U'∠', Ord, "angle"},
    {"triangle", U'△', Ord, "triangle"},
    {"Re", U'ℜ', Ord, "real part"},
    {"Im", U'ℑ', Ord, "imaginary part"},
    {"dagger", U'†', Bin, "dagger"},
    {"%", U'%', Ord, "percent"},
    {"#", U'#', Ord, "number"},
    {"&", U'&', Ord, "and"},
    {"$", U'$', Ord, "dollar"},
    {"_", U'_', Ord, "underscore"},
    {"ldots", U'…', Inner, "and so on"},
    {"dots", U'…', Inner, "and so on"},
    {"cdots", U'⋯', Inner, "and so on"},
    {"vdots", U'⋮', Ord, "and so on"},
    {"ddots", U'⋱', Inner, "and so on"},
    {"sum", U'∑', Op, "sum"},
    {"prod", U'∏', Op, "product"},
    {"coprod", U'∐', Op, "coproduct"},
    {"int", U'∫', Op, "integral"},
    {"oint", U'∮', Op, "closed integral"},
    {"iint", U'∬', Op, "double integral"},
    {"bigcup", U'⋃', Op, "union"},
    {"bigcap", U'⋂', Op, "intersection"},
    {"bigoplus", U'⨁', Op, "direct sum"},
    {"bigotimes", U'⨂', Op, "tensor product"},
    {"bigodot", U'⨀', Op, "elementwise product"},
    {"minus", U'−', Bin, "minus"},
    {"plus", U'+', Bin, "plus"},
    {"ast", U'∗', Bin, "convolved with"},
    {"cdot", U'⋅', Bin, "times"},
    {"times", U'×', Bin, "times"},
    {"div", U'÷', Bin, "divided by"},
    {"pm", U'±', Bin, "plus or minus"},
    {"mp", U'∓', Bin, "minus or plus"},
    {"odot", U'⊙', Bin, "elementwise times"},
    {"otimes", U'⊗', Bin, "tensor times"},
    {"oplus", U'⊕', Bin, "direct sum with"},
    {"ominus", U'⊖', Bin, "circled minus"},
    {"circ", U'∘', Bin, "after"},
    {"bullet", U'∙', Bin, "dot"},
    {"star", U'⋆', Bin, "star"},
    {"cup", U'∪', Bin, "united with"},
    {"cap", U'∩', Bin, "intersected with"},
    {"setminus", U'∖', Bin, "without"},
    {"land", U'∧', Bin, "and"},
    {"wedge", U'∧', Bin, "and"},
    {"lor", U'∨', Bin, "or"},
    {"vee", U'∨', Bin, "or"},
    {"equals", U'=', Rel, "equals"},
    {"lt", U'<', Rel, "is less than"},
    {"gt", U'>', Rel, "is greater than"},
    {"le", U'≤', Rel, "is at most"},
    {"leq", U'≤', Rel, "is at most"},
    {"ge", U'≥', Rel, "is at least"},
    {"geq", U'≥', Rel, "is at least"},
    {"ne", U'≠', Rel, "is not equal to"},
    {"neq", U'≠', Rel, "is not equal to"},
    {"approx", U'≈', Rel, "is about"},
    {"equiv", U'≡', Rel, "is the same as"},
    {"coloneqq", U'≔', Rel, "is defined as"},
    {"cong", U'≅', Rel, "is congruent to"},
    {"simeq", U'≃', Rel, "is nearly"},
    {"sim", U'∼', Rel, "is distributed as"},
    {"propto", U'∝', Rel, "is proportional to"},
    {"ll", U'≪', Rel, "is much less than"},
    {"gg", U'≫', Rel, "is much greater than"},
    {"in", U'∈', Rel, "in"},
    {"notin", U'∉', Rel, "not in"},
    {"ni", U'∋', Rel, "contains"},
    {"subset", U'⊂', Rel, "is a subset of"},
    {"subseteq", U'⊆', Rel, "is a subset of"},
    {"supset", U'⊃', Rel, "contains"},
    {"supseteq", U'⊇', Rel, "contains"},
    {"mid", U'∣', Rel, "given"},
    {"parallel", U'∥', Rel, "parallel to"},
    {"perp", U'⟂', Rel, "is orthogonal to"},
    {"leftarrow", U'←', Rel, "becomes"},
    {"gets", U'←', Rel, "becomes"},
    {"to", U'→', Rel, "to"},
    {"rightarrow", U'→', Rel, "to"},
    {"uparrow", U'↑', Rel, "up"},
    {"downarrow", U'↓', Rel, "down"},
    {"leftrightarrow", U'↔', Rel, "corresponds to"},
    {"longrightarrow", U'⟶', Rel, "to"},
    {"longleftarrow", U'⟵', Rel, "becomes"},
    {"Rightarrow", U'⇒', Rel, "implies"},
    {"implies", U'⟹', Rel, "implies"},
    {"Leftarrow", U'⇐', Rel, "follows from"},
    {"Leftrightarrow", U'⇔', Rel, "if and only if"},
    {"iff", U'⟺', Rel, "if and only if"},
    {"mapsto", U'↦', Rel, "maps to"},
    {"colon", U':', Punct, "such that"},
    {"lbrace", U'{', Open, "open brace"},
    {"{", U'{', Open, "open brace"},
    {"rbrace", U'}', Close, "close brace"},
    {"}", U'}', Close, "close brace"},
    {"lbrack", U'[', Open, "open bracket"},
    {"rbrack", U']', Close, "close bracket"},
    {"lparen", U'(', Open, "open parenthesis"},
    {"rparen", U')', Close, "close parenthesis"},
    {"langle", U'⟨', Open, "open angle bracket"},
    {"rangle", U'⟩', Close, "close angle bracket"},
    {"lfloor", U'⌊', Open, "floor of"},
    {"rfloor", U'⌋', Close, "end of floor"},
    {"lceil", U'⌈', Open, "ceiling of"},
    {"rceil", U'⌉', Close, "end of ceiling"},
    {"lvert", U'|', Open, "the size of"},
    {"rvert", U'|', Close, "end of size"},
    {"lVert", U'‖', Open, "the norm of"},
    {"rVert", U'‖', Close, "end of norm"},
    {"vert", U'|', Ord, "bar"},
    {"Vert", U'‖', Ord, "double bar"},
    {"|", U'‖', Ord, "double bar"},
    {"comma", U',', Punct, ","},
    {"semicolon", U';', Punct, ";"},
    {"slash", U'/', Ord, "over"},
    {"backslash", U'\\', Ord, "backslash"},
};

constexpr const char* functions[] = {"log",  "ln",   "exp",  "sin", "cos", "tan", "cot",     "sinh",   "cosh",   "tanh",
                                     "coth", "sec",  "csc",  "arg", "deg", "dim", "ker",     "hom",    "arctan", "lg",
                                     "sign", "diag", "rank", "Var", "Cov", "tr",  "softmax", "arcsin", "arccos"};
constexpr const char* limitFunctions[] = {"max", "min",    "lim",    "sup",    "inf",   "Pr",
                                          "det", "argmax", "argmin", "limsup", "liminf"};

}  // namespace

const MathSymbol* symbolOfCommand(QStringView command) {
    for (const MathSymbol& symbol : symbols) {
        if (command == QLatin1String(symbol.command)) return &symbol;
    }
    return nullptr;
}

const MathSymbol* symbolOfCode(char32_t code) {
    for (const MathSymbol& symbol : symbols) {
        if (code == symbol.code) return &symbol;
    }
    return nullptr;
}

const QString* bracketOf(const QString& typed) {
    const auto text = [](const char16_t* words) { return QString::fromUtf16(words); };
    static const QHash<QString, QString> brackets = {
        {text(u"."), {}},
        {text(u"("), text(u"(")},
        {text(u")"), text(u")")},
        {text(u"["), text(u"[")},
        {text(u"]"), text(u"]")},
        {text(u"|"), text(u"|")},
        {text(u"/"), text(u"/")},
        {text(u"<"), text(u"⟨")},
        {text(u">"), text(u"⟩")},
        {text(u"⟨"), text(u"⟨")},
        {text(u"⟩"), text(u"⟩")},
        {text(u"‖"), text(u"‖")},
        {text(u"\\{"), text(u"{")},
        {text(u"\\}"), text(u"}")},
        {text(u"\\lbrace"), text(u"{")},
        {text(u"\\rbrace"), text(u"}")},
        {text(u"\\lbrack"), text(u"[")},
        {text(u"\\rbrack"), text(u"]")},
        {text(u"\\|"), text(u"‖")},
        {text(u"\\Vert"), text(u"‖")},
        {text(u"\\lVert"), text(u"‖")},
        {text(u"\\rVert"), text(u"‖")},
        {text(u"\\vert"), text(u"|")},
        {text(u"\\lvert"), text(u"|")},
        {text(u"\\rvert"), text(u"|")},
        {text(u"\\mid"), text(u"|")},
        {text(u"\\langle"), text(u"⟨")},
        {text(u"\\rangle"), text(u"⟩")},
        {text(u"\\lfloor"), text(u"⌊")},
        {text(u"\\rfloor"), text(u"⌋")},
        {text(u"\\lceil"), text(u"⌈")},
        {text(u"\\rceil"), text(u"⌉")},
        {text(u"\\uparrow"), text(u"↑")},
        {text(u"\\downarrow"), text(u"↓")},
        {text(u"\\backslash"), text(u"\\")},
    };
    const auto found = brackets.constFind(typed);
    return found == brackets.cend() ? nullptr : &*found;
}

bool isFunctionName(QStringView command, ScriptPlace& place) {
    for (const char* name : limitFunctions) {
        if (command == QLatin1String(name)) return place = ScriptPlace::Display, true;
    }
    for (const char* name : functions) {
        if (command == QLatin1String(name)) return place = ScriptPlace::Beside, true;
    }
    return false;
}

}  // namespace glassbox
