#include "ui/cards/card_editor_fields.h"

#include "lessons/study/card_view.h"
#include "lessons/study/study_error.h"
#include "ui/cards/card_editor_help.h"
#include "ui/cards/card_editor_tags.h"
#include "ui/cards/card_picture.h"
#include "ui/cards/card_text_layout.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int mostShown = 3;  // mistakes at once

}  // namespace

void insertFormulaMarks(QPlainTextEdit& text, const QString& mark, bool alone) {
    QTextCursor cursor = text.textCursor();
    const QString inside = cursor.selectedText().replace(QChar(0x2029), ' ').trimmed();
    QString before, after;
    if (alone) {
        QTextCursor start(cursor), end(cursor);
        start.setPosition(cursor.selectionStart());
        end.setPosition(cursor.selectionEnd());
        if (!start.block().text().left(start.positionInBlock()).trimmed().isEmpty()) before = QStringLiteral("\n\n");
        if (!end.block().text().mid(end.positionInBlock()).trimmed().isEmpty()) after = QStringLiteral("\n\n");
    }
    cursor.beginEditBlock();
    cursor.insertText(before + mark + inside + mark + after);
    cursor.endEditBlock();
    cursor.setPosition(cursor.position() - static_cast<int>(after.size() + (inside.isEmpty() ? mark.size() : 0)));
    text.setTextCursor(cursor);
    text.setFocus(Qt::OtherFocusReason);
}

CardEditorFields::CardEditorFields(ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_font(std::move(font)), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    m_deckRow = new QWidget;
    m_deckBox = new QComboBox;
    m_deckBox->setObjectName(QStringLiteral("cardDeck"));
    m_deckBox->setAccessibleName(tr("Deck"));
    m_deckBox->setToolTip(tr("The deck that the card belongs to."));
    auto* deckLayout = new QVBoxLayout(m_deckRow);
    deckLayout->setContentsMargins(0, 0, 0, 6);
    deckLayout->setSpacing(4);
    deckLayout->addWidget(new QLabel(tr("Deck")));
    deckLayout->addWidget(m_deckBox);
    m_column->addWidget(m_deckRow);
    m_deckRow->hide();
    m_column->addWidget(makeHead());
    m_question = makeText(QStringLiteral("cardQuestionField"), tr("Question"),
                          tr("What the card asks; best one thing at a time."), 2);
    findChild<QLabel*>(QStringLiteral("questionLabel"))->setBuddy(m_question);
    auto* answerLabel = new QLabel(tr("&Answer"));
    m_column->addWidget(answerLabel);
    m_answer = makeText(QStringLiteral("cardAnswerField"), tr("Answer"),
                        tr("What is shown once the learner has answered in the head."), 4);
    answerLabel->setBuddy(m_answer);
    m_last = m_question;
    m_tags = new CardEditorTags;
    makeLine(m_tags, QStringLiteral("cardTagsField"), tr("&Tags"), tr("activation, vanishing gradients"),
             tr("Words to find the card by, split by commas; the first stands above the question."));
    m_see = makeLine(new QLineEdit, QStringLiteral("cardSeeField"), tr("See it &live"),
                     QStringLiteral("lab one-neuron epochs=20"),
                     tr("The state that the button under the answer opens: lab, backprop or data with the name of an "
                        "example, race with the name of a race, network, knobs or guess; then settings such as "
                        "epochs=20, tab=weights, unit=1.2, step=40. Empty: no button."));
    m_picture = makeLine(new QLineEdit, QStringLiteral("cardPictureField"), tr("&Picture"),
                         QStringLiteral("curve 1/(1+exp(-x)) -6 6"),
                         tr("A small picture under the answer, drawn from numbers:\n"
                            "curve max(0,x) ; x -4 4\ngrid 1 0 -1 / 1 0 -1\nbars sigmoid=0.25 relu=1\n"
                            "flow image -> code -> image\nEmpty: no picture."));
    m_mistakes = new QLabel;
    m_mistakes->setObjectName(QStringLiteral("cardMistakes"));
    m_mistakes->setProperty("tone", QStringLiteral("warn"));
    m_mistakes->setTextFormat(Qt::PlainText);
    m_mistakes->setWordWrap(true);
    m_column->addSpacing(4);
    m_column->addWidget(m_mistakes);
    connect(m_deckBox, &QComboBox::currentIndexChanged, this, &CardEditorFields::changed);
    showMistakes();
}

/// The question's label, with what helps to write it.
QWidget* CardEditorFields::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* label = new QLabel(tr("&Question"));
    label->setObjectName(QStringLiteral("questionLabel"));
    row->addWidget(label, 1);
    const auto add = [&](const QString& words, const QString& name, const QString& tip) {
        auto* button = new QPushButton(words);
        button->setObjectName(name);
        button->setProperty("kind", QStringLiteral("small"));
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setAutoDefault(false);
        row->addWidget(button);
        return button;
    };
    QPushButton* formula = add(QStringLiteral("$ $"), QStringLiteral("formulaMarks"),
                               tr("Makes what is selected a formula in the line (Ctrl+M)."));
    QPushButton* display = add(QStringLiteral("$$ $$"), QStringLiteral("displayMarks"),
                               tr("Makes what is selected a formula on a line of its own (Ctrl+Shift+M)."));
    QPushButton* help =
        add(tr("How to write"), QStringLiteral("howToWrite"), tr("The marks for emphasis, code, lists and formulas."));
    connect(formula, &QPushButton::clicked, this, &CardEditorFields::markFormula);
    connect(display, &QPushButton::clicked, this, &CardEditorFields::markDisplay);
    auto* sheet = new CardEditorHelp(m_theme, this);
    connect(help, &QPushButton::clicked, sheet, [sheet, help] { sheet->openAt(*help); });
    return head;
}

QPlainTextEdit* CardEditorFields::makeText(const QString& name, const QString& words, const QString& tip, int lines) {
    auto* text = new QPlainTextEdit;
    text->setObjectName(name);
    text->setAccessibleName(words);
    text->setToolTip(tip);
    text->setTabChangesFocus(true);
    text->installEventFilter(this);
    text->setMinimumHeight(text->fontMetrics().lineSpacing() * lines + 16);
    m_column->addWidget(text, lines);
    m_column->addSpacing(6);
    connect(text, &QPlainTextEdit::textChanged, this, &CardEditorFields::changed);
    return text;
}

QLineEdit* CardEditorFields::makeLine(QLineEdit* line, const QString& name, const QString& words,
                                      const QString& example, const QString& tip) {
    auto* label = new QLabel(words);
    label->setBuddy(line);
    line->setObjectName(name);
    line->setAccessibleName(QString(words).remove('&'));
    line->setToolTip(tip);
    line->setPlaceholderText(tr("such as %1").arg(example));
    m_column->addWidget(label);
    m_column->addWidget(line);
    m_column->addSpacing(4);
    connect(line, &QLineEdit::textChanged, this, &CardEditorFields::changed);
    return line;
}

void CardEditorFields::setDecks(const std::vector<std::pair<qint64, QString>>& decks, qint64 current) {
    const QSignalBlocker blocker(m_deckBox);
    m_decks = decks;
    m_deck = current;
    m_deckBox->clear();
    for (const auto& [id, name] : decks) {
        m_deckBox->addItem(name, id);
        if (id == current) m_deckBox->setCurrentIndex(m_deckBox->count() - 1);
    }
    m_deckRow->setVisible(decks.size() > 1);
    Q_EMIT changed();
}

qint64 CardEditorFields::deck() const {
    return m_decks.empty() ? m_deck : m_deckBox->currentData().toLongLong();
}

QString CardEditorFields::deckName() const {
    return m_deckBox->currentText();
}

void CardEditorFields::setKnownTags(const QStringList& tags) {
    m_tags->setKnown(tags);
}

void CardEditorFields::setCard(const Flashcard& card) {
    m_card = card;
    m_question->setPlainText(card.question);
    m_answer->setPlainText(card.answer);
    m_tags->setTags(card.tags);
    m_see->setText(card.see);
    m_picture->setText(card.picture);
    m_question->moveCursor(QTextCursor::End);
    m_last = m_question;
    showMistakes();
}

Flashcard CardEditorFields::card() const {
    Flashcard card = m_card;
    card.question = m_question->toPlainText().trimmed();
    card.answer = m_answer->toPlainText().trimmed();
    card.tags = m_tags->tags();
    card.see = m_see->text().simplified();
    card.picture = m_picture->text().simplified();
    return card;
}

QStringList CardEditorFields::mistakes() const {
    QStringList found = CardTextContent(m_question->toPlainText(), m_font).mistakes(tr("Question")) +
                        CardTextContent(m_answer->toPlainText(), m_font).mistakes(tr("Answer"));
    const auto add = [&](const QString& field, const QString& clause) {
        if (!clause.isEmpty()) found += tr("%1: %2.").arg(field, clause);
    };
    add(tr("Tags"), m_tags->mistake());
    if (!m_see->text().trimmed().isEmpty()) {
        try {
            parseSee(m_see->text());
        } catch (const StudyError& error) {
            add(tr("See it live"), error.sentence());
        }
    }
    add(tr("Picture"), cardPictureMistake(m_picture->text()));
    return found;
}

QString CardEditorFields::hindrance() const {
    const Flashcard written = card();
    if (written.question.isEmpty() && written.answer.isEmpty()) return tr("Write a question and an answer first.");
    if (written.question.isEmpty()) return tr("Write a question first.");
    if (written.answer.isEmpty()) return tr("Write an answer first.");
    if (!m_tags->mistake().isEmpty()) return tr("A tag is too long.");
    return {};
}

void CardEditorFields::goToHindrance() {
    const Flashcard written = card();
    if (!written.question.isEmpty() && written.answer.isEmpty())
        m_answer->setFocus(Qt::OtherFocusReason);
    else if (!written.question.isEmpty() && !m_tags->mistake().isEmpty())
        m_tags->setFocus(Qt::OtherFocusReason);
    else
        m_question->setFocus(Qt::OtherFocusReason);
}

void CardEditorFields::showMistakes() {
    QStringList found = mistakes();
    const qsizetype more = found.size() - mostShown;
    if (more > 0) found = found.mid(0, mostShown) << tr("And %n more.", nullptr, static_cast<int>(more));
    m_mistakes->setText(found.join('\n'));
    m_mistakes->setVisible(!found.isEmpty());
}

/// The buttons of the marks take the keyboard from the text that they are for.
bool CardEditorFields::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) m_last = watched == m_answer ? m_answer : m_question;
    return QWidget::eventFilter(watched, event);
}

void CardEditorFields::markFormula() {
    insertFormulaMarks(*m_last, QStringLiteral("$"), false);
}

void CardEditorFields::markDisplay() {
    insertFormulaMarks(*m_last, QStringLiteral("$$"), true);
}

}  // namespace glassbox
