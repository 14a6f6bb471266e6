#include "ui/backprop/formula_panel.h"

#include "engine/explain/cost_probe.h"
#include "engine/explain/tensor_check.h"
#include "ui/backprop/formula_panel_break.h"
#include "ui/backprop/formula_panel_chain.h"
#include "ui/backprop/formula_panel_lines.h"
#include "ui/backprop/formula_panel_rules.h"
#include "ui/backprop/formula_panel_section.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/page_scroll.h"
#include "ui/shell/theme.h"

#include <QLabel>
#include <QStackedLayout>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int rulePixels = 19, wherePixels = 15;
constexpr double labelMargin = 12;
constexpr double instantWork = 2e5;  // multiplications that a forward pass may cost to be done at once

QString text(const std::string& of) {
    return QString::fromStdString(of);
}

void setTex(FormulaLabel* label, const QString& tex) {
    if (label->formula().tex() != tex) label->setTex(tex);
}

}  // namespace

FormulaPanel::FormulaPanel(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme), m_font(std::move(font)), m_checkTimer(new QTimer(this)) {
    setObjectName(QStringLiteral("formulaPanel"));
    setAccessibleName(tr("Formula"));
    build();
    m_checkTimer->setSingleShot(true);
    connect(m_checkTimer, &QTimer::timeout, this, &FormulaPanel::check);
    connect(&model, &WalkModel::walkChanged, this, &FormulaPanel::refresh);
    connect(&model, &WalkModel::placeChanged, this, &FormulaPanel::refresh);
    connect(&model, &WalkModel::hoverChanged, this, &FormulaPanel::showHover);
    connect(&theme, &ThemeSource::changed, this, &FormulaPanel::refresh);
    const auto hover = [this](const std::optional<Place>& place) { m_model.setHovered(place); };
    const auto choose = [this](const Place& place) { m_model.choose(place); };
    connect(m_lines, &ArithmeticLines::placeHovered, this, hover);
    connect(m_factors, &FactorChain::placeHovered, this, hover);
    connect(m_lines, &ArithmeticLines::placeChosen, this, choose);
    connect(m_factors, &FactorChain::placeChosen, this, choose);
}

PanelSection* FormulaPanel::addSection(const QString& name, const QString& heading) {
    auto* section = new PanelSection(m_theme, heading);
    section->setObjectName(name);
    m_column->addWidget(section);
    return section;
}

void FormulaPanel::build() {
    m_empty = new QLabel(tr("Take a step, and the formulas of each of its operations stand here, with its numbers."));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("tone", QStringLiteral("mute"));
    m_scroll = new PageScroll;
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // formulas shrink, words wrap
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 6, 0);
    m_column->setSpacing(0);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);

    m_rule = addSection(QStringLiteral("ruleSection"), tr("The rule"));
    m_rule->setLine(false);
    m_ruleLabel = new FormulaLabel(m_theme, m_font, m_rule, rulePixels);
    m_ruleLabel->setObjectName(QStringLiteral("rule"));
    m_where = new QLabel(tr("where"));
    m_where->setProperty("tone", QStringLiteral("mute"));
    m_whereLabel = new FormulaLabel(m_theme, m_font, m_rule, wherePixels);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_ruleLabel), static_cast<QWidget*>(m_where), static_cast<QWidget*>(m_whereLabel)})
        m_rule->body()->addWidget(widget);

    m_rules = addSection(QStringLiteral("rulesSection"), tr("The rules"));
    m_rules->setLine(false);
    m_ruleList = new RuleList(m_theme, m_font);
    m_rules->body()->addWidget(m_ruleList);

    m_numbers = addSection(QStringLiteral("numbersSection"), {});
    m_lines = new ArithmeticLines(m_theme, m_font);
    m_numbers->body()->addWidget(m_lines);

    m_chain = addSection(QStringLiteral("chainSection"), tr("Chain so far"));
    m_factors = new FactorChain(m_theme, m_font);
    m_chain->body()->addWidget(m_factors);

    m_words = addSection(QStringLiteral("wordsSection"), tr("In words"));
    m_sentence = new QLabel;
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->body()->addWidget(m_sentence);

    m_check = addSection(QStringLiteral("checkSection"), tr("Checked"));
    m_verdict = new QLabel;
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(m_verdict, &QLabel::linkActivated, this, &FormulaPanel::checkWanted);
    m_check->body()->addWidget(m_verdict);
    m_column->addStretch(1);
    m_scroll->setWidget(content);
}

void FormulaPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) refresh();
}

void FormulaPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (isVisible() && m_model.walk()) showRule();
}

void FormulaPanel::refresh() {
    m_checkTimer->stop();
    m_stale = !isVisible();
    if (m_stale) return;
    m_stack->setCurrentWidget(m_model.walk() ? static_cast<QWidget*>(m_scroll) : m_empty);
    if (!m_model.walk()) return;
    const auto [first, last] = m_model.walk()->covered(m_model.place(), m_model.grain());
    const bool one = first == last;
    m_rule->setVisible(one);
    m_rules->setVisible(!one);
    // A number that is to be predicted is always shown with its formula.
    const bool numbers = (one || m_model.isHidden()) && !m_model.arithmetic().lines.empty();
    m_numbers->setVisible(numbers);
    if (numbers) {
        const bool sample =
            !isParameterLike(m_model.arithmetic().place.tensor.quantity) || !m_model.walk()->record().isBatch();
        m_numbers->setHeading(sample && m_model.operation().phase != Phase::Update ? tr("With this sample's numbers")
                                                                                   : tr("With its numbers"));
        m_lines->setArithmetic(m_model.arithmetic(), m_model.isHidden());
    }
    if (one)
        showOne();
    else
        showSeveral(first, last);
    showHover();
}

void FormulaPanel::showOne() {
    const Arithmetic& arithmetic = m_model.arithmetic();
    showRule();
    m_chain->setVisible(!arithmetic.chain.empty());
    if (!arithmetic.chain.empty()) {
        double product = 1;
        for (const Factor& factor : arithmetic.chain) product *= factor.value;
        m_factors->setChain(arithmetic.chain, m_model.isHidden() ? std::nullopt : std::optional(product));
    }
    // The sentence would give a number that is to be predicted away.
    const QString sentence = m_model.isHidden() ? text(m_model.operation().purpose) : text(arithmetic.sentence);
    m_words->setVisible(!sentence.isEmpty());
    m_sentence->setText(sentence);
    const bool checkable = !m_model.isHidden() && canProbe(m_model.walk()->record(), arithmetic.place.tensor);
    m_check->setVisible(checkable);
    m_verdict->clear();
    if (checkable) m_checkTimer->start(0);
}

void FormulaPanel::showSeveral(Index first, Index last) {
    m_rules->setRemark(text(titleOf(*m_model.walk(), m_model.place(), m_model.grain())));
    m_ruleList->setOperations(*m_model.walk(), first, last);
    for (PanelSection* section : {m_chain, m_words, m_check}) section->hide();
}

void FormulaPanel::showRule() {
    const Operation& operation = m_model.operation();
    m_rule->setRemark(text(operation.name));
    setTex(m_ruleLabel, text(operation.rule));
    const bool where = !operation.where.empty();
    m_where->setVisible(where);
    m_whereLabel->setVisible(where);
    if (!where) return;
    const double pixels = m_theme.theme().font(wherePixels).pixelSize();
    const TexWidth widthOf = [&](const QString& tex) {
        Formula formula(tex, m_font);
        formula.setPixelSize(pixels);
        return formula.size().width();
    };
    setTex(m_whereLabel,
           brokenClauses(text(operation.where), m_scroll->viewport()->width() - 6 - labelMargin, widthOf));
}

void FormulaPanel::showHover() {
    if (!isVisible() || !m_model.walk()) return;
    m_lines->highlight(m_model.hovered());
    m_factors->highlight(m_model.hovered());
}

void FormulaPanel::check() {
    if (!m_model.walk() || m_model.isHidden()) return;
    const StepRecord& record = m_model.walk()->record();
    const Place place = m_model.arithmetic().place;
    const double work = probeWork(record, place.tensor) + static_cast<double>(record.before.parameters().size());
    const QString link = QStringLiteral("<a href=\"check\">%1</a>");
    if (work > instantWork) {
        m_verdict->setProperty("tone", QVariant());
        m_verdict->setText(link.arg(tr("Compare with the numerical gradient")));
    } else {
        const CheckedNumber number = checkNumber(record, place);
        const QString sentence = number.agrees ? tr("✓ Agrees with the numerical gradient: %1 vs %2. %3")
                                               : tr("✗ Differs from the numerical gradient: %1 vs %2. %3");
        m_verdict->setProperty("tone", number.agrees ? QStringLiteral("ok") : QStringLiteral("warn"));
        m_verdict->setText(
            sentence.arg(plotNumber(number.analytic, 5), plotNumber(number.numeric, 5), link.arg(tr("Check all"))));
    }
    m_verdict->style()->unpolish(m_verdict);
    m_verdict->style()->polish(m_verdict);
}

}  // namespace glassbox
