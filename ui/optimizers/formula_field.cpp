#include "ui/optimizers/formula_field.h"

#include "engine/formats/formula_surface.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <optional>

namespace glassbox {

namespace {

/// Sentence and column; none if the text is a formula.
std::optional<std::pair<QString, int>> problemOf(const QString& text) {
    try {
        makeFormulaSurface(text);
    } catch (const FormulaError& error) {
        return std::pair{QString::fromUtf8(error.what()), error.position()};
    }
    return {};
}

QString help() {
    QStringList names;
    for (const FormulaFunction& function : formulaFunctions())
        names << QStringLiteral("<b>%1</b> %2")
                     .arg(QString::fromStdString(function.name).toHtmlEscaped(),
                          QString::fromStdString(function.help).toHtmlEscaped());
    return FormulaField::tr(
               "<p>A function of x and y, such as <b>x^2 + 10*y^2</b>. Enter races on it. Known are "
               "+ − * / ^, comparisons, pi, e, and:</p><p>%1</p>")
        .arg(names.join(QStringLiteral(", ")));
}

}  // namespace

FormulaField::FormulaField(QWidget* parent) : QWidget(parent) {
    m_edit = new QLineEdit;
    m_edit->setObjectName(QStringLiteral("formulaField"));
    m_edit->setAccessibleName(tr("Your own f(x, y)"));
    m_edit->setPlaceholderText(tr("f(x, y) = x^2 + 10*y^2"));
    m_edit->setToolTip(help());
    m_edit->setMaxLength(2000);
    QFont font = m_edit->font();
    font.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
    m_edit->setFont(font);
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("formulaProblem"));
    m_problem->setWordWrap(true);
    m_problem->setProperty("tone", QStringLiteral("warn"));
    m_problem->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_edit);
    layout->addWidget(m_problem);
    connect(m_edit, &QLineEdit::textEdited, this, &FormulaField::check);
    connect(m_edit, &QLineEdit::returnPressed, this, &FormulaField::take);
}

void FormulaField::setFormula(const QString& formula) {
    m_formula = formula;
    if (m_edit->text().trimmed() == formula) return;
    m_edit->setText(formula);
    m_problem->hide();
}

QString FormulaField::problem() const {
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void FormulaField::check() {
    const auto problem = m_edit->text().trimmed().isEmpty() ? std::nullopt : problemOf(m_edit->text());
    m_problem->setVisible(problem.has_value());
    m_problem->setText(problem ? problem->first : QString());
}

void FormulaField::take() {
    const QString text = m_edit->text().trimmed();
    if (text.isEmpty()) return;
    if (const auto problem = problemOf(text)) {
        check();
        m_edit->setText(text);
        m_edit->setSelection(qBound(0, problem->second, static_cast<int>(text.size())), 1);
        return;
    }
    Q_EMIT formulaChosen(text);
}

}  // namespace glassbox
