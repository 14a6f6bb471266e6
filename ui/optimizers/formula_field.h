#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace glassbox {

/// Where one types an f(x, y) of one's own. What is wrong is said while it is typed, with the place marked.
class FormulaField : public QWidget {
    Q_OBJECT

  public:
    explicit FormulaField(QWidget* parent = nullptr);

    /// The formula in force; empty: none.
    void setFormula(const QString& formula);
    QString problem() const;

  Q_SIGNALS:
    /// A sound formula was entered.
    void formulaChosen(const QString& formula);

  private:
    void check();
    void take();

    QLineEdit* m_edit;
    QLabel* m_problem;
    QString m_formula;
};

}  // namespace glassbox
