#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "ui/cards/card_editor.h"
#include "ui/cards/card_face.h"
#include "ui/cards/card_text.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace glassbox;

/// Writing a card: what is typed is seen at once, mistakes are told with their lines, and nothing written is lost
/// without a question.
class TestCardEditor : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void previewFollowsTyping();
    void mistakesAreToldAndDoNotHinder();
    void emptyTextsHinder();
    void keysSaveAndLeave();
    void changesAreNotLostUnasked();
    void idStays();
    void tagsAreCompleted();
    void blanksInTagsBecomeHyphens();
    void tabLeavesTheText();
    void marksGoAroundTheSelection();
    void displayMarksStandAlone();
    void marksGoWhereTheCursorWas();
    void deckCanBeChosen();
    void helpOpensAndCloses();
    void layoutIsKept();
    void previewOpensNothing();

  private:
    void open();
    template <typename Widget>
    Widget* part(const char* name) {
        auto* found = m_editor->findChild<Widget*>(QString::fromLatin1(name));
        if (!found) qFatal("no %s", name);
        return found;
    }
    QPlainTextEdit* question() { return part<QPlainTextEdit>("cardQuestionField"); }
    QPlainTextEdit* answer() { return part<QPlainTextEdit>("cardAnswerField"); }
    CardFace* preview() { return m_editor->findChild<CardFace*>(); }

    ScratchHome m_home;
    KeyGuard m_guard;
    ThemeSource m_theme{ThemeChoice::Light};
    MathFontPtr m_font = std::make_shared<const MathFont>();
    std::unique_ptr<CardEditor> m_editor;
};

namespace {

Flashcard sample() {
    Flashcard card;
    card.id = QStringLiteral("sigmoid");
    card.concepts = QStringList{QStringLiteral("F4")};
    card.topics = QStringList{QStringLiteral("3")};
    card.tags = QStringList{QStringLiteral("activation")};
    card.see = QStringLiteral("lab one-neuron epochs=20");
    card.picture = QStringLiteral("curve 1/(1+exp(-x)) -6 6");
    card.question = QStringLiteral("What does the sigmoid do?");
    card.answer = QStringLiteral("It squeezes into $(0, 1)$.");
    return card;
}

}  // namespace

void TestCardEditor::open() {
    m_editor = std::make_unique<CardEditor>(m_theme, m_font);
    m_editor->mayDiscard = [](QWidget*) {
        qWarning("asked without need");
        return true;
    };
    m_editor->show();
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
}

void TestCardEditor::previewFollowsTyping() {
    open();
    m_editor->setCard(sample());
    QCOMPARE(preview()->card(), sample());
    QVERIFY(preview()->isRevealed());
    question()->moveCursor(QTextCursor::End);
    QTest::keyClicks(question(), " $x^2$");
    QTRY_COMPARE(preview()->question()->accessibleName(), QStringLiteral("What does the sigmoid do? x squared"));
}

void TestCardEditor::mistakesAreToldAndDoNotHinder() {
    open();
    m_editor->setCard(sample());
    QVERIFY(m_editor->mistakes().isEmpty());
    QVERIFY(part<QLabel>("cardMistakes")->isHidden());
    answer()->setPlainText(QStringLiteral("Fine.\n\nA *slip"));
    part<QLineEdit>("cardSeeField")->setText(QStringLiteral("lob one-neuron"));
    part<QLineEdit>("cardPictureField")->setText(QStringLiteral("curve 1/( -1 1"));
    const QStringList mistakes = m_editor->mistakes();
    QCOMPARE(mistakes.size(), 3);
    QCOMPARE(mistakes[0], QStringLiteral("Answer, line 3: emphasis has no closing *."));
    QVERIFY(mistakes[1].startsWith(QStringLiteral("See it live: the place \"lob\" is not known")));
    QVERIFY(mistakes[2].startsWith(QStringLiteral("Picture: in \"1/(\", At ")));
    QTRY_COMPARE(part<QLabel>("cardMistakes")->text(), mistakes.join('\n'));
    QVERIFY(part<QPushButton>("saveCard")->isEnabled());
}

void TestCardEditor::emptyTextsHinder() {
    open();
    auto* save = part<QPushButton>("saveCard");
    QVERIFY(!save->isEnabled());
    QVERIFY(!part<QLabel>("whyNotSaved")->text().isEmpty());
    QSignalSpy accepted(m_editor.get(), &QDialog::accepted);
    question()->setPlainText(QStringLiteral("Why?"));
    answer()->setPlainText(QStringLiteral("  \n "));
    QCOMPARE(save->toolTip(), QStringLiteral("Write an answer first."));
    QTest::keyClick(question(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(accepted.count(), 0);
    QVERIFY(answer()->hasFocus());  // there something is missing
    answer()->setPlainText(QStringLiteral("Because."));
    QVERIFY(save->isEnabled());
}

void TestCardEditor::keysSaveAndLeave() {
    open();
    m_editor->setCard(sample());
    QSignalSpy accepted(m_editor.get(), &QDialog::accepted), rejected(m_editor.get(), &QDialog::rejected);
    QTest::keyClick(question(), Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);  // nothing was changed: nothing is asked
    m_editor->show();
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    QTest::keyClick(part<QLineEdit>("cardTagsField"), Qt::Key_Return);
    QCOMPARE(accepted.count(), 0);
    QTest::keyClick(answer(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(accepted.count(), 1);
    QVERIFY(!m_editor->isVisible());
}

void TestCardEditor::changesAreNotLostUnasked() {
    open();
    m_editor->setCard(sample());
    question()->appendPlainText(QStringLiteral("more"));
    int asked = 0;
    bool discard = false;
    m_editor->mayDiscard = [&](QWidget*) {
        ++asked;
        return discard;
    };
    QTest::keyClick(question(), Qt::Key_Escape);
    QCOMPARE(asked, 1);
    QVERIFY(m_editor->isVisible());
    QVERIFY(!m_editor->close());
    QCOMPARE(asked, 2);
    discard = true;
    QTest::keyClick(question(), Qt::Key_Escape);
    QVERIFY(!m_editor->isVisible());
}

void TestCardEditor::idStays() {
    open();
    m_editor->setCard(sample());
    QCOMPARE(m_editor->card(), sample());
    question()->setPlainText(QStringLiteral("\n Another question? \n"));
    Flashcard expected = sample();
    expected.question = QStringLiteral("Another question?");
    QCOMPARE(m_editor->card(), expected);
}

void TestCardEditor::tagsAreCompleted() {
    open();
    m_editor->setTags(QStringList{QStringLiteral("depth"), QStringLiteral("activation"), QStringLiteral("adam")});
    auto* tags = part<QLineEdit>("cardTagsField");
    tags->setFocus();
    QTest::keyClicks(tags, "depth, act");
    auto* completer = m_editor->findChild<QCompleter*>();
    QVERIFY(completer && completer->popup()->isVisible());
    QCOMPARE(completer->completionCount(), 1);
    QTest::keyClick(completer->popup(), Qt::Key_Down);
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    QCOMPARE(tags->text(), QStringLiteral("depth, activation"));
    const QStringList expected{QStringLiteral("depth"), QStringLiteral("activation")};
    QCOMPARE(m_editor->card().tags, expected);
}

void TestCardEditor::blanksInTagsBecomeHyphens() {
    open();
    part<QLineEdit>("cardTagsField")->setText(QStringLiteral(" vanishing  gradients, depth,, depth ,"));
    const QStringList expected{QStringLiteral("vanishing-gradients"), QStringLiteral("depth")};
    QCOMPARE(m_editor->card().tags, expected);
    part<QLineEdit>("cardTagsField")->setText(QString(101, 'a'));
    QCOMPARE(m_editor->mistakes().size(), 1);
}

void TestCardEditor::tabLeavesTheText() {
    open();
    question()->setFocus();
    QTest::keyClick(question(), Qt::Key_Tab);
    QVERIFY(answer()->hasFocus());
    QVERIFY(question()->toPlainText().isEmpty());
    QTest::keyClick(answer(), Qt::Key_Tab);
    QVERIFY(part<QLineEdit>("cardTagsField")->hasFocus());
}

void TestCardEditor::marksGoAroundTheSelection() {
    open();
    question()->setPlainText(QStringLiteral("slope of f(x) here"));
    QTextCursor cursor = question()->textCursor();
    cursor.setPosition(9);
    cursor.setPosition(13, QTextCursor::KeepAnchor);
    question()->setTextCursor(cursor);
    QTest::keyClick(question(), Qt::Key_M, Qt::ControlModifier);
    QCOMPARE(question()->toPlainText(), QStringLiteral("slope of $f(x)$ here"));
    question()->undo();
    QCOMPARE(question()->toPlainText(), QStringLiteral("slope of f(x) here"));
}

void TestCardEditor::displayMarksStandAlone() {
    open();
    answer()->setPlainText(QStringLiteral("So a = b holds."));
    QTextCursor cursor = answer()->textCursor();
    cursor.setPosition(3);
    cursor.setPosition(8, QTextCursor::KeepAnchor);
    answer()->setTextCursor(cursor);
    answer()->setFocus();
    QTest::keyClick(answer(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(answer()->toPlainText(), QStringLiteral("So \n\n$$a = b$$\n\n holds."));
    const Markup markup = parseMarkup(answer()->toPlainText());
    QCOMPARE(markup.blocks.size(), std::size_t{3});
    QVERIFY(markup.mistakes.empty());
}

void TestCardEditor::marksGoWhereTheCursorWas() {
    open();
    answer()->setFocus();
    QTest::mouseClick(part<QPushButton>("formulaMarks"), Qt::LeftButton);
    QVERIFY(answer()->hasFocus());
    QTest::keyClicks(answer(), "x");
    QCOMPARE(answer()->toPlainText(), QStringLiteral("$x$"));
    QVERIFY(question()->toPlainText().isEmpty());
}

void TestCardEditor::deckCanBeChosen() {
    open();
    auto* box = part<QComboBox>("cardDeck");
    QVERIFY(!box->isVisible());
    m_editor->setDecks({{7, QStringLiteral("My cards")}}, 7);
    QVERIFY(!box->isVisible());  // nothing to choose
    QCOMPARE(m_editor->deck(), 7);
    m_editor->setDecks({{7, QStringLiteral("My cards")}, {9, QStringLiteral("Training")}}, 9);
    QVERIFY(box->isVisible());
    QCOMPARE(m_editor->deck(), 9);
    QVERIFY(!m_editor->isChanged());
    box->setCurrentIndex(0);
    QCOMPARE(m_editor->deck(), 7);
    QVERIFY(m_editor->isChanged());
    m_editor->mayDiscard = [](QWidget*) { return true; };
}

void TestCardEditor::helpOpensAndCloses() {
    open();
    part<QPushButton>("howToWrite")->click();
    auto* help = part<QWidget>("cardEditorHelp");
    QVERIFY(help->isVisible());
    QTest::keyClick(help, Qt::Key_Escape);
    QVERIFY(!help->isVisible());
    QVERIFY(m_editor->isVisible());
}

void TestCardEditor::layoutIsKept() {
    open();
    m_editor->resize(900, 610);
    const QByteArray layout = m_editor->saveLayout();
    CardEditor other(m_theme, m_font);
    QVERIFY(other.restoreLayout(layout));
    QCOMPARE(other.size(), QSize(900, 610));
    QVERIFY(!other.restoreLayout(QByteArray("nonsense")));
    QCOMPARE(other.size(), QSize(900, 610));
}

void TestCardEditor::previewOpensNothing() {
    open();
    m_editor->setCard(sample());
    auto* button = part<QPushButton>("seeLive");
    QVERIFY(button->isVisible());
    QVERIFY(!button->isEnabled());
}

QTEST_MAIN(TestCardEditor)
#include "test_card_editor.moc"
