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

}  // namespace

QFont fittedFont(const Theme& theme, const QString& text, double pixels, double room, QFont::Weight weight) {
    QFont font = theme.font(13, weight);
    font.setPixelSize(std::max(8, static_cast<int>(pixels)));
    const double wide = QFontMetricsF(font).horizontalAdvance(text);
    if (wide > room) font.setPixelSize(std::max(8, static_cast<int>(font.pixelSize() * room / wide)));
    return font;
}

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
        paintGround(scene, model, theme);
        m_isCurrent = true;
    }
    painter.drawImage(QPointF(0, 0), m_ground);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFlows(painter, scene, theme, march);
    if (scene.layout.has(lit)) paintLit(painter, scene, model, theme, lit);
    if (!scene.layout.has(focus)) return;
    QRectF ring = scene.layout.rect(focus).adjusted(-5, -5, 5, 5);
    if (focus.kind == StepItemKind::Link && scene.layout.column(focus.column).matrix.isEmpty()) {
        const QPointF middle = ring.center();  // a ring around a long line would be around much else
        ring = QRectF(middle - QPointF(8, 8), middle + QPointF(8, 8));
    }
    const double corner = focus.kind == StepItemKind::Unit || focus.kind == StepItemKind::Bias
                              ? std::min(ring.width(), ring.height()) / 2
                              : 8;
    painter.setPen(QPen(theme.accent, theme.stroke(1.5)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(ring, corner, corner);
}

void StepPainter::paintGround(const StepScene& scene, const WalkModel& model, const Theme& theme) {
    m_ground.fill(theme.panel);
    {
        QPainter painter(&m_ground);
        painter.setRenderHint(QPainter::Antialiasing);
        m_blocks.paint(painter, scene, model, theme);
    }
    drawStepLinks(m_ground, scene, model, theme);
    QPainter painter(&m_ground);
    painter.setRenderHint(QPainter::Antialiasing);
    paintUnits(painter, scene, model, theme);
}

void StepPainter::paintOnPaper(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing);
    m_blocks.paint(painter, scene, model, theme);
    paintStepLinks(painter, scene, model, theme);
    paintUnits(painter, scene, model, theme);
    paintFlows(painter, scene, theme, 0);
}

void StepPainter::paintUnits(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme) {
    for (std::size_t i = 0; i < scene.units.size(); ++i)
        for (std::size_t unit = 0; unit < scene.units[i].size(); ++unit)
            paintUnit(painter, scene, theme, static_cast<Index>(i), static_cast<Index>(unit), false);
    paintCaptions(painter, scene, model, theme);
    paintLabels(painter, scene, theme);
    paintFeet(painter, scene, theme);
}

void StepPainter::paintLabels(QPainter& painter, const StepScene& scene, const Theme& theme) const {
    painter.setFont(theme.font(12, QFont::DemiBold));
    const QFontMetricsF metrics(painter.font());
    for (const LinkLabel& label : scene.labels) {
        const QLineF line = scene.layout.link(label.link.column, label.link.unit, label.link.input);
        const double width = metrics.horizontalAdvance(label.text) + 8;
        if (width > std::abs(line.dx()) + 4) continue;  // no room between the columns
        QRectF room(0, 0, width, metrics.height());
        const double near = width > 0.6 * std::abs(line.dx()) ? 0.5 : 0.34;
        room.moveCenter(line.pointAt(label.nearTarget ? 1 - near : near));
        painter.setPen(signColor(theme, label.value));
        drawOnGround(painter, theme, room, label.text);
    }
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
        const bool gradient = tensor.quantity == Quantity::OutputGradient;
        const TensorRef of = gradient ? TensorRef{Quantity::Output, tensor.layer} : tensor;
        Formula& symbol = formula((gradient ? QStringLiteral("\\partial ") : QString()) +
                                  QString::fromStdString(symbolOf(model.walk()->record(), of)));
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
        const bool one = foot.height() < metrics.height() * 1.5;
        const QStringList lines = one ? QStringList{words} : footLines(words);
        for (qsizetype k = 0; k < lines.size(); ++k) {
            QFont font = fittedFont(theme, lines[k], theme.font(12).pixelSize(), foot.width(), QFont::Medium);
            font.setPixelSize(std::max(font.pixelSize(), theme.font(10).pixelSize()));
            painter.setFont(font);
            const QRectF room(foot.left(), foot.top() + static_cast<double>(k) * metrics.height(), foot.width(),
                              metrics.height());
            painter.drawText(room, Qt::AlignCenter,
                             painter.fontMetrics().elidedText(lines[k], Qt::ElideRight, qCeil(foot.width())));
        }
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
