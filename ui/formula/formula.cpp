#include "ui/formula/formula.h"

#include "ui/formula/formula_layout.h"
#include "ui/formula/formula_painter.h"
#include "ui/formula/formula_parser.h"
#include "ui/formula/formula_speech.h"
#include "ui/formula/formula_svg.h"

#include <algorithm>

namespace glassbox {

namespace {

using Piece = FormulaPiece::Kind;

void collectValues(const FormulaNode& node, QHash<QString, QString>& values) {
    if (node.kind == FormulaNode::Kind::Value) values.insert(node.text, node.marks.value(0));
    for (const FormulaNode& child : node.children) collectValues(child, values);
}

/// All ink and all terms: letters may lean out of their boxes.
QRectF extentOf(const FormulaBox& box) {
    QRectF extent(0, -box.ascent, box.width, box.height());
    for (const FormulaPiece& piece : box.pieces) {
        if (piece.kind != Piece::Outline) {
            extent |= piece.rect;
            continue;
        }
        const QRectF ink = piece.outline.boundingRect();
        extent |= QRectF(piece.at + ink.topLeft() * piece.scale, ink.size() * piece.scale);
    }
    return extent;
}

}  // namespace

Formula::Formula(const QString& tex, MathFontPtr font, FormulaStyle style) : m_tex(tex), m_font(std::move(font)) {
    ParsedFormula parsed = parseFormula(tex);
    m_error = parsed.error;
    m_tree = std::move(parsed.tree);
    if (!isValid()) {
        FormulaNode source{.kind = FormulaNode::Kind::Text, .text = tex.left(200)};
        m_tree = {.kind = FormulaNode::Kind::Color, .text = QStringLiteral("warn")};
        m_tree.children.push_back(std::move(source));
    }
    collectValues(m_tree, m_values);
    m_box = layOutFormula(m_tree, *m_font, style);
    for (FormulaPiece& piece : m_box.pieces) drawValue(piece);
    m_extent = extentOf(m_box);
}

QSizeF Formula::size() const {
    return m_extent.size() * m_size;
}

double Formula::baseline() const {
    return -m_extent.top() * m_size;
}

QRectF Formula::toPixels(const QRectF& rect) const {
    return {(rect.topLeft() - m_extent.topLeft()) * m_size, rect.size() * m_size};
}

void Formula::paint(QPainter& painter, const QPointF& topLeft, const FormulaPalette& palette) const {
    for (const QRectF& rect : m_highlight.isEmpty() ? QList<QRectF>() : termRects(m_highlight))
        paintFormulaMark(painter, rect.translated(topLeft), palette);
    paintFormulaBox(painter, m_box, topLeft - m_extent.topLeft() * m_size, m_size, palette);
}

QStringList Formula::terms() const {
    std::vector<std::pair<double, QString>> places;
    for (const FormulaPiece& piece : m_box.pieces) {
        if (piece.kind == Piece::Term) places.emplace_back(piece.rect.left(), piece.name);
    }
    std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QStringList names;
    for (const auto& [left, name] : places) names += name;
    names.removeDuplicates();
    return names;
}

QString Formula::termAt(const QPointF& point) const {
    // Small parts are hard to hit: what is near counts, the smallest first.
    constexpr double near = 0.12;
    QString found;
    double least = 1e18;
    for (const FormulaPiece& piece : m_box.pieces) {
        if (piece.kind != Piece::Term) continue;
        const double slack = near * m_size;
        const QRectF rect = toPixels(piece.rect).adjusted(-slack, -slack, slack, slack);
        const double area = rect.width() * rect.height();
        if (rect.contains(point) && area < least) least = area, found = piece.name;
    }
    return found;
}

QList<QRectF> Formula::termRects(const QString& name) const {
    QList<QRectF> rects;
    for (const FormulaPiece& piece : m_box.pieces) {
        if (piece.kind == Piece::Term && piece.name == name) rects += toPixels(piece.rect);
    }
    return rects;
}

QRectF Formula::termRect(const QString& name) const {
    QRectF whole;
    for (const QRectF& rect : termRects(name)) whole |= rect;
    return whole;
}

void Formula::setValue(const QString& name, const QString& text) {
    const auto value = m_values.find(name);
    if (value == m_values.end() || *value == text) return;
    *value = text;
    for (FormulaPiece& piece : m_box.pieces) {
        if (piece.name == name) drawValue(piece);
    }
}

void Formula::drawValue(FormulaPiece& piece) const {
    if (piece.kind != Piece::Value) return;
    const QString text = QString(m_values.value(piece.name)).replace(u'-', QChar(0x2212));
    const MathGlyph digits = m_font->words(text);
    const double room = piece.rect.width(), width = digits.advance * piece.scale;
    const double squeeze = width > room && width > 0 ? room / width : 1;
    piece.outline = QTransform::fromScale(squeeze, 1).map(digits.outline);
    // Digits stay where they are while a sign comes and goes.
    piece.at.setX(piece.rect.right() - width * squeeze);
}

QString Formula::toSpeech() const {
    return isValid() ? speakFormula(m_tree, m_values) : m_tex;
}

QByteArray Formula::toSvg(const FormulaPalette& palette) const {
    return formulaSvg(m_box, m_extent, m_size, palette, toSpeech(), m_tex);
}

}  // namespace glassbox
