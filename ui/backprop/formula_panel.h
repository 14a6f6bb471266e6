#pragma once

#include "ui/formula/formula_label.h"
#include "ui/models/walk_model.h"

class QLabel;
class QScrollArea;
class QStackedLayout;
class QTimer;
class QVBoxLayout;

namespace glassbox {

class ArithmeticLines;
class FactorChain;
class PanelSection;
class RuleList;

/// What the walk's present operation does: its rule, the same with the numbers of the chosen sample, the chain of
/// factors, a sentence, and whether finite differences agree. Its numbers can be pointed at and chosen.
class FormulaPanel : public QWidget {
    Q_OBJECT

  public:
    FormulaPanel(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// The reader wants to see the whole tensor checked.
    void checkWanted();

  protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    PanelSection* addSection(const QString& name, const QString& heading);
    void build();
    void refresh();
    void showOne();
    void showSeveral(Index first, Index last);
    void showRule();
    void showHover();
    void check();

    WalkModel& m_model;
    ThemeSource& m_theme;
    MathFontPtr m_font;
    QStackedLayout* m_stack;
    QLabel* m_empty;
    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    PanelSection *m_rule, *m_rules, *m_numbers, *m_chain, *m_words, *m_check;
    FormulaLabel *m_ruleLabel, *m_whereLabel;
    QLabel *m_where, *m_sentence, *m_verdict;
    RuleList* m_ruleList;
    ArithmeticLines* m_lines;
    FactorChain* m_factors;
    QTimer* m_checkTimer;
    bool m_stale = true;
};

}  // namespace glassbox
