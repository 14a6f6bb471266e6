// What the cards cost in the window, with 5,000 of them and a year of reviews: opening, a rating with the next card
// painted, a search, the statistics.
#include "app/composition.h"
#include "lessons/study/stored_schedule.h"
#include "ui/cards/browse_view.h"
#include "ui/cards/cards_page.h"
#include "ui/cards/deck_panel.h"
#include "ui/cards/statistics_runner.h"
#include "ui/models/card_list_model.h"
#include "ui/models/deck_scheduler.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace glassbox;

namespace {

constexpr qint64 day = 86'400'000;

void fill(const QString& file, const StudyClock& clock) {
    CardStore::prepare(file, QDateTime::fromMSecsSinceEpoch(clock.now()).date());
    CardStore store(file);
    Deck deck{QStringLiteral("Large"), {}, {}};
    for (int i = 0; i < 5000; ++i) {
        Flashcard card;
        card.id = QStringLiteral("c-%1").arg(i);
        card.question = QStringLiteral("What is the sum of all numbers up to %1, and why?").arg(i);
        card.answer = QStringLiteral("By pairs from both ends:\n\n$$\\frac{n (n + 1)}{2}$$\n\nwith $n = %1$.").arg(i);
        card.tags = QStringList{QStringLiteral("sums")};
        deck.cards.push_back(card);
    }
    const qint64 id = store.addDeck(deck);
    DeckOptions options;
    options.newADay = 5000;
    store.setOptions(id, options);
    const Scheduler scheduler = deckScheduler(options, clock.days);
    store.together([&] {
        for (int ago = 365; ago > 0; --ago)
            for (int i = 0; i < 140; ++i) {
                const qint64 now = clock.now() - ago * day + i * 30'000;
                const Moment moment{now, clock.days.beginOf(clock.days.dayOf(now)),
                                    clock.days.beginOf(clock.days.dayOf(now) + 1)};
                const auto card = store.nextDue(id, moment);
                if (!card) break;
                const int known = 1 + (i * 7 + ago) % 5;
                const CardSchedule after = scheduler.review(card->id, scheduleOf(card->state), ratingOf(known), now);
                store.review(card->id, card->state, storedOf(after, false), known, now, 5000);
            }
        return true;
    });
}

void tell(const char* what, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf("%-40s %4zu times  median %6.1f ms  95th %6.1f ms  most %6.1f ms\n", what, times.size(), at(0.5),
                at(0.95), times.back());
}

double milliseconds(const QElapsedTimer& clock) {
    return static_cast<double>(clock.nsecsElapsed()) * 1e-6;
}

}  // namespace

int main(int argc, char** argv) {
    const QTemporaryDir home;
    qputenv("XDG_DATA_HOME", home.path().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
    QApplication application(argc, argv);
    nameApplication();
    qint64 now = 1'795'262'400'000;
    const StudyClock clock{[&now] { return now; }, StudyDays()};
    const QString file =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/cards.sqlite");
    fill(file, clock);
    Composition glassbox(clock);
    std::printf("%zu reviews of 5,000 cards\n", CardStore(file).reviews(0).size());
    glassbox.window().resize(1280, 800);
    glassbox.window().show();
    QTest::qWait(500);
    QElapsedTimer timer;
    timer.start();
    glassbox.window().showPage(QObject::tr("Cards"));
    std::printf("the page came after %.0f ms", milliseconds(timer));
    while (!glassbox.study().isOpen()) QTest::qWait(1);
    std::printf(", the cards were open after %.0f ms\n", milliseconds(timer));
    CardsPage& page = glassbox.cards();
    page.decks().setDeck(glassbox.study().decks().back().id);
    auto* runner = page.findChild<StudyFiguresRunner*>();
    timer.restart();
    while (runner->isBusy()) QTest::qWait(1);
    std::printf("statistics, in a thread of their own: %.0f ms\n", milliseconds(timer));
    std::vector<double> ratings, reveals;
    for (int i = 0; i < 200; ++i) {
        timer.restart();
        page.session().reveal();
        page.repaint();
        QCoreApplication::sendPostedEvents();
        reveals.push_back(milliseconds(timer));
        timer.restart();
        page.session().rate(1 + i % 5);
        page.repaint();
        QCoreApplication::sendPostedEvents();
        ratings.push_back(milliseconds(timer));
        now += 10'000;
        QTest::qWait(1);
    }
    tell("the answer is shown and painted", reveals);
    tell("a rating, the next card painted", ratings);
    page.setView(CardsPage::Browse);
    std::vector<double> searches;
    for (const char* words : {"sum", "sum 12", "is:due", "tag:sums 99", "", "numbers up to 4"}) {
        timer.restart();
        page.browse().setSearch(QLatin1String(words));
        page.repaint();
        QCoreApplication::sendPostedEvents();
        searches.push_back(milliseconds(timer));
    }
    tell("a search, painted", searches);
}
