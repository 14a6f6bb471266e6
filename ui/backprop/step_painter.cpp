#include "ui/backprop/step_painter.h"

#include "ui/formula/formula_label.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("StepCanvas", text);
}

/// The largest font up to `pixels` in which the text is not wider than the room.
QFont fitted(const Theme& theme, const QString& text, double pixels, double room, QFont::Weight weight) {
    QFont font = theme.font(13, weight);
    for (int size = std::max(8, static_cast<int>(pixels)); size >= 8; --size) {
        font.setPixelSize(size);
        if (QFontMetricsF(font).horizontalAdvance(text) <= room) break;
    }
    return font;
}

QPen ringOf(const Theme& theme, Stress stress) {
    switch (stress) {
        case Stress::Result:
            return {theme.accent, theme.stroke(3.6)};
        case Stress::Told:
            return {theme.accent, theme.stroke(2.2)};
        case Stress::Plain:
            return {theme.mute, theme.stroke(1.3)};
        case Stress::Ahead: {
            QPen pen(theme.line, theme.stroke(1.3));
            pen.setDashPattern({3, 3});
            return pen;
        }
        case Stress::Quiet:
            break;
    }
    return {theme.line, theme.stroke(1.5)};
}

float alphaOf(Stress stress) {
    return stress == Stress::Result ? 1 : stress == Stress::Told ? 0.95F : stress == Stress::Plain ? 0.55F : 0.24F;
}

}  // namespace

QColor signColor(const Theme& theme, double value) {
    return value > 0 ? theme.positive : value < 0 ? theme.negative : theme.mute;
}

void StepPainter::sceneChanged(bool all) {
    m_isCurrent = false;
    if (!all) return;
    m_blocks.clear();
    m_formulas.clear();
}

Formula& StepPainter::formula(const QString& tex) {
    const auto found = m_formulas.find(tex);
    if (found != m_formulas.end()) return *found;
    return *m_formulas.insert(tex, Formula(tex, m_font, FormulaStyle::Text));
}

void StepPainter::paint(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme,
                        const StepItem& lit, const StepItem& focus, double march) {
    const double ratio = painter.device()->devicePixelRatioF();
    const QSize pixels = (scene.layout.size * ratio).toSize();
    if (m_ground.size() != pixels) {
        m_ground = QImage(pixels, QImage::Format_RGB32);
        m_isCurrent = false;
    }
    if (!m_isCurrent) {
        m_ground.setDevicePixelRatio(ratio);
        m_ground.fill(theme.panel);
        QPainter ground(&m_ground);
        ground.setRenderHint(QPainter::Antialiasing);
        paintGround(ground, scene, model, theme);
        m_isCurrent = true;
    }
    painter.drawImage(QPointF(0, 0), m_ground);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFlows(painter, scene, theme, march);
    if (scene.layout.has(lit)) paintLit(painter, scene, model, theme, lit);
    if (!scene.layout.has(focus)) return;
    const QRectF ring = scene.layout.rect(focus).adjusted(-5, -5, 5, 5);
    const double corner = focus.kind == StepItemKind::Unit || focus.kind == StepItemKind::Bias
                              ? std::min(ring.width(), ring.height()) / 2
                              : 8;
    painter.setPen(QPen(theme.accent, theme.stroke(1.5)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(ring, corner, corner);
}

void StepPainter::paintGround(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme) {
    m_blocks.paint(painter, scene, model, theme);
    paintLinks(painter, scene, model, theme);
    for (std::size_t i = 0; i < scene.units.size(); ++i)
        for (std::size_t unit = 0; unit < scene.units[i].size(); ++unit)
            paintUnit(painter, scene, theme, static_cast<Index>(i), static_cast<Index>(unit), false);
    paintCaptions(painter, scene, model, theme);
    paintLabels(painter, scene, theme);
    paintFeet(painter, scene, theme);
}

// The quiet ones first, so that what is told lies on top.
void StepPainter::paintLinks(QPainter& painter, const StepScene& scene, const WalkModel& model,
                             const Theme& theme) const {
    const auto draw = [&](const StepItem& item, Stress stress) {
        const auto at = static_cast<std::size_t>(item.column);
        const auto value = valueOfLink(model, scene.columns, item.column, scene.meanings[at], item.unit, item.input);
        const bool strong = stress == Stress::Told || stress == Stress::Result;
        QColor color = value ? signColor(theme, *value) : theme.mute;
        color.setAlphaF(value ? alphaOf(stress) : alphaOf(stress) * 0.7F);
        const double size = scene.linkSizes[at];
        const double share = value && size > 0 && std::isfinite(*value) ? std::abs(*value) / size : 0;
        QPen pen(color, theme.stroke(1 + 3.8 * share + (strong ? 0.8 : 0)));
        pen.setCapStyle(Qt::FlatCap);
        if (value && *value < 0) pen.setDashPattern({9 / pen.widthF(), 4 / pen.widthF()});
        painter.setPen(pen);
        painter.drawLine(scene.layout.link(item.column, item.unit, item.input));
    };
    std::vector<StepItem> told;
    for (Index column = 1; column < scene.layout.count(); ++column) {
        if (!scene.layout.hasLinks(column)) continue;
        const bool single = scene.columns[static_cast<std::size_t>(column)].links == StepLinks::Single;
        for (Index unit = 0; unit < scene.layout.column(column).count(); ++unit) {
            const Index first = single ? unit : 0;
            const Index last = single ? unit + 1 : scene.layout.column(column - 1).count();
            for (Index input = first; input < last; ++input) {
                const StepItem item{StepItemKind::Link, column, unit, input};
                const Stress stress = scene.stressOf(item);
                if (stress == Stress::Told || stress == Stress::Result)
                    told.push_back(item);
                else
                    draw(item, stress);
            }
        }
    }
    for (const StepItem& item : told) draw(item, scene.stressOf(item));
}

void StepPainter::paintLabels(QPainter& painter, const StepScene& scene, const Theme& theme) const {
    painter.setFont(theme.font(12, QFont::DemiBold));
    const QFontMetricsF metrics(painter.font());
    for (const LinkLabel& label : scene.labels) {
        const QLineF line = scene.layout.link(label.link.column, label.link.unit, label.link.input);
        const double width = metrics.horizontalAdvance(label.text) + 8;
        if (width > std::abs(line.dx()) + 4) continue;  // no room between the columns
        QRectF room(0, 0, width, metrics.height());
        room.moveCenter(line.pointAt(label.nearTarget ? 0.66 : 0.34));
        painter.setPen(signColor(theme, label.value));
        drawOnGround(painter, theme, room, label.text);
    }
}

void StepPainter::paintUnit(QPainter& painter, const StepScene& scene, const Theme& theme, Index column, Index unit,
                            bool lit) {
    const UnitFace& face = scene.units[static_cast<std::size_t>(column)][static_cast<std::size_t>(unit)];
    const QRectF rect = scene.layout.column(column).unit(unit);
    const bool loss = scene.columns[static_cast<std::size_t>(column)].kind == StepColumnKind::Loss;
    const double radius = loss ? rect.height() * 0.15 : std::min(rect.width(), rect.height()) / 2;
    const bool strong = face.stress == Stress::Told || face.stress == Stress::Result;
    painter.setPen(lit && !strong ? QPen(theme.accent, theme.stroke(2.2)) : ringOf(theme, face.stress));
    painter.setBrush(lit ? theme.accentSoft : face.isOff ? theme.sunk : theme.panel);
    painter.drawRoundedRect(rect, radius, radius);
    const double dim = face.stress == Stress::Ahead ? 0.75 : face.stress == Stress::Quiet ? 0.85 : 1;
    const double room = rect.width() - std::max(6.0, rect.height() * 0.12);
    Formula& symbol = formula(face.symbol);
    FormulaPalette palette = formulaPalette(theme);
    palette.ink = theme.mute;
    painter.setOpacity(dim);
    const bool number = !face.number.isEmpty();
    const double tall = rect.height() * (rect.height() < 44 ? 0.36 : 0.245);
    const QFont font = fitted(theme, face.number, std::clamp(tall, 9.0, 30.0), room, QFont::DemiBold);
    symbol.setPixelSize(std::clamp(number ? font.pixelSize() * 0.78 : rect.height() * 0.3, 9.0, 22.0));
    // A long symbol is drawn smaller rather than over the rim.
    if (const double wide = symbol.size().width(); wide > room) symbol.setPixelSize(symbol.pixelSize() * room / wide);
    const QSizeF symbolSize = symbol.size();
    if (!number) {
        symbol.paint(painter, rect.center() - QPointF(symbolSize.width(), symbolSize.height()) / 2, palette);
    } else {
        const QFontMetricsF metrics(font);
        const double gap = rect.height() < 44 ? -1 : 1;
        const double whole = metrics.capHeight() + gap + symbolSize.height() + 2;
        const double top = rect.center().y() - whole / 2;
        painter.setFont(font);
        painter.setPen(face.number == QLatin1String("?") ? theme.accent : face.isOff ? theme.mute : theme.ink);
        painter.drawText(
            QPointF(rect.center().x() - metrics.horizontalAdvance(face.number) / 2, top + metrics.capHeight()),
            face.number);
        symbol.paint(painter, {rect.center().x() - symbolSize.width() / 2, top + metrics.capHeight() + gap + 2},
                     palette);
    }
    if (face.isOff) {  // told without colour, too
        painter.setPen(QPen(theme.mute, theme.stroke(1.5)));
        const double reach = radius * 0.7;
        const QPointF middle = rect.center();
        painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach));
    }
    painter.setOpacity(1);
    if (!face.note.isEmpty()) {
        const QRectF place = scene.layout.note(column, unit);
        painter.setFont(theme.font(12, QFont::DemiBold));
        const bool fits = QFontMetricsF(painter.font()).horizontalAdvance(face.note) <= place.width();
        const QString& text = fits ? face.note : face.shortNote;
        if (!fits) painter.setFont(fitted(theme, text, painter.font().pixelSize(), place.width(), QFont::DemiBold));
        painter.setPen(face.shortNote == QLatin1String("?") ? theme.accent
                       : loss                               ? theme.ink
                                                            : signColor(theme, face.noteValue));
        drawOnGround(painter, theme, place, text);
    }
    if (!face.bias) return;
    // A small mark with the sign of the bias.
    const QRectF mark = scene.layout.bias(column, unit);
    const bool biasStrong = face.biasStress == Stress::Told || face.biasStress == Stress::Result;
    const QColor color = signColor(theme, *face.bias);
    painter.setOpacity(biasStrong || face.biasStress == Stress::Plain ? 1 : 0.6);
    painter.setPen(biasStrong ? ringOf(theme, face.biasStress) : QPen(color, theme.stroke(1.2)));
    painter.setBrush(theme.panel);
    painter.drawEllipse(mark);
    painter.setPen(QPen(color, theme.stroke(1.5)));
    const double arm = mark.width() * 0.24;
    const QPointF c = mark.center();
    if (*face.bias != 0) painter.drawLine(c - QPointF(arm, 0), c + QPointF(arm, 0));
    if (*face.bias > 0) painter.drawLine(c - QPointF(0, arm), c + QPointF(0, arm));
    painter.setOpacity(1);
}

// Over a block: which numbers it shows and how many.
void StepPainter::paintCaptions(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme) {
    painter.setFont(theme.font(11));
    const QFontMetricsF metrics(painter.font());
    for (Index i = 0; i < scene.layout.count(); ++i) {
        const StepColumnPlace& place = scene.layout.column(i);
        if (!place.isCollapsed()) continue;
        const StepColumn& column = scene.columns[static_cast<std::size_t>(i)];
        const TensorRef tensor = placeOfCell(model, column, 0).tensor;
        Formula& symbol = formula(QString::fromStdString(symbolOf(model.walk()->record(), tensor)));
        symbol.setPixelSize(theme.font(15).pixelSize());
        const QString count = tr("%1 values").arg(countText(column.units));
        const double width = symbol.size().width() + 6 + metrics.horizontalAdvance(count);
        const double left = std::clamp(place.x - width / 2, 2.0, std::max(2.0, scene.layout.size.width() - width - 2));
        const double bottom = place.block.rect.top() - 4;
        FormulaPalette palette = formulaPalette(theme);
        symbol.paint(painter, {left, bottom - symbol.baseline() - metrics.descent()}, palette);
        painter.setPen(theme.mute);
        painter.drawText(QPointF(left + symbol.size().width() + 6, bottom - metrics.descent()), count);
    }
}

void StepPainter::paintFeet(QPainter& painter, const StepScene& scene, const Theme& theme) const {
    painter.setFont(theme.font(12, QFont::Medium));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(theme.mute);
    for (Index i = 0; i < scene.layout.count(); ++i) {
        const QRectF& foot = scene.layout.column(i).foot;
        const QString& words = scene.feet[i];
        QStringList lines{words};
        if (foot.height() > metrics.height() * 1.5) {
            if (metrics.horizontalAdvance(words) > foot.width()) lines = words.split(QStringLiteral(" · "));
            if (lines.size() == 1 && metrics.horizontalAdvance(words) > foot.width()) lines = words.split(u' ');
            if (lines.size() > 2) lines = {lines[0], lines.mid(1).join(u' ')};
        }
        for (qsizetype k = 0; k < lines.size(); ++k)
            painter.drawText(QRectF(foot.left(), foot.top() + static_cast<double>(k) * metrics.height(), foot.width(),
                                    metrics.height()),
                             Qt::AlignCenter, metrics.elidedText(lines[k], Qt::ElideRight, foot.width()));
    }
    if (scene.legend.isEmpty()) return;
    painter.setFont(theme.font(11));
    const QFontMetricsF small(painter.font());
    const double y = scene.layout.legend.center().y();
    const QString positive = tr("positive"), negative = tr("negative");
    const double total = small.horizontalAdvance(scene.legend) + small.horizontalAdvance(positive) +
                         small.horizontalAdvance(negative) + 2 * 26 + 12 + 28;
    double x = std::max(scene.layout.legend.left(), scene.layout.legend.center().x() - total / 2);
    const auto words = [&](const QString& text) {
        painter.setPen(theme.mute);
        painter.drawText(QPointF(x, y + small.capHeight() / 2), text);
        x += small.horizontalAdvance(text) + 14;
    };
    const auto entry = [&](const QColor& color, bool dashed, const QString& text) {
        QPen pen(color, theme.stroke(2.4));
        pen.setCapStyle(Qt::FlatCap);
        if (dashed) pen.setDashPattern({3.2, 1.6});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, y), QPointF(x + 20, y));
        x += 26;
        words(text);
    };
    words(scene.legend);
    entry(theme.positive, false, positive);
    entry(theme.negative, true, negative);
}

void StepPainter::paintLit(QPainter& painter, const StepScene& scene, const WalkModel&, const Theme& theme,
                           const StepItem& lit) {
    const StepColumnPlace& place = scene.layout.column(lit.column);
    painter.setPen(QPen(theme.accent, theme.stroke(2)));
    painter.setBrush(Qt::NoBrush);
    switch (lit.kind) {
        case StepItemKind::Unit:
        case StepItemKind::Loss:
            if (!place.isCollapsed()) return paintUnit(painter, scene, theme, lit.column, lit.unit, true);
            return painter.drawRect(place.block.cell(lit.unit).adjusted(-2, -2, 2, 2));
        case StepItemKind::Bias: {
            const QRectF mark = scene.layout.bias(lit.column, lit.unit);
            return place.isCollapsed() ? painter.drawRect(mark.adjusted(-1, -1, 1, 1))
                                       : painter.drawEllipse(mark.adjusted(-2, -2, 2, 2));
        }
        case StepItemKind::Link: {
            if (!place.matrix.isEmpty()) {
                const QRectF cell = scene.layout.rect(lit), &all = place.weights.rect();
                painter.setPen(QPen(theme.accent, theme.stroke(1)));
                painter.drawRect(QRectF(all.left(), cell.top(), all.width(), cell.height()));
                painter.drawRect(QRectF(cell.left(), all.top(), cell.width(), all.height()));
                return;
            }
            QPen pen(theme.accent, theme.stroke(4.5));
            pen.setCapStyle(Qt::RoundCap);
            painter.setPen(pen);
            return painter.drawLine(scene.layout.link(lit.column, lit.unit, lit.input));
        }
        case StepItemKind::None:
            break;
    }
}

}  // namespace glassbox
