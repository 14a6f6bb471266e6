#include "tests/support/screens.h"
#include "tests/ui/cards/learner.h"
#include "tests/ui/gallery.h"
#include "ui/cards/browse_view.h"
#include "ui/cards/card_commands.h"
#include "ui/cards/card_editor.h"
#include "ui/cards/card_files.h"
#include "ui/cards/card_import_dialog.h"
#include "ui/cards/cards_page.h"
#include "ui/cards/deck_options_dialog.h"
#include "ui/cards/deck_panel.h"
#include "ui/cards/shipped_decks.h"
#include "ui/cards/statistics_runner.h"
#include "ui/shell/actions.h"

#include <QAction>
#include <QStandardPaths>

using namespace glassbox;

/// The workspace of flashcards and its dialogs, of a learner of two months.
class TestGalleryCards : public Gallery {
    Q_OBJECT

    static constexpr qint64 now = 1'795'262'400'000;  // 21 November 2026, noon (UTC)
    static StudyClock clock() {
        return {[] { return now; }, StudyDays()};
    }
    static void openCards(Composition& glassbox);
    static void showCard(Composition& glassbox, const char* id);
    template <class Dialog>
    void saveDialog(const QString& name);

  private Q_SLOTS:
    void initTestCase();
    void review_data() { addLooks(); }
    void review();
    void browse_data() { addLooks(); }
    void browse();
    void statistics_data() { addLooks(); }
    void statistics();
    void dialogs_data() { addLooks(); }
    void dialogs();
    void projector();
    void empty();
};

void TestGalleryCards::initTestCase() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QVERIFY(folder.startsWith(home()));
    learn(folder + QStringLiteral("/cards.sqlite"), readShippedDecks(), clock(), 60);
    // One that shows all that a card may have is asked first.
    CardStore store(folder + QStringLiteral("/cards.sqlite"));
    constexpr qint64 day = 86'400'000;
    for (const StoredCard& card : store.browse(0, {}, now)) {
        if (card.card.id != QLatin1String("sigmoid")) continue;
        StoredSchedule asked{CardPhase::Review, 0, 9, 6, now - 20 * day, now - 30 * day, 3, 0, false};
        store.review(card.id, card.state, asked, 4, now - 30 * day, 9000);
    }
}

void TestGalleryCards::openCards(Composition& glassbox) {
    glassbox.window().showPage(QStringLiteral("Cards"));
    QTRY_VERIFY(glassbox.study().isOpen());
    QTest::qWait(150);
    StudyFiguresRunner* runner = glassbox.cards().findChild<StudyFiguresRunner*>();
    QTRY_VERIFY(!runner->isBusy());
    QTest::qWait(50);
}

void TestGalleryCards::showCard(Composition& glassbox, const char* id) {
    for (const StoredCard& card : glassbox.study().store().browse(0, {}, now))
        if (card.card.id == QLatin1String(id)) {
            // As if it had just come: it is asked now.
            glassbox.cards().session().cram({card.id}, 1);
            return;
        }
    QFAIL(id);
}

template <class Dialog>
void TestGalleryCards::saveDialog(const QString& name) {
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* dialog = qobject_cast<Dialog*>(widget); dialog && dialog->isVisible()) {
            QTest::qWait(400);
            save(*dialog, name + QLatin1Char('-') + tag());
            dialog->hide();
            delete dialog;
            return;
        }
    QFAIL(qPrintable(name));
}

void TestGalleryCards::review() {
    Composition glassbox(clock());
    open(glassbox);
    openCards(glassbox);
    glassbox.cards().decks().setDeck(glassbox.study().decks()[0].id);
    QTest::qWait(300);
    save(glassbox.window(), QStringLiteral("cards-question-") + tag());
    glassbox.cards().session().reveal();
    QTest::qWait(50);
    save(glassbox.window(), QStringLiteral("cards-answer-") + tag());
    checkNothingIsCutOff(glassbox.window());
    showCard(glassbox, "vanishing");
    glassbox.cards().session().reveal();
    QTest::qWait(50);
    save(glassbox.window(), QStringLiteral("cards-cram-") + tag());
    checkNothingIsCutOff(glassbox.window());
}

void TestGalleryCards::browse() {
    Composition glassbox(clock());
    open(glassbox);
    openCards(glassbox);
    glassbox.cards().setView(CardsPage::Browse);
    glassbox.cards().browse().setSearch(QStringLiteral("gradient"));
    QTest::qWait(50);
    save(glassbox.window(), QStringLiteral("cards-browse-") + tag());
    checkNothingIsCutOff(glassbox.window());
}

void TestGalleryCards::statistics() {
    Composition glassbox(clock());
    open(glassbox);
    openCards(glassbox);
    glassbox.cards().setView(CardsPage::Statistics);
    StudyFiguresRunner* runner = glassbox.cards().findChild<StudyFiguresRunner*>();
    QTRY_VERIFY(!runner->isBusy());
    QTest::qWait(100);
    save(glassbox.window(), QStringLiteral("cards-statistics-") + tag());
    checkNothingIsCutOff(glassbox.window());
}

void TestGalleryCards::dialogs() {
    Composition glassbox(clock());
    open(glassbox);
    openCards(glassbox);
    const qint64 deck = glassbox.study().decks()[0].id;
    CardCommands& commands = glassbox.cards().commands();
    commands.newCard(deck);
    saveDialog<CardEditor>(QStringLiteral("card-new"));
    commands.edit(glassbox.study().store().browse(deck, QStringLiteral("sigmoid"), now).front().id);
    saveDialog<CardEditor>(QStringLiteral("card-edit"));
    commands.showOptions(deck);
    saveDialog<DeckOptionsDialog>(QStringLiteral("deck-options"));
}

void TestGalleryCards::projector() {
    Composition glassbox(clock());
    glassbox.theme().setChoice(ThemeChoice::Projector);
    glassbox.window().start({});
    glassbox.window().resize(1280, 800);
    glassbox.window().show();
    QVERIFY(QTest::qWaitForWindowActive(&glassbox.window()));
    openCards(glassbox);
    glassbox.cards().session().reveal();
    QTest::qWait(50);
    save(glassbox.window(), QStringLiteral("cards-projector"));
    glassbox.cards().setPresenting(true);
    QTest::qWait(50);
    save(glassbox.window(), QStringLiteral("cards-presenting"));
    glassbox.cards().setPresenting(false);
    glassbox.cards().setView(CardsPage::Statistics);
    QTest::qWait(400);
    save(glassbox.window(), QStringLiteral("cards-statistics-projector"));
}

void TestGalleryCards::empty() {
    Composition glassbox(clock());
    glassbox.window().start({});
    glassbox.window().resize(1280, 800);
    glassbox.window().show();
    QVERIFY(QTest::qWaitForWindowActive(&glassbox.window()));
    openCards(glassbox);
    const qint64 own = glassbox.study().addDeck({QStringLiteral("My cards"), {}, {}});
    glassbox.cards().decks().setDeck(own);
    QTest::qWait(400);
    save(glassbox.window(), QStringLiteral("cards-empty-deck"));
    glassbox.cards().setView(CardsPage::Statistics);
    QTest::qWait(400);
    save(glassbox.window(), QStringLiteral("cards-empty-statistics"));
    glassbox.cards().setView(CardsPage::Browse);
    save(glassbox.window(), QStringLiteral("cards-empty-browse"));
    glassbox.study().removeDeck(own);
}

QTEST_MAIN(TestGalleryCards)
#include "test_gallery_cards.moc"
