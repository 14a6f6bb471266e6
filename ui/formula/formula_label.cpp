#include "ui/formula/formula_label.h"

#include "ui/formula/formula_menu.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>

#include <cmath>

namespace glassbox {

namespace {

constexpr double margin = 6;         // room for the mark of a term and the ring of the focus
constexpr double leastScale = 0.65;  // smaller than this indexes can not be read

}  // namespace

FormulaPalette formulaPalette(const Theme& theme) {
    FormulaPalette palette{.ink = theme.ink, .highlight = theme.accentSoft, .mark = theme.accent};
    palette.named = {{QStringLiteral("ink"), theme.ink},
                     {QStringLiteral("mute"), theme.mute},
                     {QStringLiteral("accent"), theme.accent},
                     {QStringLiteral("positive"), theme.positive},
                     {QStringLiteral("negative"), theme.negative},
                     {QStringLiteral("ok"), theme.ok},
                     {QStringLiteral("warn"), theme.warn},
                     {QStringLiteral("train"), theme.train},
                     {QStringLiteral("validation"), theme.validation}};
    return palette;
}

FormulaLabel::FormulaLabel(ThemeSource& theme, MathFontPtr font, QWidget* parent, int pixels)
    : QWidget(parent), m_theme(theme), m_font(std::move(font)), m_formula({}, m_font), m_pixels(pixels) {
    setMouseTracking(true);
    setProperty("movesByArrows", true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &ThemeSource::changed, this, &FormulaLabel::applyTheme);
    applyTheme();
}

void FormulaLabel::setTex(const QString& tex, FormulaStyle style) {
    const bool hadError = !m_formula.isValid();
    m_formula = Formula(tex, m_font, style);
    m_near.clear();
    setFocusPolicy(m_formula.terms().isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    if (hadError || !m_formula.isValid()) setToolTip(m_formula.error());
    applyTheme();
    say();
}

void FormulaLabel::applyTheme() {
    m_formula.setPixelSize(m_theme.theme().font(m_pixels).pixelSize());
    updateGeometry();
    update();
}

void FormulaLabel::setValue(const QString& name, const QString& text) {
    if (m_formula.value(name) == text) return;
    m_formula.setValue(name, text);
    say();
    update();
}

void FormulaLabel::say() {
    setAccessibleName(m_formula.toSpeech());
}

void FormulaLabel::highlight(const QString& name) {
    if (m_marked == name) return;
    m_marked = name;
    update();
}

void FormulaLabel::setAlignment(Qt::Alignment alignment) {
    m_alignment = alignment;
    update();
}

QSize FormulaLabel::sizeHint() const {
    const QSizeF size = m_formula.size();
    return {static_cast<int>(std::ceil(size.width() + 2 * margin)),
            static_cast<int>(std::ceil(size.height() + 2 * margin))};
}

QSize FormulaLabel::minimumSizeHint() const {
    const QSize whole = sizeHint();
    return {static_cast<int>(whole.width() * leastScale), heightForWidth(static_cast<int>(whole.width() * leastScale))};
}

int FormulaLabel::heightForWidth(int width) const {
    return static_cast<int>(std::ceil(m_formula.size().height() * shrink(width) + 2 * margin));
}

double FormulaLabel::shrink(double width) const {
    const double room = width - 2 * margin, wanted = m_formula.size().width();
    return wanted > room && wanted > 0 ? std::max(room / wanted, leastScale) : 1;
}

QPointF FormulaLabel::origin() const {
    const QSizeF size = m_formula.size() * shrink(width());
    const double free = width() - size.width();
    const double x = m_alignment & Qt::AlignHCenter ? std::max(margin, free / 2) : margin;
    return {std::round(x), std::round((height() - size.height()) / 2)};
}

QRectF FormulaLabel::termRect(const QString& name) const {
    const QRectF rect = m_formula.termRect(name);
    if (rect.isEmpty()) return {};
    const double scale = shrink(width());
    return {origin() + rect.topLeft() * scale, rect.size() * scale};
}

void FormulaLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.save();
    painter.translate(origin());
    const double scale = shrink(width());
    painter.scale(scale, scale);
    m_formula.highlight(m_near.isEmpty() ? m_marked : m_near);
    m_formula.paint(painter, {0, 0}, formulaPalette(m_theme.theme()));
    painter.restore();
    if (!showsFocusRing(this)) return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.theme().accent, 1.5));
    const QRectF whole(origin(), m_formula.size() * scale);
    painter.drawRoundedRect(whole.adjusted(2 - margin, 2 - margin, margin - 2, margin - 2), 5, 5);
}

void FormulaLabel::comeTo(const QString& name) {
    if (name == m_near) return;
    m_near = name;
    setAccessibleDescription(name);  // screen readers say it
    update();
    Q_EMIT termHovered(name);
}

void FormulaLabel::mouseMoveEvent(QMouseEvent* event) {
    const QString name = m_formula.termAt((event->position() - origin()) / shrink(width()));
    setCursor(name.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    comeTo(name);
}

void FormulaLabel::mouseReleaseEvent(QMouseEvent* event) {
    const QString name = m_formula.termAt((event->position() - origin()) / shrink(width()));
    if (event->button() == Qt::LeftButton && !name.isEmpty()) Q_EMIT termChosen(name);
}

void FormulaLabel::leaveEvent(QEvent* event) {
    comeTo({});
    QWidget::leaveEvent(event);
}

void FormulaLabel::keyPressEvent(QKeyEvent* event) {
    const QStringList terms = m_formula.terms();
    const qsizetype last = terms.size() - 1, at = terms.indexOf(m_near);
    switch (terms.isEmpty() ? Qt::Key_unknown : event->key()) {
        case Qt::Key_Right:
        case Qt::Key_Down:
            comeTo(terms[std::min(at + 1, last)]);
            break;
        case Qt::Key_Left:
        case Qt::Key_Up:
            comeTo(terms[at < 0 ? last : std::max<qsizetype>(at - 1, 0)]);
            break;
        case Qt::Key_Home:
            comeTo(terms.first());
            break;
        case Qt::Key_End:
            comeTo(terms.last());
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (at >= 0) Q_EMIT termChosen(m_near);
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

void FormulaLabel::focusInEvent(QFocusEvent* event) {
    const bool byTab = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byTab && m_near.isEmpty() && !m_formula.terms().isEmpty()) comeTo(m_formula.terms().first());
    QWidget::focusInEvent(event);
}

void FormulaLabel::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason) comeTo({});
    QWidget::focusOutEvent(event);
}

void FormulaLabel::contextMenuEvent(QContextMenuEvent* event) {
    Formula plain = m_formula;
    plain.highlight({});
    makeFormulaMenu(plain, formulaPalette(Theme::light()), questions, this)->popup(event->globalPos());
}

}  // namespace glassbox
