#include "app/composition.h"
#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "ui/cards/browse_view.h"
#include "ui/cards/card_commands.h"
#include "ui/cards/card_editor.h"
#include "ui/cards/card_face.h"
#include "ui/cards/card_import_dialog.h"
#include "ui/cards/cards_page.h"
#include "ui/cards/deck_list.h"
#include "ui/cards/deck_panel.h"
#include "ui/cards/rating_bar.h"
#include "ui/cards/review_view.h"
#include "ui/models/card_list_model.h"
#include "ui/shell/banner.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/page_run.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

namespace glassbox {

class TestCardsPage : public GlassboxTest {
    Q_OBJECT

    ScratchHome m_home;
    std::unique_ptr<Composition> m_glassbox;
    qint64 m_now = 1'795'262'400'000;  // 21 November 2026, noon (UTC)

    CardsPage& page() { return m_glassbox->cards(); }
    ReviewSession& session() { return page().session(); }
    QWidget& window() { return m_glassbox->window(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &window(), key, modifiers);
    }
    template <class Dialog>
    Dialog* dialog() {
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (auto* found = qobject_cast<Dialog*>(widget); found && found->isVisible()) return found;
        return nullptr;
    }

    void start() {
        m_glassbox = std::make_unique<Composition>(StudyClock{[this] { return m_now; }, StudyDays()});
        m_glassbox->window().start({});
        m_glassbox->window().resize(1280, 800);
        m_glassbox->window().show();
        QVERIFY(QTest::qWaitForWindowActive(&m_glassbox->window()));
        press(Qt::Key_6, Qt::AltModifier);
        QTRY_COMPARE(m_glassbox->window().currentPage(), QStringLiteral("Cards"));
        QTRY_VERIFY(m_glassbox->study().isOpen());
    }

  private Q_SLOTS:
    void initTestCase() { nameApplication(); }
    void cleanup() {
        m_glassbox.reset();
        m_now += 30 * qint64{86'400'000};  // the next test is another month
    }

    void aCardIsReviewedByTheKeyboardAlone() {
        start();
        const qint64 first = session().card()->id;
        QVERIFY(!page().review().face().isRevealed());
        press(Qt::Key_4);  // before the answer is seen: nothing
        QCOMPARE(session().card()->id, first);
        auto* run = window().findChild<QPushButton*>(QStringLiteral("runButton"));
        QVERIFY(run->isEnabled());
        press(Qt::Key_Space);
        QVERIFY(page().review().face().isRevealed());
        QVERIFY(!run->isEnabled());  // nothing is left to show
        QVERIFY(!page().review().ratings().button(1).wait().isEmpty());
        press(Qt::Key_5);
        QVERIFY(session().card()->id != first);
        const qint64 second = session().card()->id;
        press(Qt::Key_B);
        QVERIFY(session().card()->id != second);
        press(Qt::Key_P);
        press(Qt::Key_U);
        press(Qt::Key_U);
        QCOMPARE(session().card()->id, second);
        press(Qt::Key_U);
        QCOMPARE(session().card()->id, first);
        QVERIFY(!page().review().face().isRevealed());
        QVERIFY(m_glassbox->session().state() != RunState::Running);  // Space was the card's
    }

    void theMouseDoesTheSame() {
        start();
        const qint64 first = session().card()->id;
        auto* show = page().findChild<QPushButton*>(QStringLiteral("showAnswer"));
        QTest::mouseClick(show, Qt::LeftButton);
        QVERIFY(page().review().face().isRevealed());
        QTest::mouseClick(&page().review().ratings().button(4), Qt::LeftButton);
        QVERIFY(session().card()->id != first);
        QTest::mouseClick(page().findChild<QPushButton*>(QStringLiteral("undoReview")), Qt::LeftButton);
        QCOMPARE(session().card()->id, first);
    }

    void aDeckIsChosenAndItsCardsAreAsked() {
        start();
        const std::vector<StoredDeck> decks = m_glassbox->study().decks();
        QCOMPARE(decks.size(), std::size_t{6});
        page().decks().setDeck(decks[3].id);
        QCOMPARE(session().card()->deck, decks[3].id);
        QCOMPARE(page().decks().list().currentIndex().data().toString(), decks[3].name);
    }

    void cardsAreFoundInBrowse() {
        start();
        press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(page().view(), CardsPage::Browse);
        auto* search = page().findChild<QLineEdit*>(QStringLiteral("cardSearch"));
        QCOMPARE(QApplication::focusWidget(), search);
        QTest::keyClicks(search, QStringLiteral("sigmoid is:new"));
        press(Qt::Key_Return);
        const int found = page().browse().model().rowCount();
        QVERIFY(found > 1 && found < 60);
        QCOMPARE(QApplication::focusWidget(), &page().browse().table());
        const qint64 id = page().browse().chosen().front();
        press(Qt::Key_P);
        QVERIFY(m_glassbox->study().store().card(id)->suspended);
        QCOMPARE(page().browse().chosen(), QList<qint64>{id});
        press(Qt::Key_P);
        QVERIFY(!m_glassbox->study().store().card(id)->suspended);
        search->setText(QStringLiteral("nothing like this"));
        QTRY_COMPARE(page().browse().model().rowCount(), 0);
        press(Qt::Key_Escape);
        QCOMPARE(page().view(), CardsPage::Review);
    }

    void aCardOfOnesOwnIsWrittenAndEdited() {
        start();
        press(Qt::Key_N);
        auto* editor = dialog<CardEditor>();
        QVERIFY(editor);
        Flashcard card;
        card.question = QStringLiteral("What is $2^3$?");
        card.answer = QStringLiteral("*Eight*.");
        editor->setCard(card);
        editor->accept();
        CardStudy& study = m_glassbox->study();
        QCOMPARE(study.decks().size(), std::size_t{7});
        QCOMPARE(study.decks().back().name, QStringLiteral("My cards"));
        QCOMPARE(page().decks().deck(), study.decks().back().id);
        QCOMPARE(session().card()->card.question, card.question);
        press(Qt::Key_E);
        QTRY_VERIFY(dialog<CardEditor>());
        editor = dialog<CardEditor>();
        QCOMPARE(editor->card().answer, card.answer);
        card.answer = QStringLiteral("8");
        editor->setCard(card);
        editor->accept();
        QCOMPARE(session().card()->card.answer, QStringLiteral("8"));
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(session().card()->card.answer, QStringLiteral("*Eight*."));
        study.removeDeck(study.decks().back().id);
        QCOMPARE(page().decks().deck(), 0);
    }

    void crammingIsSaidAndEscapeEndsIt() {
        start();
        page().decks().setDeck(m_glassbox->study().decks()[0].id);
        QTest::mouseClick(page().findChild<QPushButton*>(QStringLiteral("cramButton")), Qt::LeftButton);
        QVERIFY(session().isCramming());
        QVERIFY(page().run().state().contains(QStringLiteral("Cramming")));
        const int left = session().left();
        press(Qt::Key_Space);
        press(Qt::Key_Space);
        QCOMPARE(session().left(), left - 1);
        press(Qt::Key_Escape);
        QVERIFY(!session().isCramming());
    }

    void whatACardSpeaksOfIsSeenLive() {
        start();
        CardStudy& study = m_glassbox->study();
        const auto cards = study.store().browse(0, {}, m_now);
        const auto with = std::find_if(cards.begin(), cards.end(), [](const StoredCard& card) {
            return card.card.see.startsWith(QLatin1String("lab "));
        });
        QVERIFY(with != cards.end());
        session().cram({with->id}, 1);
        press(Qt::Key_L);  // the answer is not shown yet
        QCOMPARE(m_glassbox->window().currentPage(), QStringLiteral("Cards"));
        press(Qt::Key_Space);
        press(Qt::Key_L);
        QTRY_COMPARE(m_glassbox->window().currentPage(), QStringLiteral("Lab"));
        press(Qt::Key_6, Qt::AltModifier);
        QTRY_COMPARE(m_glassbox->window().currentPage(), QStringLiteral("Cards"));
        QCOMPARE(session().card()->id, with->id);
        QVERIFY(session().isRevealed());
    }

    void textIsLargerAndSmallerAndRemembered() {
        start();
        const double before = page().review().scale();
        press(Qt::Key_Plus);
        press(Qt::Key_Plus);
        QVERIFY(page().review().scale() > before);
        const QByteArray layout = page().saveLayout();
        press(Qt::Key_Minus);
        page().restoreLayout(layout);
        QVERIFY(page().review().scale() > before);
        for (int i = 0; i < 20; ++i) press(Qt::Key_Minus);
        QVERIFY(page().review().scale() >= 0.7);
        page().restoreLayout("nonsense");
    }

    void aDeckOfATextIsImportedAndUndoTakesItAway() {
        start();
        const QString path = m_home.file(QStringLiteral("exam.deck.md"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("deck: Exam\n\n## one\n\nWhat is $2^{10}$?\n\n---\n\n**1024**\n");
        file.close();
        m_glassbox->window().files()->openPath(path);
        QTRY_VERIFY(dialog<CardImportDialog>());
        auto* look = dialog<CardImportDialog>();
        QTRY_VERIFY(look->findChild<QPushButton*>(QStringLiteral("importTake"))->isEnabled());
        look->findChild<QPushButton*>(QStringLiteral("importTake"))->click();
        QTRY_COMPARE(m_glassbox->study().decks().size(), std::size_t{7});
        QTRY_VERIFY(page().banner().sentence().contains(QStringLiteral("Imported")));
        QCOMPARE(session().card()->card.answer, QStringLiteral("**1024**"));
        window().activateWindow();  // without a window manager nobody else does
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        press(Qt::Key_U);
        QCOMPARE(m_glassbox->study().decks().size(), std::size_t{6});
        QVERIFY(session().card()->card.answer != QStringLiteral("**1024**"));
        QCOMPARE(session().deck(), page().decks().deck());
    }

    void anotherWindowsReviewsAreSeen() {
        start();
        CardStudy& study = m_glassbox->study();
        CardStore other(study.file());
        other.setSuspended(session().card()->id, true);
        const qint64 first = session().card()->id;
        study.refresh();
        QVERIFY(session().card()->id != first);
        other.setSuspended(first, false);
    }
};

}  // namespace glassbox

QTEST_MAIN(glassbox::TestCardsPage)
#include "test_cards_page.moc"
