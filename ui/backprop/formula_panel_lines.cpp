#include "ui/backprop/formula_panel_lines.h"

#include "engine/explain/number_words.h"
#include "ui/backprop/formula_panel_break.h"
#include "ui/shell/theme.h"

#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int linePixels = 16;
constexpr double labelMargin = 12;  // both sides of a FormulaLabel

QString text(const std::string& of) {
    return QString::fromStdString(of);
}

}  // namespace

BoxedFormulaLabel::BoxedFormulaLabel(ThemeSource& theme, MathFontPtr font, QWidget* parent, int pixels)
    : FormulaLabel(theme, std::move(font), parent, pixels), m_theme(theme) {}

void BoxedFormulaLabel::paintEvent(QPaintEvent* event) {
    const QRectF result = termRect(QStringLiteral("result"));
    if (!result.isEmpty()) {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.theme().accent, m_theme.theme().stroke(1)));
        painter.setBrush(m_theme.theme().accentSoft);
        painter.drawRoundedRect(result.adjusted(-1, -3, 1, 3), 5, 5);
    }
    FormulaLabel::paintEvent(event);
}

ArithmeticLines::ArithmeticLines(ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_font(std::move(font)), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2);
    connect(&theme, &ThemeSource::changed, this, &ArithmeticLines::write);
}

FormulaLabel* ArithmeticLines::labelAt(std::size_t i) {
    while (m_labels.size() <= i) {
        auto* label = new BoxedFormulaLabel(m_theme, m_font, this, linePixels);
        connect(label, &FormulaLabel::termHovered, this,
                [this](const QString& term) { Q_EMIT placeHovered(placeOf(term)); });
        connect(label, &FormulaLabel::termChosen, this, [this](const QString& term) {
            if (const auto place = placeOf(term)) Q_EMIT placeChosen(*place);
        });
        m_column->addWidget(label);
        m_labels.push_back(label);
    }
    return m_labels[i];
}

QList<FormulaLabel*> ArithmeticLines::labels() const {
    return {m_labels.begin(), m_labels.begin() + static_cast<std::ptrdiff_t>(m_used)};
}

void ArithmeticLines::setArithmetic(const Arithmetic& arithmetic, bool hidden) {
    m_arithmetic = arithmetic;
    m_hidden = hidden;
    write();
}

void ArithmeticLines::write() {
    m_writtenFor = width();
    const double pixels = m_theme.theme().font(linePixels).pixelSize();
    const TexWidth widthOf = [&](const QString& tex) {
        Formula formula(tex, m_font);
        formula.setPixelSize(pixels);
        return formula.size().width();
    };
    m_used = m_arithmetic.lines.size();
    for (std::size_t i = 0; i < m_used; ++i) {
        const Line& line = m_arithmetic.lines[i];
        QString result = text(numberTex(line.value));
        if (i + 1 == m_used)
            result = QStringLiteral("\\term{result}{\\;\\mathbf{%1}\\;}").arg(m_hidden ? QStringLiteral("?") : result);
        const QString tex = brokenEquation(text(line.left), text(line.right), result, width() - labelMargin, widthOf);
        FormulaLabel* label = labelAt(i);
        if (label->formula().tex() != tex) label->setTex(tex);
        label->show();
    }
    for (std::size_t i = m_used; i < m_labels.size(); ++i) m_labels[i]->hide();
}

void ArithmeticLines::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (width() != m_writtenFor) write();
}

std::optional<Place> ArithmeticLines::placeOf(const QString& term) const {
    if (term == QLatin1String("result")) return m_arithmetic.place;
    bool good = false;
    const auto at = static_cast<std::size_t>(term.mid(1).toUInt(&good));
    if (!term.startsWith(u'p') || !good || at >= m_arithmetic.places.size()) return {};
    return m_arithmetic.places[at];
}

QString ArithmeticLines::termOf(const Place& place) const {
    if (place == m_arithmetic.place) return QStringLiteral("result");
    const auto& places = m_arithmetic.places;
    const auto found = std::find(places.begin(), places.end(), place);
    return found == places.end() ? QString() : QStringLiteral("p%1").arg(found - places.begin());
}

void ArithmeticLines::highlight(const std::optional<Place>& place) {
    const QString term = place ? termOf(*place) : QString();
    for (FormulaLabel* label : labels()) label->highlight(term);
}

}  // namespace glassbox
