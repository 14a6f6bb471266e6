#include "ui/backprop/formula_panel_rules.h"

#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int rulePixels = 16;
constexpr std::size_t atOnce = 6;  // more than is seen without scrolling would only take time

}  // namespace

RuleList::RuleList(ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_font(std::move(font)),
      m_column(new QVBoxLayout(this)),
      m_timer(new QTimer(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    connect(m_timer, &QTimer::timeout, this, &RuleList::fill);
}

RuleList::Row& RuleList::rowAt(std::size_t i) {
    while (m_rows.size() <= i) {
        Row row{new FormulaLabel(m_theme, m_font, this, rulePixels), new QLabel(this)};
        row.purpose->setProperty("tone", QStringLiteral("mute"));
        row.purpose->setWordWrap(true);
        row.purpose->setContentsMargins(6, 0, 0, 10);
        m_column->addWidget(row.rule);
        m_column->addWidget(row.purpose);
        m_rows.push_back(row);
    }
    return m_rows[i];
}

void RuleList::setOperations(const Walk& walk, Index first, Index last) {
    m_texts.clear();
    for (Index i = first; i <= last; ++i)
        m_texts.push_back({QString::fromStdString(walk.at(i).rule), QString::fromStdString(walk.at(i).purpose)});
    m_shown = 0;
    for (std::size_t i = m_texts.size(); i < m_rows.size(); ++i) {
        m_rows[i].rule->hide();
        m_rows[i].purpose->hide();
    }
    fill();
}

void RuleList::fill() {
    for (const std::size_t end = std::min(m_shown + atOnce, m_texts.size()); m_shown < end; ++m_shown) {
        Row& row = rowAt(m_shown);
        const Text& text = m_texts[m_shown];
        if (row.rule->formula().tex() != text.rule) row.rule->setTex(text.rule);
        row.purpose->setText(text.purpose);
        row.rule->show();
        row.purpose->show();
    }
    if (m_shown < m_texts.size())
        m_timer->start(0);
    else
        m_timer->stop();
}

}  // namespace glassbox
