#include "ui/backprop/graph_painter.h"

#include "ui/backprop/step_painter.h"
#include "ui/formula/formula_label.h"
#include "ui/shell/theme.h"

#include <QPainter>

#include <cmath>

namespace glassbox {

namespace {

void drawArrow(QPainter& painter, const QPointF& tip, const QPointF& from, double size) {
    QPointF way = tip - from;
    way /= std::max(1e-6, std::hypot(way.x(), way.y()));
    const QPointF side(-way.y(), way.x());
    QPainterPath head(tip);
    head.lineTo(tip - way * size + side * size * 0.45);
    head.lineTo(tip - way * size - side * size * 0.45);
    head.closeSubpath();
    painter.fillPath(head, painter.pen().color());
}

void paintEdge(QPainter& painter, const EdgeFace& face, const QPainterPath& path, const Theme& theme) {
    QPen pen(theme.mute, theme.stroke(1.3));
    const bool back = face.state == EdgeState::Backward || face.state == EdgeState::Returned;
    switch (face.state) {
        case EdgeState::Ahead:
            pen = QPen(theme.line, theme.stroke(1.3));
            break;
        case EdgeState::Passed:
            break;
        case EdgeState::Forward:
            pen = QPen(theme.accent, theme.stroke(2.4));
            break;
        case EdgeState::Returned:
            pen = QPen(theme.accent, theme.stroke(1.2));
            break;
        case EdgeState::Backward:
            pen = QPen(theme.accent, theme.stroke(2.8));
            break;
    }
    pen.setCapStyle(Qt::FlatCap);
    if (back) pen.setDashPattern({7 / pen.widthF(), 5 / pen.widthF()});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    // The arrow stands where the numbers go to: at the end forwards, at the start backwards.
    const double size = theme.stroke(face.state == EdgeState::Backward ? 12 : 9);
    const double near = path.length() > 0 ? std::min(0.3, size / path.length()) : 0;
    if (back)
        drawArrow(painter, path.pointAtPercent(0), path.pointAtPercent(near), size);
    else
        drawArrow(painter, path.pointAtPercent(1), path.pointAtPercent(1 - near), size);
}

void paintEdgeLabel(QPainter& painter, const EdgeFace& face, const QRectF& rect, const Theme& theme,
                    FormulaStore& formulas) {
    if (face.derivative.isEmpty()) return;
    const bool strong = face.state == EdgeState::Forward || face.state == EdgeState::Backward;
    FormulaPalette palette = formulaPalette(theme);
    palette.ink = strong ? theme.ink : theme.mute;
    painter.setFont(theme.font(12, QFont::DemiBold));
    const double line = painter.fontMetrics().height();
    const Formula& formula = formulas.at(face.derivative, derivativePixels(theme));
    QColor ground = theme.panel;
    ground.setAlphaF(0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    const double top = rect.bottom() - formula.size().height() - (face.value ? line : 0);
    const QRectF room(rect.center().x() - formula.size().width() / 2, top, formula.size().width(),
                      formula.size().height());
    painter.drawRoundedRect(room.adjusted(-2, -1, 2, 1), 3, 3);
    formula.paint(painter, room.topLeft(), palette);
    if (!face.value) return;
    painter.setPen(signColor(theme, *face.value));
    drawOnGround(painter, theme, QRectF(rect.left() - 10, rect.bottom() - line, rect.width() + 20, line),
                 edgeValueText(*face.value));
}

void paintNode(QPainter& painter, const GraphFace& face, const QRectF& rect, const Theme& theme, FormulaStore& formulas,
               bool lit) {
    const bool given = face.name.isEmpty(), strong = face.stress == Stress::Result || face.stress == Stress::Told;
    QPen pen(strong || lit                  ? theme.accent
             : face.stress == Stress::Plain ? theme.mute
                                            : theme.line,
             theme.stroke(face.stress == Stress::Result ? 3
                          : strong || lit               ? 2
                                                        : 1.3));
    if (face.stress == Stress::Ahead) pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.setBrush(lit ? theme.accentSoft : given ? theme.sunk : theme.panel);
    const double corner = given ? rect.height() / 2 : 9;
    painter.drawRoundedRect(rect, corner, corner);
    FormulaPalette palette = formulaPalette(theme);
    if (face.stress == Stress::Ahead) palette.ink = theme.mute;
    const Formula& symbol = formulas.at(face.symbol, symbolPixels(theme));
    painter.setFont(theme.font(11));
    const QStringList lines = given ? QStringList() : nameLines(face.name);
    const double line = painter.fontMetrics().height() * static_cast<double>(lines.size());
    const double top = rect.center().y() - (symbol.size().height() + line) / 2;
    symbol.paint(painter, {rect.center().x() - symbol.size().width() / 2, top}, palette);
    painter.setPen(theme.mute);
    painter.drawText(QRectF(rect.left(), top + symbol.size().height(), rect.width(), line), Qt::AlignCenter,
                     lines.join(u'\n'));
}

void paintNote(QPainter& painter, const GraphFace& face, const QRectF& rect, const Theme& theme,
               FormulaStore& formulas) {
    if (face.noteSymbol.isEmpty()) return;
    painter.setFont(theme.font(12, QFont::DemiBold));
    FormulaPalette palette = formulaPalette(theme);
    palette.ink = theme.mute;
    const Formula& symbol = formulas.at(face.noteSymbol, theme.font(13).pixelSize());
    const double gap = face.note.isEmpty() ? 0 : 5;
    const double width = symbol.size().width() + gap + painter.fontMetrics().horizontalAdvance(face.note);
    const double left = rect.center().x() - width / 2;
    if (face.isNoteStrong) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accentSoft);
        painter.drawRoundedRect(QRectF(left - 5, rect.top() + 1, width + 10, rect.height() - 1), 5, 5);
    }
    symbol.paint(painter, {left, rect.center().y() - symbol.size().height() / 2 + 1}, palette);
    const bool sized = face.note.startsWith(QLatin1String("rms"));
    painter.setPen(face.note == QLatin1String("?") ? theme.accent
                   : sized                         ? theme.ink
                                                   : signColor(theme, face.noteValue));
    painter.drawText(QRectF(left + symbol.size().width() + gap, rect.top(), width, rect.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, face.note);
}

}  // namespace

void paintGraph(QPainter& painter, const GraphScene& scene, const Theme& theme, FormulaStore& formulas, Index lit,
                Index focus) {
    painter.setRenderHint(QPainter::Antialiasing);
    // The present edges last, so that they lie on top.
    for (const bool strong : {false, true})
        for (std::size_t i = 0; i < scene.edges.size(); ++i) {
            const EdgeState state = scene.edges[i].state;
            if ((state == EdgeState::Forward || state == EdgeState::Backward) == strong)
                paintEdge(painter, scene.edges[i], scene.layout.edges[i], theme);
        }
    for (std::size_t i = 0; i < scene.nodes.size(); ++i)
        paintNode(painter, scene.nodes[i], scene.layout.nodes[i], theme, formulas, static_cast<Index>(i) == lit);
    for (std::size_t i = 0; i < scene.edges.size(); ++i)
        paintEdgeLabel(painter, scene.edges[i], scene.layout.labels[i], theme, formulas);
    for (std::size_t i = 0; i < scene.nodes.size(); ++i)
        paintNote(painter, scene.nodes[i], scene.layout.notes[i], theme, formulas);
    if (focus < 0 || focus >= scene.graph.count()) return;
    painter.setPen(QPen(theme.accent, theme.stroke(1.5)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(scene.layout.node(focus).adjusted(-5, -5, 5, 5), 12, 12);
}

}  // namespace glassbox
