#include "ui/formula/formula_setter.h"

namespace glassbox {

using Kind = FormulaNode::Kind;

/// A row's atoms one behind the other: groups that only name or colour their parts do not change how these are spaced.
struct FormulaSetter::Item {
    enum class Kind { Atom, Gap, TermBegins, TermEnds };
    Kind kind = Kind::Atom;
    const FormulaNode* node = nullptr;
    SetIn in = {};
    AtomClass left = AtomClass::Ord, right = AtomClass::Ord;  ///< how its neighbours see it
};

namespace {

/// A group with one atom in it, such as a coloured one, counts as that atom.
AtomClass classOf(const FormulaNode& node) {
    const bool transparent = node.kind == Kind::Term || node.kind == Kind::Color || node.kind == Kind::Phantom;
    if (node.kind == Kind::Scripts && node.atom == AtomClass::Ord && !node.children.empty())
        return classOf(node.children[0]);
    if (transparent && node.children.size() == 1) {
        const FormulaNode& child = node.children[0];
        if (child.kind == Kind::Row) return child.children.size() == 1 ? classOf(child.children[0]) : AtomClass::Ord;
        return classOf(child);
    }
    return node.atom;
}

bool isFenced(const FormulaNode& node) {
    return node.kind == Kind::Fenced || (node.kind == Kind::Scripts && isFenced(node.children[0]));
}

bool isSum(const FormulaNode& node) {
    return node.kind == Kind::Symbol ? node.grows : node.kind == Kind::Scripts && isSum(node.children[0]);
}

/// Room between neighbours in eighteenths of an em; in scripts only `everywhere` holds.
struct Room {
    int mu;
    bool everywhere;
};

Room roomBetween(AtomClass left, AtomClass right) {
    // Rows: left neighbour, columns: right one, in the order of AtomClass. 0 none, 1 thin, 2 medium, 3 thick; negative:
    // not in scripts. (The TeXbook, chapter 18.)
    constexpr int table[8][8] = {{0, 1, -2, -3, 0, 0, 0, -1},     {1, 1, 0, -3, 0, 0, 0, -1},
                                 {-2, -2, 0, 0, -2, 0, 0, -2},    {-3, -3, 0, 0, -3, 0, 0, -3},
                                 {0, 0, 0, 0, 0, 0, 0, 0},        {0, 1, -2, -3, 0, 0, 0, -1},
                                 {-1, -1, 0, -1, -1, -1, -1, -1}, {-1, 1, -2, -3, -1, 0, -1, -1}};
    const int kind = table[static_cast<int>(left)][static_cast<int>(right)];
    const int size = std::abs(kind);
    return {size == 0 ? 0 : size + 2, kind > 0};
}

}  // namespace

void FormulaSetter::flatten(const std::vector<FormulaNode>& nodes, SetIn in, std::vector<Item>& items) const {
    for (const FormulaNode& node : nodes) {
        const bool isGroup = node.kind == Kind::Term || node.kind == Kind::Color;
        if (node.kind == Kind::Style) {
            in.style = node.style;
        } else if (isGroup) {
            SetIn inside = in;
            if (node.kind == Kind::Color) inside.color = node.text;
            if (node.kind == Kind::Term) items.push_back({Item::Kind::TermBegins, &node, in});
            const bool braces = node.children.size() == 1 && node.children[0].kind == Kind::Row;
            flatten(braces ? node.children[0].children : node.children, inside, items);
            if (node.kind == Kind::Term) items.push_back({Item::Kind::TermEnds, &node, in});
        } else if (node.kind == Kind::Space) {
            items.push_back({Item::Kind::Gap, &node, in});
        } else {
            Item item{Item::Kind::Atom, &node, in};
            item.left = item.right = classOf(node);
            // As a pair of brackets typed one by one would be: f(x) needs no room before the bracket.
            const bool afterSum = !items.empty() && items.back().node && isSum(*items.back().node);
            if (isFenced(node))
                item.left = afterSum ? AtomClass::Inner : AtomClass::Open, item.right = AtomClass::Inner;
            items.push_back(item);
        }
    }
}

FormulaBox FormulaSetter::row(const std::vector<FormulaNode>& nodes, const SetIn& in) const {
    std::vector<Item> items;
    flatten(nodes, in, items);
    // An operator between two terms only where there are two: -x has a sign.
    Item* before = nullptr;
    const auto toOrd = [](Item& item) { item.left = item.right = AtomClass::Ord; };
    for (Item& item : items) {
        if (item.kind != Item::Kind::Atom) continue;
        const AtomClass last = before ? before->right : AtomClass::Open;
        const bool noTermBefore = last == AtomClass::Bin || last == AtomClass::Op || last == AtomClass::Rel ||
                                  last == AtomClass::Open || last == AtomClass::Punct;
        if (item.left == AtomClass::Bin && noTermBefore) toOrd(item);
        const bool noTermNow =
            item.left == AtomClass::Rel || item.left == AtomClass::Close || item.left == AtomClass::Punct;
        if (noTermNow && before && before->right == AtomClass::Bin) toOrd(*before);
        before = &item;
    }
    if (before && before->right == AtomClass::Bin) toOrd(*before);

    struct Open {
        const FormulaNode* node;
        double left = -1, ascent = -1e9, depth = -1e9;
    };
    std::vector<Open> open;
    FormulaBox box;
    double x = 0;
    before = nullptr;
    int atoms = 0;
    for (Item& item : items) {
        if (item.kind == Item::Kind::TermBegins) {
            open.push_back({item.node});
        } else if (item.kind == Item::Kind::TermEnds) {
            const Open term = open.back();
            open.pop_back();
            if (term.left < 0) continue;  // nothing in it
            box.addTerm(item.node->text, QRectF(term.left, -term.ascent, x - term.left, term.ascent + term.depth));
        } else if (item.kind == Item::Kind::Gap) {
            x += item.node->amount * scale(item.in);
        } else {
            const FormulaBox part = set(*item.node, item.in);
            if (before) {
                const bool comma = item.left == AtomClass::Punct && isFenced(*before->node);
                const bool product = before->right == AtomClass::Close && isFenced(*item.node);
                const AtomClass seen = product ? AtomClass::Inner : item.left;
                const Room room = comma ? Room{} : roomBetween(before->right, seen);
                if (room.everywhere || !item.in.isSmall()) {
                    x += room.mu / 18.0 * scale(item.in);
                    if (room.mu > 0) x += part.overhang / 2;  // the tail of an f does not use the room up
                }
            }
            for (Open& term : open) {
                if (term.left < 0) term.left = x;
                term.ascent = std::max(term.ascent, part.ascent);
                term.depth = std::max(term.depth, part.depth);
            }
            if (++atoms == 1) box.accentPlace = part.accentPlace < 0 ? -1 : x + part.accentPlace;
            box.isCharacter = atoms == 1 && part.isCharacter;
            box.add(part, x, 0);
            x += part.width;
            // Scripts beside a leaning letter need to know how far it leans; everything else needs the room.
            box.italic = part.italic;
            const bool last = &item == &items.back();
            if (!last || atoms > 1) x += part.italic, box.italic = 0;
            before = &item;
        }
    }
    if (atoms > 1) box.accentPlace = -1;
    box.width = x;
    return box;
}

}  // namespace glassbox
