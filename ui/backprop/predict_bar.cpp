#include "ui/backprop/predict_bar.h"

#include "ui/backprop/predict_reader.h"
#include "ui/backprop/predict_table.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace glassbox {

PredictBar::PredictBar(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme), m_font(std::move(font)) {
    setObjectName(QStringLiteral("predictBar"));
    setAccessibleName(tr("Predict, then reveal"));
    build();
    connect(m_switch, &QCheckBox::toggled, &model, &WalkModel::setPredicting);
    connect(m_field, &QLineEdit::returnPressed, this, &PredictBar::enter);
    connect(m_check, &QPushButton::clicked, this, &PredictBar::enter);
    connect(m_show, &QPushButton::clicked, this, &PredictBar::showIt);
    connect(m_scoreButton, &QToolButton::clicked, this, &PredictBar::openScore);
    connect(&model, &WalkModel::placeChanged, this, &PredictBar::refresh);
    connect(&model, &WalkModel::walkChanged, this, [this] {
        m_counted.clear();
        m_asked.reset();
        refresh();
    });
    showScore();
    refresh();
}

void PredictBar::build() {
    m_switch = new QCheckBox(tr("Predict, then reveal"));
    m_switch->setObjectName(QStringLiteral("predictSwitch"));
    m_switch->setToolTip(tr("Hides the next number until you have typed what you expect, and tells what you missed."));
    m_scoreButton = new QToolButton;
    m_scoreButton->setObjectName(QStringLiteral("predictScore"));
    m_scoreButton->setToolTip(tr("How many were right the first time, by kind of step"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_switch);
    head->addStretch(1);
    head->addWidget(m_scoreButton);

    m_symbol = new FormulaLabel(m_theme, m_font, this, 15);
    m_field = new QLineEdit;
    m_field->setObjectName(QStringLiteral("prediction"));
    m_field->setPlaceholderText(tr("your number"));
    m_field->setToolTip(
        tr("0.25, −0,25, 2.5e-3 and 1/4 are all understood. Two digits are enough; Enter checks, and "
           "Enter again goes on."));
    m_field->setMinimumWidth(70);
    m_check = new QPushButton(tr("Check"));
    m_check->setObjectName(QStringLiteral("checkPrediction"));
    m_check->setProperty("kind", QStringLiteral("primary"));
    m_show = new QPushButton(tr("Show it"));
    m_show->setObjectName(QStringLiteral("showPrediction"));
    m_show->setToolTip(tr("Shows the number; a number that you did not try is not counted."));
    m_question = new QWidget;
    auto* row = new QHBoxLayout(m_question);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_symbol);
    row->addWidget(m_field, 1);
    row->addWidget(m_check);
    row->addWidget(m_show);

    m_sentence = new QLabel;
    m_sentence->setObjectName(QStringLiteral("judgement"));
    m_sentence->setWordWrap(true);
    m_line = new FormulaLabel(m_theme, m_font, this, 15);
    m_line->setObjectName(QStringLiteral("missedLine"));
    m_answer = new QWidget;
    auto* answer = new QVBoxLayout(m_answer);
    answer->setContentsMargins(0, 0, 0, 0);
    answer->setSpacing(0);
    answer->addWidget(m_sentence);
    answer->addWidget(m_line);

    m_cleared = new QWidget;
    auto* cleared = new QHBoxLayout(m_cleared);
    cleared->setContentsMargins(0, 0, 0, 0);
    auto* undo = new QPushButton(tr("Undo"));
    undo->setObjectName(QStringLiteral("undoClear"));
    undo->setProperty("kind", QStringLiteral("small"));
    cleared->addWidget(new QLabel(tr("The score was cleared.")));
    cleared->addStretch(1);
    cleared->addWidget(undo);
    m_cleared->hide();
    connect(undo, &QPushButton::clicked, this, [this] {
        m_score = m_before;
        showScore();
        m_cleared->hide();
        Q_EMIT scoreChanged();
    });

    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    for (QWidget* part : {m_cleared, m_question, m_answer}) column->addWidget(part);
}

void PredictBar::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void PredictBar::focusField() {
    if (!m_question->isVisible()) return;
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void PredictBar::setScore(const PredictScore& score) {
    m_score = score;
    showScore();
}

void PredictBar::refresh() {
    {
        const QSignalBlocker quiet(m_switch);
        m_switch->setChecked(m_model.isPredicting());
    }
    m_switch->setEnabled(m_model.walk() != nullptr || m_model.isPredicting());
    const bool asking = m_model.isPredicting() && m_model.walk();
    m_question->setVisible(asking);
    m_answer->setVisible(asking);
    if (!asking) {
        m_asked.reset();
        return;
    }
    const Place& place = m_model.arithmetic().place;
    if (m_asked != place) {
        const bool had = m_field->hasFocus() || m_check->hasFocus() || m_show->hasFocus();
        m_asked = place;
        m_answered = false;
        m_field->clear();
        m_field->setAccessibleName(
            tr("Your prediction of the %1").arg(QString::fromStdString(wordsOf(m_model.walk()->record(), place))));
        m_symbol->setTex(QString::fromStdString(m_model.arithmetic().symbol) + QStringLiteral(" ="),
                         FormulaStyle::Text);
        m_symbol->setFixedWidth(std::min(m_symbol->sizeHint().width(), 110));
        say(tr("What will the %1 be?").arg(QString::fromStdString(wordsOf(m_model.walk()->record(), place))), "mute");
        if (had) m_field->setFocus(Qt::OtherFocusReason);
    }
    const bool hidden = m_model.isHidden();
    if (!hidden) m_answered = true;
    if (hidden && m_answered) return m_model.reveal();  // the next term of a sum that is known already
    m_field->setReadOnly(!hidden);
    m_check->setText(hidden ? tr("Check") : tr("Go on"));
    m_check->setEnabled(hidden || m_model.canGoOn());
    m_show->setVisible(hidden);
}

void PredictBar::say(const QString& sentence, const char* tone) {
    m_sentence->setText(sentence);
    m_sentence->setProperty("tone", QLatin1String(tone));
    m_sentence->style()->unpolish(m_sentence);
    m_sentence->style()->polish(m_sentence);
    m_line->hide();
    m_field->setAccessibleDescription(sentence);
}

void PredictBar::enter() {
    if (!m_model.walk() || !m_model.isPredicting()) return;
    if (!m_model.isHidden()) {
        m_model.goOn();
        return;
    }
    const ReadNumber read = readPrediction(m_field->text());
    if (!read.number) {
        say(read.problem, "warn");
        m_field->setFocus(Qt::OtherFocusReason);
        return;
    }
    judgeTyped(*read.number);
}

void PredictBar::judgeTyped(const TypedNumber& typed) {
    const Arithmetic& arithmetic = m_model.arithmetic();
    const Judgement judgement = judge(m_model.walk()->record(), arithmetic, typed);
    if (judgement.verdict != Verdict::Coarse && judgement.verdict != Verdict::NotANumber) count(judgement.isRight());
    QString sentence = QString::fromStdString(judgement.sentence);
    sentence.prepend(judgement.isRight() ? QStringLiteral("✓ ") : QStringLiteral("✗ "));
    if (judgement.isRight()) {
        m_model.reveal();
        say(m_model.canGoOn() ? sentence + QLatin1Char(' ') + tr("Enter goes on.") : sentence, "ok");
        return;
    }
    say(judgement.verdict == Verdict::Coarse ? QString::fromStdString(judgement.sentence) : sentence, "warn");
    if (judgement.line) {
        const Line& line = arithmetic.lines[*judgement.line];
        m_line->setTex(QString::fromStdString(line.left + " = " + line.right), FormulaStyle::Text);
        m_line->show();
    }
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->selectAll();
}

void PredictBar::showIt() {
    if (!m_model.isHidden()) return;
    const QString sentence = QString::fromStdString(m_model.arithmetic().sentence);
    m_counted.insert(m_model.arithmetic().place);  // whoever has seen it does not predict it
    m_field->setFocus(Qt::OtherFocusReason);       // Enter goes on
    m_model.reveal();
    say(sentence, "mute");
}

void PredictBar::count(bool right) {
    const auto kind = predictedKind(m_model.walk()->record(), m_model.operation());
    if (!kind || !m_counted.insert(m_model.arithmetic().place).second) return;
    m_score.add(*kind, right);
    m_cleared->hide();
    showScore();
    Q_EMIT scoreChanged();
}

void PredictBar::showScore() {
    const PredictScore::Count total = m_score.total();
    m_scoreButton->setText(total.tried > 0 ? tr("%1 of %2 right").arg(total.right).arg(total.tried) : tr("Score"));
    m_scoreButton->setAccessibleName(tr("Score: %1 of %2 right the first time").arg(total.right).arg(total.tried));
}

void PredictBar::openScore() {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("scoreMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* entry = new QWidgetAction(menu);
    auto* table = new PredictTable(m_score, menu);
    entry->setDefaultWidget(table);
    menu->addAction(entry);
    connect(table, &PredictTable::clearWanted, this, [this, menu] {
        menu->close();
        clearScore();
    });
    menu->popup(m_scoreButton->mapToGlobal(m_scoreButton->rect().bottomLeft()));
}

void PredictBar::clearScore() {
    m_before = m_score;
    m_score = {};
    showScore();
    m_cleared->show();
    Q_EMIT scoreChanged();
}

}  // namespace glassbox
