#include "lessons/study/stored_schedule.h"
#include "tests/lessons/study/opened_store.h"
#include "tests/lessons/study/synthetic_log.h"
#include "tests/support/test.h"
#include "ui/cards/statistics_chart.h"
#include "ui/cards/statistics_charts.h"
#include "ui/cards/statistics_today.h"
#include "ui/cards/statistics_view.h"
#include "ui/shell/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QHelpEvent>
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

#include <numeric>

using namespace glassbox;

namespace {

constexpr qint64 dayMs = synthetic::dayMs;
constexpr qint64 begin = synthetic::start, months = 120 * dayMs, now = begin + months;

/// A learner of four months, who forgets as the model says: 160 cards, 4 new ones on most days.
class Learner {
  public:
    Learner() {
        Deck deck{QStringLiteral("Foundations"), {}, {}};
        for (int i = 0; i < 160; ++i) {
            Flashcard card;
            card.id = QStringLiteral("card-%1").arg(i);
            card.question = QStringLiteral("Why does $\\sigma'(z)$ of card %1 fade in a deep stack of layers?").arg(i);
            card.answer = QStringLiteral("Answer");
            deck.cards.push_back(card);
        }
        m_deck = m_store.addDeck(deck);
        study();
    }
    StudyFigures figures() const { return studyFigures(m_store, m_deck, now, StudyDays()); }

  private:
    void study() {
        std::mt19937_64 random(11);
        const Scheduler scheduler;
        std::vector<ExchangedCard> cards = m_store.exchanged(m_deck);
        for (std::size_t i = 0; i < cards.size() - 12; ++i) {
            CardSchedule schedule;
            // The days are at noon and some minutes; every seventh is left out.
            qint64 time = begin + qint64(i * 110 / cards.size()) * dayMs;
            const double hard = i % 9 == 0 ? 0.12 : 0;
            while (time < now) {
                const bool isNew = schedule.state == CardState::New;
                const double recall = isNew ? 1 : scheduler.retrievability(schedule, time) - hard;
                ReviewRecord record;
                record.time = time;
                record.known = synthetic::answer(isNew, recall, random);
                record.milliseconds = 4000 + int(random() % 12000);
                record.before = storedOf(schedule, false);
                cards[i].log.push_back(record);
                schedule = scheduler.review(qint64(i), schedule, ratingOf(record.known), time);
                time = std::max(schedule.due + dayMs / 3, time + 60'000);
                if (schedule.intervalDays == 0) time = schedule.due + 30'000;
                while ((time - begin) / dayMs % 9 == 4) time += dayMs;
            }
            cards[i].state = storedOf(schedule, schedule.lapses >= 5);
            cards[i].suspended = i % 50 == 7;
        }
        m_store.takeExchanged(m_deck, cards);
    }

    QTemporaryDir m_folder;
    OpenedStore m_store{m_folder.filePath(QStringLiteral("cards.db")), QDate(2026, 3, 10)};
    qint64 m_deck = 0;
};

StudyFigures madeUp() {
    StudyFigures figures;
    figures.today = 20'000;
    figures.doneToday = 9;
    figures.leftToday = 14;
    figures.forecast.resize(30);
    figures.forecast[0] = 14;
    figures.forecast[1] = 5;
    figures.forecast[13] = 2;
    figures.overdue = 3;
    figures.remembered = 50;
    figures.recallNow = 0.914;
    figures.answersADay.resize(30);
    figures.answersADay[29] = {1, 0, 2, 3, 0};
    figures.answers = 6;
    figures.lately.goal = figures.longer.goal = 0.9;
    figures.lately.recall = {100, 80, 91};
    figures.longer.recall = {250, 226, 226};
    figures.calibration[3] = {60, 55, 54};
    figures.calibration[1] = {40, 20, 34};
    figures.streak = {12, 34, true};
    figures.states = {5, 1, 30, 19, 2, 1};
    figures.stability = stabilityHistogram({});
    figures.stability[5].cards = 7;
    figures.difficulty = difficultyHistogram({});
    figures.hardest = {{77, QStringLiteral("What is *one* $\\sigma'(z)$?"), QStringLiteral("A"), 9, 8.5, true, false},
                       {78, QStringLiteral("What is two?"), QStringLiteral("A"), 4, 7, false, false}};
    return figures;
}

StatisticsChart* chart(QWidget& view, const char* name) {
    return view.findChild<StatisticsChart*>(QLatin1String(name));
}

QString text(QWidget& view, const char* name) {
    return view.findChild<QLabel*>(QLatin1String(name))->text();
}

}  // namespace

class TestStatisticsView : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void thePanelShowsHowFarTodayIs() {
        TodayPanel panel(m_theme);
        panel.setFigures(madeUp());
        QCOMPARE(text(panel, "doneToday"), QStringLiteral("9 / 23"));
        QCOMPARE(panel.findChild<QProgressBar*>()->value(), 9);
        QCOMPARE(panel.findChild<QProgressBar*>()->maximum(), 23);
        QVERIFY(text(panel, "recallNow").startsWith(QStringLiteral("91.4")));
        QCOMPARE(text(panel, "recallGoal"), QStringLiteral("goal 90 %"));
        QVERIFY(text(panel, "recallMeasured").contains(QStringLiteral("80.0")));
        QCOMPARE(chart(panel, "nextTwoWeeks")->barCount(), 14);
        QCOMPARE(chart(panel, "nextTwoWeeks")->words(1).section(QLatin1Char(':'), 1), QStringLiteral(" 5 cards due"));
    }

    void withoutCardsEverythingHasASentence() {
        TodayPanel panel(m_theme);
        panel.setFigures({});
        QCOMPARE(text(panel, "doneNote"), QStringLiteral("Nothing is due today."));
        QVERIFY(!text(panel, "recallNote").isEmpty());
        StatisticsView view(m_theme);
        view.setFigures({}, QStringLiteral("Empty"));
        const auto charts = view.findChildren<StatisticsChart*>();
        QCOMPARE(charts.size(), 7);
        for (const StatisticsChart* each : charts) {
            QVERIFY2(each->data().empty.endsWith(QLatin1Char('.')), qPrintable(each->objectName()));
            QCOMPARE(each->barCount(), 0);
            QVERIFY(statisticsTable(each->data()).isEmpty());
        }
        QVERIFY(!text(view, "hardestSentence").isEmpty());
    }

    void whatIsOverdueIsInTheBarOfToday() {
        const StatisticsChartData data = forecastChart(madeUp()).chart;
        QCOMPARE(data.bars.size(), std::size_t(30));
        QCOMPARE(data.bars[0].words, QStringLiteral("Today: 14 cards due, 3 of them overdue"));
        QVERIFY(!data.bars[0].soft);
        QVERIFY(data.bars[1].soft);
    }

    void retentionIsHeldAgainstTheGoalOnlyWithEnoughReviews() {
        StudyFigures figures = madeUp();
        QVERIFY(retentionChart(figures).sentence.contains(QStringLiteral("less than the goal")));
        figures.lately.recall = {100, 99, 91};
        QVERIFY(retentionChart(figures).sentence.contains(QStringLiteral("more than the goal")));
        figures.lately.recall = {100, 89, 91};
        QVERIFY(retentionChart(figures).sentence.contains(QStringLiteral("within the interval")));
        figures.lately.recall = figures.longer.recall = {19, 10, 17};
        QVERIFY(retentionChart(figures).sentence.startsWith(QStringLiteral("Too few reviews to tell: 19")));
    }

    void calibrationSaysWhatAnswersAreWorth() {
        const ToldChart told = calibrationChart(madeUp());
        // 20 of 40 where 34 were expected, 55 of 60 where 54 were.
        QVERIFY(told.sentence.startsWith(QStringLiteral("After 2 you remembered less often than the model expected")));
        StudyFigures figures = madeUp();
        figures.calibration[1] = {40, 34, 34};
        figures.calibration[2] = {40, 40, 30};
        QVERIFY(calibrationChart(figures).sentence.startsWith(QStringLiteral("After 3 you remembered more often")));
        figures.calibration[2] = {40, 36, 36};
        QVERIFY(calibrationChart(figures).sentence.contains(QStringLiteral("after 2, 3 and 4 lies within")));
        QVERIFY(calibrationChart(figures).sentence.contains(QStringLiteral("3 and 4 are scheduled alike")));
        const DataTable table = statisticsTable(told.chart);
        QCOMPARE(table.rows(), std::size_t(5));
        QCOMPARE(std::get<std::int64_t>(table.at(3, 1)), std::int64_t{60});
        QVERIFY(std::holds_alternative<std::monostate>(table.at(0, 3)));  // nothing is known of answer 1
    }

    void aMissedDayIsNotScolded() {
        StudyFigures figures = madeUp();
        QVERIFY(streakSentence(figures).startsWith(QStringLiteral("Today is one of them.")));
        figures.streak = {12, 12, false};
        QCOMPARE(streakSentence(figures), QStringLiteral("Up to yesterday; today is still open."));
        figures.streak = {0, 34, false};
        QVERIFY(streakSentence(figures).contains(QStringLiteral("any day is a good one")));
        figures.streak = {};
        QVERIFY(!streakSentence(figures).isEmpty());
    }

    void stackedBarsAddUpToTheDay() {
        const StatisticsChartData data = answersChart(madeUp()).chart;
        QCOMPARE(data.bars[29].words, QStringLiteral("Today: 6 reviews (1 × 1, 2 × 3, 3 × 4)"));
        const DataTable table = statisticsTable(data);
        QCOMPARE(table.columns().size(), std::size_t(6));
        QCOMPARE(std::get<QString>(table.at(29, 0)), QStringLiteral("2024-10-04"));
    }

    void chartsAreReadByPointerKeysAndScreenReader() {
        StatisticsView view(m_theme);
        view.setFigures(madeUp(), QStringLiteral("A"));
        view.resize(950, 640);
        view.show();
        StatisticsChart* forecast = chart(view, "forecastChart");
        const StatisticsChartLayout layout = forecast->layoutNow();
        for (int i = 0; i < 30; ++i) {
            const QRectF& place = layout.slots[std::size_t(i)];
            QVERIFY(QRectF(forecast->rect()).adjusted(-1, -1, 1, 1).contains(place));
            QCOMPARE(forecast->barAt(place.center()), i);
        }
        forecast->setFocus(Qt::TabFocusReason);
        forecast->setFocusedBar(0);
        QTest::keyClick(forecast, Qt::Key_Right);
        QCOMPARE(forecast->focusedBar(), 1);
        QTest::keyClick(forecast, Qt::Key_End);
        QTest::keyClick(forecast, Qt::Key_Right);
        QCOMPARE(forecast->focusedBar(), 29);
        QTest::keyClick(forecast, Qt::Key_Home);
        QTest::keyClick(forecast, Qt::Key_Left);
        QCOMPARE(forecast->focusedBar(), 0);
        QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(forecast);
        QCOMPARE(reader->childCount(), 30);
        QCOMPARE(reader->child(1)->text(QAccessible::Name), forecast->words(1));
    }

    void fewCardsGiveNoFractionsOnTheAxis() {
        StudyFigures figures = madeUp();
        for (const int most : {1, 2, 3, 7, 9, 13, 1234}) {
            figures.forecast.assign(30, 0);
            figures.forecast[2] = most;
            const StatisticsChartData data = forecastChart(figures).chart;
            for (const Tick& tick : layoutStatisticsChart(data, {300, 200}, m_theme.theme()).values.ticks)
                QCOMPARE(tick.position, std::round(tick.position));
            QVERIFY(layoutStatisticsChart(data, {300, 200}, m_theme.theme()).values.high >= most);
        }
    }

    void aHardCardIsOpened() {
        StatisticsView view(m_theme);
        view.setFigures(madeUp(), QStringLiteral("A"));
        view.resize(950, 640);
        view.show();
        auto* table = view.findChild<QTableView*>(QStringLiteral("hardestCards"));
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("Leech: What is one σ′(z)?"));
        QSignalSpy wanted(&view, &StatisticsView::cardWanted);
        table->setCurrentIndex(table->model()->index(1, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toLongLong(), 78);
    }

    void cardsFillTheWidthInWholeRows_data() {
        QTest::addColumn<int>("width");
        for (const int width : {320, 620, 950, 1580}) QTest::addRow("%d", width) << width;
    }
    void cardsFillTheWidthInWholeRows() {
        QFETCH(int, width);
        StatisticsView view(m_theme);
        view.setFigures(madeUp(), QStringLiteral("A"));
        view.resize(width, 640);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QCOMPARE(view.width(), width);
        for (const StatisticsChart* each : view.findChildren<StatisticsChart*>()) {
            const QWidget* card = each->parentWidget();
            QVERIFY(each->width() >= each->minimumSizeHint().width());
            QVERIFY(each->height() >= each->minimumSizeHint().height());
            QVERIFY(card->mapTo(&view, QPoint(card->width(), 0)).x() <= width);
        }
    }

    void looks_data() {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
        QTest::newRow("projector") << ThemeChoice::Projector;
    }
    /// Every theme paints every figure; with GLASSBOX_GALLERY the pictures are kept there to be looked at.
    void looks() {
        QFETCH(ThemeChoice, theme);
        if (m_figures.answers == 0) m_figures = Learner().figures();
        QVERIFY(m_figures.longer.tells());
        m_theme.setChoice(theme);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        for (const bool empty : {false, true}) {
            const StudyFigures figures =
                empty ? studyFigures(OpenedStore(emptyFile(), QDate(2026, 3, 10)), 0, now, StudyDays()) : m_figures;
            const QString what = (empty ? QStringLiteral("empty-") : QStringLiteral("full-")) + tag;
            StatisticsView view(m_theme);
            view.setAutoFillBackground(true);
            view.setFigures(figures, QStringLiteral("Foundations"));
            for (const QSize size : {QSize(950, 640), QSize(950, 1500), QSize(1580, 920)})
                keep(view, size, QStringLiteral("statistics-%1-%2x%3").arg(what).arg(size.width()).arg(size.height()));
            TodayPanel panel(m_theme);
            panel.setFigures(figures);
            for (const QSize size : {QSize(240, 640), QSize(272, 770)})
                keep(panel, size, QStringLiteral("today-%1-%2").arg(what).arg(size.width()));
        }
        m_theme.setChoice(ThemeChoice::Light);
    }

  private:
    QString emptyFile() const { return m_folder.filePath(QStringLiteral("empty.db")); }
    void keep(QWidget& widget, const QSize& size, const QString& name) {
        widget.resize(size);
        widget.show();
        QVERIFY(QTest::qWaitForWindowExposed(&widget));
        QCoreApplication::processEvents();
        QCOMPARE(widget.size(), size);  // nothing asks for more room than there is
        const QPixmap picture = widget.grab();
        const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY");
        if (!folder.isEmpty()) QVERIFY(picture.save(QDir(folder).filePath(name + QStringLiteral(".png"))));
    }

    QTemporaryDir m_folder;
    ThemeSource m_theme{ThemeChoice::Light};
    StudyFigures m_figures;
};

QTEST_MAIN(TestStatisticsView)
#include "test_statistics_view.moc"
