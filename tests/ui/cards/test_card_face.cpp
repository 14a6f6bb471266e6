#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "ui/cards/card_face.h"
#include "ui/cards/card_text.h"
#include "ui/cards/shipped_decks.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace glassbox;

/// A card as the learner meets it: question first, then the answer with its picture and the way to the live state.
class TestCardFace : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void answerIsHiddenAtFirst();
    void chipNamesDeckAndTag();
    void hintReveals();
    void buttonSaysWhereItLeads_data();
    void buttonSaysWhereItLeads();
    void noButtonWithoutState();
    void longAnswersComeIntoView();
    void keysScroll();
    void columnIsNotTooWide();
    void textSizeIsAdjustable();
    void shippedCardsFit_data();
    void shippedCardsFit();
    void emptyStateSaysSo();
    void editingKeepsTheAnswer();

  private:
    void open();
    template <typename Widget>
    Widget* part(const char* name) {
        auto* found = m_face->findChild<Widget*>(QString::fromLatin1(name));
        if (!found) qFatal("no %s", name);
        return found;
    }
    bool isSeen(const char* name) { return part<QWidget>(name)->isVisibleTo(m_face.get()); }

    ScratchHome m_home;
    KeyGuard m_guard;
    ThemeSource m_theme{ThemeChoice::Light};
    MathFontPtr m_font = std::make_shared<const MathFont>();
    std::unique_ptr<CardFace> m_face;
};

namespace {

Flashcard sample() {
    Flashcard card;
    card.id = QStringLiteral("fading");
    card.tags = QStringList{QStringLiteral("vanishing-gradients"), QStringLiteral("depth")};
    card.see = QStringLiteral("lab one-neuron epochs=20");
    card.picture = QStringLiteral("curve 0.25^x -0 10");
    card.question = QStringLiteral("Why do gradients fade?");
    card.answer = QStringLiteral("Each layer multiplies by its *slope*.\n\n$$\\sigma'(z) \\le \\frac{1}{4}$$");
    return card;
}

Flashcard longCard() {
    Flashcard card = sample();
    card.picture.clear();
    card.answer =
        QStringLiteral("A paragraph with some words in it, so that it takes more than a line.\n\n").repeated(20);
    return card;
}

}  // namespace

void TestCardFace::open() {
    m_face = std::make_unique<CardFace>(m_theme, m_font);
    m_face->resize(660, 560);
    m_face->show();
    m_face->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_face.get()));
}

void TestCardFace::answerIsHiddenAtFirst() {
    open();
    m_face->setCard(sample(), QStringLiteral("Training"));
    QVERIFY(isSeen("cardQuestion") && isSeen("revealHint"));
    QVERIFY(!isSeen("cardAnswer") && !isSeen("cardBox") && !isSeen("cardLine"));
    QVERIFY(!m_face->accessibleDescription().contains(QStringLiteral("slope")));  // screen readers don't tell it either
    m_face->setRevealed(true);
    QVERIFY(isSeen("cardQuestion") && isSeen("cardAnswer") && isSeen("cardBox") && isSeen("cardLine"));
    QVERIFY(!isSeen("revealHint"));
    QVERIFY(m_face->accessibleDescription().contains(QStringLiteral("slope")));
    m_face->setCard(longCard(), QStringLiteral("Training"));
    QVERIFY(!m_face->isRevealed());
    QVERIFY(!isSeen("cardAnswer"));
}

void TestCardFace::chipNamesDeckAndTag() {
    open();
    Flashcard card = sample();
    m_face->setCard(card, QStringLiteral("Training"));
    QCOMPARE(part<QLabel>("cardChip")->text(), QStringLiteral("Training · vanishing gradients"));
    card.tags.clear();
    m_face->setCard(card, QStringLiteral("Training"));
    QCOMPARE(part<QLabel>("cardChip")->text(), QStringLiteral("Training"));
}

void TestCardFace::hintReveals() {
    open();
    m_face->setCard(sample(), QStringLiteral("Training"));
    QSignalSpy wanted(m_face.get(), &CardFace::revealWanted);
    QTest::mouseClick(part<QPushButton>("revealHint"), Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
}

void TestCardFace::buttonSaysWhereItLeads_data() {
    QTest::addColumn<QString>("see");
    QTest::addColumn<QString>("place");
    QTest::newRow("lab") << "lab one-neuron tab=weights"
                         << "the Lab";
    QTest::newRow("backprop") << "backprop xor-hidden-layer"
                              << "Backprop";
    QTest::newRow("data") << "data spiral"
                          << "Data";
    QTest::newRow("race") << "race ravine step=40"
                          << "Optimizers";
    QTest::newRow("network") << "network"
                             << "Optimizers";
    QTest::newRow("knobs") << "knobs"
                           << "Optimizers";
    QTest::newRow("guess") << "guess"
                           << "Optimizers";
}

void TestCardFace::buttonSaysWhereItLeads() {
    open();
    QFETCH(QString, see);
    QFETCH(QString, place);
    Flashcard card = sample();
    card.see = see;
    m_face->setCard(card, QStringLiteral("Training"));
    m_face->setRevealed(true);
    QVERIFY(m_face->canSeeLive());
    auto* button = part<QPushButton>("seeLive");
    QCOMPARE(button->text(), QStringLiteral("See it live in %1 →").arg(place));
    QSignalSpy wanted(m_face.get(), &CardFace::seeLiveWanted);
    button->click();
    QCOMPARE(wanted.count(), 1);
}

void TestCardFace::noButtonWithoutState() {
    open();
    Flashcard card = sample();
    for (const QString& see : {QString(), QStringLiteral("kitchen sink")}) {
        card.see = see;
        m_face->setCard(card, QStringLiteral("Training"));
        m_face->setRevealed(true);
        QVERIFY(!m_face->canSeeLive());
        QVERIFY(!isSeen("seeLive"));
        QVERIFY(isSeen("cardBox"));  // for the picture
    }
    card.picture.clear();
    m_face->setCard(card, QStringLiteral("Training"));
    m_face->setRevealed(true);
    QVERIFY(!isSeen("cardBox"));
}

void TestCardFace::longAnswersComeIntoView() {
    open();
    Flashcard card = longCard();
    card.question =
        QStringLiteral("Words that fill the view of the question alone, more and more of them. ").repeated(20);
    m_face->setCard(card, QStringLiteral("Training"));
    m_face->setRevealed(true);
    QScrollBar* bar = m_face->verticalScrollBar();
    QTRY_VERIFY(bar->value() > 0);
    const int top = part<QWidget>("cardAnswer")->mapTo(m_face->viewport(), QPoint()).y();
    QVERIFY2(top >= 0 && top < 80, qPrintable(QString::number(top)));
    m_face->setCard(sample(), QStringLiteral("Training"));
    QCOMPARE(bar->value(), 0);
    m_face->setRevealed(true);  // a short answer needs no scrolling
    QCoreApplication::processEvents();
    QCOMPARE(bar->value(), 0);
}

void TestCardFace::keysScroll() {
    open();
    m_face->setCard(longCard(), QStringLiteral("Training"));
    m_face->setRevealed(true);
    m_face->setFocus(Qt::TabFocusReason);
    QScrollBar* bar = m_face->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 200);
    bar->setValue(0);
    QTest::keyClick(m_face.get(), Qt::Key_Down);
    const int step = bar->value();
    QVERIFY(step > 0);
    QTest::keyClick(m_face.get(), Qt::Key_PageDown);
    QVERIFY(bar->value() > 3 * step);
    QTest::keyClick(m_face.get(), Qt::Key_End);
    QCOMPARE(bar->value(), bar->maximum());
    QTest::keyClick(m_face.get(), Qt::Key_Up);
    QCOMPARE(bar->value(), bar->maximum() - step);
    QTest::keyClick(m_face.get(), Qt::Key_Home);
    QCOMPARE(bar->value(), 0);
}

void TestCardFace::columnIsNotTooWide() {
    open();
    m_face->resize(1400, 700);
    m_face->setCard(sample(), QStringLiteral("Training"));
    m_face->setRevealed(true);
    auto* answer = part<QWidget>("cardAnswer");
    QTRY_COMPARE(answer->width(), 720);
    const int left = answer->mapTo(m_face.get(), QPoint()).x();
    QVERIFY(qAbs(left - (m_face->width() - left - 720)) < 16);  // centred
}

void TestCardFace::textSizeIsAdjustable() {
    open();
    m_face->setCard(sample(), QStringLiteral("Training"));
    m_face->setRevealed(true);
    const int before = m_face->question()->heightForWidth(2000);
    m_face->setScale(1.6);
    QVERIFY(m_face->question()->heightForWidth(2000) > before * 4 / 3);
    QCOMPARE(m_face->scale(), 1.6);
}

void TestCardFace::shippedCardsFit_data() {
    QTest::addColumn<Flashcard>("card");
    for (const auto& [file, deck] : readShippedDecks())
        for (const Flashcard& card : deck.cards) QTest::newRow(qPrintable(file + '/' + card.id)) << card;
}

void TestCardFace::shippedCardsFit() {
    open();
    QFETCH(Flashcard, card);
    for (const int width : {420, 660, 1000}) {
        m_face->resize(width, 560);
        m_face->setCard(card, QStringLiteral("Deck"));
        m_face->setRevealed(true);
        QCoreApplication::processEvents();
        QCOMPARE(m_face->horizontalScrollBar()->maximum(), 0);
        for (const CardText* text : {m_face->question(), m_face->answer()})
            QVERIFY(text->height() >= text->heightForWidth(text->width()));
        auto* box = part<QWidget>("cardBox");
        for (const auto* child : box->findChildren<QWidget*>())
            if (child->isVisibleTo(box))
                QVERIFY2(box->rect().contains(child->geometry()), qPrintable(child->objectName()));
        QVERIFY(box->isHidden() || box->height() == box->heightForWidth(box->width()));
        const QWidget* column = box->parentWidget();
        QVERIFY(box->isHidden() || box->geometry().bottom() <= column->height());
        QVERIFY(part<QPushButton>("seeLive")->isHidden() == card.see.isEmpty());
    }
}

void TestCardFace::emptyStateSaysSo() {
    open();
    m_face->setCard(sample(), QStringLiteral("Training"));
    m_face->clear(QStringLiteral("Nothing is due."));
    QVERIFY(!isSeen("cardQuestion"));
    QVERIFY(isSeen("cardEmpty"));
    QCOMPARE(part<QLabel>("cardEmpty")->text(), QStringLiteral("Nothing is due."));
    m_face->setRevealed(true);
    QVERIFY(!m_face->isRevealed());
    QVERIFY(!m_face->canSeeLive());
}

void TestCardFace::editingKeepsTheAnswer() {
    open();
    Flashcard card = sample();
    m_face->setCard(card, QStringLiteral("Training"));
    m_face->setRevealed(true);
    card.answer = QStringLiteral("Another answer.");
    m_face->updateCard(card, QStringLiteral("Training"));
    QVERIFY(m_face->isRevealed());
    QCOMPARE(m_face->answer()->accessibleName(), card.answer);
}

QTEST_MAIN(TestCardFace)
#include "test_card_face.moc"
