#pragma once

#include "engine/explain/walk.h"
#include "ui/formula/formula_label.h"

class QLabel;
class QTimer;
class QVBoxLayout;

namespace glassbox {

/// The rules of several operations below each other, each with its purpose. Long lists fill up in the background.
class RuleList : public QWidget {
    Q_OBJECT

  public:
    RuleList(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    void setOperations(const Walk& walk, Index first, Index last);

  private:
    struct Row {
        FormulaLabel* rule;
        QLabel* purpose;
    };
    struct Text {
        QString rule, purpose;
    };
    void fill();
    Row& rowAt(std::size_t i);

    ThemeSource& m_theme;
    MathFontPtr m_font;
    QVBoxLayout* m_column;
    QTimer* m_timer;
    std::vector<Row> m_rows;
    std::vector<Text> m_texts;
    std::size_t m_shown = 0;
};

}  // namespace glassbox
